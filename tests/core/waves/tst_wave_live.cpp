#include "core/inventory/fulfilment/waves/live_questions.h"
#include "core/inventory/fulfilment/waves/planned_wave.h"
#include "tests/core/rates/parcels.h"
#include "tests/core/waves/coast_shop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace crossdock::fulfilment;

namespace {

/// A shop that sends from New York (main) and, for a dollar more, from San Francisco (east), where its buyer lives.
struct Shop : CoastShop {
    explicit Shop(const store::Source &source)
        : CoastShop(source, 100)
    {
    }
    void sell(const QString &number, const QString &postcode)
    {
        ChannelOrder order = orderOf(number, {{u"l"_s, u"A", 1}}, number.toInt());
        order.buyer.country = u"US"_s;
        order.buyer.postcode = postcode;
        must(command::RecordOrder{order, {}, {}});
    }
    static WaveWish wish()
    {
        WaveWish wish;
        wish.policy.protectsLastUnits = false;
        return wish;
    }
    waves::Given given(const rates::RateBook::Contents &lists = {})
    {
        return {ask(query::Waiting{}), std::make_shared<const rates::RateBook>(lists), ask(query::Cartons{}), clock.now(), {}, rates::LivePrices()};
    }
    QString likenessFrom(const QString &postcode)
    {
        for (const waves::LiveQuestion &question : waves::liveQuestions(given(), wish()))
            if (question.shipment.from.postcode == postcode)
                return question.likeness;
        return {};
    }
};

/// What a live account told, so many hours ago.
struct Told {
    QString from; ///< "main", "east"
    qint64 cents = 0;
    int hours = 3;
    QString service = u"priority"_s;
    QString currency = u"USD"_s;
};

rates::PriceList groundList(const QString &priceType)
{
    rates::PriceList list = test::poundList(u"usps"_s, u"priority"_s);
    list.priceType = priceType;
    return list;
}

} // namespace

/// What live accounts told before prices a plan, and the plan says so.
class WaveLiveTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void usesWhatWasTold_data()
    {
        QTest::addColumn<QList<Told>>("told");
        QTest::addColumn<QString>("refusedFrom");
        QTest::addColumn<QString>("listType"); // empty: no list
        QTest::addColumn<QString>("node");
        QTest::addColumn<qint64>("cost");
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("basis");
        const QString live = u"freight.live"_s, assumed = u"freight.assumed"_s, none;
        const QString unknown = u"no price is known yet of a shipment like this: it counts as %1 USD"_s;
        QTest::newRow("both are told") << QList<Told>{{u"main"_s, 900}, {u"east"_s, 700}} << none << none << u"east"_s << qint64(800) << live
                                       << u"USPS Priority: account price that broker told live for a shipment like this 3 h before"_s;
        QTest::newRow("of a service the cheapest") << QList<Told>{{u"main"_s, 900}, {u"main"_s, 650, 50, u"ground"_s}} << none << none << u"main"_s << qint64(650) << live
                                                   << u"USPS Ground: account price that broker told live for a shipment like this 2 d before"_s;
        QTest::newRow("what is not known is not taken for cheaper") << QList<Told>{{u"main"_s, 900}} << none << none << u"main"_s << qint64(900) << live
                                                                    << u"USPS Priority: account price that broker told live for a shipment like this 3 h before"_s;
        QTest::newRow("nothing is known") << QList<Told>{} << none << none << u"main"_s << qint64(500) << assumed << unknown.arg(u"5.00"_s);
        QTest::newRow("what is known is too old") << QList<Told>{{u"east"_s, 100, 31 * 24}} << none << none << u"main"_s << qint64(500) << assumed << unknown.arg(u"5.00"_s);
        QTest::newRow("in another currency") << QList<Told>{{u"east"_s, 100, 3, u"priority"_s, u"EUR"_s}} << none << none << u"main"_s << qint64(500) << assumed << unknown.arg(u"5.00"_s);
        QTest::newRow("refused from the cheaper one") << QList<Told>{} << u"main"_s << none << u"east"_s << qint64(600) << assumed << unknown.arg(u"5.00"_s);
        QTest::newRow("refused everywhere: somebody sees to it") << QList<Told>{} << u"main east"_s << none << u"main"_s << qint64(1'000) << assumed
                                                                 << u"no account takes a shipment like this (broker: too heavy): it counts as 10.00 USD"_s;
        QTest::newRow("cheaper than a list") << QList<Told>{{u"main"_s, 900}} << none << u"list"_s << u"main"_s << qint64(900) << live
                                             << u"USPS Priority: account price that broker told live for a shipment like this 3 h before"_s;
        QTest::newRow("a contract is the house's own price") << QList<Told>{{u"main"_s, 900}, {u"east"_s, 900}} << none << u"contract"_s << u"east"_s << qint64(2'102) << u"freight.base"_s
                                                             << u"USPS Priority: contract price in force from 2025-01-06"_s;
    }
    void usesWhatWasTold()
    {
        QFETCH(QList<Told>, told);
        QFETCH(QString, refusedFrom);
        QFETCH(QString, listType);
        QFETCH(QString, part);
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(u"1"_s, u"94110"_s);
        const QMap<QString, QString> likenesses{{u"main"_s, shop.likenessFrom(u"10001"_s)}, {u"east"_s, shop.likenessFrom(u"94105"_s)}};
        QVERIFY(!likenesses[u"main"_s].isEmpty() && likenesses[u"main"_s] != likenesses[u"east"_s]);
        QMap<QString, rates::LastAnswer> answers;
        for (const Told &one : told) {
            rates::LastAnswer &answer = answers[one.from];
            answer.account = u"broker"_s;
            answer.likeness = likenesses[one.from];
            answer.prices.append({u"usps"_s, one.service, u"account"_s, {one.cents, one.currency}, {}, shop.clock.now() - Milliseconds{one.hours * 3'600'000LL}});
        }
        rates::RateBook::Contents lists;
        if (!listType.isEmpty())
            lists.lists.append(groundList(listType));
        waves::Given given = shop.given(lists);
        given.live = rates::LivePrices(answers.values(), given.now);
        for (const QString &from : refusedFrom.split(u' ', Qt::SkipEmptyParts))
            given.live->refuse(likenesses[from], u"broker: too heavy"_s);
        const waves::PlannedWave wave(1, given, Shop::wish());
        const WavePlan &plan = wave.view()->orders.first().plan;
        QCOMPARE(plan.parcels.size(), 1);
        const PlannedParcel &parcel = plan.parcels.first();
        QTEST(parcel.node.text(), "node");
        QTEST(plan.cost, "cost");
        QTEST(parcel.basis.price, "basis");
        QVERIFY(std::any_of(parcel.parts.begin(), parcel.parts.end(), [&](const routing::Part &one) { return one.name == part; }));
        const QString doubts = wave.view()->doubts.join(u'\n');
        QCOMPARE(doubts.contains(u"1 parcel priced by what live accounts told"_s), part == u"freight.live");
        QCOMPARE(doubts.contains(u"1 parcel without a price"_s), part == u"freight.assumed");
        QVERIFY(!doubts.contains(u"no price list is imported"_s));
    }

    void assumedPricesPartNoOrder_data()
    {
        QTest::addColumn<qint64>("whole"); // told of both lines together; 0: nobody told it, and the dearest of all stands for it
        QTest::addColumn<int>("parcels");
        QTest::addColumn<qint64>("cost");
        QTest::newRow("the whole is not known") << qint64(0) << 1 << qint64(599); // a cent less than in two
        QTest::newRow("the whole is known to cost more than its parts") << qint64(700) << 2 << qint64(600);
        QTest::newRow("the whole is known to cost less") << qint64(550) << 1 << qint64(550);
    }
    /// Two lines from one place, each alone 3.00: what is only assumed of both together is no reason to send them apart.
    void assumedPricesPartNoOrder()
    {
        QFETCH(qint64, whole);
        CROSSDOCK_OPEN(Shop, shop);
        shop.define(u"B", 5);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 1}, {u"m"_s, u"B", 1}}, 1);
        order.buyer.country = u"US"_s;
        order.buyer.postcode = u"94110"_s;
        shop.must(command::RecordOrder{order, {}, {}});
        WaveWish wish = Shop::wish();
        wish.policy.closed.append(node(u"east"));
        waves::Given given = shop.given();
        const auto told = [&](const QString &likeness, qint64 cents) { return rates::LastAnswer{u"broker"_s, likeness, {{u"usps"_s, u"priority"_s, u"account"_s, {cents, u"USD"_s}, {}, given.now}}}; };
        const rates::Weight two = rates::Weight::of(1'000, rates::WeightUnit::Gram); // of 500 g each, as nobody weighed them
        QList<rates::LastAnswer> answers{told(u"of something else"_s, 8'000)};
        for (const waves::LiveQuestion &question : waves::liveQuestions(given, wish)) {
            const bool isWhole = question.shipment.parcels.first().weight == two;
            if (!isWhole || whole > 0)
                answers.append(told(question.likeness, isWhole ? whole : 300));
        }
        given.live = rates::LivePrices(answers, given.now);
        const waves::PlannedWave wave(1, given, wish);
        const WavePlan &plan = wave.view()->orders.first().plan;
        QTEST(int(plan.parcels.size()), "parcels");
        QTEST(plan.cost, "cost");
        qint64 parts = 0;
        for (const PlannedParcel &parcel : plan.parcels)
            for (const routing::Part &part : parcel.parts)
                parts += part.amount;
        QCOMPARE(parts, plan.cost);
    }

    /// With price lists there is one more that could have taken it.
    void saysWhyNobodyTakesIt()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(u"1"_s, u"94110"_s);
        waves::Given given = shop.given({{test::poundList(u"fedex"_s, u"ground"_s, QDate(2100, 1, 1))}, {}, {}});
        for (const waves::LiveQuestion &question : waves::liveQuestions(given, Shop::wish()))
            given.live->refuse(question.likeness, u"broker: too heavy"_s);
        const waves::PlannedWave wave(1, given, Shop::wish());
        const WavePlan &plan = wave.view()->orders.first().plan;
        QVERIFY(plan.parcels.isEmpty());
        QVERIFY2(plan.waiting.first().reason.contains(u"broker: too heavy"_s), qPrintable(plan.waiting.first().reason));
    }

    void countsOptions_data()
    {
        QTest::addColumn<bool>("isTold"); // of a shipment with it
        QTest::addColumn<bool>("isRefused");
        QTest::addColumn<QString>("basis"); // the price's, or why it waits
        QTest::newRow("told with it") << true << false << u"USPS Priority with a signature: account price that broker told live"_s;
        QTest::newRow("told without it alone") << false << false << u"no price is known yet of a shipment like this"_s;
        QTest::newRow("nobody can") << false << true << u"no rate with a signature: broker: it cannot be asked for a signature here"_s;
    }
    /// A price without what it is to be sent with is no price of it.
    void countsOptions()
    {
        QFETCH(bool, isTold);
        QFETCH(bool, isRefused);
        QFETCH(QString, basis);
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(u"1"_s, u"94110"_s);
        const QString plain = shop.likenessFrom(u"10001"_s);
        shop.must(command::WishShipping{{channel(u"web"), u"1"_s}, command::WishShipping::What::Options, {.options = {rates::Option::Signature}}});
        const QString signedFor = shop.likenessFrom(u"10001"_s);
        QVERIFY(signedFor != plain);
        waves::Given given = shop.given();
        for (const waves::LiveQuestion &question : waves::liveQuestions(given, Shop::wish()))
            QCOMPARE(question.shipment.options, rates::Options{rates::Option::Signature});
        const rates::LastAnswer answer{u"broker"_s, isTold ? signedFor : plain, {{u"usps"_s, u"priority"_s, u"account"_s, {100, u"USD"_s}, {}, given.now}}};
        given.live = rates::LivePrices({answer}, given.now);
        if (isRefused)
            for (const waves::LiveQuestion &question : waves::liveQuestions(shop.given(), Shop::wish()))
                given.live->refuse(question.likeness, u"broker: it cannot be asked for a signature here"_s);
        const waves::PlannedWave wave(1, given, Shop::wish());
        const WavePlan &plan = wave.view()->orders.first().plan;
        QCOMPARE(plan.parcels.isEmpty(), isRefused);
        const QString told = isRefused ? plan.waiting.first().reason : plan.parcels.first().basis.price;
        QVERIFY2(told.contains(basis), qPrintable(told));
    }

    void asksOthers_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<rates::Options>("options");
        QTest::addColumn<QString>("veto"); // empty: none
        using enum rates::Option;
        QTest::newRow("a signature of ShipHero") << u"shiphero"_s << rates::Options{Signature} << QString();
        QTest::newRow("a signature of Amazon") << u"amazon-mcf"_s << rates::Options{Signature, GiftWrap} << QString();
        QTest::newRow("a signature of ShipBob") << u"shipbob"_s << rates::Options{Signature} << u"other cannot be asked for a signature"_s;
        QTest::newRow("an adult's of ShipHero") << u"shiphero"_s << rates::Options{AdultSignature, Insurance} << u"other cannot be asked for an adult's signature and insurance"_s;
        QTest::newRow("anything of an own place") << u"warehouse"_s << rates::Options{AdultSignature, Insurance} << QString();
    }
    /// Places of others send by themselves: what their orders cannot ask for is not sent from there.
    void asksOthers()
    {
        QFETCH(QString, kind);
        QFETCH(rates::Options, options);
        QFETCH(QString, veto);
        CROSSDOCK_OPEN(Shop, shop);
        shop.must(command::DefineNode{node(u"other"), kind, {}, placeAt(u"60601"_s, 0)});
        shop.sell(u"1"_s, u"94110"_s);
        shop.must(command::WishShipping{{channel(u"web"), u"1"_s}, command::WishShipping::What::Options, {.options = options}});
        const waves::StoreWave made = waves::makeStoreWave(shop.given(), Shop::wish());
        const auto other = made.nodeOf(node(u"other"));
        QVERIFY(other);
        QStringList names;
        for (const waves::Veto &one : made.wave.orders.front().vetoes)
            if (one.node == *other && one.name.contains(u"cannot be asked"))
                names.append(one.name);
        QCOMPARE(names.join(u'\n'), veto);
    }

    /// Each likeness once, those of most parcels first; nothing without live accounts.
    void asksWhatIsAlikeOnce()
    {
        CROSSDOCK_OPEN(Shop, shop);
        shop.sell(u"1"_s, u"10002"_s);
        shop.sell(u"2"_s, u"94110"_s);
        shop.sell(u"3"_s, u"94133-1234"_s);
        waves::Given given = shop.given();
        const auto questions = waves::liveQuestions(given, Shop::wish());
        QCOMPARE(questions.size(), 4);
        for (qsizetype i = 0; i < questions.size(); ++i) {
            QCOMPARE(questions[i].shipment.to.postcode.startsWith(u"941"), i < 2);
            QVERIFY(questions[i].shipment.isResidential);
            QCOMPARE(questions[i].shipment.parcels.size(), 1);
        }
        shop.must(command::DefineNode{node(u"east"), u"warehouse"_s, {}, placeAt({}, 100)}); // nobody knows where it is
        const auto fewer = waves::liveQuestions(shop.given(), Shop::wish());
        QCOMPARE(fewer.size(), 2);
        QVERIFY(std::all_of(fewer.begin(), fewer.end(), [](const waves::LiveQuestion &one) { return one.shipment.from.postcode == u"10001"; }));
        given.live.reset();
        QVERIFY(waves::liveQuestions(given, Shop::wish()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(WaveLiveTest)
#include "tst_wave_live.moc"
