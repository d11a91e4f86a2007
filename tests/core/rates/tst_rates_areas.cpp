#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "tests/core/rates/parcels.h"
#include "tests/core/workshop.h"

#include <QElapsedTimer>
#include <QTest>
#include <random>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;
using namespace crossdock::tests;

namespace {

const QDate firstDay(2026, 1, 5);
constexpr int areaCount = 25'000;

Surcharge lineOf(const QString &kind, const QDate &from)
{
    Surcharge line;
    line.carrier = u"ups"_s;
    line.kind = kind;
    line.from = from;
    line.amount = Money{100, u"USD"_s};
    return line;
}

QString zipOf(int number)
{
    return u"%1"_s.arg(number, 5, 10, QChar(u'0'));
}

/// Every fourth ZIP code is an area of its own price, as in the carriers' own lists.
QList<Surcharge> areas(const QDate &from = firstDay)
{
    QList<Surcharge> lines;
    for (int i = 0; i < areaCount; ++i) {
        Surcharge line = lineOf(u"delivery_area"_s, from);
        line.zipFrom = line.zipTo = zipOf(i * 4);
        line.amount = Money{200 + i, u"USD"_s};
        lines.append(line);
    }
    return lines;
}

/// Looks through all lines, one after the other: what the book must find without doing so.
std::optional<Surcharge> foundOneByOne(QList<Surcharge> lines, const Occasion &occasion)
{
    const auto detail = [](const Surcharge &line) { return (line.service.isEmpty() ? 0 : 4) + (line.priceType.isEmpty() ? 0 : 2) + (line.zoneFrom > 0 ? 1 : 0); };
    std::stable_sort(lines.begin(), lines.end(), [&](const Surcharge &a, const Surcharge &b) { return a.from != b.from ? a.from > b.from : detail(a) > detail(b); });
    QMap<int, QDate> areaLists;
    for (const Surcharge &line : std::as_const(lines)) {
        if (line.from > occasion.date || (line.until.isValid() && line.until < occasion.date) || (!line.service.isEmpty() && line.service.compare(occasion.service, Qt::CaseInsensitive) != 0)
            || (!line.priceType.isEmpty() && line.priceType != occasion.priceType))
            continue;
        if (!line.zipFrom.isEmpty()) {
            if (areaLists.contains(detail(line)) && line.from < areaLists[detail(line)])
                continue;
            areaLists[detail(line)] = line.from;
            if (occasion.toPostcode < line.zipFrom || line.zipTo < occasion.toPostcode)
                continue;
        }
        const int zone = occasion.zone.toInt();
        if (line.zoneFrom == 0 || (line.zoneFrom <= zone && zone <= line.zoneTo))
            return line;
    }
    return {};
}

} // namespace

/// Lists of tens of thousands of areas: found as if looked through line by line, at the cost of none.
class TestAreas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }
    void findsInRanges_data();
    void findsInRanges();
    void findsAsIfOneByOne_data();
    void findsAsIfOneByOne();
    void isExactInEveryArea();
    void takesTheLastKnownFuel_data();
    void takesTheLastKnownFuel();
    void chargesAreasAnywhere_data();
    void chargesAreasAnywhere();
    void takesFuelOfSomeCharges_data();
    void takesFuelOfSomeCharges();
    void takesAListTwice();
    void replacesListsWhole();
    void takesListsOut_data();
    void takesListsOut();
    void keepsChartsAndDivisors();

private:
    Stores m_stores;
};

#define CROSSDOCK_ONCE                                                                                                 \
    QFETCH_GLOBAL(bool, isPostgresql);                                                                                 \
    if (isPostgresql)                                                                                                  \
    QSKIP("needs no store")

void TestAreas::findsInRanges_data()
{
    QTest::addColumn<QString>("zip");
    QTest::addColumn<int>("number"); // -1: none
    QTest::newRow("before all") << u"00999"_s << -1;
    QTest::newRow("where one begins") << u"01000"_s << 4;
    QTest::newRow("within it") << u"01500"_s << 4;
    QTest::newRow("where a lower number begins") << u"02000"_s << 2;
    QTest::newRow("within both") << u"02500"_s << 2;
    QTest::newRow("where the lower one ends") << u"03000"_s << 2;
    QTest::newRow("after the lower one") << u"03001"_s << 4;
    QTest::newRow("where the first ends") << u"04000"_s << 4;
    QTest::newRow("between ranges") << u"04001"_s << -1;
    QTest::newRow("a single code") << u"05000"_s << 1;
    QTest::newRow("after all") << u"05001"_s << -1;
    QTest::newRow("no code") << QString() << -1;
    QTest::newRow("a part of one") << u"02"_s << 4; // as texts: after 01000, before 02000
    QTest::newRow("a range that ends before it begins") << u"06500"_s << -1;
}

void TestAreas::findsInRanges()
{
    CROSSDOCK_ONCE;
    QFETCH(QString, zip);
    const ZipRanges ranges({{u"05000"_s, u"05000"_s, 1}, {u"02000"_s, u"03000"_s, 2}, {u"07000"_s, u"06000"_s, 0}, {u"01000"_s, u"04000"_s, 4}, {u"02500"_s, u"03500"_s, 7}});
    const auto found = ranges.find(zip);
    QTEST(found ? static_cast<int>(*found) : -1, "number");
}

void TestAreas::findsAsIfOneByOne_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<int>("lines");
    for (unsigned seed = 1; seed <= 20; ++seed)
        QTest::addRow("%u lines, seed %u", seed * 3, seed) << seed << static_cast<int>(seed * 3);
}

void TestAreas::findsAsIfOneByOne()
{
    CROSSDOCK_ONCE;
    QFETCH(unsigned, seed);
    QFETCH(int, lines);
    std::mt19937 random(seed);
    const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    QList<Surcharge> all;
    for (int i = 0; i < lines; ++i) {
        Surcharge line = lineOf(u"fuel"_s, firstDay.addDays(below(3) * 7));
        line.until = below(4) == 0 ? line.from.addDays(below(10)) : QDate();
        line.service = QStringList{u""_s, u"ground"_s, u"Ground"_s, u"home"_s}.at(below(4));
        line.priceType = below(3) == 0 ? u"list"_s : u""_s;
        line.zoneFrom = below(3) == 0 ? 2 + below(4) : 0;
        line.zoneTo = line.zoneFrom == 0 ? 0 : line.zoneFrom + below(3);
        if (below(3) > 0) {
            const int from = below(20);
            line.zipFrom = zipOf(from);
            line.zipTo = zipOf(from + below(6));
        }
        line.amount = Money{i + 1, u"USD"_s}; // names the line
        all.append(line);
    }
    const SurchargeBook book(all);
    int found = 0;
    for (int question = 0; question < 500; ++question) {
        const Occasion occasion{u"ups"_s, below(2) == 0 ? u"ground"_s : u"home"_s, below(2) == 0 ? u"list"_s : u"retail"_s, firstDay.addDays(below(24) - 2), QString::number(2 + below(6)), zipOf(below(26))};
        const auto expected = foundOneByOne(all, occasion);
        const Surcharge *line = book.find(u"fuel"_s, occasion);
        QCOMPARE(line != nullptr, expected.has_value());
        if (line != nullptr)
            QCOMPARE(*line, *expected);
        found += line != nullptr ? 1 : 0;
    }
    QVERIFY(found > 0);
}

void TestAreas::isExactInEveryArea()
{
    CROSSDOCK_ONCE;
    constexpr qint64 mostMs = 10'000; // line by line it takes minutes
    QElapsedTimer watch;
    watch.start();
    const QList<Surcharge> lines = areas();
    const RateBook book({{poundList(u"ups"_s, u"ground"_s, firstDay, 10)}, {}, lines});
    rates::Shipment asked = shipment(firstDay, pounds(u"1"_s));
    asked.zones = {{u"ups"_s, u"2"_s}};
    for (int i = 0; i < areaCount; ++i) {
        for (const bool isInside : {true, false}) {
            asked.to.postcode = zipOf(i * 4 + (isInside ? 0 : 1));
            const Rated rated = book.quote(asked);
            QCOMPARE(rated.quotes.size(), 1);
            QCOMPARE(rated.quotes[0].total.amount, 2'001 + (isInside ? 200 + i : 0));
        }
    }
    for (const Surcharge &line : lines)
        QCOMPARE(book.news(line), 0);
    for (const Surcharge &line : areas(firstDay.addDays(1)))
        QCOMPARE(book.news(line), 1);
    QVERIFY2(watch.elapsed() < mostMs, qPrintable(QString::number(watch.elapsed())));
}

void TestAreas::takesTheLastKnownFuel_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<int>("fuel"); // cents of 20.01 USD
    QTest::addColumn<QDate>("lastKnown");
    QTest::newRow("before the first week") << firstDay.addDays(-1) << 0 << QDate();
    QTest::newRow("in a week") << firstDay.addDays(6) << 200 << QDate();
    QTest::newRow("in the last week") << firstDay.addDays(13) << 400 << QDate();
    QTest::newRow("after the last week") << firstDay.addDays(14) << 400 << firstDay.addDays(7);
    QTest::newRow("long after") << firstDay.addDays(90) << 400 << firstDay.addDays(7);
}

/// Imported week by week, the next one late.
void TestAreas::takesTheLastKnownFuel()
{
    CROSSDOCK_ONCE;
    QFETCH(QDate, day);
    QList<Surcharge> weeks;
    for (int week = 0; week < 2; ++week) {
        Surcharge line = lineOf(u"fuel"_s, firstDay.addDays(week * 7));
        line.until = line.from.addDays(6);
        line.amount.reset();
        line.basisPoints = 1'000 * (week + 1);
        weeks.append(line);
    }
    const RateBook book({{poundList(u"ups"_s, u"ground"_s, firstDay.addDays(-10), 10)}, {}, weeks});
    rates::Shipment asked = shipment(day, pounds(u"1"_s));
    asked.zones = {{u"ups"_s, u"2"_s}};
    const Quote quote = book.quote(asked).quotes.value(0);
    const Charge fuel = quote.charges.last().kind == u"fuel" ? quote.charges.last() : Charge{};
    QTEST(static_cast<int>(fuel.amount.amount), "fuel");
    QTEST(fuel.lastKnown, "lastKnown");
}

void TestAreas::chargesAreasAnywhere_data()
{
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("postcode");
    QTest::addColumn<int>("charged");
    QTest::newRow("begins so") << u"GB"_s << u"IV1 1AA"_s << 950;
    QTest::newRow("at the end of the range") << u"GB"_s << u"kw17 2AB"_s << 950;
    QTest::newRow("after it") << u"GB"_s << u"LA1 1AA"_s << 0;
    QTest::newRow("another country") << u"DE"_s << u"IV1"_s << 0;
    QTest::newRow("all of a country") << u"IE"_s << u"D02 X285"_s << 950;
}

void TestAreas::chargesAreasAnywhere()
{
    CROSSDOCK_ONCE;
    QFETCH(QString, country);
    QFETCH(QString, postcode);
    const auto contents = readSurchargeLines(*imports::readSheet("carrier,kind,effective_from,country,zip_from,zip_to,amount\nups,island,2026-01-05,gb,IV,KW,9.50\nups,island,2026-01-05,IE,,,9.50\n"), {},
                                             [](const Surcharge &) { return QStringList{u"USD"_s}; });
    QVERIFY(contents && contents->bad.isEmpty() && contents->notes.isEmpty());
    const RateBook book({{poundList(u"ups"_s, u"ground"_s, firstDay, 10)}, {}, contents->values});
    rates::Shipment asked = shipment(firstDay, pounds(u"1"_s));
    asked.to.country = country;
    asked.to.postcode = postcode;
    asked.zones = {{u"ups"_s, u"2"_s}};
    const Rated rated = book.quote(asked);
    QCOMPARE(rated.quotes.size(), 1);
    QTEST(static_cast<int>(rated.quotes[0].total.amount) - 2'001, "charged");
}

void TestAreas::takesFuelOfSomeCharges_data()
{
    QTest::addColumn<QByteArray>("shareOf");
    QTest::addColumn<int>("fuel"); // 10 % of 18.01 after a discount, 1.00 toll, 2.00 island
    QTest::newRow("of all before it") << QByteArray() << 210;
    QTest::newRow("of the base, less its discount") << QByteArray("base") << 180;
    QTest::newRow("of the base and a toll") << QByteArray("base toll") << 190;
    QTest::newRow("of what is not charged") << QByteArray("residential") << 0;
    QTest::newRow("of what nobody knows") << QByteArray("bridge") << -1;
}

void TestAreas::takesFuelOfSomeCharges()
{
    CROSSDOCK_WORKSHOP(shop);
    QFETCH(QByteArray, shareOf);
    QFETCH(int, fuel);
    const auto contents = readSurchargeLines(*imports::readSheet("carrier,kind,effective_from,amount,percent,currency,share_of\nups,toll,2026-01-05,1.00,,USD,\nups,island,2026-01-05,2.00,,USD,\n"
                                                                 "ups,discount,2026-01-05,2.00,,USD,\nups,fuel,2026-01-05,,10,," + shareOf + '\n'), {});
    QVERIFY(contents);
    QCOMPARE(contents->bad.size(), fuel < 0 ? 1 : 0);
    if (fuel < 0)
        return;
    shop.must(command::TakePrices{poundList(u"ups"_s, u"ground"_s, firstDay, 10)});
    shop.must(command::TakeSurcharges{contents->values});
    rates::Shipment asked = shipment(firstDay, pounds(u"1"_s));
    asked.zones = {{u"ups"_s, u"2"_s}};
    const Rated rated = shop.ask(query::Rates{})->quote(asked);
    QCOMPARE(rated.quotes.size(), 1);
    QCOMPARE(rated.quotes[0].charges.last().kind, u"fuel"_s);
    QCOMPARE(rated.quotes[0].charges.last().amount.amount, fuel);
}

void TestAreas::takesAListTwice()
{
    CROSSDOCK_WORKSHOP(shop);
    const QList<Surcharge> lines = areas().first(300);
    shop.must(command::TakeSurcharges{lines});
    const int entries = shop.entries();
    shop.must(command::TakeSurcharges{lines});
    QCOMPARE(shop.entries(), entries);
    QList<Surcharge> changed = lines;
    changed[7].amount = Money{9, u"USD"_s};
    shop.must(command::TakeSurcharges{changed});
    QCOMPARE(shop.entries(), entries + 1);
    const auto book = shop.ask(query::Rates{});
    QCOMPARE(book->news(changed[7]), 0);
    QCOMPARE(book->news(lines[7]), 1); // its price is another one now
    QCOMPARE(book->news(lines[8]), 0);
}

/// What the newer file of a list does not hold is gone; other lists stay.
void TestAreas::replacesListsWhole()
{
    CROSSDOCK_WORKSHOP(shop);
    PriceList list = poundList(u"ups"_s, u"ground"_s, firstDay, 5);
    shop.must(command::TakePrices{list});
    shop.must(command::TakePrices{poundList(u"ups"_s, u"air"_s, firstDay, 5)});
    PriceList corrected = list;
    corrected.cells.removeIf([](const PriceList::Cell &cell) { return cell.zone == u"8" || cell.upTo == Weight::of(3, WeightUnit::Pound); });
    QCOMPARE(shop.ask(query::Rates{})->news(corrected), 7 + 5 - 1);
    QCOMPARE(shop.must(command::TakePrices{corrected}).body[u"removed"_s].toInt(), 7 + 5 - 1);
    QCOMPARE(shop.ask(query::Rates{})->news(corrected), 0);
    QCOMPARE(shop.ask(query::Rates{})->news(list), 7 + 5 - 1);
    QCOMPARE(shop.ask(query::Rates{})->news(poundList(u"ups"_s, u"air"_s, firstDay, 5)), 0);
    const int entries = shop.entries();
    shop.must(command::TakePrices{corrected});
    QCOMPARE(shop.entries(), entries);
    corrected.currency = u"CAD"_s; // the same numbers are other prices
    QCOMPARE(shop.ask(query::Rates{})->news(corrected), corrected.cells.size());
    shop.must(command::TakePrices{corrected});
    QCOMPARE(shop.ask(query::Rates{})->news(corrected), 0);

    const QList<Surcharge> lines = areas().first(10);
    Surcharge other = lineOf(u"fuel"_s, firstDay);
    shop.must(command::TakeSurcharges{lines + QList<Surcharge>{other}});
    QCOMPARE(shop.must(command::TakeSurcharges{lines.first(4)}).body[u"removed"_s].toInt(), 6);
    const auto book = shop.ask(query::Rates{});
    QCOMPARE(book->surcharges().size(), 5);
    QCOMPARE(book->news(lines[9]), 1);
    QCOMPARE(book->news(other), 0);
}

void TestAreas::takesListsOut_data()
{
    using What = command::RemoveRates::What;
    QTest::addColumn<command::RemoveRates>("named");
    QTest::addColumn<QString>("left"); // price lists and lines of surcharges; empty: nothing was found
    QTest::newRow("a list") << command::RemoveRates{What::Prices, u"ups"_s, u"ground"_s, u"list"_s, {}, firstDay} << u"1 11"_s;
    QTest::newRow("all of a carrier") << command::RemoveRates{What::Prices, u"ups"_s, {}, {}, {}, {}} << u"0 11"_s;
    QTest::newRow("surcharges of a kind") << command::RemoveRates{What::Surcharges, u"ups"_s, {}, {}, u"delivery_area"_s, {}} << u"2 1"_s;
    QTest::newRow("another day") << command::RemoveRates{What::Prices, u"ups"_s, {}, {}, {}, firstDay.addDays(1)} << QString();
    QTest::newRow("another carrier") << command::RemoveRates{What::Zones, u"usps"_s, {}, {}, {}, {}} << QString();
    QTest::newRow("no carrier") << command::RemoveRates{What::Prices, {}, {}, {}, {}, {}} << QString();
}

void TestAreas::takesListsOut()
{
    CROSSDOCK_WORKSHOP(shop);
    QFETCH(command::RemoveRates, named);
    QFETCH(QString, left);
    shop.must(command::TakePrices{poundList(u"ups"_s, u"ground"_s, firstDay, 5)});
    shop.must(command::TakePrices{poundList(u"ups"_s, u"air"_s, firstDay, 5)});
    shop.must(command::TakeSurcharges{areas().first(10) + QList<Surcharge>{lineOf(u"fuel"_s, firstDay)}});
    const int entries = shop.entries();
    const auto removed = shop.perform(named);
    QCOMPARE(removed.has_value(), !left.isEmpty());
    QCOMPARE(shop.entries(), entries + (left.isEmpty() ? 0 : 1));
    const auto book = shop.ask(query::Rates{});
    QCOMPARE(u"%1 %2"_s.arg(book->tables().size()).arg(book->surcharges().size()), left.isEmpty() ? u"2 11"_s : left);
}

/// Charts of one day, for a service and for all, stay apart in the store, and so do areas of any country.
void TestAreas::keepsChartsAndDivisors()
{
    CROSSDOCK_WORKSHOP(shop);
    const ZoneChart all{.carrier = u"ups"_s, .effectiveFrom = {}, .zones = {{u"100"_s, {{u"941"_s, u"8"_s}}}, {u"US"_s, {{u"CA-M5V"_s, u"51"_s}}}}};
    const ZoneChart air{.carrier = u"ups"_s, .effectiveFrom = {}, .zones = {{u"100"_s, {{u"941"_s, u"208"_s}, {u"967"_s, u"-"_s}}}}, .service = u"2nd Day Air"_s};
    const DimensionalRule agreed{u"ups"_s, u"contract"_s, QDate(2026, 3, 1), false, DimensionalRule::Rounding::Up, 194, 1'728, u"ground"_s};
    for (int time = 0; time < 2; ++time) { // what is known already changes nothing
        shop.must(command::TakeZones{all});
        shop.must(command::TakeZones{air});
        shop.must(command::TakeDivisor{agreed});
        const auto book = shop.ask(query::Rates{});
        QCOMPARE(book->news(all), qint64(0));
        QCOMPARE(book->news(air), qint64(0));
        QCOMPARE(book->news(agreed), qint64(0));
    }
    const int entries = shop.entries();
    DimensionalRule corrected = agreed;
    corrected.divisor = 200;
    shop.must(command::TakeDivisor{corrected});
    QCOMPARE(shop.entries(), entries + 1);
    const auto book = shop.ask(query::Rates{});
    QCOMPARE(book->news(corrected), qint64(0));
    QCOMPARE(book->news(agreed), qint64(1));
}

QTEST_GUILESS_MAIN(TestAreas)

#include "tst_rates_areas.moc"
