#include "tests/simulation/carrier_scene.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::simulation;

namespace {

QString summary(const rates::Quote &quote)
{
    return u"%1 %2 %3"_s.arg(quote.carrier, quote.service).arg(quote.total.amount);
}

QString reasonsOf(const rates::Rated &rated)
{
    QStringList reasons;
    for (const rates::Refusal &refusal : rated.refused)
        reasons.append(refusal.reason);
    for (const rates::Silence &silence : rated.silent)
        reasons.append(silence.reason);
    return reasons.join(u"; "_s);
}

} // namespace

/// Every carrier of the sandbox, played with its own prices, limits and refusals, and asked by its connector.
class TestCarrierPrices : public QObject
{
    Q_OBJECT

private:
    static void names()
    {
        QTest::addColumn<QString>("name");
        for (const sandbox::CarrierSpec &carrier : sandbox::allCarriers())
            QTest::newRow(qPrintable(carrier.name)) << carrier.name;
    }

private Q_SLOTS:
    void quotes_data();
    void quotes();
    void asksOtherPricesThanTheOthers();
    void billsByVolume_data();
    void billsByVolume();
    void refuses_data();
    void refuses();
    void limitsItsCalls_data();
    void limitsItsCalls();
    void letsNobodyElseIn_data() { names(); }
    void letsNobodyElseIn();
};

void TestCarrierPrices::quotes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isAbroad");
    QTest::addColumn<int>("services");
    QTest::newRow("post") << u"post"_s << false << 3;
    QTest::newRow("post, abroad") << u"post"_s << true << 2;
    QTest::newRow("ups") << u"ups"_s << false << 4;
    QTest::newRow("ups, abroad") << u"ups"_s << true << 2;
    QTest::newRow("fedex") << u"fedex"_s << false << 4;
    QTest::newRow("fedex, abroad") << u"fedex"_s << true << 2;
    QTest::newRow("usps") << u"usps"_s << false << 3;
    QTest::newRow("dhl") << u"dhl"_s << false << 1;
    QTest::newRow("dhl, abroad") << u"dhl"_s << true << 2;
    QTest::newRow("shiprocket") << u"rocket"_s << false << 3;
    QTest::newRow("delhivery") << u"delhivery"_s << false << 1;
    QTest::newRow("amazon shipping") << u"amazon-ship"_s << false << 2;
    QTest::newRow("shippo") << u"shippo"_s << false << 3;
    QTest::newRow("shippo, abroad") << u"shippo"_s << true << 2;
    QTest::newRow("shipengine") << u"engine"_s << false << 3;
    QTest::newRow("shipengine, abroad") << u"engine"_s << true << 2;
}

void TestCarrierPrices::quotes()
{
    QFETCH(QString, name);
    QFETCH(bool, isAbroad);
    QFETCH(int, services);
    CarrierScene scene(name);
    const rates::Shipment shipment = isAbroad ? CarrierScene::abroad() : scene.usual();
    const rates::Rated rated = scene.quote(shipment);
    QSet<QString> found;
    for (const rates::Quote &quote : rated.quotes) {
        found.insert(quote.service);
        QVERIFY(quote.total.amount > 0);
        const bool isTimed = quote.transitDays > 0 || quote.deliveredBy > shipment.shipDate;
        QVERIFY2(isTimed || name == u"delhivery", qPrintable(summary(quote))); // whose charges know no time
        QVERIFY2(!quote.offer.isEmpty() || !scene.port->traits().sellsLabels, qPrintable(summary(quote)));
        for (const rates::Charge &charge : quote.charges)
            QVERIFY2(charge.kind != u"unexplained", qPrintable(summary(quote))); // its parts are its total
    }
    QVERIFY2(found.size() == services, qPrintable(u"%1: %2"_s.arg(QStringList(found.values()).join(u", "_s), reasonsOf(rated))));
}

/// What makes comparing worth while: nobody is the cheapest for everything.
void TestCarrierPrices::asksOtherPricesThanTheOthers()
{
    QSet<QString> cheapest;
    for (const int pounds : {1, 3, 12, 40}) {
        QMap<qint64, QString> byPrice;
        for (const sandbox::CarrierSpec &carrier : sandbox::practiceCarriers()) {
            CarrierScene scene(carrier.name);
            byPrice.insert(CarrierScene::cheapest(scene.quote(CarrierScene::shipment(pounds))).total.amount, carrier.name);
        }
        QCOMPARE(byPrice.size(), sandbox::practiceCarriers().size()); // no two ask the same
        QVERIFY(byPrice.firstKey() > 0);
        cheapest.insert(byPrice.first());
    }
    QVERIFY2(cheapest.size() > 1, qPrintable(QStringList(cheapest.values()).join(u", "_s)));
}

void TestCarrierPrices::billsByVolume_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("side"); // inches
    QTest::addColumn<bool>("isDearer");
    QTest::newRow("ups, a big light box") << u"ups"_s << 20 << true;
    QTest::newRow("fedex, a big light box") << u"fedex"_s << 20 << true;
    QTest::newRow("shippo, a big light box") << u"shippo"_s << 20 << true;
    QTest::newRow("shippo, just under a cubic foot") << u"shippo"_s << 11 << false;
    QTest::newRow("shipengine, a big light box") << u"engine"_s << 20 << true;
    QTest::newRow("usps, a big light box") << u"usps"_s << 20 << true;
    QTest::newRow("usps, just under a cubic foot") << u"usps"_s << 11 << false;
    QTest::newRow("dhl, a big light box") << u"dhl"_s << 20 << true;
    QTest::newRow("the post knows no volume") << u"post"_s << 20 << false;
}

void TestCarrierPrices::billsByVolume()
{
    QFETCH(QString, name);
    QFETCH(int, side);
    CarrierScene scene(name);
    rates::Shipment big = CarrierScene::shipment();
    const rates::Length length = rates::Length::of(side, rates::LengthUnit::Inch);
    big.parcels[0].dimensions = rates::Dimensions{length, length, length};
    const qint64 small = CarrierScene::cheapest(scene.quote()).total.amount, large = CarrierScene::cheapest(scene.quote(big)).total.amount;
    QVERIFY(small > 0 && large >= small);
    QTEST(large > small, "isDearer");
}

void TestCarrierPrices::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("postcode");
    QTest::addColumn<int>("pounds");
    QTest::addColumn<QString>("words");
    for (const sandbox::CarrierSpec &carrier : sandbox::allCarriers()) {
        QTest::newRow(qPrintable(carrier.name + u", nowhere"_s)) << carrier.name << u"00000"_s << 3 << u"postal code is not known"_s;
        QTest::newRow(qPrintable(carrier.name + u", no postcode of that country"_s)) << carrier.name << u"9720"_s << 3 << u"postal code is not known"_s;
        QTest::newRow(qPrintable(carrier.name + u", too heavy"_s)) << carrier.name << QString() << 160 << u"weighs at most"_s;
    }
}

void TestCarrierPrices::refuses()
{
    QFETCH(QString, name);
    QFETCH(QString, postcode);
    QFETCH(int, pounds);
    QFETCH(QString, words);
    CarrierScene scene(name);
    const rates::Rated rated = scene.quote(scene.usual(pounds, postcode));
    QVERIFY(rated.quotes.isEmpty());
    QVERIFY2(!rated.refused.isEmpty() && reasonsOf(rated).contains(words), qPrintable(reasonsOf(rated)));
}

void TestCarrierPrices::limitsItsCalls_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("calls"); // that it takes at once
    QTest::newRow("ups") << u"ups"_s << 60;
    QTest::newRow("usps, in an hour") << u"usps"_s << 60;
    QTest::newRow("shippo, of a test key") << u"shippo"_s << 50;
    QTest::newRow("shipengine, of a test key") << u"engine"_s << 20;
}

void TestCarrierPrices::limitsItsCalls()
{
    QFETCH(QString, name);
    QFETCH(int, calls);
    CarrierScene scene(name, {}, 1, sandbox::Limits::Real);
    int answered = 0, silent = 0;
    scene.quote(); // the token, where there is one
    scene.clock.pass(Milliseconds{3'600'000}); // as many calls as it takes
    const int more = calls + 20;
    for (int i = 0; i < more; ++i)
        scene.port->quote(CarrierScene::shipment(), CarrierScene::deadline, [&](const rates::Rated &rated) { ++(rated.silent.isEmpty() ? answered : silent); });
    scene.clock.pass(Milliseconds{5'000});
    QCOMPARE(answered + silent, more);
    QVERIFY2(answered >= calls && answered <= calls + 2, qPrintable(u"%1 answered, %2 silent"_s.arg(answered).arg(silent)));
    scene.clock.pass(Milliseconds{3'600'000});
    QVERIFY(!scene.quote().quotes.isEmpty());
}

void TestCarrierPrices::letsNobodyElseIn()
{
    QFETCH(QString, name);
    CarrierScene mine(name), other(name, {}, 2);
    const sandbox::ChannelAccess access = other.world.carrierAccess().first();
    carriers::WireCarrier stranger(CarrierScene::wireOf(access.kind), {{.name = *CarrierId::parse(name), .kind = access.kind, .url = access.url, .account = access.account}, access.secrets}, mine.exchange, mine.clock);
    const auto rated = mine.wait<rates::Rated>([&](auto done) { stranger.quote(CarrierScene::shipment(), CarrierScene::deadline, done); });
    QVERIFY(rated && rated->quotes.isEmpty());
    QVERIFY2(reasonsOf(*rated).contains(u"credentials"_s), qPrintable(reasonsOf(*rated)));
    std::optional<sandbox::Reply> invoice;
    mine.world.handle(name, {"GET", "/invoice.csv", {}, {}, {}}, [&](const auto &reply) { invoice = reply; });
    QCOMPARE(invoice->status, 401);
}

QTEST_GUILESS_MAIN(TestCarrierPrices)
#include "tst_carrier_prices.moc"
