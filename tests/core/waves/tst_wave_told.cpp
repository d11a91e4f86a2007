#include "core/inventory/fulfilment/waves/live_questions.h"
#include "core/inventory/fulfilment/waves/node_questions.h"
#include "core/inventory/fulfilment/waves/parcel_pricer.h"
#include "core/inventory/fulfilment/waves/planned_wave.h"
#include "tests/core/rates/parcels.h"
#include "tests/core/waves/coast_shop.h"

#include <QJsonDocument>
#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace crossdock::fulfilment;

namespace {

constexpr qint64 card = 300; // an order, by Amazon's cost card here

/// What a place of others told of its price, so many hours ago.
struct Told {
    qint64 cents = 0;
    int hours = 3;
    QString currency = u"USD"_s;
    QString service = u"Standard"_s;
    std::optional<int> days = {}; ///< until it arrives
};

/// A shop with two places of its own on both coasts, and units with Amazon beside the second. By the list a parcel to San Francisco takes
/// 80.02 USD from New York, 21.02 from San Francisco with its fee, and 23.02 from Amazon with its card.
struct Shop : CoastShop {
    explicit Shop(const store::Source &source)
        : CoastShop(source, 100)
    {
        must(command::DefineNode{node(u"mcf"), u"amazon-mcf"_s, {}, placeAt(u"94107"_s, card)});
        must(command::ReceiveStock{sku(u"A"), node(u"mcf"), 5});
    }
    void sell(const QString &number, const QString &postcode = u"94110"_s, const QList<Part> &parts = {{u"l"_s, u"A", 1}}, const std::optional<Time> &deliverBy = {})
    {
        ChannelOrder order = orderOf(number, parts, number.toInt());
        order.buyer = {.name = u"Jo Doe"_s, .email = u"jo@example.com"_s, .phone = {}, .address = u"1 Long Street"_s, .city = {}, .region = u"CA"_s, .postcode = postcode, .country = u"US"_s};
        order.deliverBy = deliverBy;
        must(command::RecordOrder{order, {}, {}});
    }
    static WaveWish wish(const QStringList &closed = {})
    {
        WaveWish wish;
        wish.policy.protectsLastUnits = false;
        for (const QString &name : closed)
            wish.policy.closed.append(node(name));
        return wish;
    }
    /// With the list, Amazon being one that tells prices and has told none.
    waves::Given given(bool isListed = true)
    {
        rates::RateBook::Contents lists;
        if (isListed) {
            lists.lists.append(test::poundList(u"usps"_s, u"priority"_s));
            lists.lists.last().priceType = u"contract"_s;
        }
        waves::Given given{ask(query::Waiting{}), std::make_shared<const rates::RateBook>(lists), ask(query::Cartons{}), clock.now()};
        given.told.nodes.insert(node(u"mcf"));
        return given;
    }
    /// Of the only parcel that there is.
    static QString likenessIn(const waves::Given &given, const WaveWish &wish)
    {
        const auto questions = waves::nodeQuestions(given, wish);
        if (questions.size() != 1)
            qFatal("%d questions", int(questions.size()));
        return questions.first().likeness;
    }
    static void tell(waves::Given &given, const QString &likeness, const QList<Told> &told)
    {
        rates::LastAnswer answer{u"mcf"_s, likeness, {}};
        for (const Told &one : told)
            answer.prices.append({u"mcf"_s, one.service, pricedByNode, {one.cents, one.currency}, one.days, given.now - Milliseconds{one.hours * 3'600'000LL}});
        given.told.prices = rates::LivePrices({answer}, given.now);
    }
};

qint64 partOf(const PlannedParcel &parcel, const QString &name)
{
    for (const routing::Part &part : parcel.parts)
        if (part.name == name)
            return part.amount;
    return 0;
}

QStringList namesOf(const PlannedParcel &parcel)
{
    QStringList names;
    for (const routing::Part &part : parcel.parts)
        names.append(part.name);
    names.sort();
    return names;
}

} // namespace

/// What places of others tell of their own prices plans a wave in place of lists and cost cards; where they do not, the wave says so.
class WaveToldTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void choosesByWhatIsTold_data()
    {
        QTest::addColumn<QList<Told>>("told");
        QTest::addColumn<QString>("silence");
        QTest::addColumn<QString>("node");
        QTest::addColumn<qint64>("cost");
        QTest::addColumn<QString>("doubt"); // empty: Amazon's own price counts
        const QString none, stands = u": lists or an assumed price stand for it in 1 order"_s;
        QTest::newRow("cheaper than the list") << QList<Told>{{1'500}} << none << u"mcf"_s << qint64(1'500) << none;
        QTest::newRow("a cent cheaper, its card not on top") << QList<Told>{{2'101}} << none << u"mcf"_s << qint64(2'101) << none;
        QTest::newRow("a cent dearer") << QList<Told>{{2'103}} << none << u"east"_s << qint64(2'102) << none;
        QTest::newRow("of several ways the dearest counts") << QList<Told>{{1'500}, {2'500, 3, u"USD"_s, u"Economy"_s}} << none << u"east"_s << qint64(2'102) << none;
        QTest::newRow("to the minute a day old") << QList<Told>{{1'500, 24}} << none << u"mcf"_s << qint64(1'500) << none;
        QTest::newRow("older") << QList<Told>{{100, 25}} << none << u"east"_s << qint64(2'102) << u"what mcf told is more than a day old"_s + stands;
        QTest::newRow("one way is older") << QList<Told>{{100, 25}, {1'600, 1, u"USD"_s, u"Economy"_s}} << none << u"mcf"_s << qint64(1'600) << none;
        QTest::newRow("in another currency") << QList<Told>{{100, 3, u"EUR"_s}} << none << u"east"_s << qint64(2'102) << u"mcf tells its price in EUR"_s + stands;
        QTest::newRow("nothing yet") << QList<Told>{} << none << u"east"_s << qint64(2'102) << u"mcf has not told its own price yet"_s + stands;
        QTest::newRow("silent") << QList<Told>{} << u"mcf did not answer in 2500 ms"_s << u"east"_s << qint64(2'102) << u"mcf did not answer in 2500 ms"_s + stands;
        QTest::newRow("silent now, told within a day") << QList<Told>{{1'500}} << u"mcf did not answer in 2500 ms"_s << u"mcf"_s << qint64(1'500) << none;
    }
    void choosesByWhatIsTold()
    {
        QFETCH(QList<Told>, told);
        QFETCH(QString, silence);
        QFETCH(QString, node);
        QFETCH(qint64, cost);
        QFETCH(QString, doubt);
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(u"1"_s);
        waves::Given given = shop.given();
        const QString likeness = Shop::likenessIn(given, Shop::wish());
        Shop::tell(given, likeness, told);
        if (!silence.isEmpty())
            given.told.silent.insert(likeness, silence);
        const waves::PlannedWave wave(1, given, Shop::wish());
        const WavePlan &plan = wave.view()->orders.first().plan;
        QCOMPARE(plan.parcels.size(), 1);
        const PlannedParcel &parcel = plan.parcels.first();
        QCOMPARE(parcel.node.text(), node);
        QCOMPARE(plan.cost, cost);
        const QStringList &doubts = wave.view()->doubts;
        QCOMPARE(doubts.contains(u"1 parcel priced by what the places themselves told for such orders"_s), node == u"mcf");
        QVERIFY2(doubt.isEmpty() || doubts.contains(doubt), qPrintable(doubts.join(u'\n')));
        QCOMPARE(doubts.join(u'\n').contains(u"stand for it"_s), !doubt.isEmpty());
        if (node != u"mcf")
            return;
        QCOMPARE(namesOf(parcel), QStringList{u"freight.told"_s}); // no fee of the card, nothing of a list
        QCOMPARE(partOf(parcel, u"freight.told"_s), cost);
        QVERIFY2(parcel.basis.price.startsWith(u"mcf itself told %1 USD ("_s.arg(toDecimal({cost, u"USD"_s}))), qPrintable(parcel.basis.price));
    }

    void saysWhatStandsForIt_data()
    {
        QTest::addColumn<bool>("isListed");
        QTest::addColumn<bool>("hasAccount"); // that answers live
        QTest::addColumn<qint64>("cost");
        QTest::addColumn<QStringList>("parts");
        QTest::addColumn<QString>("basis");
        const QString untold = u"mcf has not told its own price yet"_s;
        QTest::newRow("a list and its card") << true << false << qint64(2'002 + card) << QStringList{u"freight.base"_s, u"order_fee"_s} << untold + u"; USPS Priority: contract price in force from 2025-01-06"_s;
        QTest::newRow("a price that is assumed, and its card") << false << true << qint64(500 + card) << QStringList{u"freight.assumed"_s, u"order_fee"_s}
                                                               << untold + u"; no price is known yet of a shipment like this: it counts as 5.00 USD"_s;
        QTest::newRow("what a parcel without lists counts, and its card") << false << false << qint64(500 + card) << QStringList{u"order_fee"_s, u"rule: a parcel without a price list"_s}
                                                                          << untold + u": what is listed for it counts"_s;
    }
    void saysWhatStandsForIt()
    {
        QFETCH(bool, isListed);
        QFETCH(bool, hasAccount);
        QFETCH(qint64, cost);
        QFETCH(QStringList, parts);
        QFETCH(QString, basis);
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(u"1"_s);
        const WaveWish onlyAmazon = Shop::wish({u"main"_s, u"east"_s});
        waves::Given given = shop.given(isListed);
        if (hasAccount)
            given.live = rates::LivePrices();
        {
            const waves::PlannedWave untold(1, given, onlyAmazon);
            const WavePlan &plan = untold.view()->orders.first().plan;
            QCOMPARE(plan.parcels.size(), 1);
            QCOMPARE(plan.parcels.first().node, node(u"mcf"));
            QCOMPARE(plan.cost, cost);
            QCOMPARE(namesOf(plan.parcels.first()), parts);
            QCOMPARE(plan.parcels.first().basis.price, basis);
            QVERIFY(untold.view()->doubts.contains(u"mcf has not told its own price yet: lists or an assumed price stand for it in 1 order"_s));
        }
        Shop::tell(given, Shop::likenessIn(given, onlyAmazon), {{4'000, 3, u"USD"_s, u"Standard"_s, 4}});
        const waves::PlannedWave told(2, given, onlyAmazon);
        const PlannedParcel &parcel = told.view()->orders.first().plan.parcels.first();
        QCOMPARE(namesOf(parcel), QStringList{u"freight.told"_s}); // nothing that stood for it is left
        QCOMPARE(parcel.cost.amount, 4'000);
        QCOMPARE(parcel.basis.price, u"mcf itself told 40.00 USD (Standard) for an order like this 3 h before, to arrive by 2026-09-25"_s); // today is the 21st
    }

    /// Cheap by the list, and refused: nothing comes from there, and it is said in whose words.
    void takesARefusal()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(u"1"_s);
        waves::Given given = shop.given();
        const QString likeness = Shop::likenessIn(given, Shop::wish());
        Shop::tell(given, likeness, {{100}}); // before
        given.told.prices.refuse(likeness, u"A: InventoryUnavailable"_s);
        waves::PlannedWave wave(1, given, Shop::wish());
        QCOMPARE(wave.view()->orders.first().plan.parcels.first().node, node(u"east"));
        QVERIFY(!wave.view()->doubts.join(u'\n').contains(u"mcf"_s)); // it is known what it says
        const auto told = wave.explain({channel(u"web"), u"1"_s});
        QVERIFY(told);
        const auto found = std::find_if(told->rejected.begin(), told->rejected.end(), [](const WaveExplanation::Rejected &one) { return one.node == node(u"mcf"); });
        QVERIFY(found != told->rejected.end());
        QCOMPARE(found->reason, routing::Explanation::Rejected::Reason::Veto);
        QCOMPARE(found->name, u"refused by mcf"_s);
        QCOMPARE(found->detail, u"A: InventoryUnavailable"_s);
    }

    void countsWhatIsDemandedOnce_data()
    {
        QTest::addColumn<QByteArray>("rules"); // of the house
        QTest::addColumn<Handling>("demands");
        QTest::addColumn<bool>("isTold"); // 20.00
        QTest::addColumn<qint64>("surcharge");
        const QByteArray noDrivers = R"({"name":"no drivers","channel":"web","node":"mcf","demand":{"blocked_carriers":["amzl"]},"source":"s","kind":"ours"})";
        const QByteArray onTop = R"({"name":"packaging","channel":"web","node":"mcf","surcharge_percent":10,"source":"s","kind":"ours"})";
        const Handling plain, blocked{.blockedCarriers = {u"amzl"_s}};
        QTest::newRow("nothing is demanded") << QByteArray("[]") << plain << true << qint64(0);
        QTest::newRow("it was asked with the demand: in its price") << '[' + noDrivers + ']' << blocked << true << qint64(0);
        QTest::newRow("the list knows nothing of it") << '[' + noDrivers + ']' << blocked << false << qint64(100); // 5 % of 20.02
        QTest::newRow("the house's own comes on top") << '[' + onTop + ']' << plain << true << qint64(200);
        QTest::newRow("of the list's as well") << '[' + onTop + ']' << plain << false << qint64(200);
    }
    void countsWhatIsDemandedOnce()
    {
        QFETCH(QByteArray, rules);
        QFETCH(Handling, demands);
        QFETCH(bool, isTold);
        QFETCH(qint64, surcharge);
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(u"1"_s);
        const auto policy = wavePolicyFrom(QJsonDocument::fromJson(R"({"rules":)" + rules + '}').object());
        QVERIFY2(policy, policy ? "" : qPrintable(policy.error().detail));
        WaveWish wish = Shop::wish({u"main"_s, u"east"_s});
        wish.policy.rules = policy->rules;
        waves::Given given = shop.given();
        const auto questions = waves::nodeQuestions(given, wish);
        QCOMPARE(questions.size(), 1);
        QCOMPARE(questions.first().order.handling, demands);
        if (isTold)
            Shop::tell(given, questions.first().likeness, {{2'000}});
        const waves::PlannedWave wave(1, given, wish);
        const PlannedParcel &parcel = wave.view()->orders.first().plan.parcels.first();
        QCOMPARE(parcel.cost.amount, (isTold ? 2'000 : 2'002 + card) + surcharge);
        QCOMPARE(namesOf(parcel).join(u' ').contains(u"rule: "_s), surcharge > 0);
    }

    /// What was told without the demand is no price with it.
    void asksWithWhatTheOrderWishes()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(u"1"_s);
        const WaveWish wish = Shop::wish();
        const QString plain = Shop::likenessIn(shop.given(), wish);
        QVERIFY(!waves::nodeQuestions(shop.given(), wish).first().order.handling.signature);
        shop.must(command::WishShipping{{channel(u"web"), u"1"_s}, command::WishShipping::What::Options, {.options = {rates::Option::Signature}}});
        waves::Given given = shop.given();
        const auto questions = waves::nodeQuestions(given, wish);
        QCOMPARE(questions.size(), 1);
        QVERIFY(questions.first().order.handling.signature);
        QVERIFY(questions.first().likeness != plain);
        Shop::tell(given, plain, {{100}});
        QVERIFY(waves::PlannedWave(1, given, wish).view()->doubts.join(u'\n').contains(u"mcf has not told its own price yet"_s));
        Shop::tell(given, questions.first().likeness, {{400}});
        QCOMPARE(waves::PlannedWave(2, given, wish).view()->orders.first().plan.parcels.first().cost.amount, 400);
    }

    void countsLateness_data()
    {
        QTest::addColumn<std::optional<int>>("days"); // from today, Monday the 21st; promised by Thursday
        QTest::addColumn<QString>("node");
        QTest::addColumn<qint64>("cost");
        QTest::addColumn<int>("percent"); // -1: not known
        QTest::newRow("in time") << std::optional(3) << u"mcf"_s << qint64(1'700) << 100;
        QTest::newRow("a day late: 5.00 dearer") << std::optional(4) << u"east"_s << qint64(2'102) << -1;
        QTest::newRow("no day is told") << std::optional<int>() << u"mcf"_s << qint64(1'700) << -1;
    }
    void countsLateness()
    {
        QFETCH(std::optional<int>, days);
        QFETCH(QString, node);
        QFETCH(qint64, cost);
        QFETCH(int, percent);
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(u"1"_s, u"94110"_s, {{u"l"_s, u"A", 1}}, *parseTime(u"2026-09-24T20:00:00Z"));
        waves::Given given = shop.given();
        Shop::tell(given, Shop::likenessIn(given, Shop::wish()), {{1'700, 20, u"USD"_s, u"Standard"_s, days}}); // told 20 hours ago: as long from now
        const waves::PlannedWave wave(1, given, Shop::wish());
        const WavePlan &plan = wave.view()->orders.first().plan;
        QCOMPARE(plan.parcels.first().node.text(), node);
        QCOMPARE(plan.cost, cost);
        QCOMPARE(plan.parcels.first().percentInTime.value_or(-1), percent);
        if (percent == 100)
            QCOMPARE(plan.parcels.first().basis.late, u"promised by 2026-09-24; mcf itself says that it arrives by 2026-09-24"_s);
    }

    /// A fee of its card that is not in its price breaks nothing even.
    void namesNoFeesBesideAToldPrice()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(u"1"_s);
        waves::Given given = shop.given();
        const QString likeness = Shop::likenessIn(given, Shop::wish());
        const auto orderFees = [&] {
            const waves::StoreWave made = waves::makeStoreWave(given, Shop::wish());
            const waves::ParcelPricer pricer(made.wave, *given.book);
            QList<qint64> fees;
            for (const routing::Fee &fee : pricer.feesOf(0, *made.nodeOf(node(u"mcf")), {0}))
                if (fee.now > 0)
                    fees.append(fee.now);
            return fees;
        };
        QCOMPARE(orderFees(), QList<qint64>{card});
        Shop::tell(given, likeness, {{2'500}});
        QCOMPARE(orderFees(), QList<qint64>());
        Shop::tell(given, likeness, {{2'500, 25}}); // too old: the card counts again
        QCOMPARE(orderFees(), QList<qint64>{card});
    }

    /// Each likeness once, whole orders before their parts, and no person in them; no carrier is asked about its parcels.
    void asksWhatIsAlikeOnce()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.define(u"B", 5);
        shop.must(command::ReceiveStock{sku(u"B"), node(u"mcf"), 5});
        shop.sell(u"1"_s, u"94110"_s);
        shop.sell(u"2"_s, u"94133-1234"_s);
        shop.sell(u"3"_s, u"10002"_s, {{u"l"_s, u"A", 1}, {u"m"_s, u"B", 2}});
        waves::Given given = shop.given();
        given.live = rates::LivePrices();
        QStringList asked;
        for (const NodeQuestion &question : waves::nodeQuestions(given, Shop::wish())) {
            QStringList lines;
            for (const NodeOrder::Line &line : question.order.lines) {
                lines.append(u"%1 %2"_s.arg(line.quantity).arg(line.sku.text()));
                QVERIFY(line.name.isEmpty() && !line.unitPrice);
            }
            asked.append(question.order.to.postcode.left(3) + u": "_s + lines.join(u", "_s));
            QCOMPARE(question.node, node(u"mcf"));
            QCOMPARE(question.order.to.country, u"US"_s);
            QVERIFY(question.order.to.name.isEmpty() && question.order.to.email.isEmpty() && question.order.to.address.isEmpty());
            QCOMPARE(question.order.channel, u"woocommerce"_s);
        }
        QCOMPARE(asked.size(), 4);
        QCOMPARE(asked.first(), u"941: 1 A"_s); // of two orders
        QCOMPARE(asked.at(1), u"100: 1 A, 2 B"_s);
        QCOMPARE((QSet<QString>{asked.at(2), asked.at(3)}), (QSet<QString>{u"100: 1 A"_s, u"100: 2 B"_s}));
        const auto ofCarriers = waves::liveQuestions(given, Shop::wish());
        QVERIFY(!ofCarriers.isEmpty());
        QVERIFY(std::none_of(ofCarriers.begin(), ofCarriers.end(), [](const waves::LiveQuestion &one) { return one.shipment.from.postcode == u"94107"; }));
        QVERIFY(waves::nodeQuestions(given, Shop::wish({u"mcf"_s})).isEmpty());
        given.told.nodes.clear();
        QVERIFY(waves::nodeQuestions(given, Shop::wish()).isEmpty());
    }

    void asksNothingWithoutAPlace()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 1}}, 1), {}, {}});
        QVERIFY(waves::nodeQuestions(shop.given(), Shop::wish()).isEmpty());
        QVERIFY(!waves::PlannedWave(1, shop.given(), Shop::wish()).view()->doubts.join(u'\n').contains(u"has not told"_s));
    }
};

QTEST_GUILESS_MAIN(WaveToldTest)
#include "tst_wave_told.moc"
