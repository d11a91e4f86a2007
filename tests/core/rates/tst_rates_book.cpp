#include "tests/core/rates/parcels.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;

/// Which list, which zone and which charges: the newest in force, the first that is known, adding up.
class TestBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheListInForce_data();
    void takesTheListInForce();
    void quotesEveryPriceType();
    void refusesWhatHasNoPrice_data();
    void refusesWhatHasNoPrice();
    void findsZones_data();
    void findsZones();
    void guessesNoNeighbour();
    void holdsARow_data();
    void holdsARow();
    void readsPostalRows();
    void charges_data();
    void charges();
    void chargesByEitherMeasure_data();
    void chargesByEitherMeasure();
    void chargesOptions_data();
    void chargesOptions();
};

void TestBook::takesTheListInForce_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QDate>("list");
    QTest::addColumn<QDate>("until");
    QTest::newRow("the day before the first") << QDate(2025, 1, 5) << QDate() << QDate();
    QTest::newRow("the first's first day") << QDate(2025, 1, 6) << QDate(2025, 1, 6) << QDate(2026, 1, 4);
    QTest::newRow("the first's last day") << QDate(2026, 1, 4) << QDate(2025, 1, 6) << QDate(2026, 1, 4);
    QTest::newRow("the second's first day") << QDate(2026, 1, 5) << QDate(2026, 1, 5) << QDate(2026, 7, 11);
    QTest::newRow("the third's first day") << QDate(2026, 7, 12) << QDate(2026, 7, 12) << QDate();
    QTest::newRow("long after") << QDate(2031, 1, 1) << QDate(2026, 7, 12) << QDate();
}

void TestBook::takesTheListInForce()
{
    QFETCH(QDate, day);
    QFETCH(QDate, list);
    QList<PriceList> lists;
    for (const QDate from : {QDate(2025, 1, 6), QDate(2026, 1, 5), QDate(2026, 7, 12)})
        lists.append(poundList(u"fedex"_s, u"ground"_s, from, 10));
    std::sort(lists.begin(), lists.end(), [](const auto &a, const auto &b) { return a.effectiveFrom < b.effectiveFrom; });
    do { // whatever the order in which they were imported
        const Rated rated = RateBook({lists, {}, {}}).quote(shipment(day, pounds(u"1"_s)));
        QCOMPARE(rated.quotes.size(), list.isValid() ? 1 : 0);
        QCOMPARE(rated.refused.size(), list.isValid() ? 0 : 1);
        if (list.isValid()) {
            QCOMPARE(rated.quotes[0].effectiveFrom, list);
            QTEST(rated.quotes[0].validUntil, "until");
        } else
            QCOMPARE(rated.refused[0].reason, u"no list in force on 2025-01-05: the first begins on 2025-01-06"_s);
    } while (std::next_permutation(lists.begin(), lists.end(), [](const auto &a, const auto &b) { return a.effectiveFrom < b.effectiveFrom; }));
}

void TestBook::quotesEveryPriceType()
{
    PriceList list = poundList(u"ups"_s), contract = list, retail = list;
    contract.priceType = u"contract"_s;
    for (PriceList::Cell &cell : contract.cells)
        cell.price -= 500;
    retail.priceType = u"retail"_s;
    retail.effectiveFrom = QDate(2026, 12, 1); // not yet
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"1"_s));
    asked.zones = {{u"ups"_s, u"4"_s}};
    const Rated rated = RateBook({{list, retail, contract}, {}, {}}).quote(asked);
    QCOMPARE(rated.quotes.size(), 2);
    QCOMPARE(rated.quotes[0].priceType, u"contract"_s);
    QCOMPARE(rated.quotes[0].total, (Money{3'501, u"USD"_s}));
    QCOMPARE(rated.quotes[1].priceType, u"list"_s);
    QCOMPARE(rated.quotes[1].total, (Money{4'001, u"USD"_s}));
    QCOMPARE(rated.refused.size(), 1);
}

void TestBook::refusesWhatHasNoPrice_data()
{
    QTest::addColumn<QString>("fromCountry");
    QTest::addColumn<QString>("postcode");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("reason");
    QTest::newRow("abroad") << u"CA"_s << u"M5V 2T6"_s << QString() << u"unknown zone: no chart of zones tells it from CA M5V 2T6 to US 94105"_s;
    QTest::newRow("no ZIP code") << u"US"_s << u"1000"_s << QString() << u"unknown zone: no chart of zones tells it from US 1000 to US 94105"_s;
    QTest::newRow("not in the list") << u"US"_s << u"10001"_s << u"9"_s << u"unknown zone: the list has no zone 9"_s;
}

void TestBook::refusesWhatHasNoPrice()
{
    QFETCH(QString, fromCountry);
    QFETCH(QString, postcode);
    QFETCH(QString, zone);
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"1"_s));
    asked.from.country = fromCountry;
    asked.from.postcode = postcode;
    if (!zone.isEmpty())
        asked.zones = {{u"fedex"_s, zone}};
    const Rated rated = RateBook({{poundList(u"fedex"_s)}, {}, {}}).quote(asked);
    QVERIFY(rated.quotes.isEmpty());
    QCOMPARE(rated.refused.size(), 1);
    QTEST(rated.refused[0].reason, "reason");
}

void TestBook::findsZones_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<int>("source");
    using Source = Quote::ZoneSource;
    const auto row = [](const char *name, const QDate &day, const QString &to, const QString &given, const QString &zone, Source source) { QTest::newRow(name) << day << to << given << zone << static_cast<int>(source); };
    row("given before all", QDate(2026, 3, 2), u"94105"_s, u"3"_s, u"3"_s, Source::Given);
    row("given as carriers write it", QDate(2026, 3, 2), u"94105"_s, u"Zone 003"_s, u"3"_s, Source::Given);
    row("in the chart", QDate(2025, 6, 2), u"94105"_s, {}, u"8"_s, Source::Table);
    row("with four more digits", QDate(2025, 6, 2), u"94105-1234"_s, {}, u"8"_s, Source::Table);
    row("the day before the newer chart", QDate(2026, 1, 4), u"94105"_s, {}, u"8"_s, Source::Table);
    row("the newer chart", QDate(2026, 1, 5), u"94105"_s, {}, u"7"_s, Source::Table);
    row("only in the older chart", QDate(2026, 1, 5), u"60601"_s, {}, u"5"_s, Source::Table);
    row("far, by distance", QDate(2026, 1, 5), u"98101"_s, {}, u"8"_s, Source::Distance);
    row("near, by distance", QDate(2026, 1, 5), u"10701"_s, {}, u"2"_s, Source::Distance);
}

void TestBook::findsZones()
{
    QFETCH(QDate, day);
    QFETCH(QString, to);
    QFETCH(QString, given);
    const ZoneChart ever{.carrier = u"fedex"_s, .effectiveFrom = {}, .zones = {{u"100"_s, {{u"941"_s, u"8"_s}, {u"606"_s, u"5"_s}}}}};
    const ZoneChart newer{.carrier = u"fedex"_s, .effectiveFrom = QDate(2026, 1, 5), .zones = {{u"100"_s, {{u"941"_s, u"7"_s}}}}};
    const ZoneChart others{.carrier = u"ups"_s, .effectiveFrom = {}, .zones = {{u"100"_s, {{u"941"_s, u"2"_s}, {u"981"_s, u"2"_s}}}}};
    for (const QList<ZoneChart> &charts : {QList<ZoneChart>{ever, newer, others}, QList<ZoneChart>{others, newer, ever}}) {
        Shipment asked = shipment(day, pounds(u"1"_s));
        asked.to.postcode = to;
        if (!given.isEmpty())
            asked.zones = {{u"fedex"_s, given}};
        const Rated rated = RateBook({{poundList(u"fedex"_s)}, charts, {}}).quote(asked);
        QCOMPARE(rated.quotes.size(), 1);
        QTEST(rated.quotes[0].zone, "zone");
        QTEST(static_cast<int>(rated.quotes[0].zoneSource), "source");
        QCOMPARE(rated.quotes[0].total.amount, rated.quotes[0].zone.toInt() * 1'000 + 1);
    }
}

/// A zone whose light rows are missing is not offered there, rather than at the price of its first row.
void TestBook::guessesNoNeighbour()
{
    PriceList list = poundList(u"fedex"_s);
    list.cells.removeIf([](const PriceList::Cell &cell) { return cell.zone == u"5" && cell.upTo < Weight::of(50, WeightUnit::Pound); });
    const RateBook book({{list}, {}, {}});
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"1"_s));
    asked.zones = {{u"fedex"_s, u"5"_s}};
    QCOMPARE(book.quote(asked).refused, (QList<Refusal>{{u"fedex"_s, u"ground"_s, u"the list has no price for zone 5 at 1 lb"_s}}));
    asked.parcels[0].weight = pounds(u"49.5"_s);
    QCOMPARE(book.quote(asked).quotes.value(0).total.amount, 5'050);
    asked.zones = {{u"fedex"_s, u"4"_s}};
    asked.parcels[0].weight = pounds(u"1"_s);
    QCOMPARE(book.quote(asked).quotes.value(0).total.amount, 4'001);
}

void TestBook::holdsARow_data()
{
    QTest::addColumn<QString>("weight");
    QTest::addColumn<qint64>("price"); // 0: refused
    QTest::newRow("below the first row's beginning") << u"1"_s << qint64(0);
    QTest::newRow("at its beginning") << u"2"_s << qint64(500);
    QTest::newRow("inside") << u"3.3"_s << qint64(500);
    QTest::newRow("its end") << u"5"_s << qint64(500);
    QTest::newRow("just above its end") << u"5.0001"_s << qint64(900);
    QTest::newRow("the last row's end") << u"20"_s << qint64(900);
    QTest::newRow("above it") << u"20.0001"_s << qint64(0);
}

void TestBook::holdsARow()
{
    QFETCH(QString, weight);
    PriceList list{.carrier = u"acme"_s, .service = u"parcel"_s, .priceType = u"contract"_s, .effectiveFrom = QDate(2026, 1, 1), .currency = u"USD"_s, .cells = {}};
    list.cells.append({u"A"_s, pounds(u"20"_s), {}, WeightUnit::Pound, 900});
    list.cells.append({u"A"_s, pounds(u"5"_s), pounds(u"2"_s), WeightUnit::Pound, 500});
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(weight));
    asked.zones = {{u"acme"_s, u"a"_s}};
    const Rated rated = RateBook({{list}, {}, {}}).quote(asked);
    QTEST(rated.quotes.isEmpty() ? qint64(0) : rated.quotes[0].total.amount, "price");
    QCOMPARE(rated.quotes.size() + rated.refused.size(), 1);
}

/// Ounces below a pound, pounds above, in one list.
void TestBook::readsPostalRows()
{
    PriceList list{.carrier = u"usps"_s, .service = u"ground_advantage"_s, .priceType = u"retail"_s, .effectiveFrom = QDate(2026, 1, 1), .currency = u"USD"_s, .cells = {}};
    const auto add = [&](const QString &weight, WeightUnit unit, qint64 price) { list.cells.append({u"8"_s, *Weight::parse(weight, unit), {}, unit, price}); };
    add(u"4"_s, WeightUnit::Ounce, 400);
    add(u"15.999"_s, WeightUnit::Ounce, 600);
    add(u"1"_s, WeightUnit::Pound, 700);
    add(u"2"_s, WeightUnit::Pound, 800);
    const RateBook book({{list}, {}, {}});
    const auto quoteOf = [&](const QString &ounces) {
        Shipment asked = shipment(QDate(2026, 3, 2), *Weight::parse(ounces, WeightUnit::Ounce));
        asked.zones = {{u"usps"_s, u"8"_s}};
        return book.quote(asked).quotes.value(0);
    };
    QCOMPARE(quoteOf(u"3.2"_s).total.amount, 400);
    QCOMPARE(quoteOf(u"3.2"_s).billable->in(WeightUnit::Ounce), 4.0);
    QCOMPARE(quoteOf(u"15.5"_s).total.amount, 600);
    QCOMPARE(quoteOf(u"15.5"_s).billable->in(WeightUnit::Ounce), 15.999);
    QCOMPARE(quoteOf(u"15.9995"_s).total.amount, 700);
    QCOMPARE(quoteOf(u"16.1"_s).total.amount, 800);
    QCOMPARE(quoteOf(u"16.1"_s).unit, WeightUnit::Pound);
}

void TestBook::chargesOptions_data()
{
    QTest::addColumn<Options>("options");
    QTest::addColumn<QString>("service");
    QTest::addColumn<std::optional<Money>>("value");
    QTest::addColumn<QString>("told"); // the charges, or why there are none
    const std::optional<Money> worth = Money{25'050, u"USD"_s};
    const auto row = [](const char *name, const Options &options, const QString &told, const std::optional<Money> &value = {}, const QString &service = u"ground"_s) { QTest::newRow(name) << options << service << value << told; };
    row("nothing asked for", {}, u"base 4001, fuel 400"_s);
    row("a signature, and fuel of it", {Option::Signature}, u"base 4001, signature 650, fuel 465"_s);
    row("an adult's stands for anybody's", {Option::Signature, Option::AdultSignature}, u"base 4001, adult_signature 800, fuel 480"_s);
    row("insurance, and no fuel of it", {Option::Insurance}, u"base 4001, fuel 400, insurance 251"_s, worth);
    row("nobody knows what is insured", {Option::Insurance}, u"ups ground: nobody knows what is to be insured: a price of what is in the box is missing"_s);
    row("insured in another currency", {Option::Insurance}, u"ups ground: the goods to be insured are priced in EUR, and its list is in USD"_s, Money{25'050, u"EUR"_s});
    row("of no list", {Option::SaturdayDelivery}, u"ups : its price list does not say what delivery on a Saturday costs"_s);
    row("of another service", {Option::AdultSignature}, u"ups air: its price list does not say what an adult's signature costs"_s, {}, u"air"_s);
    row("gift wrap is no carrier's", {Option::GiftWrap}, u"base 4001, fuel 400"_s);
}

/// A price without what was asked for is none.
void TestBook::chargesOptions()
{
    QFETCH(Options, options);
    QFETCH(QString, service);
    QFETCH(std::optional<Money>, value);
    QFETCH(QString, told);
    const Surcharge line{.carrier = u"ups"_s, .kind = {}, .from = QDate(2026, 1, 5), .until = {}, .service = {}, .priceType = {}, .zipFrom = {}, .zipTo = {}, .amount = {}};
    QList<Surcharge> lines(4, line);
    lines[0].kind = u"signature"_s;
    lines[0].amount = Money{650, u"USD"_s};
    lines[1].kind = u"adult_signature"_s;
    lines[1].service = u"ground"_s;
    lines[1].amount = Money{800, u"USD"_s};
    lines[2].kind = u"insurance"_s;
    lines[2].basisPoints = 100;
    lines[3].kind = u"fuel"_s;
    lines[3].basisPoints = 1'000;
    for (const Surcharge &one : std::as_const(lines))
        QVERIFY(checkSurcharge(one));
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"1"_s));
    asked.zones = {{u"ups"_s, u"4"_s}};
    asked.options = options;
    asked.value = value;
    const Rated rated = RateBook({{poundList(u"ups"_s, service)}, {}, lines}).quote(asked);
    QCOMPARE(rated.quotes.size() + rated.refused.size(), 1);
    if (!rated.refused.isEmpty()) {
        QCOMPARE(u"%1 %2: %3"_s.arg(rated.refused[0].carrier, rated.refused[0].service, rated.refused[0].reason), told);
        QVERIFY(!rated.refused[0].isUnreached);
        return;
    }
    QStringList charges;
    qint64 sum = 0;
    for (const Charge &charge : rated.quotes[0].charges) {
        charges.append(u"%1 %2"_s.arg(charge.kind).arg(charge.amount.amount));
        sum += charge.amount.amount;
    }
    QCOMPARE(charges.join(u", "_s), told);
    QCOMPARE(rated.quotes[0].total.amount, sum);
}

void TestBook::charges_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("service");
    QTest::addColumn<bool>("residential");
    QTest::addColumn<QString>("zip");
    QTest::addColumn<QStringList>("charges");
    const QDate in2025(2025, 6, 2), in2026(2026, 3, 2);
    QTest::newRow("base alone") << in2025 << u"ground"_s << false << u"94105"_s << QStringList{u"base 5010"_s};
    QTest::newRow("residential, ground") << in2025 << u"ground"_s << true << u"94105"_s << QStringList{u"base 5010"_s, u"residential 595"_s};
    QTest::newRow("residential, express") << in2025 << u"2day"_s << true << u"94105"_s << QStringList{u"base 5010"_s, u"residential 655"_s};
    QTest::newRow("its price is not known for 2026") << in2026 << u"ground"_s << true << u"94105"_s << QStringList{u"base 5010"_s};
    QTest::newRow("discount, minimum, area, fuel of the week") << in2025 << u"home"_s << true << u"59001"_s
                                                             << QStringList{u"base 5010"_s, u"discount -2505"_s, u"minimum 495"_s, u"residential 595"_s, u"delivery_area 400"_s, u"fuel 819"_s};
    QTest::newRow("the week after") << in2025.addDays(7) << u"home"_s << true << u"59001"_s
                                    << QStringList{u"base 5010"_s, u"discount -2505"_s, u"minimum 495"_s, u"residential 595"_s, u"delivery_area 400"_s, u"fuel 799"_s};
    QTest::newRow("outside the area") << in2025 << u"home"_s << false << u"59100"_s << QStringList{u"base 5010"_s, u"discount -2505"_s, u"minimum 495"_s, u"fuel 615"_s};
    QTest::newRow("in the newer list of the area") << in2025.addDays(28) << u"home"_s << false << u"59050"_s
                                                   << QStringList{u"base 5010"_s, u"discount -2505"_s, u"minimum 495"_s, u"delivery_area 500"_s, u"fuel 700"_s};
    QTest::newRow("only in the older one") << in2025.addDays(28) << u"home"_s << false << u"59001"_s << QStringList{u"base 5010"_s, u"discount -2505"_s, u"minimum 495"_s, u"fuel 600"_s};
}

void TestBook::charges()
{
    QFETCH(QDate, day);
    QFETCH(QString, service);
    QFETCH(bool, residential);
    QFETCH(QString, zip);
    const Surcharge line{.carrier = u"fedex"_s, .kind = {}, .from = QDate(2025, 1, 6), .until = {}, .service = u"home"_s, .priceType = {}, .zipFrom = {}, .zipTo = {}, .amount = {}};
    QList<Surcharge> lines(6, line);
    lines[0].kind = u"discount"_s;
    lines[0].basisPoints = 5'000;
    lines[1].kind = u"minimum"_s;
    lines[1].amount = Money{3'000, u"USD"_s};
    lines[2].kind = u"delivery_area"_s;
    lines[2].amount = Money{400, u"USD"_s};
    lines[2].zipFrom = u"59001"_s;
    lines[2].zipTo = u"59099"_s;
    lines[3].kind = u"fuel"_s;
    lines[3].basisPoints = 2'050;
    lines[4] = lines[3];
    lines[4].from = QDate(2025, 6, 9);
    lines[4].basisPoints = 2'000;
    lines[5] = lines[2];
    lines[5].from = QDate(2025, 6, 30);
    lines[5].service = u"HOME"_s;
    lines[5].amount = Money{500, u"USD"_s};
    lines[5].zipFrom = u"59050"_s;
    Shipment asked = shipment(day, pounds(u"10"_s));
    asked.isResidential = residential;
    asked.to.postcode = zip;
    asked.zones = {{u"fedex"_s, u"5"_s}};
    const Rated rated = RateBook({{poundList(u"fedex"_s, service)}, {}, lines}).quote(asked);
    QCOMPARE(rated.quotes.size(), 1);
    QStringList charges;
    qint64 sum = 0;
    for (const Charge &charge : rated.quotes[0].charges) {
        charges.append(u"%1 %2"_s.arg(charge.kind).arg(charge.amount.amount));
        if (charge.kind == u"base") // each says how it came about
            QCOMPARE(charge.upTo, pounds(u"10"_s));
        else if (charge.kind == u"discount")
            QVERIFY(charge.of == sum && charge.basisPoints == -5'000);
        else if (charge.kind == u"minimum")
            QVERIFY(charge.of == sum && charge.amount.amount + sum == 3'000);
        else if (charge.kind == u"fuel")
            QVERIFY(charge.of == sum && charge.basisPoints == (day == QDate(2025, 6, 2) ? 2'050 : 2'000));
        else
            QVERIFY(charge.of == 0 && charge.basisPoints == 0);
        sum += charge.amount.amount;
    }
    QTEST(charges, "charges");
    QCOMPARE(rated.quotes[0].total.amount, sum);
    QCOMPARE(rated.quotes[0].triggers.contains(u"residential"_s), residential);
}

void TestBook::chargesByEitherMeasure_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<qint64>("amount"); // 0: by percent
    QTest::addColumn<int>("basisPoints");
    QTest::addColumn<QString>("charge"); // of a base of 50.40 for 40 lb, long enough for additional handling
    QTest::newRow("an amount off") << u"discount"_s << qint64(100) << 0 << u"discount -100"_s;
    QTest::newRow("never more off than there is") << u"discount"_s << qint64(9'000) << 0 << u"discount -5040"_s;
    QTest::newRow("fuel as an amount") << u"fuel"_s << qint64(200) << 0 << u"fuel 200"_s;
    QTest::newRow("handling as a share") << u"additional_handling.dimension"_s << qint64(0) << 1'000 << u"additional_handling.dimension 504"_s;
    QTest::newRow("tax") << u"tax"_s << qint64(0) << 1'800 << u"tax 907"_s;
}

void TestBook::chargesByEitherMeasure()
{
    QFETCH(QString, kind);
    QFETCH(qint64, amount);
    QFETCH(int, basisPoints);
    Surcharge line{.carrier = u"fedex"_s, .kind = kind, .from = QDate(2026, 1, 5), .until = {}, .service = {}, .priceType = {}, .zipFrom = {}, .zipTo = {}, .amount = {}};
    if (amount > 0)
        line.amount = Money{amount, u"USD"_s};
    line.basisPoints = basisPoints;
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"40"_s), inches(u"49"_s, u"4"_s, u"4"_s));
    asked.zones = {{u"fedex"_s, u"5"_s}};
    const Rated rated = RateBook({{poundList(u"fedex"_s)}, {}, {line}}).quote(asked);
    QCOMPARE(rated.quotes.size(), 1);
    const QList<Charge> charges = rated.quotes[0].charges;
    QCOMPARE(charges.size(), 2);
    QTEST(u"%1 %2"_s.arg(charges[1].kind).arg(charges[1].amount.amount), "charge");
    QCOMPARE(rated.quotes[0].total.amount, charges[0].amount.amount + charges[1].amount.amount);
}

QTEST_APPLESS_MAIN(TestBook)
#include "tst_rates_book.moc"
