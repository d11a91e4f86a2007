#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "tests/core/rates/parcels.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;

namespace {

using By = Quote::BilledBy;

QString nameOf(By by)
{
    return by == By::Actual ? u"actual"_s : by == By::Dimensional ? u"dimensional"_s : u"minimum"_s;
}

} // namespace

/// What is billed and what more is asked, on both sides of each day on which a rule changes.
class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bills_data();
    void bills();
    void billsMetric_data();
    void billsMetric();
    void billsByImportedRules_data();
    void billsByImportedRules();
    void readsDivisors();
    void meetsTriggers_data();
    void meetsTriggers();
    void refusesTooLarge_data();
    void refusesTooLarge();
    void handlesWhatIsUnboxed();
    void billsSeveralParcels();
    void billsExpressAsAWhole();
};

void TestRules::bills_data()
{
    QTest::addColumn<QString>("carrier");
    QTest::addColumn<QString>("priceType");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("weight");
    QTest::addColumn<QStringList>("sides");
    QTest::addColumn<double>("billed");
    QTest::addColumn<QString>("by");
    QTest::addColumn<int>("divisor"); // 0: none
    const QDate nearest(2025, 8, 17), up(2025, 8, 18), postalBefore(2026, 7, 11), postalAfter(2026, 7, 12);
    const auto row = [](const char *name, const QString &carrier, const QDate &day, const QString &weight, const QStringList &sides, double billed, const QString &by, int divisor, const QString &type = u"list"_s) {
        QTest::newRow(name) << carrier << type << day << weight << sides << billed << by << divisor;
    };
    row("actual, exactly 1 lb", u"fedex"_s, up, u"1"_s, {u"6"_s, u"4"_s, u"4"_s}, 1, u"actual"_s, 139);
    row("actual, a hair above 1 lb", u"fedex"_s, up, u"1.0000001"_s, {u"6"_s, u"4"_s, u"4"_s}, 2, u"actual"_s, 139);
    row("a tie is the actual weight", u"fedex"_s, up, u"3.2"_s, {u"12"_s, u"9"_s, u"4"_s}, 4, u"actual"_s, 139);
    row("just above two divisors", u"fedex"_s, up, u"1"_s, {u"27.8"_s, u"10"_s, u"1"_s}, 3, u"dimensional"_s, 139); // 28 in: 280 / 139
    row("fedex, day before: nearest", u"fedex"_s, nearest, u"5"_s, {u"18.4"_s, u"12.3"_s, u"10.2"_s}, 16, u"dimensional"_s, 139); // 18 x 12 x 10 = 2160
    row("fedex, the day: up", u"fedex"_s, up, u"5"_s, {u"18.4"_s, u"12.3"_s, u"10.2"_s}, 20, u"dimensional"_s, 139); // 19 x 13 x 11 = 2717
    row("ups, day before: nearest", u"ups"_s, nearest, u"5"_s, {u"18.4"_s, u"12.3"_s, u"10.2"_s}, 16, u"dimensional"_s, 139);
    row("ups, the day: up", u"ups"_s, up, u"5"_s, {u"18.4"_s, u"12.3"_s, u"10.2"_s}, 20, u"dimensional"_s, 139);
    row("ups at the counter", u"ups"_s, up, u"5"_s, {u"18"_s, u"12"_s, u"10"_s}, 14, u"dimensional"_s, 166, u"retail"_s);
    row("ups at the counter, before", u"ups"_s, nearest, u"5"_s, {u"18"_s, u"12"_s, u"10"_s}, 14, u"dimensional"_s, 166, u"retail"_s);
    row("usps, one cubic foot is not above it", u"usps"_s, postalBefore, u"2"_s, {u"12"_s, u"12"_s, u"12"_s}, 2, u"actual"_s, 0);
    row("usps, above, before", u"usps"_s, postalBefore, u"2"_s, {u"13"_s, u"12"_s, u"12"_s}, 12, u"dimensional"_s, 166); // 1872 / 166 = 11.3
    row("usps, above, after", u"usps"_s, postalAfter, u"2"_s, {u"13"_s, u"12"_s, u"12"_s}, 14, u"dimensional"_s, 139); // 13.5
    row("usps, one cubic foot after", u"usps"_s, postalAfter, u"2"_s, {u"12"_s, u"12"_s, u"12"_s}, 2, u"actual"_s, 0);
    row("usps, a fraction above, before", u"usps"_s, postalBefore, u"2"_s, {u"12.1"_s, u"12"_s, u"12"_s}, 2, u"actual"_s, 0);
    row("usps, a fraction above, after", u"usps"_s, postalAfter, u"2"_s, {u"12.1"_s, u"12"_s, u"12"_s}, 14, u"dimensional"_s, 139);
    row("fedex, additional handling bills 40 lb", u"fedex"_s, up, u"5"_s, {u"49"_s, u"4"_s, u"4"_s}, 40, u"minimum"_s, 139);
    row("fedex, oversize bills 90 lb", u"fedex"_s, up, u"5"_s, {u"97"_s, u"4"_s, u"4"_s}, 90, u"minimum"_s, 139);
    row("ups, large package bills 90 lb", u"ups"_s, up, u"5"_s, {u"97"_s, u"4"_s, u"4"_s}, 90, u"minimum"_s, 139);
    row("heavier than the minimum", u"fedex"_s, up, u"95.5"_s, {u"97"_s, u"4"_s, u"4"_s}, 96, u"actual"_s, 139);
    row("no sides known", u"fedex"_s, up, u"3.2"_s, {}, 4, u"actual"_s, 0);
    row("a carrier without a rule", u"acme"_s, up, u"3.2"_s, {u"30"_s, u"20"_s, u"20"_s}, 4, u"actual"_s, 0);
}

void TestRules::bills()
{
    QFETCH(QString, carrier);
    QFETCH(QString, priceType);
    QFETCH(QDate, day);
    QFETCH(QString, weight);
    QFETCH(QStringList, sides);
    QFETCH(QString, by);
    PriceList list = poundList(carrier);
    list.priceType = priceType;
    const RateBook book({{list}, {}, {}});
    const auto dimensions = sides.isEmpty() ? std::nullopt : std::optional(inches(sides[0], sides[1], sides[2]));
    const Rated rated = book.quote(shipment(day, pounds(weight), dimensions));
    QCOMPARE(rated.quotes.size(), by == u"refused" ? 0 : 1);
    if (rated.quotes.isEmpty())
        return;
    QTEST(rated.quotes[0].billable->in(WeightUnit::Pound), "billed");
    QTEST(nameOf(*rated.quotes[0].billedBy), "by");
    QTEST(rated.quotes[0].divisor.value_or(0), "divisor");
}

void TestRules::billsMetric_data()
{
    QTest::addColumn<QString>("kilograms");
    QTest::addColumn<QStringList>("sides");
    QTest::addColumn<double>("billed");
    QTest::addColumn<bool>("byVolume");
    QTest::newRow("half a kilogram") << u"0.5"_s << QStringList{u"10"_s, u"10"_s, u"10"_s} << 0.5 << false;
    QTest::newRow("a hair above") << u"0.50001"_s << QStringList{u"10"_s, u"10"_s, u"10"_s} << 1.0 << false;
    QTest::newRow("exactly 2 kg by volume") << u"0.5"_s << QStringList{u"25"_s, u"20"_s, u"20"_s} << 2.0 << true;
    QTest::newRow("a millimetre more") << u"0.5"_s << QStringList{u"25.1"_s, u"20"_s, u"20"_s} << 2.5 << true;
}

void TestRules::billsMetric()
{
    QFETCH(QString, kilograms);
    QFETCH(QStringList, sides);
    QFETCH(bool, byVolume);
    PriceList list{.carrier = u"dhl"_s, .service = u"express"_s, .priceType = u"account"_s, .effectiveFrom = QDate(2026, 1, 1), .currency = u"EUR"_s, .cells = {}};
    for (int halves = 1; halves <= 20; ++halves)
        list.cells.append({u"3"_s, Weight::of(500 * halves, WeightUnit::Gram), {}, WeightUnit::Kilogram, 1'000 * halves});
    Shipment asked = shipment(QDate(2026, 3, 1), *Weight::parse(kilograms, WeightUnit::Kilogram), centimetres(sides[0], sides[1], sides[2]));
    asked.to.country = u"DE"_s;
    asked.zones = {{u"dhl"_s, u"3"_s}};
    const Rated rated = RateBook({{list}, {}, {}}).quote(asked);
    QCOMPARE(rated.quotes.size(), 1);
    QTEST(rated.quotes[0].billable->in(WeightUnit::Kilogram), "billed");
    QCOMPARE(rated.quotes[0].billedBy == By::Dimensional, byVolume);
    QCOMPARE(rated.quotes[0].divisor, std::optional(5'000));
    QCOMPARE(rated.quotes[0].total.amount, static_cast<qint64>(rated.quotes[0].billable->in(WeightUnit::Kilogram) * 2'000));
}

/// A contract's divisor holds before the published one, from its day on; of a carrier without any the quote says so.
void TestRules::billsByImportedRules_data()
{
    QTest::addColumn<QString>("carrier");
    QTest::addColumn<QString>("service");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<double>("billed"); // 20 x 16 x 14 in, 4,480 cubic inches, at 3 lb
    QTest::addColumn<int>("divisor"); // 0: none
    QTest::addColumn<bool>("isUnknown");
    const auto row = [](const char *name, const QString &carrier, const QString &service, const QDate &day, double billed, int divisor, bool isUnknown) {
        QTest::newRow(name) << carrier << service << day << billed << divisor << isUnknown;
    };
    const QDate before(2026, 2, 28), from(2026, 3, 1);
    row("none is known", u"ontrac"_s, u"ground"_s, from, 3, 0, true);
    row("imported for a carrier without one", u"lasership"_s, u"ground"_s, before, 33, 139, false);
    row("the published one, the day before", u"ups"_s, u"ground"_s, before, 33, 139, false);
    row("a contract's, from its day on", u"ups"_s, u"ground"_s, from, 24, 194, false);
    row("of a service", u"ups"_s, u"air"_s, from, 18, 250, false);
    row("by weight alone, as agreed", u"fedex"_s, u"ground"_s, from, 3, 0, false);
    row("too small for it", u"speedy"_s, u"ground"_s, from, 3, 0, false);
}

void TestRules::billsByImportedRules()
{
    QFETCH(QString, carrier);
    QFETCH(QString, service);
    QFETCH(QDate, day);
    using Rounding = DimensionalRule::Rounding;
    const QDate from(2026, 3, 1);
    const QList<DimensionalRule> imported{{u"lasership"_s, {}, {}, false, Rounding::Up, 139, 0}, {u"ups"_s, {}, from, false, Rounding::Up, 194, 0}, {u"ups"_s, {}, from, false, Rounding::Up, 250, 0, u"air"_s},
                                          {u"fedex"_s, {}, {}, false, Rounding::None, 0, 0}, {u"speedy"_s, {}, {}, false, Rounding::None, 139, 4'480}};
    const RateBook book({.lists = {poundList(carrier, service)}, .charts = {}, .surcharges = {}, .deviations = {}, .dimensions = imported});
    const Rated rated = book.quote(shipment(day, pounds(u"3"_s), inches(u"20"_s, u"16"_s, u"14"_s)));
    QCOMPARE(rated.quotes.size(), 1);
    QTEST(rated.quotes[0].billable->in(WeightUnit::Pound), "billed");
    QTEST(rated.quotes[0].divisor.value_or(0), "divisor");
    QTEST(rated.quotes[0].isVolumeUnknown, "isUnknown");
}

void TestRules::readsDivisors()
{
    const auto contents = readDivisors(*imports::readSheet("carrier,service,effective_from,divisor,unit,rounding,only_above\n"
                                                           "OnTrac,ground,2026-03-01,139,,up,1728\n"
                                                           "gls,,,4000,,,\n"
                                                           "gls,,,900,cm,,\n"
                                                           "gls,,,5.5,,,\n"
                                                           "gls,,,5000,kg,,\n"
                                                           "gls,,,5000,,down,\n"
                                                           "gls,,soon,5000,,,\n"
                                                           ",,,5000,,,\n"), {});
    QVERIFY(contents);
    using Rounding = DimensionalRule::Rounding;
    QCOMPARE(contents->values, (QList<DimensionalRule>{{u"ontrac"_s, {}, QDate(2026, 3, 1), false, Rounding::Up, 139, 1'728, u"ground"_s}, {u"gls"_s, {}, {}, true, Rounding::None, 4'000, 0},
                                                       {u"gls"_s, {}, {}, true, Rounding::None, 900, 0}}));
    QCOMPARE(contents->bad.size(), 5);
    QCOMPARE(contents->bad[0].line, 5);
    QVERIFY(!readDivisors(*imports::readSheet("carrier,zone\nups,2\n"), {}));
}

void TestRules::meetsTriggers_data()
{
    QTest::addColumn<QString>("carrier");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("weight");
    QTest::addColumn<QStringList>("sides");
    QTest::addColumn<QStringList>("triggers");
    const QString dimension = u"additional_handling.dimension"_s, weight = u"additional_handling.weight"_s, oversize = u"oversize"_s;
    const QDate fedexBefore(2026, 1, 11), fedexAfter(2026, 1, 12), upsBefore(2026, 1, 25), upsAfter(2026, 1, 26);
    const auto row = [](const char *name, const QString &carrier, const QDate &day, const QString &pounds, const QStringList &sides, const QStringList &triggers) {
        QTest::newRow(name) << carrier << day << pounds << sides << triggers;
    };
    row("48 in is not more than 48", u"fedex"_s, fedexBefore, u"10"_s, {u"48"_s, u"4"_s, u"4"_s}, {});
    row("48.1 in is, rounded up", u"fedex"_s, fedexBefore, u"10"_s, {u"48.1"_s, u"4"_s, u"4"_s}, {dimension});
    row("48.4 in was 48, to the nearest", u"fedex"_s, QDate(2025, 8, 17), u"10"_s, {u"48.4"_s, u"4"_s, u"4"_s}, {});
    row("second side 30", u"fedex"_s, fedexBefore, u"10"_s, {u"31"_s, u"30"_s, u"2"_s}, {});
    row("second side 31", u"fedex"_s, fedexBefore, u"10"_s, {u"31"_s, u"31"_s, u"2"_s}, {dimension});
    row("girth 105", u"fedex"_s, fedexBefore, u"10"_s, {u"35"_s, u"20"_s, u"15"_s}, {});
    row("girth 107", u"fedex"_s, fedexBefore, u"10"_s, {u"35"_s, u"20"_s, u"16"_s}, {dimension});
    row("50 lb", u"fedex"_s, fedexBefore, u"50"_s, {u"10"_s, u"10"_s, u"10"_s}, {});
    row("above 50 lb", u"fedex"_s, fedexBefore, u"50.001"_s, {u"10"_s, u"10"_s, u"10"_s}, {weight});
    row("oversize by length", u"fedex"_s, fedexBefore, u"10"_s, {u"97"_s, u"4"_s, u"4"_s}, {dimension, oversize});
    row("fedex, volume, day before", u"fedex"_s, fedexBefore, u"10"_s, {u"36"_s, u"17"_s, u"17"_s}, {});
    row("fedex, volume, the day", u"fedex"_s, fedexAfter, u"10"_s, {u"36"_s, u"17"_s, u"17"_s}, {dimension}); // 10,404 and a girth of 104
    row("fedex, 10,368 exactly", u"fedex"_s, fedexAfter, u"10"_s, {u"36"_s, u"18"_s, u"16"_s}, {});
    row("fedex, 17,280 exactly", u"fedex"_s, fedexAfter, u"10"_s, {u"30"_s, u"24"_s, u"24"_s}, {dimension}); // girth 126
    row("fedex, above 17,280", u"fedex"_s, fedexAfter, u"10"_s, {u"31"_s, u"24"_s, u"24"_s}, {dimension, oversize});
    row("fedex, above 17,280, day before", u"fedex"_s, fedexBefore, u"10"_s, {u"31"_s, u"24"_s, u"24"_s}, {dimension}); // girth 127
    row("fedex, 110 lb", u"fedex"_s, fedexAfter, u"110"_s, {u"10"_s, u"10"_s, u"10"_s}, {weight});
    row("fedex, above 110 lb", u"fedex"_s, fedexAfter, u"110.5"_s, {u"10"_s, u"10"_s, u"10"_s}, {weight, oversize});
    row("fedex, above 110 lb, day before", u"fedex"_s, fedexBefore, u"110.5"_s, {u"10"_s, u"10"_s, u"10"_s}, {weight});
    row("ups, volume, day before", u"ups"_s, upsBefore, u"10"_s, {u"36"_s, u"17"_s, u"17"_s}, {});
    row("ups, volume, the day", u"ups"_s, upsAfter, u"10"_s, {u"36"_s, u"17"_s, u"17"_s}, {dimension});
    row("ups, above 110 lb, day before", u"ups"_s, upsBefore, u"111"_s, {u"10"_s, u"10"_s, u"10"_s}, {weight});
    row("ups, above 110 lb, the day", u"ups"_s, upsAfter, u"111"_s, {u"10"_s, u"10"_s, u"10"_s}, {weight, oversize});
    row("usps, long", u"usps"_s, upsAfter, u"10"_s, {u"23"_s, u"4"_s, u"4"_s}, {u"nonstandard.length"_s});
    row("usps, above 108 in", u"usps"_s, upsAfter, u"10"_s, {u"30"_s, u"20"_s, u"20"_s}, {u"nonstandard.length"_s, u"nonstandard.volume"_s, oversize});
    row("no sides known", u"fedex"_s, fedexAfter, u"60"_s, {}, {weight});
}

void TestRules::meetsTriggers()
{
    QFETCH(QString, carrier);
    QFETCH(QDate, day);
    QFETCH(QString, weight);
    QFETCH(QStringList, sides);
    const RateBook book({{poundList(carrier)}, {}, {}});
    const auto dimensions = sides.isEmpty() ? std::nullopt : std::optional(inches(sides[0], sides[1], sides[2]));
    const Rated rated = book.quote(shipment(day, pounds(weight), dimensions));
    QCOMPARE(rated.quotes.size(), 1);
    QTEST(rated.quotes[0].triggers, "triggers");
}

void TestRules::refusesTooLarge_data()
{
    QTest::addColumn<QString>("carrier");
    QTest::addColumn<QString>("weight");
    QTest::addColumn<QStringList>("sides");
    QTest::addColumn<QString>("reason");
    QTest::newRow("fedex, longer") << u"fedex"_s << u"10"_s << QStringList{u"109"_s, u"4"_s, u"4"_s} << u"longer than 108 in"_s;
    QTest::newRow("ups, girth") << u"ups"_s << u"10"_s << QStringList{u"60"_s, u"40"_s, u"13"_s} << u"length and girth above 165 in"_s;
    QTest::newRow("fedex, heavier") << u"fedex"_s << u"150.1"_s << QStringList{u"10"_s, u"10"_s, u"10"_s} << u"too heavy: more than 150 lb"_s;
    QTest::newRow("usps, heavier") << u"usps"_s << u"70.5"_s << QStringList{u"10"_s, u"10"_s, u"10"_s} << u"too heavy: more than 70 lb"_s;
    QTest::newRow("usps, girth") << u"usps"_s << u"10"_s << QStringList{u"50"_s, u"21"_s, u"20"_s} << u"length and girth above 130 in"_s;
    QTest::newRow("beyond the list") << u"acme"_s << u"150.1"_s << QStringList{u"10"_s, u"10"_s, u"10"_s} << u"too heavy: 150.1 lb, and the list ends at 150 lb"_s;
}

void TestRules::refusesTooLarge()
{
    QFETCH(QString, carrier);
    QFETCH(QString, weight);
    QFETCH(QStringList, sides);
    QFETCH(QString, reason);
    const Rated rated = RateBook({{poundList(carrier)}, {}, {}}).quote(shipment(QDate(2026, 3, 2), pounds(weight), inches(sides[0], sides[1], sides[2])));
    QVERIFY(rated.quotes.isEmpty());
    QCOMPARE(rated.refused, (QList<Refusal>{{carrier, u"ground"_s, reason}}));
}

void TestRules::handlesWhatIsUnboxed()
{
    Shipment asked = shipment(QDate(2025, 5, 5), pounds(u"10"_s), inches(u"10"_s, u"10"_s, u"10"_s));
    asked.parcels[0].isUnboxed = true;
    asked.zones = {{u"fedex"_s, u"5"_s}};
    const Rated rated = RateBook({{poundList(u"fedex"_s)}, {}, {}}).quote(asked);
    QCOMPARE(rated.quotes[0].triggers, QStringList{u"additional_handling.packaging"_s});
    QCOMPARE(rated.quotes[0].total.amount, 5'010 + 3'100); // zone 5 of the published fees
}

void TestRules::billsSeveralParcels()
{
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"3.5"_s));
    asked.parcels.append({pounds(u"1"_s), inches(u"12"_s, u"12"_s, u"12"_s), false}); // 13 lb by volume
    asked.zones = {{u"fedex"_s, u"2"_s}};
    const Rated rated = RateBook({{poundList(u"fedex"_s)}, {}, {}}).quote(asked);
    QCOMPARE(rated.quotes.size(), 1);
    QCOMPARE(rated.quotes[0].charges, (QList<Charge>{{u"base"_s, {2'004, u"USD"_s}, 1, pounds(u"4"_s)}, {u"base"_s, {2'013, u"USD"_s}, 2, pounds(u"13"_s)}}));
    QCOMPARE(rated.quotes[0].total.amount, 4'017);
    QCOMPARE(rated.quotes[0].billable->in(WeightUnit::Pound), 17.0);
    QCOMPARE(rated.quotes[0].billedBy, By::Dimensional);
}

void TestRules::billsExpressAsAWhole()
{
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"3"_s));
    asked.parcels.append({pounds(u"4"_s), {}, false});
    asked.zones = {{u"dhl"_s, u"2"_s}};
    const Rated rated = RateBook({{poundList(u"dhl"_s)}, {}, {}}).quote(asked);
    QCOMPARE(rated.quotes[0].charges, (QList<Charge>{{u"base"_s, {2'007, u"USD"_s}, 0, pounds(u"7"_s)}}));
}

QTEST_APPLESS_MAIN(TestRules)
#include "tst_rates_rules.moc"
