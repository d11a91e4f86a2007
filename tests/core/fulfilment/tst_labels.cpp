#include "core/inventory/fulfilment/labels/document_check.h"
#include "core/inventory/fulfilment/labels/sending.h"
#include "tests/core/workshop.h"

#include <QJsonArray>
#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using labels::Label;

namespace {

constexpr auto pdf = "%PDF-1.4 for somebody";

rates::Quote quote(qint64 cents = 850)
{
    rates::Quote quote;
    quote.carrier = u"usps"_s;
    quote.service = u"GroundAdvantage"_s;
    quote.zone = u"4"_s;
    quote.via = u"broker"_s;
    quote.offer = u"shp_1/rate_1"_s;
    quote.total = {cents, u"USD"_s};
    return quote;
}

labels::Box box(const QList<labels::Unit> &units, int number = 1)
{
    return {node(u"main"), number, rates::Weight::of(640, rates::WeightUnit::Gram), {}, units};
}

command::WantLabel wish(const labels::Box &box, const QString &number = u"1"_s)
{
    return {{channel(u"web"), number}, box, quote(), QDate(2026, 11, 29), labels::Format::Pdf};
}

command::RecordLabel bought(qint64 label, const QString &tracking = u"T1"_s, const QByteArray &document = pdf)
{
    return {label, command::RecordLabel::What::Bought, {u"pl_1"_s, tracking, Money{812, u"USD"_s}, {labels::Format::Pdf, document}}, {}, {}};
}

} // namespace

/// Labels on record: nothing is bought, printed or taken back twice, and nothing without a verified box.
class LabelsTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    /// Three of A and one of B at main for order web/1.
    static void open(Workshop &shop)
    {
        shop.define(u"A", 10);
        shop.define(u"B", 10);
        shop.list(u"web", u"A");
        shop.list(u"web", u"B");
        shop.must(command::AddCarrier{{*CarrierId::parse(u"broker"), u"easypost"_s, {}, {}}});
        ChannelOrder order = orderOf(u"1"_s, {{u"1"_s, u"A", 3}, {u"2"_s, u"B", 1}});
        order.buyer = {u"Ada Buyer"_s, {}, {}, u"1 Road"_s, u"Town"_s, u"NY"_s, u"10001"_s, u"US"_s};
        shop.must(command::RecordOrder{order, {}, {}});
    }
    static labels::Box whole() { return box({{sku(u"A"), 3}, {sku(u"B"), 1}}); }
    static qint64 want(Workshop &shop, const labels::Box &box) { return shop.must(wish(box)).body[u"label"_s].toInteger(); }
    static Label label(Workshop &shop, qint64 number) { return shop.ask(query::Labels{.label = number}).first(); }
    static QString state(Workshop &shop, qint64 number) { return nameOf(label(shop, number).state); }
    static qint64 keptPrice(Workshop &shop, const QString &tracking) ///< of a parcel in zone 4; 0: none is kept
    {
        const auto kept = shop.database->first(u"SELECT amount FROM kept_quote WHERE carrier = 'usps' AND zone = '4' AND tracking = ?"_s, {tracking}, [](const store::Row &row) { return row.number(0); });
        return kept ? kept->value_or(0) : 0;
    }
    static Result<Entry> say(Workshop &shop, const Command &command, const QString &why)
    {
        Result<Entry> answer = fail(Error::Code::Cancelled, {});
        shop.core->perform({Request{{}, {Actor::Kind::Person, u"tester"_s}, why, 0, command}}, [&](const Result<QList<Entry>> &done) { answer = done.map([](const QList<Entry> &all) { return all.first(); }); });
        shop.clock.settle();
        return answer;
    }

    /// Of what people are told of labels.
    static QList<Notice> told(Workshop &shop)
    {
        QList<Notice> notices = shop.ask(query::Notices{});
        notices.removeIf([](const Notice &one) { return !one.title.contains(u"label"_s, Qt::CaseInsensitive); });
        return notices;
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void ranksByWish_data()
    {
        using fulfilment::ShippingWish;
        QTest::addColumn<ShippingWish>("wish");
        QTest::addColumn<QString>("first");
        QTest::addColumn<bool>("isMet");
        QTest::newRow("nothing said") << ShippingWish{} << u"usps GroundAdvantage"_s << true;
        QTest::newRow("a carrier") << ShippingWish{u"ups"_s} << u"UPSDAP Ground"_s << true;
        QTest::newRow("its dearer service") << ShippingWish{u"ups"_s, u"2nd_day_air"_s} << u"UPSDAP UPS_2ND_DAY_AIR"_s << true;
        QTest::newRow("the cheapest") << ShippingWish{{}, {}, ShippingWish::Rate::Cheapest} << u"usps GroundAdvantage"_s << true;
        QTest::newRow("the fastest") << ShippingWish{{}, {}, ShippingWish::Rate::Fastest} << u"UPSDAP UPS_2ND_DAY_AIR"_s << true;
        QTest::newRow("a service that nobody sells") << ShippingWish{u"usps"_s, u"media_mail"_s} << u"usps GroundAdvantage"_s << false;
        QTest::newRow("a name that another begins with") << ShippingWish{u"ups"_s, u"ground_saver"_s} << u"usps GroundAdvantage"_s << false;
    }
    void ranksByWish()
    {
        QFETCH(fulfilment::ShippingWish, wish);
        const auto offer = [](const QString &carrier, const QString &service, qint64 cents, std::optional<int> days) {
            rates::Quote one = quote(cents);
            one.carrier = carrier;
            one.service = service;
            one.transitDays = days;
            return one;
        };
        const QList<rates::Quote> cheapestFirst{offer(u"usps"_s, u"GroundAdvantage"_s, 500, {}), offer(u"UPSDAP"_s, u"Ground"_s, 700, 4), offer(u"UPSDAP"_s, u"UPS_2ND_DAY_AIR"_s, 1'900, 2)};
        const QList<rates::Quote> ranked = labels::byWish(cheapestFirst, wish, QDate(2026, 11, 30));
        QCOMPARE(ranked.size(), cheapestFirst.size());
        QTEST(ranked.first().carrier + u' ' + ranked.first().service, "first");
        QTEST(wish.takes(ranked.first().carrier, ranked.first().service), "isMet");
    }

    void choosesInOneCurrency_data()
    {
        using fulfilment::ShippingWish;
        QTest::addColumn<QString>("currency");
        QTest::addColumn<ShippingWish>("wish");
        QTest::addColumn<QStringList>("order"); // of the services
        QTest::addColumn<QString>("bought"); // empty: a person is to choose
        QTest::newRow("the shop's first") << u"USD"_s << ShippingWish{} << QStringList{u"ground"_s, u"air"_s, u"euro"_s, u"cheap"_s} << u"ground"_s;
        QTest::newRow("three decimals") << u"KWD"_s << ShippingWish{} << QStringList{u"cheap"_s, u"euro"_s, u"ground"_s, u"air"_s} << u"cheap"_s;
        QTest::newRow("none in the shop's") << u"BRL"_s << ShippingWish{} << QStringList{u"euro"_s, u"cheap"_s, u"ground"_s, u"air"_s} << QString();
        QTest::newRow("not known what is paid in") << QString() << ShippingWish{} << QStringList{u"euro"_s, u"cheap"_s, u"ground"_s, u"air"_s} << QString();
        QTest::newRow("the order names the service") << u"BRL"_s << ShippingWish{u"acme"_s, u"euro"_s} << QStringList{u"euro"_s, u"cheap"_s, u"ground"_s, u"air"_s} << u"euro"_s;
    }
    void choosesInOneCurrency()
    {
        QFETCH(QString, currency);
        QFETCH(fulfilment::ShippingWish, wish);
        QFETCH(QString, bought);
        rates::Rated rated;
        for (const auto &[service, total] : {std::pair(u"air"_s, Money{1'900, u"USD"_s}), {u"cheap"_s, Money{3'000, u"KWD"_s}}, {u"ground"_s, Money{810, u"USD"_s}}, {u"euro"_s, Money{700, u"EUR"_s}}}) {
            rates::Quote one = quote(total.amount);
            one.carrier = u"acme"_s;
            one.service = service;
            one.source = rates::Quote::Source::Live;
            one.via = u"acme"_s;
            one.total = total;
            rated.quotes.append(one);
        }
        const QList<rates::Quote> sold = labels::buyable(rated, currency);
        QStringList order;
        for (const rates::Quote &one : sold)
            order.append(one.service);
        QTEST(order, "order");
        const auto chosen = labels::unnamedChoice(labels::byWish(sold, wish, QDate(2026, 11, 30)), wish, currency);
        QCOMPARE(chosen ? chosen->service : QString(), bought);
    }

    void addressChangesAfterPurchase()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        shop.must(bought(want(shop, whole())));
        ChannelOrder order = orderOf(u"1"_s, {{u"1"_s, u"A", 3}, {u"2"_s, u"B", 1}});
        order.revision = second(1);
        order.buyer = {u"Ada Buyer"_s, {}, {}, u"2 Road"_s, u"Town"_s, u"NY"_s, u"10001"_s, u"US"_s};
        shop.must(command::RecordOrder{order, {}, {}});
        const auto notices = shop.ask(query::Notices{});
        QCOMPARE(notices.size(), 1);
        QVERIFY2(notices.first().text.contains(u"of usps was made out"), qPrintable(notices.first().text));
    }

    void wants_data()
    {
        QTest::addColumn<QList<labels::Unit>>("units");
        QTest::addColumn<QString>("refusal");
        const auto row = [](const char *name, const QList<labels::Unit> &units, const QString &refusal) { QTest::newRow(name) << units << refusal; };
        row("all of it", whole().units, {});
        row("a part, in one of several boxes", {{sku(u"A"), 2}}, {});
        row("nobody looked", {}, u"nobody verified what is in the box"_s);
        row("one too many", {{sku(u"A"), 4}, {sku(u"B"), 1}}, u"4 of A in the box, and 3 belong into it"_s);
        row("counted in two parts", {{sku(u"A"), 2}, {sku(u"A"), 2}}, u"2 of A in the box, and 1 belong into it"_s);
        row("something else", {{sku(u"C"), 1}}, u"1 of C in the box, and 0 belong into it"_s);
        row("none of it", {{sku(u"A"), 0}}, u"0 of A in the box, and 3 belong into it"_s);
    }

    void wants()
    {
        QFETCH(QList<labels::Unit>, units);
        QFETCH(QString, refusal);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const auto entry = shop.perform(wish(box(units)));
        QCOMPARE(entry ? QString() : entry.error().detail, refusal);
        if (!entry)
            return;
        const Label wanted = label(shop, entry->body[u"label"_s].toInteger());
        QCOMPARE(wanted.state, Label::State::Wanted);
        QCOMPARE(wanted.box.units, units);
        QCOMPARE(wanted.verifiedBy, u"tester"_s);
        QCOMPARE(wanted.box.weight, rates::Weight::of(640, rates::WeightUnit::Gram));
        QVERIFY(!wanted.reference.isEmpty());
    }

    /// Bob of others has 4 of A; the order of three lies at main, or is moved there.
    static qint64 planAtBob(Workshop &shop)
    {
        shop.must(command::DefineNode{node(u"bob"), u"shipbob"_s, {}});
        shop.must(command::ReceiveStock{sku(u"A"), node(u"bob"), 4});
        fulfilment::PlannedParcel parcel;
        parcel.node = node(u"bob");
        parcel.cost = {700, u"USD"_s};
        parcel.shipsOn = QDate(2026, 11, 29);
        parcel.lines = {{u"1"_s, {}, 3, 0}};
        command::RecordPlan plan;
        plan.orders.append({{channel(u"web"), u"1"_s}, {parcel}});
        shop.must(plan);
        return shop.order(u"1").parcels.first().id;
    }

    void othersLabelWhatLiesWithThem()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        planAtBob(shop);
        labels::Box there = box({{sku(u"A"), 3}});
        there.node = node(u"bob");
        const auto refused = shop.perform(wish(there));
        QVERIFY2(!refused && refused.error().detail.startsWith(u"bob packs, labels and sends what lies there itself"), qPrintable(refused ? QString() : refused.error().detail));
        QVERIFY(shop.perform(wish(box({{sku(u"B"), 1}})))); // what lies at main is ours to send
    }

    void aLabelForWhatOthersSentIsToBeVoided_data()
    {
        QTest::addColumn<QList<labels::Unit>>("units");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("those that they sent") << QList<labels::Unit>{{sku(u"A"), 3}} << true;
        QTest::newRow("others") << QList<labels::Unit>{{sku(u"B"), 1}} << false;
    }

    void aLabelForWhatOthersSentIsToBeVoided()
    {
        QFETCH(QList<labels::Unit>, units);
        QFETCH(bool, isTold);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 label = want(shop, box(units));
        shop.must(bought(label));
        const qint64 parcel = planAtBob(shop);
        shop.must(command::HandOver{parcel});
        shop.must(command::RecordHandOver{parcel, fulfilment::NodeReceipt{{u"k"_s, u"900"_s}, false, u"Processing"_s}, {}});
        fulfilment::NodeStatus sent;
        sent.ref = {u"k"_s, u"900"_s};
        sent.state = fulfilment::NodeStatus::State::Sent;
        fulfilment::NodeParcel one;
        one.id = one.tracking = u"B1"_s;
        one.state = fulfilment::NodeParcel::State::Sent;
        one.units = {{u"0"_s, u"A"_s, 3}};
        sent.parcels = {one};
        shop.must(command::RecordNodeLook{parcel, sent});
        const auto notices = shop.ask(query::Notices{});
        QCOMPARE(notices.size(), isTold ? 1 : 0);
        if (isTold)
            QVERIFY2(notices.first().text.contains(u"Void label %1 of usps (T1)"_s.arg(label)) && notices.first().text.contains(u"as B1"_s), qPrintable(notices.first().text));
    }

    void theBenchIsOfferedWhatLiesAtOurOwn()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        planAtBob(shop);
        query::Orders toPack;
        toPack.onlyToPack = true;
        const auto offered = [&] { return shop.ask(toPack).rows; };
        QCOMPARE(offered().size(), 1);
        QCOMPARE(offered().first().toPack, 1); // B; the three of A are bob's
        QCOMPARE(shop.ask(query::Orders{}).rows.first().toPack, 0);
        const OrderDetail order = shop.order(u"1");
        QVERIFY(!order.lines.at(0).reservations.first().isOwn);
        QVERIFY(order.lines.at(1).reservations.first().isOwn);
        shop.must(command::ShipOrder{order.row.id, {}, node(u"main")});
        QCOMPARE(offered().size(), 0);
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::Open);
    }

    void refusesOrders_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("refusal");
        QTest::newRow("on hold") << u"hold"_s << u"it is on hold"_s;
        QTest::newRow("cancelled") << u"cancel"_s << u"it is cancelled"_s;
        QTest::newRow("shipped") << u"ship"_s << u"it is shipped"_s;
    }

    void refusesOrders()
    {
        QFETCH(QString, what);
        QFETCH(QString, refusal);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const OrderId id{channel(u"web"), u"1"_s};
        const Command command = what == u"hold" ? Command(command::HoldOrder{id}) : what == u"cancel" ? Command(command::CancelOrder{id, {}}) : Command(command::ShipOrder{id, {}});
        shop.must(command);
        QCOMPARE(shop.perform(wish(whole())).error().detail, refusal);
    }

    void standsForItsBox()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 first = want(shop, box({{sku(u"A"), 2}}));
        QCOMPARE(shop.perform(wish(box({{sku(u"A"), 1}}))).error().detail, u"label %1 stands for that box (wanted)"_s.arg(first));
        QCOMPARE(shop.perform(wish(box({{sku(u"A"), 2}}, 2))).error().detail, u"2 of A in the box, and 1 belong into it"_s);
        const qint64 second = want(shop, box({{sku(u"A"), 1}, {sku(u"B"), 1}}, 2));
        QVERIFY(label(shop, first).reference != label(shop, second).reference);
        shop.must(command::RecordLabel{first, command::RecordLabel::What::Refused, {}, {}, u"no such street"_s});
        QCOMPARE(label(shop, first).words, u"no such street"_s);
        QVERIFY(shop.perform(wish(box({{sku(u"A"), 2}}))));
    }

    void filesAreWhatTheyClaim_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("isGood");
        using labels::Format;
        const auto row = [](const char *name, Format format, const QByteArray &bytes, bool isGood) { QTest::newRow(name) << static_cast<int>(format) << bytes << isGood; };
        row("PDF", Format::Pdf, pdf, true);
        row("PDF after a line break", Format::Pdf, "\n%PDF-1.4", true);
        row("ZPL as PDF", Format::Pdf, "^XA^XZ", false);
        row("a page that asks for a password", Format::Pdf, "<html>login</html>", false);
        row("ZPL", Format::Zpl, "\n^XA^FDx^FS^XZ\n", true);
        row("ZPL behind its settings", Format::Zpl, "~SD20^XA^XZ", true);
        row("half of a ZPL", Format::Zpl, "^XA^FDx", false);
        row("the end before the beginning", Format::Zpl, "^XZ^XA", false);
        row("the page as ZPL", Format::Zpl, "<html>login</html>", false);
        row("PNG", Format::Png, QByteArray("\x89PNG\r\n\x1A\n") + "IHDR", true);
        row("its letters alone", Format::Png, "PNG", false);
        row("nothing", Format::Png, {}, false);
    }
    void filesAreWhatTheyClaim()
    {
        QFETCH(int, format);
        QFETCH(QByteArray, bytes);
        const QString flaw = labels::flawOf({static_cast<labels::Format>(format), bytes});
        QTEST(flaw.isEmpty(), "isGood");
    }

    void aFileThatIsNoLabelIsToldAndNotKept()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        shop.must(bought(number, u"T1"_s, "<html>login</html>"));
        const QString words = u"its carrier gave a file as PDF that is none: it begins “<html>login</html>”"_s;
        QCOMPARE(label(shop, number).state, Label::State::Bought);
        QVERIFY(!label(shop, number).hasDocument);
        QCOMPARE(label(shop, number).words, words);
        QCOMPARE(shop.ask(query::Notices{}).size(), 1);
        QVERIFY2(shop.ask(query::Notices{}).first().text.contains(words), qPrintable(shop.ask(query::Notices{}).first().text));
        QVERIFY(say(shop, command::PrintLabel{number, {}}, {}).error().detail.contains(words));
        shop.must(bought(number, u"T1"_s, "<html>login</html>")); // the same again: told once
        QCOMPARE(shop.ask(query::Notices{}).size(), 1);
        shop.must(bought(number));
        QCOMPARE(shop.ask(query::LabelDocument{number}).bytes, QByteArray(pdf));
        QCOMPARE(label(shop, number).words, QString());
    }

    void aDearerSaleIsTold_data()
    {
        QTest::addColumn<qint64>("cost"); // quoted at 8.50 USD
        QTest::addColumn<QString>("currency");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("as quoted") << qint64(850) << u"USD"_s << false;
        QTest::newRow("within the margin") << qint64(892) << u"USD"_s << false;
        QTest::newRow("a cent beyond it") << qint64(893) << u"USD"_s << true;
        QTest::newRow("cheaper") << qint64(100) << u"USD"_s << false;
        QTest::newRow("in other money") << qint64(850) << u"EUR"_s << true;
    }
    void aDearerSaleIsTold()
    {
        QFETCH(qint64, cost);
        QFETCH(QString, currency);
        QFETCH(bool, isTold);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        command::RecordLabel sold = bought(want(shop, whole()));
        sold.bought.cost = Money{cost, currency};
        const Entry entry = shop.must(sold);
        QCOMPARE(entry.body[u"dearer"_s].toBool(), isTold);
        const auto notices = shop.ask(query::Notices{});
        QCOMPARE(notices.size(), isTold ? 1 : 0);
        if (isTold)
            QVERIFY2(notices.first().text.contains(u"quoted at 8.50 USD and sold at %1"_s.arg(toDecimal(*sold.bought.cost))), qPrintable(notices.first().text));
    }

    void sameKeyIsSameLabel()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const auto first = shop.perform(wish(whole()), u"key-1"_s), again = shop.perform(wish(whole()), u"key-1"_s);
        QVERIFY(first && again);
        QCOMPARE(again->number, first->number);
        QCOMPARE(shop.ask(query::Labels{}).size(), 1);
        QCOMPARE(shop.perform(wish(box({{sku(u"A"), 1}})), u"key-1"_s).error().code, Error::Code::KeyReused);
    }

    /// Only one of those who find a purchase without an answer looks after it.
    void isClaimedOnce()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        QCOMPARE(label(shop, number).attempts, 0);
        QVERIFY(shop.perform(command::ClaimLabel{number, 0}));
        QCOMPARE(shop.perform(command::ClaimLabel{number, 0}).error().code, Error::Code::NotAllowed);
        QCOMPARE(label(shop, number).attempts, 1);
    }

    /// What the carrier answers, whatever is known by then.
    void hears_data()
    {
        using What = command::RecordLabel::What;
        QTest::addColumn<QList<command::RecordLabel>>("answers");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("tracking");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QList<command::RecordLabel> &answers, const QString &state, const QString &tracking, const QString &words) {
            QTest::newRow(name) << answers << state << tracking << words;
        };
        const command::RecordLabel refused{0, What::Refused, {}, {}, u"no"_s}, unsure{0, What::Unsure, {}, {}, u"no answer"_s};
        row("bought", {bought(0)}, u"bought"_s, u"T1"_s, {});
        row("told twice", {bought(0), bought(0)}, u"bought"_s, u"T1"_s, {});
        row("refused", {refused}, u"refused"_s, {}, u"no"_s);
        row("no answer", {unsure}, u"unsure"_s, {}, u"no answer"_s);
        row("bought after all", {unsure, bought(0)}, u"bought"_s, u"T1"_s, {});
        row("late, when it was given up", {unsure, refused, bought(0)}, u"bought"_s, u"T1"_s, {});
        row("sold twice", {bought(0), bought(0, u"T2"_s)}, u"bought"_s, u"T1"_s, u"its carrier sold it twice: also as T2"_s);
        row("a refusal after the purchase changes nothing", {bought(0), refused}, u"bought"_s, u"T1"_s, {});
    }

    void hears()
    {
        QFETCH(QList<command::RecordLabel>, answers);
        QFETCH(QString, state);
        QFETCH(QString, tracking);
        QFETCH(QString, words);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        for (command::RecordLabel answer : answers) {
            answer.label = number;
            shop.perform(answer);
        }
        const Label fared = label(shop, number);
        QCOMPARE(nameOf(fared.state), state);
        QCOMPARE(fared.tracking, tracking);
        QCOMPARE(fared.words, words);
        QCOMPARE(fared.cost.has_value(), state == u"bought");
        QVERIFY(shop.balances());
    }

    void keepsTheQuoteForTheInvoice()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        shop.must(bought(want(shop, whole())));
        QCOMPARE(keptPrice(shop, u"T1"_s), 850);
    }

    void personDecides()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        QCOMPARE(shop.perform(command::DecideLabel{number, false, {}}).error().code, Error::Code::NotAllowed); // it may be answered yet
        shop.must(command::RecordLabel{number, command::RecordLabel::What::Unsure, {}, {}, u"no answer"_s});
        QCOMPARE(shop.perform(command::DecideLabel{number, true, {}}).error().code, Error::Code::InvalidInput);
        shop.must(command::DecideLabel{number, true, u"T9"_s});
        QCOMPARE(state(shop, number), u"bought"_s);
        QCOMPARE(say(shop, command::PrintLabel{number, {}}, {}).error().detail, u"its carrier has given no document for it: a person found it at its carrier"_s);
        QCOMPARE(keptPrice(shop, u"T9"_s), 850);
        command::RecordLabel found = bought(number, u"T9"_s, {});
        found.voidUntil = second(99);
        shop.must(found); // at its carrier, which knows more
        QCOMPARE(label(shop, number).carrierId, u"pl_1"_s);
        QCOMPARE(label(shop, number).cost, (Money{812, u"USD"_s}));
        QCOMPARE(label(shop, number).voidUntil, second(99));
        shop.must(bought(number, u"T9"_s)); // the document came later
        QVERIFY(label(shop, number).hasDocument);
    }

    void printsOnce()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        const labels::Printer zebra{u"zebra"_s, labels::Printer::Kind::Raw, u"10.0.0.4:9100"_s, labels::Format::Zpl};
        QCOMPARE(say(shop, command::PrintLabel{number, zebra}, {}).error().detail, u"it is wanted"_s);
        shop.must(bought(number));
        const auto first = say(shop, command::PrintLabel{number, zebra}, {});
        QCOMPARE(first->what, u"label.print"_s);
        QVERIFY(say(shop, command::PrintLabel{number, zebra}, u"  "_s).error().detail.startsWith(u"it was printed before"));
        const auto again = say(shop, command::PrintLabel{number, zebra}, u"paper jam"_s);
        QCOMPARE(again->what, u"label.reprint"_s);
        QCOMPARE(again->why, u"paper jam"_s);
        shop.must(command::NotePrintFailure{number, u"no answer from 10.0.0.4:9100"_s});
        QCOMPARE(label(shop, number).prints, 2);
        QVERIFY(say(shop, command::PrintLabel{number, zebra}, {}).error().detail.startsWith(u"it was printed before"));
    }

    /// The printer may have had it when the power went: the next engine asks why it is printed again.
    void printsOnceAcrossACrash()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        qint64 number = 0;
        {
            Workshop shop(*source);
            open(shop);
            number = want(shop, whole());
            shop.must(bought(number));
            QVERIFY(say(shop, command::PrintLabel{number, {}}, {}));
        }
        Workshop after(*source, false);
        QVERIFY(say(after, command::PrintLabel{number, {}}, {}).error().detail.startsWith(u"it was printed before"));
        QCOMPARE(after.ask(query::LabelDocument{number}).bytes, QByteArray(pdf));
    }

    void isTakenBack_data()
    {
        using What = command::RecordRefund::What;
        QTest::addColumn<QList<command::RecordRefund>>("answers");
        QTest::addColumn<QString>("state");
        const auto row = [](const char *name, const QList<command::RecordRefund> &answers, const QString &state) { QTest::newRow(name) << answers << state; };
        row("not answered", {}, u"refund_asked"_s);
        row("voided", {{0, What::Voided, {}}}, u"voided"_s);
        row("voided, told twice", {{0, What::Voided, {}}, {0, What::Voided, {}}}, u"voided"_s);
        row("paid back later", {{0, What::Asked, u"submitted"_s}, {0, What::Refunded, {}}}, u"refunded"_s);
        row("the carrier does not", {{0, What::Refused, u"it was scanned"_s}}, u"bought"_s);
        row("a refusal after the refund changes nothing", {{0, What::Refunded, {}}, {0, What::Refused, {}}}, u"refunded"_s);
    }

    void isTakenBack()
    {
        QFETCH(QList<command::RecordRefund>, answers);
        QFETCH(QString, state);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        QCOMPARE(shop.perform(command::VoidLabel{number}).error().code, Error::Code::NotAllowed);
        shop.must(bought(number));
        shop.must(command::VoidLabel{number});
        for (command::RecordRefund answer : answers) {
            answer.label = number;
            shop.perform(answer);
        }
        QCOMPARE(LabelsTest::state(shop, number), state);
        QCOMPARE(shop.ask(query::Labels{.onlyOpen = true}).size(), state == u"refund_asked" ? 1 : 0);
        if (state == u"voided")
            QVERIFY(shop.perform(wish(whole()))); // another label may stand for the box
    }

    void isPaidForThoughItsOrderIsCancelled()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        shop.must(bought(number));
        QVERIFY(shop.ask(query::Labels{.onlyOfCancelled = true}).isEmpty());
        shop.must(command::CancelOrder{{channel(u"web"), u"1"_s}, {}});
        const auto cancelled = shop.ask(query::Labels{.onlyOfCancelled = true});
        QCOMPARE(cancelled.size(), 1);
        QCOMPARE(cancelled.first().label, number);
        shop.must(command::VoidLabel{number});
        QVERIFY(shop.ask(query::Labels{.onlyOfCancelled = true}).isEmpty());
    }

    void ofACancelledOrderIsTold_data()
    {
        QTest::addColumn<bool>("isBoughtBefore");
        QTest::newRow("bought before") << true;
        QTest::newRow("its carrier answers afterwards") << false;
    }
    /// Paid for nothing: a person hears of it once, and it is not printed without a reason.
    void ofACancelledOrderIsTold()
    {
        QFETCH(bool, isBoughtBefore);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        if (isBoughtBefore)
            shop.must(bought(number));
        QVERIFY(told(shop).isEmpty());
        shop.must(command::CancelOrder{{channel(u"web"), u"1"_s}, {}});
        if (!isBoughtBefore)
            shop.must(bought(number));
        const auto notices = told(shop);
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.first().title, u"Label %1 is of a cancelled order: void it"_s.arg(number));
        QVERIFY2(notices.first().text.contains(u"crossdock label void %1"_s.arg(number)), qPrintable(notices.first().text));
        QVERIFY(say(shop, command::PrintLabel{number, {}}, {}).error().detail.contains(u"is cancelled"_s));
        QCOMPARE(label(shop, number).prints, 0);
        QVERIFY(say(shop, command::PrintLabel{number, {}}, u"it goes out all the same"_s));
    }

    /// Weeks go by, and nobody pays: told once, and once more when it is refused after all.
    void tellsOfRefundsThatDoNotCome()
    {
        using What = command::RecordRefund::What;
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        shop.must(bought(number));
        shop.must(command::VoidLabel{number});
        const auto titles = [&] {
            QStringList all;
            for (const Notice &notice : told(shop))
                all.append(notice.title);
            all.sort();
            return all;
        };
        constexpr Milliseconds day{24LL * 3'600'000};
        shop.must(command::RecordRefund{number, What::Asked, u"submitted"_s});
        shop.clock.pass(day * 41);
        shop.must(command::RecordRefund{number, What::Asked, u"submitted"_s});
        QCOMPARE(titles(), QStringList());
        shop.clock.pass(day * 2);
        for (int look = 0; look < 3; ++look)
            shop.must(command::RecordRefund{number, What::Asked, u"submitted"_s});
        QCOMPARE(titles(), QStringList{u"Label %1 is not paid back yet"_s.arg(number)});
        QCOMPARE(state(shop, number), u"refund_asked"_s);
        shop.must(command::RecordRefund{number, What::Refused, u"it was used"_s});
        QCOMPARE(titles(), (QStringList{u"Label %1 is not paid back"_s.arg(number), u"Label %1 is not paid back yet"_s.arg(number)}));
        QCOMPARE(state(shop, number), u"bought"_s);
        QCOMPARE(label(shop, number).delayedAt, Time{});
    }

    void warnsOfABoxUnderAVoidedLabel()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        shop.must(bought(number));
        shop.must(command::VoidLabel{number});
        shop.must(command::RecordRefund{number, command::RecordRefund::What::Voided, {}});
        shop.must(command::ShipOrder{{channel(u"web"), u"1"_s}, u"T1"_s});
        const auto notices = told(shop);
        QCOMPARE(notices.size(), 1);
        QVERIFY2(notices.first().title.contains(u"left under a label that was taken back"_s), qPrintable(notices.first().title));
        QCOMPARE(state(shop, number), u"voided"_s);
    }

    void isUsed()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        shop.must(bought(number));
        shop.must(command::ShipOrder{{channel(u"web"), u"1"_s}, u"T1"_s});
        QCOMPARE(state(shop, number), u"used"_s);
        QCOMPARE(shop.perform(command::VoidLabel{number}).error().detail, u"its box has left"_s);
        QVERIFY(say(shop, command::PrintLabel{number, {}}, {})); // the first print, late
    }

    void followsTheParcel()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        shop.must(bought(number));
        const QList<labels::TrackEvent> way{{second(10), labels::Progress::Announced, u"created"_s, u"Town"_s}, {second(20), labels::Progress::InTransit, u"left"_s, u"Town"_s}};
        shop.must(command::RecordTracking{number, {way}});
        const int before = shop.entries();
        shop.must(command::RecordTracking{number, {way}});
        QCOMPARE(shop.entries(), before);
        QCOMPARE(shop.ask(query::LabelTrack{number}), way);
        QCOMPARE(label(shop, number).progress, labels::Progress::InTransit);
        shop.must(command::RecordTracking{number, {{way.first()}}}); // told before, and late on its way
        QCOMPARE(shop.entries(), before);
        QCOMPARE(shop.ask(query::LabelTrack{number}), way);
    }

    /// Late by its carrier's word: past what was promised, or put off beyond it. Once for each delay.
    void noticesDelays_data()
    {
        using Steps = QList<QPair<int, labels::Way>>; // told after so many seconds
        QTest::addColumn<Steps>("steps");
        QTest::addColumn<QStringList>("changes");
        const auto expected = [](int at) { return labels::Way{{}, second(at)}; };
        const labels::Way arrived{{{second(250), labels::Progress::Delivered, u"there"_s, {}}}};
        QTest::newRow("nobody promised") << Steps{{10, {}}, {500, {}}} << QStringList();
        QTest::newRow("in time") << Steps{{10, expected(300)}, {200, {}}, {250, arrived}} << QStringList();
        QTest::newRow("put off") << Steps{{10, expected(300)}, {20, expected(400)}, {30, expected(400)}} << QStringList{u"late"_s};
        QTest::newRow("the time is over") << Steps{{10, expected(300)}, {299, {}}, {301, {}}, {400, {}}} << QStringList{u"late"_s};
        QTest::newRow("put off, and in time after all") << Steps{{10, expected(300)}, {20, expected(400)}, {30, expected(290)}, {40, expected(410)}} << QStringList{u"late"_s, u"in time"_s, u"late"_s};
        QTest::newRow("another one was promised") << Steps{{10, {{}, second(400), second(300)}}} << QStringList{u"late"_s};
        QTest::newRow("it had arrived") << Steps{{10, expected(240)}, {260, arrived}, {500, {}}} << QStringList();
    }

    void noticesDelays()
    {
        using Steps = QList<QPair<int, labels::Way>>;
        QFETCH(Steps, steps);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        shop.must(bought(number));
        QStringList changes;
        bool wasLate = false;
        for (const auto &[at, way] : steps) {
            if (const Time then = second(at); then > shop.clock.now())
                shop.clock.pass(then - shop.clock.now());
            shop.must(command::RecordTracking{number, way});
            const bool isLate = label(shop, number).delayedAt != Time{};
            if (isLate != std::exchange(wasLate, isLate))
                changes.append(isLate ? u"late"_s : u"in time"_s);
        }
        QTEST(changes, "changes");
    }

    void findsParcelsThatAreLate()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        shop.must(bought(number));
        shop.must(command::RecordTracking{number, {{}, second(300)}});
        const auto late = [&](int at) { return shop.ask(query::Labels{.lateAt = second(at)}).size(); };
        QCOMPARE(late(300), 0);
        QCOMPARE(late(301), 1);
        shop.clock.pass(second(301) - shop.clock.now());
        shop.must(command::RecordTracking{number, {}});
        QCOMPARE(late(301), 0); // somebody has noticed
    }

    /// All parcels on the road, some at a time, the oldest first.
    void findsParcelsOnTheRoad()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.list(u"web", u"A");
        shop.must(command::AddCarrier{{*CarrierId::parse(u"broker"), u"easypost"_s, {}, {}}});
        QList<qint64> numbers;
        for (const QString &order : {u"1"_s, u"2"_s, u"3"_s, u"4"_s}) {
            shop.must(command::RecordOrder{orderOf(order, {{u"1"_s, u"A", 1}}), {}, {}});
            numbers.append(shop.must(wish(box({{sku(u"A"), 1}}), order)).body[u"label"_s].toInteger());
            shop.must(bought(numbers.last(), u"T"_s + order));
            if (order != u"4") // still here
                shop.must(command::ShipOrder{{channel(u"web"), order}, u"T"_s + order});
        }
        shop.must(command::RecordTracking{numbers[1], {{{second(30), labels::Progress::Delivered, u"there"_s, {}}}}});
        const auto onTheRoad = [&](qint64 after, int limit) {
            QList<qint64> found;
            for (const Label &one : shop.ask(query::Labels{.limit = limit, .onTheRoadAfter = after}))
                found.append(one.label);
            return found;
        };
        QCOMPARE(onTheRoad(0, 50), (QList<qint64>{numbers[0], numbers[2]}));
        QCOMPARE(onTheRoad(0, 1), (QList<qint64>{numbers[0]}));
        QCOMPARE(onTheRoad(numbers[0], 1), (QList<qint64>{numbers[2]}));
        QCOMPARE(onTheRoad(numbers[2], 1), QList<qint64>());
    }

    /// The address on the label is the buyer's: it goes with the rest.
    void isForgottenWithItsBuyer()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        const qint64 number = want(shop, whole());
        shop.must(bought(number));
        const auto sealed = shop.database->first(u"SELECT sealed FROM label_private"_s, {}, [](const store::Row &row) { return row.bytes(0); });
        QVERIFY(sealed && *sealed && !(*sealed)->contains("somebody"));
        shop.must(command::RecordTracking{number, {{{second(10), labels::Progress::Announced, u"created"_s, u"Town"_s}}}});
        shop.must(command::ForgetBuyer{{channel(u"web"), u"1"_s}});
        Progress progress;
        QCOMPARE(shop.answers.answer(query::LabelDocument{number}, progress).error().code, Error::Code::NotAllowed);
        QVERIFY(shop.ask(query::LabelTrack{number}).isEmpty());
        shop.must(command::RecordTracking{number, {{{second(30), labels::Progress::Delivered, u"signed by A. Buyer"_s, u"Town"_s}}}});
        QCOMPARE(label(shop, number).progress, labels::Progress::Delivered);
        QVERIFY(shop.ask(query::LabelTrack{number}).isEmpty());
        QVERIFY(shop.ask(query::Verify{}).isWhole);
    }

    void printers_data()
    {
        using Kind = labels::Printer::Kind;
        QTest::addColumn<labels::Printer>("printer");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("queue") << labels::Printer{u"office"_s, Kind::System, u"HP_LaserJet"_s, labels::Format::Pdf} << true;
        QTest::newRow("socket") << labels::Printer{u"zebra"_s, Kind::Raw, u"192.168.1.40:9100"_s, labels::Format::Zpl} << true;
        QTest::newRow("no port") << labels::Printer{u"zebra"_s, Kind::Raw, u"192.168.1.40"_s, labels::Format::Zpl} << false;
        QTest::newRow("no number") << labels::Printer{u"zebra"_s, Kind::Raw, u"host:print"_s, labels::Format::Zpl} << false;
        QTest::newRow("a socket of IPv6") << labels::Printer{u"zebra"_s, Kind::Raw, u"[fe80::1]:9100"_s, labels::Format::Zpl} << true;
        for (const char *address : {":9100", "host:", "host:99999", "host:0", "host: 9100", "host:+9100", "two hosts:9100", "host:9100/labels", "me@host:9100"})
            QTest::newRow(address) << labels::Printer{u"zebra"_s, Kind::Raw, QString::fromLatin1(address), labels::Format::Zpl} << false;
        QTest::newRow("PDF to a socket") << labels::Printer{u"zebra"_s, Kind::Raw, u"host:9100"_s, labels::Format::Pdf} << false;
        QTest::newRow("no queue") << labels::Printer{u"office"_s, Kind::System, {}, labels::Format::Pdf} << false;
        QTest::newRow("an option is no queue") << labels::Printer{u"office"_s, Kind::System, u"-o raw"_s, labels::Format::Pdf} << false;
        QTest::newRow("no name") << labels::Printer{{}, Kind::System, u"HP"_s, labels::Format::Pdf} << false;
    }

    void printers()
    {
        QFETCH(labels::Printer, printer);
        QFETCH(bool, isGood);
        CROSSDOCK_WORKSHOP(shop);
        QCOMPARE(shop.perform(command::DefinePrinter{printer, false}).has_value(), isGood);
        QCOMPARE(shop.ask(query::Printers{}), isGood ? QList{printer} : QList<labels::Printer>());
        QCOMPARE(shop.perform(command::DefinePrinter{printer, true}).has_value(), isGood);
    }

    void goods_data()
    {
        QTest::addColumn<labels::Goods>("goods");
        QTest::addColumn<QString>("text");
        QTest::newRow("all") << labels::Goods{sku(u"A"), u"Cotton  T-shirt"_s, u"6109.10"_s, u"pt"_s} << u"Cotton T-shirt 610910 PT"_s;
        QTest::newRow("not known yet") << labels::Goods{sku(u"A"), u"T-shirt"_s, {}, {}} << u"T-shirt  "_s;
        QTest::newRow("five digits") << labels::Goods{sku(u"A"), {}, u"61091"_s, {}} << QString();
        QTest::newRow("a word for a country") << labels::Goods{sku(u"A"), {}, {}, u"Portugal"_s} << QString();
        QTest::newRow("too long") << labels::Goods{sku(u"A"), QString(61, u'x'), {}, {}} << QString();
        QTest::newRow("no such SKU") << labels::Goods{sku(u"X"), u"T"_s, {}, {}} << QString();
    }

    void goods()
    {
        QFETCH(labels::Goods, goods);
        QFETCH(QString, text);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 1);
        QCOMPARE(shop.perform(command::DescribeGoods{goods}).has_value(), !text.isNull());
        const labels::Goods known = shop.ask(query::Goods{{sku(u"A")}}).first();
        QCOMPARE(u"%1 %2 %3"_s.arg(known.description, known.hsCode, known.origin), text.isNull() ? u"  "_s : text);
    }
};

QTEST_GUILESS_MAIN(LabelsTest)

#include "tst_labels.moc"
