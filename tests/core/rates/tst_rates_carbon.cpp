#include "core/inventory/fulfilment/rates/carbon.h"
#include "tests/core/rates/parcels.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;

Q_DECLARE_METATYPE(std::optional<crossdock::rates::Mode>)

/// Carbon is an estimate that says what it stands on, or is not known: never a silent zero.
class TestCarbon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheMode_data();
    void knowsTheMode();
    void estimates_data();
    void estimates();
    void saysWhatIsNotKnown_data();
    void saysWhatIsNotKnown();
    void costs_data();
    void costs();
};

void TestCarbon::knowsTheMode_data()
{
    QTest::addColumn<QString>("carrier");
    QTest::addColumn<QString>("service");
    QTest::addColumn<std::optional<Mode>>("mode");
    const auto row = [](const char *carrier, const char *service, std::optional<Mode> mode) { QTest::addRow("%s %s", carrier, service) << QString::fromLatin1(carrier) << QString::fromLatin1(service) << mode; };
    row("fedex", "ground", Mode::Road);
    row("fedex", "FEDEX_GROUND", Mode::Road);
    row("fedex", "home_delivery", Mode::Road);
    row("fedex", "2day_am", Mode::Air);
    row("fedex", "priority_overnight", Mode::Air);
    row("fedex", "standard_overnight", Mode::Air);
    row("fedex", "express_saver", Mode::Air);
    row("ups", "ground_saver", Mode::Road);
    row("ups", "standard", Mode::Road);
    row("ups", "NextDayAir", Mode::Air);
    row("ups", "2nd_day_air", Mode::Air);
    row("ups", "3_day_select", {});
    row("usps", "usps_ground_advantage", Mode::Road);
    row("usps", "GroundAdvantage", Mode::Road);
    row("usps", "priority_mail", {});
    row("usps", "priority_mail_express", Mode::Air);
    row("dhl", "P", Mode::Air);
    row("xpress", "fairy", {});
    row("delhivery", "delivered", {});
    row("bluedart", "Bluedart Surface", Mode::Road);
    row("bluedart", "Blue Dart Air", Mode::Air);
}

void TestCarbon::knowsTheMode()
{
    QFETCH(QString, carrier);
    QFETCH(QString, service);
    QFETCH(std::optional<Mode>, mode);
    QCOMPARE(modeOf(carrier, service), mode);
}

void TestCarbon::estimates_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("to");
    QTest::addColumn<qint64>("least");
    QTest::addColumn<qint64>("most");
    // 10 lb are 4.536 kg; New York to San Francisco is about 4,130 km in a straight line.
    QTest::newRow("by road across the country") << u"ground"_s << u"94105"_s << qint64(2'550) << qint64(2'680);
    QTest::newRow("by air across the country") << u"2day"_s << u"94105"_s << qint64(11'800) << qint64(12'250);
    QTest::newRow("within one area") << u"ground"_s << u"10003"_s << qint64(15) << qint64(17); // 25 km and a fifth
}

void TestCarbon::estimates()
{
    QFETCH(QString, service);
    QFETCH(QString, to);
    QFETCH(qint64, least);
    QFETCH(qint64, most);
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"10"_s));
    asked.to.postcode = to;
    const Carbon carbon = carbonOf(asked, u"fedex"_s, service);
    QVERIFY(carbon.grams);
    QVERIFY2(*carbon.grams >= least && *carbon.grams <= most, qPrintable(QString::number(*carbon.grams)));
    QVERIFY2(carbon.basis.startsWith(u"estimate: 4.535924 kg over "_s), qPrintable(carbon.basis));
    asked.parcels.append(asked.parcels.first()); // twice the weight
    QVERIFY(std::abs(*carbonOf(asked, u"fedex"_s, service).grams - 2 * *carbon.grams) <= 1);
}

void TestCarbon::saysWhatIsNotKnown_data()
{
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("postcode");
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("reason");
    QTest::newRow("abroad") << u"CA"_s << u"M5V 2T6"_s << u"ground"_s << u"not known: the distance is known only between postcodes of the United States that have a place"_s;
    QTest::newRow("no postcode") << u"US"_s << QString() << u"ground"_s << u"not known: the distance is known only between postcodes of the United States that have a place"_s;
    QTest::newRow("either way") << u"US"_s << u"94105"_s << u"priority"_s << u"not known: priority does not tell whether it goes by road or by air"_s;
}

void TestCarbon::saysWhatIsNotKnown()
{
    QFETCH(QString, country);
    QFETCH(QString, postcode);
    QFETCH(QString, service);
    QFETCH(QString, reason);
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"10"_s));
    asked.to.country = country;
    asked.to.postcode = postcode;
    QCOMPARE(carbonOf(asked, u"usps"_s, service), (Carbon{{}, reason}));
}

void TestCarbon::costs_data()
{
    QTest::addColumn<qint64>("grams");
    QTest::addColumn<qint64>("price");
    QTest::addColumn<qint64>("cost");
    QTest::newRow("only shown") << qint64(5'000) << qint64(0) << qint64(0);
    QTest::newRow("a kilogram") << qint64(1'000) << qint64(15) << qint64(15);
    QTest::newRow("half a cent up") << qint64(100) << qint64(5) << qint64(1);
    QTest::newRow("less than half a cent") << qint64(99) << qint64(5) << qint64(0);
}

void TestCarbon::costs()
{
    QFETCH(qint64, grams);
    QFETCH(qint64, price);
    QFETCH(qint64, cost);
    QCOMPARE(carbonCost(grams, price), cost);
}

QTEST_GUILESS_MAIN(TestCarbon)
#include "tst_rates_carbon.moc"
