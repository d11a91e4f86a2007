#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using fulfilment::StockLevel;

namespace {

StockLevel level(const QString &code, Quantity sellable, const QString &place = {}, const QList<StockLevel::Share> &others = {})
{
    return {code, place, sellable, others, {}};
}

command::DefineNode bob(const QMap<QString, QString> &account)
{
    NodeDetails details;
    details.account = account;
    return {node(u"bob"), u"shipbob"_s, {}, details};
}

} // namespace

/// What nodes of others say that they hold, on record; and the ledger that follows it, where it is to.
class NodeFeedsTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    static command::RecordNodeStock reading(Workshop &shop, const QList<StockLevel> &levels, const QList<StockLevel> &gone = {})
    {
        return {node(u"bob"), shop.clock.now(), Milliseconds{600'000}, levels, gone, true, {}};
    }
    static QString feed(Workshop &shop)
    {
        for (const NodeRow &row : shop.ask(query::Nodes{}))
            if (row.node == node(u"bob"))
                return row.feed ? QStringLiteral("%1, %2 SKUs, %3 units%4%5").arg(nameOf(fulfilment::trustOf(row.feed->state, shop.clock.now()))).arg(row.feed->skus).arg(row.feed->sellable).arg(row.feed->state.words.isEmpty() ? QString() : u": "_s + row.feed->state.words, row.feed->state.untaken > 0 ? u", %1 untaken"_s.arg(row.feed->state.untaken) : QString()) : u"never read"_s;
        return u"no node"_s;
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void remembers()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.must(bob({{u"channel_id"_s, u"7"_s}}));
        QCOMPARE(feed(shop), u"never read"_s);
        const int before = shop.entries();
        const QList<StockLevel> first{level(u"A"_s, 3, u"Cicero"_s, {{u"promised to orders"_s, u"committed_quantity"_s, 2}}), level(u"A"_s, 1, u"Moreno"_s), level(u"UNKNOWN"_s, 5)};
        shop.must(reading(shop, first));
        QCOMPARE(feed(shop), u"fresh, 2 SKUs, 9 units"_s);
        QCOMPARE(shop.ask(query::NodeLevels{node(u"bob")}), first);
        QCOMPARE(shop.entries(), before); // nothing moved: no entry
        shop.clock.pass(Milliseconds{60'000});
        command::RecordNodeStock failed = reading(shop, {});
        failed.words = u"HTTP 502"_s;
        shop.must(failed);
        QCOMPARE(feed(shop), u"failing, 2 SKUs, 9 units: HTTP 502"_s);
        shop.clock.pass(Milliseconds{60'000});
        shop.must(reading(shop, {level(u"A"_s, 7, u"Cicero"_s)}, {level(u"A"_s, 1, u"Moreno"_s)}));
        QCOMPARE(feed(shop), u"fresh, 2 SKUs, 12 units"_s);
        QCOMPARE(shop.ask(query::NodeLevels{node(u"bob")}).size(), 2);
        QCOMPARE(shop.perform(command::RecordNodeStock{node(u"nobody"), shop.clock.now(), Milliseconds{1}, {}, {}, true, {}}).error().code, Error::Code::NotFound);
    }

    /// A reading comes in parts: what it means to the ledger is decided when all of it is there.
    void followsWhenItIsWhole()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.define(u"B", 0);
        shop.must(bob({{u"stock"_s, u"follow"_s}}));
        command::RecordNodeStock part = reading(shop, {level(u"A"_s, 4, u"Cicero"_s)});
        part.isLast = false;
        shop.must(part);
        QCOMPARE(shop.at(u"A", u"bob"), u"nothing"_s);
        shop.must(reading(shop, {level(u"A"_s, 2, u"Moreno"_s), level(u"B"_s, 1, u"Moreno"_s)}));
        QCOMPARE(shop.at(u"A", u"bob"), u"6/0/0/0/0"_s);
        QCOMPARE(shop.at(u"B", u"bob"), u"1/0/0/0/0"_s);
        QVERIFY(shop.balances());
    }

    void follows_data()
    {
        QTest::addColumn<QString>("stock");
        QTest::addColumn<QString>("guard");
        QTest::addColumn<int>("sold");
        QTest::addColumn<bool>("isTaken");
        QTest::addColumn<int>("sellable");
        QTest::addColumn<QString>("after");
        QTest::newRow("watched only") << u"watch"_s << u"0"_s << 0 << false << 7 << u"10/0/0/0/0"_s;
        QTest::newRow("fewer") << u"follow"_s << u"0"_s << 0 << false << 7 << u"7/0/0/0/0"_s;
        QTest::newRow("more") << u"follow"_s << u"0"_s << 0 << false << 12 << u"12/0/0/0/0"_s;
        QTest::newRow("a guard stays for Amazon's own buyers") << u"follow"_s << u"3"_s << 0 << false << 7 << u"4/0/0/0/0"_s;
        QTest::newRow("the guard takes all") << u"follow"_s << u"9"_s << 0 << false << 7 << u"0/0/0/0/0"_s;
        QTest::newRow("reserved, not handed over: the node counts them still") << u"follow"_s << u"0"_s << 2 << false << 10 << u"8/2/0/0/0"_s;
        QTest::newRow("handed over: the node counts them no more") << u"follow"_s << u"0"_s << 2 << true << 8 << u"8/0/2/0/0"_s;
        QTest::newRow("handed over, and fewer besides") << u"follow"_s << u"0"_s << 2 << true << 5 << u"5/0/2/0/0"_s;
    }

    void follows()
    {
        QFETCH(QString, stock);
        QFETCH(QString, guard);
        QFETCH(int, sold);
        QFETCH(bool, isTaken);
        QFETCH(int, sellable);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.must(bob({{u"stock"_s, stock}, {u"guard"_s, guard}}));
        shop.must(command::ReceiveStock{sku(u"A"), node(u"bob"), 10});
        if (sold > 0) {
            shop.list(u"web", u"A");
            shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"1"_s, u"A", sold}}), {}, {}});
            if (isTaken) {
                fulfilment::PlannedParcel parcel;
                parcel.node = node(u"bob");
                parcel.lines = {{u"1"_s, sku(u"A"), sold}};
                parcel.cost = {0, u"EUR"_s};
                shop.must(command::RecordPlan{{{{channel(u"web"), u"1"_s}, {parcel}}}, {0, u"EUR"_s}, {0, u"EUR"_s}});
                const qint64 id = shop.order(u"1").parcels.first().id;
                shop.must(command::HandOver{id});
                shop.must(command::RecordHandOver{id, fulfilment::NodeReceipt{{u"k"_s, u"900"_s}, false, {}}, {}});
            }
        }
        shop.clock.pass(Milliseconds{1'000});
        shop.must(reading(shop, {level(u"A"_s, sellable)}));
        QTEST(shop.at(u"A", u"bob"), "after");
        QVERIFY(shop.balances());
    }

    /// What moved while the node was read is left alone: it is not known which count is meant.
    void waitsForWhatMoved()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.must(bob({{u"stock"_s, u"follow"_s}}));
        const command::RecordNodeStock asked = reading(shop, {level(u"A"_s, 7)});
        shop.clock.pass(Milliseconds{1'000});
        shop.must(command::ReceiveStock{sku(u"A"), node(u"bob"), 10});
        shop.must(asked);
        QCOMPARE(shop.at(u"A", u"bob"), u"10/0/0/0/0"_s);
        shop.clock.pass(Milliseconds{1'000});
        shop.must(reading(shop, {})); // the same count again: nothing changed at the node
        QCOMPARE(shop.at(u"A", u"bob"), u"7/0/0/0/0"_s);
        shop.clock.pass(Milliseconds{1'000});
        shop.must(reading(shop, {}, {level(u"A"_s, 7)})); // it has none of it any more
        QCOMPARE(shop.at(u"A", u"bob"), u"0/0/0/0/0"_s);
    }

    /// What the ledger holds there is not taken off because a new account shows nothing at first.
    void firstReadingShowsNothing()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.must(bob({{u"stock"_s, u"follow"_s}}));
        shop.must(command::ReceiveStock{sku(u"A"), node(u"bob"), 10});
        shop.clock.pass(Milliseconds{1'000});
        shop.must(reading(shop, {}));
        QCOMPARE(shop.at(u"A", u"bob"), u"10/0/0/0/0"_s);
        QCOMPARE(feed(shop), u"partial, 0 SKUs, 0 units, 1 untaken"_s); // what it says is not what the ledger has
        shop.clock.pass(Milliseconds{600'000});
        shop.must(reading(shop, {}));
        QCOMPARE(shop.at(u"A", u"bob"), u"0/0/0/0/0"_s);
    }

    /// The time of a doubt is that of the first reading that showed nothing.
    void doubtsNothing()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.must(bob({}));
        const auto state = [&] {
            const auto nodes = shop.ask(query::Nodes{});
            return std::find_if(nodes.begin(), nodes.end(), [](const NodeRow &row) { return row.node == node(u"bob"); })->feed->state;
        };
        shop.must(reading(shop, {level(u"A"_s, 3)}));
        command::RecordNodeStock nothing = reading(shop, {});
        nothing.words = fulfilment::emptyDoubt();
        const Time first = nothing.askedAt;
        QVERIFY(!fulfilment::isEmptyBelieved(state(), first));
        shop.must(nothing);
        shop.clock.pass(Milliseconds{540'000});
        QVERIFY(!fulfilment::isEmptyBelieved(state(), shop.clock.now()));
        nothing.askedAt = shop.clock.now();
        shop.must(nothing);
        QCOMPARE(*state().failedAt, first);
        shop.clock.pass(Milliseconds{60'000});
        QVERIFY(fulfilment::isEmptyBelieved(state(), shop.clock.now()));
        nothing.words = u"HTTP 502"_s; // then it is doubted anew
        shop.must(nothing);
        QVERIFY(!fulfilment::isEmptyBelieved(state(), shop.clock.now()));
    }

    /// A node that finds fewer than buyers were promised is an incident, as any count is.
    void raisesAnIncident()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.list(u"web", u"A");
        shop.must(bob({{u"stock"_s, u"follow"_s}}));
        shop.must(command::ReceiveStock{sku(u"A"), node(u"bob"), 3});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"1"_s, u"A", 3}}), {}, {}});
        shop.clock.pass(Milliseconds{1'000});
        const Entry entry = shop.must(reading(shop, {level(u"A"_s, 1)}));
        QCOMPARE(entry.what, u"stock.follow"_s);
        QCOMPARE(shop.at(u"A", u"bob"), u"0/1/0/0/0"_s);
        const auto incidents = shop.ask(query::Incidents{true});
        QCOMPARE(incidents.size(), 1);
        QCOMPARE(incidents.first().units, 2);
        QVERIFY(shop.balances());
    }

    void takesLongReadingsInParts_data()
    {
        QTest::addColumn<QString>("stock");
        QTest::addColumn<int>("commands");
        QTest::addColumn<int>("taken");
        QTest::addColumn<QString>("feed");
        const QString all = u"120 SKUs, 120 units"_s;
        QTest::newRow("its first part") << u"follow"_s << 1 << 50 << u"partial, "_s + all + u", 70 untaken"_s;
        QTest::newRow("two parts") << u"follow"_s << 2 << 100 << u"partial, "_s + all + u", 20 untaken"_s;
        QTest::newRow("all parts") << u"follow"_s << 3 << 120 << u"fresh, "_s + all;
        QTest::newRow("a part too many") << u"follow"_s << 4 << 120 << u"fresh, "_s + all;
        QTest::newRow("watched only") << u"watch"_s << 1 << 0 << u"fresh, "_s + all;
    }
    /// Nobody waits for a big difference: each command takes a part, and what is left is told.
    void takesLongReadingsInParts()
    {
        QFETCH(QString, stock);
        QFETCH(int, commands);
        CROSSDOCK_WORKSHOP(shop);
        shop.must(bob({{u"stock"_s, stock}}));
        QList<StockLevel> levels;
        for (int i = 0; i < 120; ++i) {
            const QString code = QStringLiteral("S%1").arg(i, 3, 10, QChar(u'0'));
            shop.define(code, 0);
            levels.append(level(code, 1));
        }
        shop.clock.pass(Milliseconds{1'000});
        const command::RecordNodeStock first = reading(shop, levels);
        command::RecordNodeStock next = reading(shop, {}); // of the same reading
        shop.must(first);
        for (int i = 1; i < commands; ++i) {
            shop.clock.pass(Milliseconds{10});
            shop.must(next);
        }
        int taken = 0;
        for (const StockLevel &one : std::as_const(levels))
            taken += shop.at(one.sku, u"bob") == u"1/0/0/0/0"_s ? 1 : 0;
        QTEST(taken, "taken");
        QTEST(feed(shop), "feed");
        QVERIFY(shop.balances());
    }

    /// Units that moved between two parts are for the next reading, and keep none of the others back.
    void takesPartsAroundWhatMoved()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.must(bob({{u"stock"_s, u"follow"_s}}));
        QList<StockLevel> levels;
        for (int i = 0; i < 60; ++i) {
            const QString code = QStringLiteral("S%1").arg(i, 2, 10, QChar(u'0'));
            shop.define(code, 0);
            levels.append(level(code, 4));
        }
        const command::RecordNodeStock next = reading(shop, {});
        shop.must(reading(shop, levels));
        shop.clock.pass(Milliseconds{10});
        shop.must(command::ReceiveStock{sku(u"S55"), node(u"bob"), 9});
        shop.must(next);
        QCOMPARE(shop.at(u"S55", u"bob"), u"9/0/0/0/0"_s);
        QCOMPARE(shop.at(u"S59", u"bob"), u"4/0/0/0/0"_s);
        QCOMPARE(feed(shop), u"fresh, 60 SKUs, 240 units"_s);
    }
};

QTEST_GUILESS_MAIN(NodeFeedsTest)
#include "tst_node_feeds.moc"
