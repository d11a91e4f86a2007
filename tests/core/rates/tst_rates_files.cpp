#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "tests/core/rates/parcels.h"

#include <QFile>
#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;

/// Real price lists and zones, every cell: only where CROSSDOCK_SHARED names the folder that holds them.
class TestFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotesGround();
    void quotesExpress();
    void findsPostalZones();
    void estimatesByDistance();

private:
    /// Empty: not there.
    static QByteArray file(const QString &name)
    {
        QFile file(qEnvironmentVariable("CROSSDOCK_SHARED", QStringLiteral(CROSSDOCK_SOURCE_DIR "/../shared")) + u"/data/"_s + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static qint64 price(const RateBook &book, const QString &service, const QString &zone, int weight)
    {
        Shipment asked = shipment(QDate(2025, 6, 2), Weight::of(weight, WeightUnit::Pound));
        asked.zones = {{u"fedex"_s, zone}};
        for (const Quote &quote : book.quote(asked).quotes)
            if (quote.service == service)
                return quote.charges.value(0).amount.amount;
        return -1;
    }
};

#define CROSSDOCK_DATA(variable, name)                                                                                 \
    const QByteArray variable = file(name);                                                                            \
    if ((variable).isEmpty())                                                                                          \
    QSKIP("CROSSDOCK_SHARED does not name a folder with data/rates and data/zones")

void TestFiles::quotesGround()
{
    CROSSDOCK_DATA(bytes, u"rates/fedex_2025_list_ground_home.csv"_s);
    const auto contents = readPrices(*imports::readSheet(bytes), {.carrier = u"fedex"_s, .service = u"ground"_s, .effectiveFrom = QDate(2025, 1, 6)});
    QVERIFY(contents && contents->bad.isEmpty());
    const RateBook book({contents->values, {}, {}});
    int cells = 0;
    for (const QByteArray &line : bytes.split('\n').mid(1)) {
        const QList<QByteArray> row = line.trimmed().split(',');
        for (int zone = 2; zone <= 8 && row.size() == 8; ++zone, ++cells)
            QCOMPARE(price(book, u"ground"_s, QString::number(zone), row[0].toInt()), QString::fromLatin1(row[zone - 1]).remove(u'.').toLongLong());
    }
    QCOMPARE(cells, 150 * 7);
}

void TestFiles::quotesExpress()
{
    CROSSDOCK_DATA(bytes, u"rates/fedex_2025_list_express.csv"_s);
    const auto contents = readPrices(*imports::readSheet(bytes), {.carrier = u"fedex"_s, .service = {}, .effectiveFrom = QDate(2025, 1, 6)});
    QVERIFY(contents && contents->bad.isEmpty());
    QCOMPARE(contents->values.size(), 6);
    const RateBook book({contents->values, {}, {}});
    int cells = 0;
    for (const QByteArray &line : bytes.split('\n').mid(1)) {
        const QList<QByteArray> row = line.trimmed().split(',');
        if (row.size() != 4)
            continue;
        QCOMPARE(price(book, QString::fromLatin1(row[0]), QString::fromLatin1(row[1]), row[2].toInt()), parseMoney(QString::fromLatin1(row[3]), u"USD"_s)->amount);
        ++cells;
    }
    QCOMPARE(cells, 6'006);
    QCOMPARE(price(book, u"2day"_s, u"5"_s, 49), -1); // not in the file: not guessed
}

void TestFiles::findsPostalZones()
{
    CROSSDOCK_DATA(bytes, u"zones/usps_zip3_zones_2018.csv"_s);
    const auto contents = readZones(*imports::readSheet(bytes), {.carrier = u"usps"_s, .service = {}, .effectiveFrom = {}});
    QVERIFY(contents && contents->bad.isEmpty());
    QCOMPARE(contents->rows, 185'514);
    ZoneMap map;
    map.add(contents->values.first());
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"1"_s));
    for (const QByteArray &line : bytes.split('\n').mid(1)) {
        const QList<QByteArray> row = line.trimmed().split(',');
        if (row.size() != 3)
            continue;
        asked.from.postcode = QString::fromLatin1(row[0]) + u"01"_s;
        asked.to.postcode = QString::fromLatin1(row[1]) + u"01"_s;
        const auto zone = map.zone(asked, u"usps"_s);
        if (!zone || zone->name != QString::fromLatin1(row[2]) || zone->source != Quote::ZoneSource::Table)
            QFAIL(line.constData());
    }
}

/// How good the estimate is that stands in for a chart.
void TestFiles::estimatesByDistance()
{
    CROSSDOCK_DATA(bytes, u"zones/usps_zip3_zones_2018.csv"_s);
    const ZoneMap map;
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"1"_s));
    int known = 0, exact = 0, near = 0;
    for (const QByteArray &line : bytes.split('\n').mid(1)) {
        const QList<QByteArray> row = line.trimmed().split(',');
        if (row.size() != 3)
            continue;
        asked.from.postcode = QString::fromLatin1(row[0]) + u"01"_s;
        asked.to.postcode = QString::fromLatin1(row[1]) + u"01"_s;
        const auto zone = map.zone(asked, u"usps"_s);
        if (!zone)
            continue;
        const int off = std::abs(zone->name.toInt() - row[2].toInt());
        ++known;
        exact += off == 0 ? 1 : 0;
        near += off <= 1 ? 1 : 0;
    }
    qInfo("%d of 185,514 ways: %.1f %% exact, %.2f %% within a zone", known, 100.0 * exact / known, 100.0 * near / known);
    QVERIFY(known > 185'000);
    QVERIFY(exact > 0.83 * known);
    QVERIFY(near > 0.994 * known);
}

QTEST_APPLESS_MAIN(TestFiles)
#include "tst_rates_files.moc"
