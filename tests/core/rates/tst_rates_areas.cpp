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
    void takesAListTwice();
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
