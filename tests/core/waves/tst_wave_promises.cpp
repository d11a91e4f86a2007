#include "core/inventory/fulfilment/waves/planned_wave.h"
#include "core/inventory/fulfilment/waves/ship_day.h"
#include "core/inventory/parcels/transit_rows.h"
#include "tests/core/rates/parcels.h"
#include "tests/core/waves/coast_shop.h"

#include <QJsonDocument>
#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace crossdock::fulfilment;

namespace {

/// 40 parcels of a service to a zone, three quarters of them within so many working days, the others three days later.
QList<rates::TransitCount> known(const QString &service, const QString &zone, qint64 days, qint64 parcels = 40)
{
    return {{u"fedex"_s, service, zone, days, parcels * 3 / 4}, {u"fedex"_s, service, zone, days + 3, parcels - parcels * 3 / 4}};
}

/// A shop that sends from New York, where the far buyer costs a little less, and from San Francisco, where he lives.
struct Shop : CoastShop {
    explicit Shop(const store::Source &source)
        : CoastShop(source, 6'100)
    {
    }
    void sell(const std::optional<Time> &deliverBy = {})
    {
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 1}}, 1);
        order.buyer.country = u"US"_s;
        order.buyer.region = u"CA"_s;
        order.buyer.postcode = u"94110"_s;
        order.deliverBy = deliverBy;
        must(command::RecordOrder{order, {}, {}});
    }
    /// With a list of the ground service, 10 dollars a zone.
    std::shared_ptr<const WaveView> plan(WavePolicy policy, const QList<rates::TransitCount> &transit = {}, const QString &service = u"ground"_s)
    {
        policy.protectsLastUnits = false;
        rates::RateBook::Contents contents;
        contents.lists = {test::poundList(u"fedex"_s, service)};
        const waves::Given given{ask(query::Waiting{}), std::make_shared<const rates::RateBook>(contents), ask(query::Cartons{}), clock.now(), transit};
        return waves::PlannedWave(1, given, {policy, {}}).view();
    }
};

const PlannedParcel &parcelOf(const WaveView &view)
{
    return view.orders.first().plan.parcels.first();
}

qint64 partOf(const PlannedParcel &parcel, const QString &name)
{
    for (const routing::Part &part : parcel.parts)
        if (part.name == name)
            return part.amount;
    return 0;
}

} // namespace

/// What counts beside the money of a plan: carbon and the risk of coming late, each with what it stands on.
class WavePromisesTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void countsCarbon_data()
    {
        QTest::addColumn<qint64>("price");
        QTest::addColumn<QString>("from");
        QTest::newRow("only shown") << qint64(0) << u"main"_s;
        QTest::newRow("too cheap to matter") << qint64(300) << u"main"_s;
        QTest::newRow("5.00 a kilogram sends it from near by") << qint64(500) << u"east"_s;
    }
    void countsCarbon()
    {
        QFETCH(qint64, price);
        QFETCH(QString, from);
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell();
        WavePolicy policy;
        policy.carbonPrice = price;
        const auto view = shop.plan(policy);
        const PlannedParcel &parcel = parcelOf(*view);
        QCOMPARE(parcel.node.text(), from);
        QVERIFY(parcel.carbonG);
        QVERIFY2(from == u"east" ? *parcel.carbonG < 10 : *parcel.carbonG > 250 && *parcel.carbonG < 330, qPrintable(QString::number(*parcel.carbonG)));
        QVERIFY(parcel.basis.carbon.startsWith(u"estimate: 0.5 kg over "));
        QCOMPARE(partOf(parcel, u"carbon"_s), (*parcel.carbonG * price + 500) / 1'000);
        QCOMPARE(view->carbon.grams, *parcel.carbonG);
        QCOMPARE(view->carbon.unknown, 0);
        QCOMPARE(view->orders.first().plan.cost, parcel.cost.amount);
    }

    void saysWhereCarbonIsNotKnown()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell();
        WavePolicy policy;
        policy.carbonPrice = 500;
        const auto view = shop.plan(policy, {}, u"priority"_s);
        QVERIFY(!parcelOf(*view).carbonG);
        QCOMPARE(parcelOf(*view).basis.carbon, u"not known: priority does not tell whether it goes by road or by air"_s);
        QCOMPARE(partOf(parcelOf(*view), u"carbon"_s), 0);
        QCOMPARE(view->carbon.unknown, 1);
    }

    void countsLateness_data()
    {
        QTest::addColumn<QList<rates::TransitCount>>("transit");
        QTest::addColumn<qint64>("usual");
        QTest::addColumn<std::optional<qint64>>("ofChannel");
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("percent"); // -1: not known
        const auto far = known(u"ground"_s, u"8"_s, 4), near = known(u"ground"_s, u"2"_s, 1);
        const std::optional<qint64> none;
        QTest::newRow("nothing is known: not counted") << QList<rates::TransitCount>() << qint64(500) << none << u"main"_s << -1;
        QTest::newRow("too few to tell") << known(u"ground"_s, u"8"_s, 4, 12) << qint64(500) << none << u"main"_s << -1;
        QTest::newRow("one in four comes late: near by is cheaper") << far + near << qint64(500) << none << u"east"_s << 100;
        QTest::newRow("lateness costs little") << far + near << qint64(300) << none << u"main"_s << 75;
        QTest::newRow("this channel punishes it") << far + near << qint64(0) << std::optional<qint64>(500) << u"east"_s << 100;
        QTest::newRow("this channel does not") << far + near << qint64(5'000) << std::optional<qint64>(0) << u"main"_s << 75;
        QTest::newRow("only the service is known, not its zones") << known(u"ground"_s, {}, 4) << qint64(5'000) << none << u"main"_s << 75;
    }
    void countsLateness()
    {
        QFETCH(QList<rates::TransitCount>, transit);
        QFETCH(qint64, usual);
        QFETCH(std::optional<qint64>, ofChannel);
        QFETCH(QString, from);
        QFETCH(int, percent);
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(*parseTime(u"2026-09-28T20:00:00Z")); // today is Monday the 21st: five working days, four with a margin that no row needs
        WavePolicy policy;
        policy.lateCost = usual;
        if (ofChannel)
            policy.lateCosts[shop.ask(query::Waiting{}).orders.first().channelKind] = *ofChannel;
        const auto view = shop.plan(policy, transit);
        const PlannedParcel &parcel = parcelOf(*view);
        QCOMPARE(parcel.node.text(), from);
        QCOMPARE(parcel.percentInTime.value_or(-1), percent);
        QCOMPARE(parcel.promisedBy, std::optional(QDate(2026, 9, 28)));
        const qint64 cost = ofChannel.value_or(usual);
        QCOMPARE(partOf(parcel, u"late"_s), percent < 0 ? 0 : cost * (100 - percent) / 100);
        QVERIFY2(parcel.basis.late.startsWith(u"promised by 2026-09-28; "), qPrintable(parcel.basis.late));
        QCOMPARE(parcel.basis.late.contains(u"lateness is not counted"), percent < 0);
    }

    void saysWhatTheChanceStandsOn()
    {
        const rates::TransitBook book(known(u"ground"_s, u"8"_s, 4));
        const auto chance = book.chance(u"FedEx"_s, u"ground"_s, u"08"_s, 5);
        QVERIFY(chance);
        QCOMPARE(*chance, (rates::TransitChance{40, 30, true, 75, 59, 86})); // Wilson: 59.8 to 85.8 %
        QCOMPARE(book.chance(u"fedex"_s, u"ground"_s, u"5"_s, 7)->inTime, 40); // another zone: all of the service
        QVERIFY(!book.chance(u"fedex"_s, u"ground"_s, u"5"_s, 7)->isOfZone);
        QVERIFY(!book.chance(u"fedex"_s, u"2day"_s, u"8"_s, 4));
        QCOMPARE(rates::TransitBook(known(u"ground"_s, u"8"_s, 4, 20)).chance(u"fedex"_s, u"ground"_s, u"8"_s, 9)->low, 83); // 20 of 20 are not certainty
    }

    void countsWorkingDays_data()
    {
        QTest::addColumn<QDate>("shipped");
        QTest::addColumn<QDate>("arrived");
        QTest::addColumn<std::optional<qint64>>("days");
        const QDate thursday(2026, 9, 24);
        QTest::newRow("the same day") << thursday << thursday << std::optional<qint64>(0);
        QTest::newRow("the next") << thursday << thursday.addDays(1) << std::optional<qint64>(1);
        QTest::newRow("over a weekend") << thursday << thursday.addDays(4) << std::optional<qint64>(2);
        QTest::newRow("on a Saturday counts as Monday") << thursday << thursday.addDays(2) << std::optional<qint64>(2);
        QTest::newRow("before it left") << thursday << thursday.addDays(-1) << std::optional<qint64>();
    }
    void countsWorkingDays()
    {
        QFETCH(QDate, shipped);
        QFETCH(QDate, arrived);
        QFETCH(std::optional<qint64>, days);
        QCOMPARE(waves::daysUnderWay(shipped, arrived), days);
        if (days)
            QVERIFY(waves::daysLeft(shipped, waves::arrivalOf(shipped, *days)) >= *days);
        QCOMPARE(waves::daysLeft(shipped, shipped.addDays(-1)), -1);
    }

    void learnsFromDeliveredLabels()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell();
        const auto label = [&](int id, const QString &shipped, const QString &at, const QString &progress, const QString &state) {
            const auto added = shop.database->execute(u"INSERT INTO label (id, sale_id, node_id, box, weight, units, verified_by, account, carrier, service, offer, reference, carrier_id, tracking, zone, ship_date, "
                                                      "quoted, currency, cost_currency, format, has_document, state, words, attempts, prints, wanted_at, asked_at, bought_at, printed_at, progress, progress_at) "
                                                      "SELECT ?, s.id, (SELECT MIN(id) FROM node), 1, 1, '[]', '', 'mine', 'fedex', 'ground', '', ?, '', '', '8', ?, 1, 'USD', '', 'pdf', 0, ?, '', 0, 0, 0, 0, 0, 0, ?, ? FROM sale s"_s,
                                                      {id, QString::number(id), shipped, state, progress, toMs(*parseTime(at))});
            QVERIFY2(added, added ? "" : qPrintable(added.error().detail));
        };
        label(1, u"2026-09-21"_s, u"2026-09-25T20:00:00Z"_s, u"delivered"_s, u"used"_s);
        label(2, u"2026-09-21"_s, u"2026-09-26T03:00:00Z"_s, u"delivered"_s, u"bought"_s); // still the 25th in California
        label(3, u"2026-09-21"_s, u"2026-09-28T20:00:00Z"_s, u"delivered"_s, u"used"_s);
        label(4, u"2026-09-21"_s, u"2026-09-22T20:00:00Z"_s, u"in_transit"_s, u"used"_s);
        label(5, u"2026-09-21"_s, u"2026-09-22T20:00:00Z"_s, u"delivered"_s, u"voided"_s);
        QCOMPARE(shop.ask(query::Transit{}), (QList<rates::TransitCount>{{u"fedex"_s, u"ground"_s, u"8"_s, 4, 2}, {u"fedex"_s, u"ground"_s, u"8"_s, 5, 1}}));
    }

    void keepsThePolicyOfTheHouse()
    {
        CROSSDOCK_OPEN(Shop, shop);
        QCOMPARE(shop.ask(query::WavePolicy{}), WavePolicy{});
        WavePolicy policy;
        policy.carbonPrice = 12;
        policy.lateCosts[u"amazon"_s] = 900;
        policy.maxParcels = 2;
        policy.keepsCapacity = false;
        const int before = shop.entries();
        QCOMPARE(shop.must(command::SetWavePolicy{policy}).what, u"policy.set"_s);
        QCOMPARE(shop.ask(query::WavePolicy{}), policy);
        shop.must(command::SetWavePolicy{policy});
        QCOMPARE(shop.entries(), before + 1);
        policy.closed.append(node(u"main"));
        QCOMPARE(shop.perform(command::SetWavePolicy{policy}).error().code, Error::Code::InvalidInput);
        policy.closed.clear();
        policy.lateCost = -1;
        QCOMPARE(shop.perform(command::SetWavePolicy{policy}).error().subject, u"late_cost"_s);
    }

    void readsPolicies_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("subject"); // empty: it is good
        QTest::newRow("empty: as usual") << QByteArray("{}") << QString();
        QTest::newRow("all") << QByteArray(R"({"late_cost":1,"late_costs":{"walmart":2},"carbon_price":3,"parcel_fee":4,"wait_cost":5,"change_cost":6,"max_parcels":7,"keeps_capacity":false,"protects_last_units":false,"greedy":true,"nearest":true})") << QString();
        QTest::newRow("rules") << QByteArray(R"({"rules":[{"name":"n","channel":"walmart-us","node":"mcf","from":"2026-01-01","until":"2027-01-01","veto":true,"demand":{"plain_box":true,"blocked_carriers":["amzl"],"together":true,"signature":true},"surcharge_percent":-3,"source":"s","kind":"ours","when":{"demands":"plain_box","longest_side_over_mm":1,"weight_over_g":2,"categories":["c"],"skus":["A"],"hazmat":true,"node_takes_hazmat":false,"abroad":true,"refused_by_node":true,"only_to":["US"],"not_to":["CA"]}}]})") << QString();
        QTest::newRow("a rule that does nothing") << QByteArray(R"({"rules":[{"name":"n"}]})") << u"rule 1"_s;
        QTest::newRow("rules that are none") << QByteArray(R"({"rules":{}})") << u"rules"_s;
        QTest::newRow("below 0") << QByteArray(R"({"carbon_price":-1})") << u"carbon_price"_s;
        QTest::newRow("a part of a cent") << QByteArray(R"({"parcel_fee":1.5})") << u"parcel_fee"_s;
        QTest::newRow("a text") << QByteArray(R"({"late_costs":{"ebay":"much"}})") << u"late_costs.ebay"_s;
        QTest::newRow("no switch") << QByteArray(R"({"greedy":1})") << u"greedy"_s;
        QTest::newRow("no switch either") << QByteArray(R"({"nearest":"yes"})") << u"nearest"_s;
        QTest::newRow("no parcel at all") << QByteArray(R"({"max_parcels":0})") << u"max_parcels"_s;
        QTest::newRow("misspelt") << QByteArray(R"({"carbonprice":1})") << u"carbonprice"_s;
    }
    void readsPolicies()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, subject);
        const auto policy = wavePolicyFrom(QJsonDocument::fromJson(json).object());
        QCOMPARE(policy ? QString() : policy.error().subject, subject);
        if (policy)
            QCOMPARE(*wavePolicyFrom(toJson(*policy)), *policy);
    }
};

QTEST_GUILESS_MAIN(WavePromisesTest)
#include "tst_wave_promises.moc"
