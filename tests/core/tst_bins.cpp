#include "core/inventory/fulfilment/pick_list.h"
#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;
using stock::Bin;

/// Where units lie: the book of bins, what the trail says of it, and the walk along them.
class BinsTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    /// "A-2, cold / A-10": at a node.
    static QString at(Workshop &shop, QStringView code, QStringView nodeName = u"main")
    {
        QStringList texts;
        for (const Bin &bin : stock::binsAt(shop.ask(query::StockOf{{sku(code)}, {}}).first().bins, node(nodeName)))
            texts.append(bin.text());
        return texts.join(u", "_s);
    }
    static command::SetBins lies(QStringView code, const QList<Bin> &bins, QStringView nodeName = u"main") { return {sku(code), node(nodeName), bins}; }
    static QStringList texts(const QJsonValue &value)
    {
        QStringList texts;
        for (const QJsonValue &one : value.toArray())
            texts.append(one.toString());
        return texts;
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void keepsThemInTheirOrder()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 5, 5);
        shop.define(u"B", 5);
        shop.must(lies(u"A", {{u"cold"_s, u"R-7"_s}, {{}, u"A-2"_s}}));
        shop.must(lies(u"A", {{{}, u"X"_s}}, u"east"));
        shop.must(lies(u"B", {{{}, u"A-2"_s}})); // a bin holds several SKUs
        QCOMPARE(at(shop, u"A"), u"cold / R-7, A-2"_s);
        QCOMPARE(at(shop, u"A", u"east"), u"X"_s);
        QCOMPARE(at(shop, u"B"), u"A-2"_s);
        shop.must(lies(u"A", {{{}, u"A-2"_s}, {u"cold"_s, u"R-7"_s}}));
        QCOMPARE(at(shop, u"A"), u"A-2, cold / R-7"_s);
        QCOMPARE(at(shop, u"A", u"east"), u"X"_s);
        QCOMPARE(shop.at(u"A"), u"5/0/0/0/0"_s); // how many are there is another matter
        QVERIFY(shop.balances());
    }

    void saysOldAndNew()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 1);
        shop.must(lies(u"A", {{{}, u"A-1"_s}}));
        const Entry entry = shop.must(lies(u"A", {{u" cold  room"_s, u" A-2 "_s}, {{}, u"A-1"_s}}));
        QCOMPARE(entry.what, u"bins.set"_s);
        QCOMPARE(entry.body[u"about"_s][u"sku"_s][0].toString(), u"A"_s);
        QCOMPARE(entry.body[u"about"_s][u"node"_s][0].toString(), u"main"_s);
        const QJsonValue change = entry.body[u"changes"_s][0];
        QCOMPARE(texts(change[u"old"_s]), QStringList{u"A-1"_s});
        QCOMPARE(texts(change[u"new"_s]), (QStringList{u"cold room / A-2"_s, u"A-1"_s}));
        const int before = shop.entries();
        const Entry same = shop.must(lies(u"A", {{u"cold room"_s, u"A-2"_s}, {{}, u"A-1"_s}}));
        QCOMPARE(same.number, 0);
        QCOMPARE(shop.entries(), before);
    }

    void theSameKeyIsTheSameEntry()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 1);
        const auto first = shop.perform(lies(u"A", {{{}, u"A-1"_s}}), u"move-1"_s);
        shop.must(lies(u"A", {{{}, u"B-1"_s}}));
        const auto again = shop.perform(lies(u"A", {{{}, u"A-1"_s}}), u"move-1"_s);
        QVERIFY(first && again);
        QCOMPARE(again->number, first->number);
        QCOMPARE(at(shop, u"A"), u"B-1"_s); // it was done once
        const auto other = shop.perform(lies(u"A", {{u"cold"_s, u"A-1"_s}}), u"move-1"_s);
        QVERIFY(!other);
        QCOMPARE(other.error().code, Error::Code::KeyReused);
    }

    void removes_data()
    {
        QTest::addColumn<QString>("bin");
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("words"); // of the refusal
        QTest::newRow("one") << u"B-1"_s << u"A-1, cold / A-1"_s << QString();
        QTest::newRow("of every zone") << u" A-1 "_s << u"B-1"_s << QString();
        QTest::newRow("all") << QString() << QString() << QString();
        QTest::newRow("where it does not lie") << u"Z-9"_s << u"A-1, cold / A-1, B-1"_s << u"does not lie there"_s;
        QTest::newRow("the beginning of a name") << u"A"_s << u"A-1, cold / A-1, B-1"_s << u"does not lie there"_s;
    }
    void removes()
    {
        QFETCH(QString, bin);
        QFETCH(QString, left);
        QFETCH(QString, words);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 1);
        shop.must(lies(u"A", {{{}, u"A-1"_s}, {u"cold"_s, u"A-1"_s}, {{}, u"B-1"_s}}));
        const auto done = shop.perform(command::RemoveBins{sku(u"A"), node(u"main"), bin});
        QCOMPARE(done.has_value(), words.isEmpty());
        QVERIFY2(done || (done.error().code == Error::Code::NotFound && done.error().detail.contains(words)), "refused otherwise");
        QCOMPARE(at(shop, u"A"), left);
        if (done) {
            QCOMPARE(done->what, u"bins.remove"_s);
            QCOMPARE(texts(done->body[u"changes"_s][0][u"old"_s]).size(), 3);
            QCOMPARE(texts(done->body[u"changes"_s][0][u"new"_s]).join(u", "_s), left);
        }
        if (left.isEmpty())
            QVERIFY(!shop.perform(command::RemoveBins{sku(u"A"), node(u"main")}));
    }

    void refusals_data()
    {
        QTest::addColumn<command::SetBins>("wanted");
        QTest::addColumn<QString>("words");
        QList<Bin> many;
        for (int i = 0; i < 51; ++i)
            many.append({{}, QString::number(i)});
        QTest::newRow("a SKU that is not known") << lies(u"Z", {{{}, u"A-1"_s}}) << u"no such SKU"_s;
        QTest::newRow("a place that is not known") << lies(u"A", {{{}, u"A-1"_s}}, u"moon") << u"no such node"_s;
        QTest::newRow("a place of others") << lies(u"A", {{{}, u"A-1"_s}}, u"bob") << u"no warehouse of ours (shipbob)"_s;
        QTest::newRow("a kit") << lies(u"KIT", {{{}, u"A-1"_s}}) << u"a kit is made of its parts"_s;
        QTest::newRow("none") << lies(u"A", {}) << u"1 to 50 bins"_s;
        QTest::newRow("too many") << lies(u"A", many) << u"1 to 50 bins"_s;
        QTest::newRow("without a name") << lies(u"A", {{u"cold"_s, u" "_s}}) << u"a bin has a name"_s;
        QTest::newRow("a long name") << lies(u"A", {{{}, QString(41, u'x')}}) << u"at most 40"_s;
        QTest::newRow("a long zone") << lies(u"A", {{QString(21, u'x'), u"A-1"_s}}) << u"at most 20"_s;
        QTest::newRow("what cannot be printed") << lies(u"A", {{{}, u"A"_s + QChar(7)}}) << u"printable"_s;
        QTest::newRow("twice the same") << lies(u"A", {{u"cold"_s, u"A-1"_s}, {u"cold "_s, u"A-1"_s}}) << u"twice"_s;
    }
    void refusals()
    {
        QFETCH(command::SetBins, wanted);
        QFETCH(QString, words);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 1);
        shop.define(u"B", 1);
        shop.kit(u"KIT", {{sku(u"B"), 2}});
        shop.must(command::DefineNode{node(u"bob"), u"shipbob"_s, {}});
        shop.must(lies(u"A", {{{}, u"OLD"_s}}));
        const int before = shop.entries();
        const auto done = shop.perform(wanted);
        QVERIFY(!done);
        QVERIFY2(done.error().detail.contains(words), qPrintable(done.error().detail));
        QCOMPARE(at(shop, u"A"), u"OLD"_s);
        QCOMPARE(shop.entries(), before);
    }

    /// What becomes a place of others has no bins here.
    void othersHaveNone()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 1);
        shop.must(lies(u"A", {{{}, u"A-1"_s}}, u"east"));
        shop.must(command::DefineNode{node(u"east"), u"shipbob"_s, {}});
        QCOMPARE(at(shop, u"A", u"east"), QString());
        shop.must(command::DefineNode{node(u"east"), u"warehouse"_s, {}});
        QCOMPARE(at(shop, u"A", u"east"), u"A-1"_s);
    }

    void tellsThePages()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 1);
        shop.passWithAnswers(Milliseconds(1'000));
        shop.events.clear();
        shop.must(lies(u"A", {{{}, u"A-1"_s}}));
        shop.passWithAnswers(Milliseconds(1'000));
        QVERIFY(std::any_of(shop.events.begin(), shop.events.end(), [](const Event &event) {
            const auto *changed = std::get_if<event::StockChanged>(&event);
            return changed && changed->row.sku == sku(u"A");
        }));
    }

    void walks()
    {
        CROSSDOCK_WORKSHOP(shop);
        for (const QStringView code : {u"A", u"B", u"C", u"D", u"E"})
            shop.define(code, 10);
        shop.must(lies(u"A", {{u"cold"_s, u"A-1"_s}}));
        shop.must(lies(u"B", {{{}, u"A-10"_s}, {{}, u"A-1"_s}})); // where it is picked from first counts
        shop.must(lies(u"D", {{{}, u"A-2"_s}}));
        shop.must(lies(u"E", {{{}, u"A-2"_s}}));
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"1"_s, u"C", 1}, {u"2"_s, u"A", 1}, {u"3"_s, u"E", 1}}), {}, {}});
        shop.must(command::RecordOrder{orderOf(u"2"_s, {{u"1"_s, u"B", 1}, {u"2"_s, u"D", 2}, {u"3"_s, u"A", 3}}), {}, {}});
        const QList<OrderDetail> orders{shop.order(u"1"), shop.order(u"2")};
        QStringList walk;
        for (const papers::PickLine &line : papers::pickLines(orders, shop.ask(query::StockOf{papers::skusToPick(orders), {}})))
            walk.append(u"%1 %2 %3"_s.arg(line.units).arg(line.sku.text(), line.bins.isEmpty() ? u"-"_s : line.bins.first().text()));
        QCOMPARE(walk, (QStringList{u"2 D A-2"_s, u"1 E A-2"_s, u"1 B A-10"_s, u"4 A cold / A-1"_s, u"1 C -"_s}));
    }
};

QTEST_GUILESS_MAIN(BinsTest)
#include "tst_bins.moc"
