#include "core/inventory/fulfilment/waves/place_zone.h"
#include "core/inventory/fulfilment/waves/planned_wave.h"
#include "core/inventory/fulfilment/waves/resample.h"
#include "core/inventory/fulfilment/waves/ship_day.h"
#include "tests/core/workshop.h"

#include <QElapsedTimer>
#include <QTest>
#include <numeric>

using namespace crossdock;
using namespace crossdock::tests;
using namespace crossdock::fulfilment;
using waves::PlannedWave;

namespace {

OrderId orderId(const QString &number) { return {channel(u"web"), number}; }

NodeDetails details(qint64 orderFee, qint64 pickFee, qint64 perDay = 0)
{
    NodeDetails node;
    node.country = u"US"_s;
    node.costs = NodeDetails::CostCard{u"USD"_s, orderFee, 0, pickFee, 0, 0, 0};
    node.ordersPerDay = perDay;
    return node;
}

/// A shop with a dear node (main) and a cheap one (east), as its router sees it.
struct Shop : Workshop {
    using Workshop::Workshop;

    void cards(qint64 eastPerDay = 0)
    {
        must(command::DefineNode{node(u"main"), u"warehouse"_s, {}, details(300, 20)});
        must(command::DefineNode{node(u"east"), u"warehouse"_s, {}, details(100, 20, eastPerDay)});
    }
    void sell(const QString &number, const QList<tests::Part> &parts, std::optional<double> leavesBy = {})
    {
        ChannelOrder order = orderOf(number, parts, number.toInt());
        if (leavesBy)
            order.shipBy = second(*leavesBy);
        must(command::RecordOrder{order, {}, {}});
    }
    waves::Given given()
    {
        return {ask(query::Waiting{}), std::make_shared<const rates::RateBook>(rates::RateBook::Contents{}), ask(query::Cartons{}), clock.now()};
    }
    std::unique_ptr<PlannedWave> plan(const WaveWish &wish = {}) { return std::make_unique<PlannedWave>(1, given(), quiet(wish)); }
    /// Without the price of last units: plain numbers.
    static WaveWish quiet(WaveWish wish)
    {
        wish.policy.protectsLastUnits = false;
        return wish;
    }
};

/// "east l:2 + main m:1", "waits: why"
QString textOf(const WaveView &wave, const QString &number)
{
    for (const WaveOrder &order : wave.orders) {
        if (order.order.number != number)
            continue;
        QStringList texts;
        for (const PlannedParcel &parcel : order.plan.parcels) {
            QStringList lines;
            for (const ParcelLine &line : parcel.lines)
                lines.append(u"%1:%2"_s.arg(line.line).arg(line.quantity));
            texts.append(parcel.node.text() + u' ' + lines.join(u' '));
        }
        for (const WaitingUnits &units : order.plan.waiting)
            texts.append(u"waits: "_s + units.reason);
        return texts.join(u" + "_s);
    }
    return u"not in it"_s;
}

qint64 sumOf(const WavePlan &plan)
{
    qint64 sum = plan.wait;
    for (const PlannedParcel &parcel : plan.parcels)
        sum += std::accumulate(parcel.parts.begin(), parcel.parts.end(), qint64(0), [](qint64 all, const routing::Part &part) { return all + part.amount; });
    return sum;
}

} // namespace

/// Waves made from the store: planned, explained, pinned, and put into the ledger.
class PlannedWaveTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void plansWhereNoListReaches_data()
    {
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QDate>("from");
        QTest::addColumn<QString>("zone"); // of the way from the nodes to the buyer; empty: no chart tells it
        QTest::addColumn<qint64>("heaviestG");
        QTest::addColumn<QString>("plan");
        QTest::addColumn<QString>("basis"); // part of it
        const auto row = [](const char *name, const QString &currency, const QDate &from, const QString &zone, qint64 heaviestG, const QString &plan, const QString &basis) {
            QTest::newRow(name) << currency << from << zone << heaviestG << plan << basis;
        };
        const QDate ever(2000, 1, 1);
        row("no chart tells the way", u"USD"_s, ever, {}, 20'000, u"east l:1"_s, u"no price list reaches there (acme ground: unknown zone"_s);
        row("the list has no such zone", u"USD"_s, ever, u"9"_s, 20'000, u"east l:1"_s, u"no price list reaches there"_s);
        row("in a currency that is not the wave's", u"EUR"_s, ever, u"2"_s, 20'000, u"east l:1"_s, u"is in EUR"_s);
        row("in force from later on", u"USD"_s, QDate(2999, 1, 1), u"2"_s, 20'000, u"east l:1"_s, u"no list in force"_s);
        row("by the chart", u"USD"_s, ever, u"2"_s, 20'000, u"east l:1"_s, u"list price in force"_s);
        row("too heavy for a list that reaches there", u"USD"_s, ever, u"2"_s, 100, u"no rate: acme ground: too heavy"_s, {});
    }

    void plansWhereNoListReaches()
    {
        QFETCH(QString, currency);
        QFETCH(QDate, from);
        QFETCH(QString, zone);
        QFETCH(qint64, heaviestG);
        QFETCH(QString, plan);
        QFETCH(QString, basis);
        CROSSDOCK_OPEN(Shop, shop);
        shop.cards();
        shop.define(u"A", 9, 9);
        shop.sell(u"1"_s, {{u"l"_s, u"A", 1}});
        rates::PriceList list{.carrier = u"acme"_s, .service = u"ground"_s, .priceType = u"list"_s, .effectiveFrom = from, .currency = currency, .cells = {}};
        for (int i = 2; i <= 3; ++i)
            list.cells.append({QString::number(i), rates::Weight::of(heaviestG, rates::WeightUnit::Gram), {}, rates::WeightUnit::Kilogram, 1'000 * i});
        QList<rates::ZoneChart> charts;
        if (!zone.isEmpty())
            charts.append({u"acme"_s, {}, {{u"US"_s, {{u"NL"_s, zone}}}}});
        waves::Given given = shop.given();
        given.book = std::make_shared<const rates::RateBook>(rates::RateBook::Contents{{list}, charts, {}});
        const PlannedWave wave(1, given, Shop::quiet({}));
        const QString text = textOf(*wave.view(), u"1"_s);
        QVERIFY2(text.contains(plan), qPrintable(text));
        const QList<PlannedParcel> parcels = wave.view()->orders.first().plan.parcels;
        QCOMPARE(parcels.isEmpty(), basis.isEmpty());
        for (const WaitingUnits &units : wave.view()->orders.first().plan.waiting)
            QVERIFY(units.isUnpriced);
        if (!parcels.isEmpty())
            QVERIFY2(parcels.first().basis.price.contains(basis), qPrintable(parcels.first().basis.price));
    }

    void plans_data()
    {
        QTest::addColumn<std::function<void(Shop &)>>("prepare");
        QTest::addColumn<WaveWish>("wish");
        QTest::addColumn<QString>("first"); // order 1
        QTest::addColumn<QString>("second"); // order 2
        const auto row = [](const char *name, const std::function<void(Shop &)> &prepare, const WaveWish &wish, const QString &first, const QString &second) {
            QTest::newRow(name) << prepare << wish << first << second;
        };
        const auto two = [](Shop &shop) {
            shop.cards();
            shop.define(u"A", 9, 9);
            shop.sell(u"1"_s, {{u"l"_s, u"A", 2}});
            shop.sell(u"2"_s, {{u"l"_s, u"A", 1}});
        };
        const auto veto = [](const QString &channel, const QString &place, const QStringList &skus = {}) {
            ChannelRule rule;
            rule.name = u"our own"_s;
            rule.channel = channel;
            rule.node = place;
            rule.when.skus = skus;
            rule.isVeto = true;
            WaveWish wish;
            wish.policy.rules = {rule};
            return wish;
        };
        WaveWish closed, pinned, small, dearer;
        closed.policy.closed = {node(u"east")};
        pinned.pins = {{orderId(u"1"_s), node(u"main"), u"collected"_s}};
        small.policy.capacity = {{node(u"east"), 1}};
        dearer.policy.pickFee = {{node(u"east"), 150}};
        row("the cheaper node", two, {}, u"east l:2"_s, u"east l:1"_s);
        row("what if it is closed", two, closed, u"main l:2"_s, u"main l:1"_s);
        row("a rule of the house, by names", two, veto(u"web"_s, u"east"_s), u"main l:2"_s, u"main l:1"_s);
        row("for another channel", two, veto(u"shop"_s, u"east"_s), u"east l:2"_s, u"east l:1"_s);
        row("for a kind of place", two, veto({}, u"warehouse"_s, {u"B"_s}), u"east l:2"_s, u"east l:1"_s);
        row("for a SKU there", two, veto({}, u"east"_s, {u"A"_s}), u"main l:2"_s, u"main l:1"_s);
        row("pinned", two, pinned, u"main l:2"_s, u"east l:1"_s);
        row("room for one parcel", two, small, u"east l:2"_s, u"main l:1"_s);
        row("what if its picks are dear", two, dearer, u"main l:2"_s, u"east l:1"_s);
        row("its day is full", [](Shop &shop) {
            shop.cards(1);
            shop.define(u"A", 9, 9);
            shop.sell(u"1"_s, {{u"l"_s, u"A", 1}});
            shop.sell(u"2"_s, {{u"l"_s, u"A", 1}});
        }, {}, u"east l:1"_s, u"main l:1"_s);
        row("the last unit goes where nothing else is left", [](Shop &shop) {
            shop.cards();
            shop.define(u"A", 9, 1);
            shop.define(u"B", 0, 5);
            shop.sell(u"1"_s, {{u"l"_s, u"A", 1}});
            shop.sell(u"2"_s, {{u"l"_s, u"A", 1}, {u"m"_s, u"B", 1}});
        }, {}, u"main l:1"_s, u"east l:1 m:1"_s);
        row("no node has all of a line: as it lies", [](Shop &shop) {
            shop.cards();
            shop.define(u"A", 2, 3);
            shop.sell(u"1"_s, {{u"l"_s, u"A", 5}});
        }, {}, u"main l:2 + east l:3"_s, u"not in it"_s);
        row("a kit goes whole", [](Shop &shop) {
            shop.cards();
            shop.define(u"A", 5, 5);
            shop.define(u"B", 5, 1);
            shop.kit(u"K", {{sku(u"A"), 1}, {sku(u"B"), 2}});
            shop.sell(u"1"_s, {{u"k"_s, u"K", 1}, {u"l"_s, u"A", 1}});
        }, {}, u"main k:1 l:1"_s, u"not in it"_s);
        row("a kit in two places waits for a person", [](Shop &shop) {
            shop.cards();
            shop.define(u"A", 1, 0);
            shop.define(u"B", 0, 1);
            shop.kit(u"K", {{sku(u"A"), 1}, {sku(u"B"), 1}});
            shop.sell(u"1"_s, {{u"k"_s, u"K", 1}});
        }, {}, u"waits: no place has all parts of it"_s, u"not in it"_s);
        row("a channel that does not sell from there", [](Shop &shop) {
            shop.cards();
            shop.define(u"A", 9, 9);
            ChannelDetails web;
            web.name = channel(u"web");
            web.kind = u"woocommerce"_s;
            web.url = u"http://localhost"_s;
            web.pool = {node(u"main")};
            shop.must(command::ChangeChannel{web.name, command::ChangeChannel::What::Remove});
            shop.must(command::AddChannel{web});
            shop.sell(u"1"_s, {{u"l"_s, u"A", 1}});
        }, {}, u"main l:1"_s, u"not in it"_s);
    }
    void plans()
    {
        QFETCH(std::function<void(Shop &)>, prepare);
        QFETCH(WaveWish, wish);
        QFETCH(QString, first);
        QFETCH(QString, second);
        CROSSDOCK_OPEN(Shop, shop);
        prepare(shop);
        const auto wave = shop.plan(wish);
        const WaveView &view = *wave->view();
        QCOMPARE(textOf(view, u"1"_s), first);
        QCOMPARE(textOf(view, u"2"_s), second);
        qint64 total = 0;
        for (const WaveOrder &order : view.orders) {
            QCOMPARE(sumOf(order.plan), order.plan.cost);
            total += order.plan.cost;
        }
        QCOMPARE(view.total, total);
        QVERIFY(view.bound <= view.total && (!wish.pins.isEmpty() || view.total <= view.naive));
        const auto again = shop.plan(wish);
        QCOMPARE(again->view()->total, view.total);
        QCOMPARE(textOf(*again->view(), u"1"_s), first);
        // The ledger takes it, and then nothing is left to change.
        shop.must(wave->plan());
        const int entries = shop.entries();
        const auto after = shop.plan(wish);
        QCOMPARE(textOf(*after->view(), u"1"_s), first);
        QCOMPARE(after->view()->total, view.total); // nothing of it counts as a change
        for (const WaveOrder &order : after->view()->orders)
            QCOMPARE(order.isKept, !order.plan.parcels.isEmpty());
        shop.must(after->plan());
        QCOMPARE(shop.entries(), entries);
        QVERIFY(shop.balances());
    }

    void isTheSamePlan_data()
    {
        QTest::addColumn<std::function<void(Shop &)>>("change"); // after order 1, two of A, was planned at east
        QTest::addColumn<QString>("plan");
        QTest::addColumn<bool>("isKept");
        const auto row = [](const char *name, const std::function<void(Shop &)> &change, const QString &plan, bool isKept) { QTest::newRow(name) << change << plan << isKept; };
        row("nothing", [](Shop &) {}, u"east l:2"_s, true);
        row("it grew", [](Shop &shop) { shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 4}}, 100), {}, {}}); }, u"east l:4"_s, false);
        row("another line", [](Shop &shop) { shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 2}, {u"m"_s, u"A", 1}}, 100), {}, {}}); }, u"east l:2 m:1"_s, false);
        row("it shrank, and its parcel with it", [](Shop &shop) { shop.must(command::CancelOrder{orderId(u"1"_s), {{u"l"_s, 1}}}); }, u"east l:1"_s, true);
        row("picked, and then it grew", [](Shop &shop) {
            shop.must(command::PickOrder{orderId(u"1"_s)});
            shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 3}}, 100), {}, {}});
            shop.must(shop.plan()->plan());
        }, u"east l:1"_s, true);
    }
    void isTheSamePlan()
    {
        QFETCH(std::function<void(Shop &)>, change);
        QFETCH(bool, isKept);
        CROSSDOCK_OPEN(Shop, shop);
        shop.cards();
        shop.define(u"A", 0, 9);
        shop.sell(u"1"_s, {{u"l"_s, u"A", 2}});
        shop.must(shop.plan()->plan());
        change(shop);
        const auto wave = shop.plan();
        QTEST(textOf(*wave->view(), u"1"_s), "plan");
        QCOMPARE(wave->view()->orders.first().isKept, isKept);
        const int entries = shop.entries();
        shop.must(wave->plan());
        QCOMPARE(shop.entries(), isKept ? entries : entries + 1);
        QVERIFY(shop.plan()->view()->orders.first().isKept);
        QVERIFY(shop.balances());
    }

    void aLineInTwoParcels_data()
    {
        QTest::addColumn<qint64>("changeCost");
        QTest::addColumn<QString>("plan");
        QTest::newRow("it stays as it is planned") << qint64(100'000) << u"main l:2 + east l:3"_s;
        QTest::newRow("one place has all of it now") << qint64(50) << u"east l:5"_s;
    }
    void aLineInTwoParcels()
    {
        QFETCH(qint64, changeCost);
        CROSSDOCK_OPEN(Shop, shop);
        shop.cards();
        shop.define(u"A", 2, 3);
        shop.sell(u"1"_s, {{u"l"_s, u"A", 5}});
        const auto before = shop.plan();
        shop.must(before->plan());
        shop.must(command::ReceiveStock{sku(u"A"), node(u"east"), 9});
        WaveWish wish;
        wish.policy.changeCost = changeCost;
        const auto wave = shop.plan(wish);
        QTEST(textOf(*wave->view(), u"1"_s), "plan");
        QCOMPARE(wave->view()->orders.first().isKept, changeCost > 50);
        QCOMPARE(wave->view()->total == before->view()->total, changeCost > 50);
    }

    void fromTheNearest_data()
    {
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("postcode");
        QTest::addColumn<QString>("plan");
        QTest::newRow("by ZIP codes") << u"US"_s << u"CA"_s << u"94105"_s << u"main l:1"_s;
        QTest::newRow("the other coast") << u"US"_s << u"NJ"_s << u"07030"_s << u"east l:1"_s;
        QTest::newRow("no ZIP code: the region") << u"US"_s << u"US-NV"_s << QString() << u"main l:1"_s;
        QTest::newRow("abroad: the first") << u"DE"_s << QString() << u"10115"_s << u"main l:1"_s;
    }
    /// Beside the plan: what it costs to send each order from the nearest place.
    void fromTheNearest()
    {
        QFETCH(QString, country);
        QFETCH(QString, region);
        QFETCH(QString, postcode);
        CROSSDOCK_OPEN(Shop, shop);
        NodeDetails west = details(300, 20), east = details(100, 20);
        west.region = u"NV"_s;
        west.postcode = u"89501"_s;
        east.region = u"NY"_s;
        east.postcode = u"10001"_s;
        shop.must(command::DefineNode{node(u"main"), u"warehouse"_s, {}, west});
        shop.must(command::DefineNode{node(u"east"), u"warehouse"_s, {}, east});
        shop.define(u"A", 9, 9);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 1}}, 1);
        order.buyer.country = country;
        order.buyer.region = region;
        order.buyer.postcode = postcode;
        shop.must(command::RecordOrder{order, {}, {}});
        const auto wave = shop.plan();
        QCOMPARE(textOf(*wave->view(), u"1"_s), u"east l:1"_s); // the cheaper one
        WaveWish wish;
        wish.policy.isNearest = true;
        const auto nearest = shop.plan(wish);
        QTEST(textOf(*nearest->view(), u"1"_s), "plan");
        QCOMPARE(wave->view()->nearest, nearest->view()->total);
        const auto told = wave->explain(orderId(u"1"_s));
        QVERIFY(told);
        QCOMPARE(told->nearest.cost, nearest->view()->orders.first().plan.cost);
        QCOMPARE(sumOf(told->nearest), told->nearest.cost);
    }

    /// Some channels tell the address only once the order is to be sent: it is planned all the same.
    void nobodyKnowsWhereItGoes()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.cards();
        shop.define(u"A", 5, 5);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 2}}, 1);
        order.buyer = {};
        shop.must(command::RecordOrder{order, {}, {}});
        shop.sell(u"2"_s, {{u"l"_s, u"A", 2}}); // to the Netherlands: no chart tells its zone
        rates::RateBook::Contents contents;
        contents.lists.append({u"fedex"_s, u"ground"_s, u"list"_s, QDate(2020, 1, 1), u"EUR"_s, {{u"2"_s, rates::Weight::of(50, rates::WeightUnit::Pound), {}, rates::WeightUnit::Pound, 900}}});
        waves::Given given = shop.given();
        given.book = std::make_shared<const rates::RateBook>(contents);
        const PlannedWave wave(1, given, Shop::quiet({}));
        QCOMPARE(textOf(*wave.view(), u"1"_s), u"east l:2"_s);
        QCOMPARE(textOf(*wave.view(), u"2"_s), u"east l:2"_s); // at an assumed price
        QVERIFY(wave.view()->doubts.join(u' ').contains(u"1 order without a place to go to"_s));
    }

    void lostThereNeverThereAgain()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.cards();
        shop.must(command::DefineNode{node(u"bob"), u"shipbob"_s, {}, details(10, 0)});
        shop.define(u"A", 5, 0);
        shop.must(command::ReceiveStock{sku(u"A"), node(u"bob"), 5});
        shop.sell(u"1"_s, {{u"l"_s, u"A", 2}});
        shop.must(shop.plan()->plan());
        const qint64 parcel = shop.order(u"1").parcels.first().id;
        shop.must(command::HandOver{parcel});
        shop.must(command::RecordHandOver{parcel, NodeReceipt{{u"k"_s, u"9"_s}, false, {}}, {}});
        QCOMPARE(shop.plan()->view()->orders.size(), 0);
        NodeStatus lost;
        lost.state = NodeStatus::State::Lost;
        lost.words = u"Unfulfillable"_s;
        shop.must(command::RecordNodeLook{parcel, lost});
        const auto wave = shop.plan();
        QCOMPARE(textOf(*wave->view(), u"1"_s), u"main l:2"_s);
        const auto told = wave->explain(orderId(u"1"_s));
        QVERIFY(told);
        const auto bob = std::find_if(told->rejected.begin(), told->rejected.end(), [](const auto &one) { return one.node == node(u"bob"); });
        QCOMPARE(bob->name, u"bob could not send it: Unfulfillable"_s);
    }

    void explained()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.cards(1);
        shop.define(u"A", 9, 9);
        shop.sell(u"1"_s, {{u"l"_s, u"A", 1}});
        shop.sell(u"2"_s, {{u"l"_s, u"A", 3}});
        const auto wave = shop.plan();
        const auto told = wave->explain(orderId(u"2"_s));
        QVERIFY(told);
        QCOMPARE(sumOf(told->chosen), told->chosen.cost);
        QCOMPARE(sumOf(told->naive), told->naive.cost);
        QVERIFY(told->runnerUp && sumOf(*told->runnerUp) == told->runnerUp->cost);
        QCOMPARE(told->rejected.size(), 1);
        QCOMPARE(told->rejected.first().reason, routing::Explanation::Rejected::Reason::Capacity);
        QCOMPARE(told->rejected.first().holders, QList<OrderId>{orderId(u"1"_s)});
        QCOMPARE(wave->explain(orderId(u"7"_s)).error().code, Error::Code::InvalidInput);
    }

    void pinnedAndItsPrice()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.cards(1);
        shop.define(u"A", 9, 9);
        shop.sell(u"1"_s, {{u"l"_s, u"A", 1}});
        shop.sell(u"2"_s, {{u"l"_s, u"A", 1}});
        const auto wave = shop.plan();
        QCOMPARE(textOf(*wave->view(), u"1"_s), u"east l:1"_s);
        const auto pinned = wave->pinned(2, {orderId(u"2"_s), node(u"east"), u"he collects it"_s});
        QVERIFY(pinned);
        const auto moves = PlannedWave::moves(*wave->view(), *(*pinned)->view(), orderId(u"2"_s));
        QCOMPARE(moves.size(), 2); // the other one makes room
        QCOMPARE(moves.first().order, orderId(u"2"_s));
        QCOMPARE(moves.first().to, QList<NodeId>{node(u"east")});
        QCOMPARE((*pinned)->view()->bound, wave->view()->bound);
        QVERIFY(!wave->view()->pinsCost);
        QCOMPARE((*pinned)->view()->pinsCost, std::optional((*pinned)->view()->total - wave->view()->total));
        QCOMPARE((*pinned)->plan().pinsCost, std::optional(Money{*(*pinned)->view()->pinsCost, (*pinned)->view()->currency})); // for the trail
        shop.must((*pinned)->plan());
        QVERIFY(shop.order(u"2").parcels.first().plan.isPinned);
        QCOMPARE(shop.order(u"2").parcels.first().plan.why, u"he collects it"_s);
        QCOMPARE(textOf(*shop.plan()->view(), u"2"_s), u"east l:1"_s); // the pin is on record
        QCOMPARE(wave->pinned(3, {orderId(u"2"_s), node(u"west"), {}}).error().code, Error::Code::InvalidInput);
        shop.define(u"B", 2, 0);
        shop.sell(u"3"_s, {{u"l"_s, u"B", 1}});
        QCOMPARE(shop.plan()->pinned(4, {orderId(u"3"_s), node(u"east"), {}}).error().code, Error::Code::NotAllowed);
    }

    void aPinIsAnsweredAtOnce()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.cards(60);
        shop.define(u"A", 500, 500);
        shop.define(u"B", 500, 500);
        for (int i = 1; i <= 200; ++i)
            shop.sell(QString::number(i), {{u"l"_s, u"A", 1}, {u"m"_s, u"B", 2}});
        const auto wave = shop.plan();
        QElapsedTimer timer;
        timer.start();
        QVERIFY(wave->pinned(2, {orderId(u"150"_s), node(u"main"), u"r"_s}));
        QVERIFY2(timer.elapsed() < 100 * 4, qPrintable(QString::number(timer.elapsed()))); // 100 ms, on a machine that does other things as well
    }

    /// What is promised is a day in the buyer's zone, a cut-off is in the node's, and carriers work from Monday to Friday.
    void zones_data()
    {
        QTest::addColumn<QString>("moment");
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QDate>("day");
        const auto row = [](const char *name, const char *moment, const QString &country, const QString &region, QDate day) { QTest::newRow(name) << QString::fromLatin1(moment) << country << region << day; };
        row("New York, before its midnight", "2026-09-26T03:59:59Z", u"US"_s, u"NY"_s, QDate(2026, 9, 25));
        row("New York, after it", "2026-09-26T04:00:00Z", u"US"_s, u"NY"_s, QDate(2026, 9, 26));
        row("California", "2026-09-26T06:59:59Z", u"US"_s, u"US-CA"_s, QDate(2026, 9, 25));
        row("somewhere in the US: the earliest", "2026-09-26T09:30:00Z", u"US"_s, {}, QDate(2026, 9, 25));
        row("Germany", "2026-09-25T22:00:00Z", u"DE"_s, {}, QDate(2026, 9, 26));
        row("Japan", "2026-09-25T15:00:00Z", u"JP"_s, {}, QDate(2026, 9, 26));
        row("nobody knows where", "2026-09-25T23:59:59Z", {}, {}, QDate(2026, 9, 25));
    }
    void zones()
    {
        QFETCH(QString, moment);
        QFETCH(QString, country);
        QFETCH(QString, region);
        QTEST(waves::dayAt(*parseTime(moment), country, region), "day");
    }

    void leavesInTime_data()
    {
        QTest::addColumn<QString>("leavesBy");
        QTest::addColumn<QTime>("cutOff"); // of east, in Los Angeles; now is Monday 14:13 UTC, 07:13 there
        QTest::addColumn<int>("percent");
        QTest::newRow("before the node's cut-off today") << u"2026-09-21T18:00:00Z"_s << QTime(12, 0) << 0;
        QTest::newRow("after it") << u"2026-09-21T19:00:00Z"_s << QTime(12, 0) << 100;
        QTest::newRow("the cut-off has passed: tomorrow") << u"2026-09-21T23:59:59Z"_s << QTime(7, 0) << 0;
        QTest::newRow("tomorrow is early enough") << u"2026-09-22T14:00:00Z"_s << QTime(7, 0) << 100;
        QTest::newRow("no cut-off: until the node's midnight") << u"2026-09-22T06:59:59Z"_s << QTime() << 0;
    }
    void leavesInTime()
    {
        QFETCH(QString, leavesBy);
        QFETCH(QTime, cutOff);
        QFETCH(int, percent);
        CROSSDOCK_OPEN(Shop, shop);
        NodeDetails east = details(100, 20);
        east.cutOff = cutOff;
        east.timeZone = "America/Los_Angeles";
        shop.must(command::DefineNode{node(u"east"), u"warehouse"_s, {}, east});
        shop.define(u"A", 0, 5);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 1}}, 0);
        order.shipBy = *parseTime(leavesBy);
        shop.must(command::RecordOrder{order, {}, {}});
        const WaveView view = *shop.plan()->view();
        const PlannedParcel parcel = view.orders.first().plan.parcels.first();
        QCOMPARE(parcel.percentInTime, std::optional(percent));
        const bool isLate = std::any_of(parcel.parts.begin(), parcel.parts.end(), [](const routing::Part &part) { return part.name == u"late" && part.amount == 500; });
        QCOMPARE(isLate, percent == 0);
    }

    void backTestIntervals()
    {
        using Side = waves::SpanOutcome::Side;
        const Side dear{1'000, 10, 12, 0, 2, 10}, cheap{900, 10, 10, 0, 1, 10};
        const BackTest same = waves::summed(QList<waves::SpanOutcome>(8, {dear, cheap}));
        QCOMPARE(same.first.cost, 8'000);
        QCOMPARE(same.second.latePercent, 10.0);
        QCOMPARE(same.saves.low, 800.0); // every span saves the same: there is no doubt
        QCOMPARE(same.saves.high, 800.0);
        QCOMPARE(same.lateLess.low, 10.0);
        const BackTest mixed = waves::summed({{dear, cheap}, {cheap, dear}, {dear, dear}, {cheap, cheap}});
        QVERIFY(mixed.saves.low < 0 && mixed.saves.high > 0);
        QCOMPARE(waves::summed({{dear, cheap}, {cheap, dear}, {dear, dear}, {cheap, cheap}}).saves.low, mixed.saves.low);
        QCOMPARE(waves::summed({}).spans, 0);
    }

    void businessDays()
    {
        QCOMPARE(waves::arrivalOf(QDate(2026, 9, 24), 2), QDate(2026, 9, 28)); // Thursday, two of the carrier's days: Monday
        QCOMPARE(waves::arrivalOf(QDate(2026, 9, 26), 1), QDate(2026, 9, 28));
    }
};

QTEST_GUILESS_MAIN(PlannedWaveTest)
#include "tst_planned_wave.moc"
