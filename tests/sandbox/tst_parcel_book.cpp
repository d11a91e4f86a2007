#include "core/sandbox/admin.h"
#include "core/sandbox/carriers/carrier_service.h"
#include "tests/sandbox/stage.h"

#include <QTest>

using namespace crossdock::sandbox;
using crossdock::Milliseconds;
using namespace Qt::Literals::StringLiterals;

namespace {

Tariff tariff()
{
    Tariff tariff{.carrier = u"test"_s, .onlyWithin = {}, .services = {}};
    tariff.stepOz = 16;
    tariff.divisor = 139;
    tariff.freeVolume = 500;
    tariff.longestSide = 60;
    tariff.discountPercent = 10;
    tariff.fuelBasisPoints = 1'000;
    tariff.residential = 300;
    tariff.handling = 1'000;
    tariff.correction = 700;
    tariff.services = {{u"slow"_s, u"Slow"_s, 500, 5, 10, 1, 5}, {u"far"_s, u"Far"_s, 3'000, 20, 0, 4, 4, TariffService::Reach::Abroad}};
    return tariff;
}

PostalPlace place(const QString &postcode, const QString &country = u"US"_s)
{
    return {u"Ada"_s, u"1 River St"_s, u"Troy"_s, u"NY"_s, postcode, country};
}

ParcelWish wish(double pounds, const QString &to = u"12207"_s)
{
    return {.from = place(u"12180"_s), .to = place(to), .boxes = {{pounds * 16, 6, 6, 6}}, .day = QDate(2026, 9, 25), .asked = {}}; // a Friday
}

} // namespace

/// How carriers of the sandbox price, sell, carry and bill, whatever their wire.
class ParcelsTest : public QObject
{
    Q_OBJECT

private:
    struct Desk {
        explicit Desk(const CarrierWork &work = {}, quint64 seed = 1)
            : random(seed)
            , book(clock, random, tariff(), work)
        {
        }
        StageClock clock;
        crossdock::SeededRandom random;
        ParcelBook book;
    };

private Q_SLOTS:
    void prices_data()
    {
        QTest::addColumn<ParcelWish>("asked");
        QTest::addColumn<int>("zone");
        QTest::addColumn<double>("pounds"); // billed
        QTest::addColumn<qint64>("listed");
        QTest::addColumn<qint64>("total");
        ParcelWish big = wish(2), home = wish(2), drum = wish(2), two = wish(2);
        big.boxes[0] = {32, 10, 10, 9.5};
        home.isResidential = true;
        drum.boxes[0].isUnboxed = true;
        two.boxes.append(two.boxes.first());
        // base 500 + 5 an ounce, 10 % more a zone; less 10 %; with surcharges, and then a tenth for fuel
        QTest::newRow("near") << wish(2) << 2 << 2.0 << qint64(726) << qint64(653);
        QTest::newRow("a fraction of a pound is one") << wish(1.2) << 2 << 2.0 << qint64(726) << qint64(653);
        QTest::newRow("exactly a pound") << wish(1) << 2 << 1.0 << qint64(638) << qint64(574);
        QTest::newRow("three zones farther") << wish(2, u"45202"_s) << 5 << 2.0 << qint64(944) << qint64(850);
        QTest::newRow("as far as there are zones") << wish(2, u"97205"_s) << 8 << 2.0 << qint64(1'162) << qint64(1'046);
        QTest::newRow("by its volume, sides rounded up") << big << 2 << 8.0 << qint64(1'254) << qint64(1'129);
        QTest::newRow("to a home") << home << 2 << 2.0 << qint64(1'056) << qint64(983);
        QTest::newRow("no box") << drum << 2 << 2.0 << qint64(1'826) << qint64(1'753);
        QTest::newRow("two boxes") << two << 2 << 4.0 << qint64(1'452) << qint64(1'307);
    }

    void prices()
    {
        QFETCH(ParcelWish, asked);
        const QList<TariffPrice> prices = pricesOf(tariff(), asked, QDate(2026, 9, 25));
        QCOMPARE(prices.size(), 1);
        QTEST(prices[0].zone, "zone");
        QTEST(prices[0].billedOz / 16, "pounds");
        QTEST(prices[0].listTotal(), "listed");
        QTEST(prices[0].total(), "total");
        QVERIFY(prices[0].deliveredOn.dayOfWeek() <= 5);
    }

    void objects_data()
    {
        QTest::addColumn<ParcelWish>("asked");
        QTest::addColumn<int>("objection"); // -1: none
        const auto row = [](const char *name, const ParcelWish &asked, std::optional<Objection> objection) { QTest::newRow(name) << asked << (objection ? static_cast<int>(*objection) : -1); };
        ParcelWish nowhere = wish(2, u"00000"_s), from = wish(2), light = wish(0), none = wish(2), heavy = wish(71), heaviest = wish(70), longBox = wish(2), abroad = wish(2, u"K1A 0B1"_s), lower = wish(2), plus = wish(2, u"12207-1234"_s);
        from.from.postcode = u"1218"_s;
        none.boxes.clear();
        longBox.boxes[0].length = 61;
        abroad.to.country = u"CA"_s;
        lower.to.country = u"us"_s;
        row("good", wish(2), std::nullopt);
        row("ZIP+4", plus, std::nullopt);
        row("abroad", abroad, std::nullopt);
        row("as heavy as it takes", heaviest, std::nullopt);
        row("nowhere", nowhere, Objection::UnknownDestination);
        row("from nowhere", from, Objection::UnknownOrigin);
        row("no such country", lower, Objection::UnknownDestination);
        row("no weight", light, Objection::NoWeight);
        row("no box", none, Objection::NoWeight);
        row("too heavy", heavy, Objection::TooHeavy);
        row("too long", longBox, Objection::TooLong);
    }

    void objects()
    {
        QFETCH(ParcelWish, asked);
        const auto objection = objectionTo(tariff(), asked);
        QTEST(objection ? static_cast<int>(*objection) : -1, "objection");
        if (objection)
            QVERIFY(!wordsOf(*objection, tariff()).isEmpty());
    }

    void wantsPapersAndPlaces()
    {
        Tariff strict = tariff();
        strict.needsCustoms = true;
        ParcelWish abroad = wish(2, u"K1A 0B1"_s);
        abroad.to.country = u"CA"_s;
        QCOMPARE(objectionTo(strict, abroad), Objection::NoCustoms);
        abroad.hasCustoms = true;
        QCOMPARE(objectionTo(strict, abroad), std::nullopt);
        strict.onlyWithin = u"US"_s;
        QCOMPARE(objectionTo(strict, abroad), Objection::NotServed);
    }

    void sellsAQuoteOnceAndInTime()
    {
        Desk desk({.rateLives = Milliseconds{60'000}});
        const ParcelShipment old = desk.book.quote(wish(2)), good = desk.book.quote(wish(2));
        QCOMPARE(desk.book.sellOffer(u"nobody's"_s).error().why, SaleRefusal::Why::NoSuchRate);
        QVERIFY(desk.book.sellOffer(good.offers[0].id));
        QCOMPARE(desk.book.sellOffer(good.offers[0].id).error().why, SaleRefusal::Why::SoldBefore);
        desk.clock.pass(Milliseconds{60'000});
        QVERIFY(desk.book.sellOffer(desk.book.quote(wish(2)).offers[0].id));
        desk.clock.pass(Milliseconds{1});
        QCOMPARE(desk.book.sellOffer(old.offers[0].id).error().why, SaleRefusal::Why::RateExpired);
        ParcelWish nameless = wish(2);
        nameless.to.name.clear();
        const auto lacking = desk.book.sell(nameless, u"slow"_s);
        QCOMPARE(lacking.error().side + u'.' + lacking.error().field, u"to.name"_s);
        QCOMPARE(desk.book.sell(wish(2), u"fast"_s).error().why, SaleRefusal::Why::NoSuchService);
        QCOMPARE(desk.book.sold(), 2);
    }

    void billsEachSoManyth_data()
    {
        QTest::addColumn<int>("every");
        QTest::addColumn<int>("others"); // of six
        QTest::newRow("never") << 0 << 0;
        QTest::newRow("each") << 1 << 6;
        QTest::newRow("each third") << 3 << 2;
    }

    void billsEachSoManyth()
    {
        QFETCH(int, every);
        Desk desk({.billsOffEvery = every});
        int others = 0;
        for (int i = 0; i < 6; ++i) {
            const ParcelSale &sale = **desk.book.sell(wish(2), u"slow"_s);
            others += sale.billed.total() > sale.price.total() ? 1 : 0;
            const bool isHeavier = sale.billed.billedOz > sale.price.billedOz, isCorrected = sale.billed.of(TariffCharge::Kind::Correction) > 0;
            QCOMPARE(sale.billed.total() > sale.price.total(), isHeavier || isCorrected);
        }
        QTEST(others, "others");
        QCOMPARE(desk.book.invoice().count('\n'), 7);
    }

    /// The sandbox's own door: a person makes a carrier refuse what it had sold, and sees it.
    void isRefusedByHand()
    {
        WorldSpec spec;
        spec.carriers = {{u"ups"_s, CarrierKind::Ups}};
        Stage stage(spec);
        Admin admin(stage.world);
        ParcelBook &book = stage.world.carrier(u"ups"_s)->book();
        const QString tracking = (*book.sell(wish(2), u"03"_s))->tracking;
        const auto refuse = [&](const QString &number) { return admin.answer({"POST", "/refuse", {}, {}, QJsonDocument(QJsonObject{{u"carrier"_s, u"ups"_s}, {u"tracking"_s, number}}).toJson()}).status; };
        const auto state = [&] { return QJsonDocument::fromJson(admin.answer({"GET", "/parcels", {}, {}, {}}).body)[0][u"state"_s].toString(); };
        QCOMPARE(state(), u"announced"_s);
        QCOMPARE(refuse(u"1Z"_s), 404);
        QCOMPARE(refuse(tracking), 200);
        QCOMPARE(state(), u"refused"_s);
        stage.clock.pass(Milliseconds{900'000});
        QCOMPARE(state(), u"refused"_s);
    }
};

QTEST_GUILESS_MAIN(ParcelsTest)

#include "tst_parcel_book.moc"
