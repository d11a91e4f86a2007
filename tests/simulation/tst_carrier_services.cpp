#include "tests/simulation/carrier_scene.h"

#include <QJsonArray>
#include <QJsonDocument>
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

/// Charges billed by tracking number, of an invoice.
QMap<QString, QString> billed(const QByteArray &invoice)
{
    QMap<QString, QString> charges;
    for (const QByteArray &line : invoice.split('\n').mid(1))
        if (const QByteArrayList cells = line.split(','); cells.size() > 5)
            charges.insert(QString::fromLatin1(cells.at(2)), QString::fromLatin1(cells.at(5)));
    return charges;
}

} // namespace

/// Every carrier of the sandbox, played with its own prices, state, limits and refusals, and spoken with by its connector.
class TestCarrierServices : public QObject
{
    Q_OBJECT

private:
    static void names()
    {
        QTest::addColumn<QString>("name");
        for (const sandbox::CarrierSpec &carrier : sandbox::allCarriers())
            QTest::newRow(qPrintable(carrier.name)) << carrier.name;
    }
    /// Those whose labels we buy, too.
    static void sellers()
    {
        QTest::addColumn<QString>("name");
        for (const sandbox::CarrierSpec &carrier : sandbox::allCarriers())
            if (CarrierScene::wireOf(toText(carrier.kind)).labels)
                QTest::newRow(qPrintable(carrier.name)) << carrier.name;
    }
    static void brokers()
    {
        QTest::addColumn<QString>("name");
        for (const auto &name : {u"shippo"_s, u"engine"_s})
            QTest::newRow(qPrintable(name)) << name;
    }

private Q_SLOTS:
    void quotes_data();
    void quotes();
    void asksOtherPricesThanTheOthers();
    void billsByVolume_data();
    void billsByVolume();
    void refuses_data();
    void refuses();
    void sellsAndCarries_data() { sellers(); }
    void sellsAndCarries();
    void writesLabels_data();
    void writesLabels();
    void takesBack_data();
    void takesBack();
    void doesNotCarryWhatItHadSold_data() { sellers(); }
    void doesNotCarryWhatItHadSold();
    void isLate_data() { sellers(); }
    void isLate();
    void sellsNothingAtAnOldPrice_data() { brokers(); }
    void sellsNothingAtAnOldPrice();
    void sellsLater_data();
    void sellsLater();
    void limitsItsCalls_data();
    void limitsItsCalls();
    void billsOtherwiseThanItSold_data() { sellers(); }
    void billsOtherwiseThanItSold();
    void isTheSameAgain_data() { sellers(); }
    void isTheSameAgain();
    void letsNobodyElseIn_data() { names(); }
    void letsNobodyElseIn();
    void sellsForAmazon();
    void sellsForShiprocket();
    void sellsForDelhivery();
};

void TestCarrierServices::quotes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isAbroad");
    QTest::addColumn<int>("services");
    QTest::newRow("post") << u"post"_s << false << 3;
    QTest::newRow("post, abroad") << u"post"_s << true << 3;
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

void TestCarrierServices::quotes()
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
void TestCarrierServices::asksOtherPricesThanTheOthers()
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

void TestCarrierServices::billsByVolume_data()
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

void TestCarrierServices::billsByVolume()
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

void TestCarrierServices::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("postcode");
    QTest::addColumn<int>("pounds");
    QTest::addColumn<QString>("words");
    for (const sandbox::CarrierSpec &carrier : sandbox::allCarriers()) {
        QTest::newRow(qPrintable(carrier.name + u", nowhere"_s)) << carrier.name << u"00000"_s << 3 << u"postal code is not known"_s;
        QTest::newRow(qPrintable(carrier.name + u", no postcode of that country"_s)) << carrier.name << u"9720"_s << 3 << u"postal code is not known"_s;
        QTest::newRow(qPrintable(carrier.name + u", too heavy"_s)) << carrier.name << u"97205"_s << 160 << u"weighs at most"_s;
    }
}

void TestCarrierServices::refuses()
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

/// Bought for what was quoted, announced at once, delivered at last, each step later than the one before.
void TestCarrierServices::sellsAndCarries()
{
    QFETCH(QString, name);
    CarrierScene scene(name);
    const rates::Quote quote = CarrierScene::cheapest(scene.quote());
    const auto bought = scene.buy(quote);
    QVERIFY2(bought, qPrintable(bought ? QString() : bought.error().error.detail));
    QCOMPARE(scene.book().sold(), 1);
    QVERIFY(!bought->tracking.isEmpty() && !bought->carrierId.isEmpty());
    if (bought->cost)
        QCOMPARE(bought->cost->amount, quote.total.amount);
    QCOMPARE(scene.book().sales()[0]->price.total(), quote.total.amount);
    QList<labels::Progress> seen;
    for (const int seconds : {1, 70, 130, 130}) {
        scene.clock.pass(Milliseconds{seconds * 1'000});
        const QList<labels::TrackEvent> events = scene.track(CarrierScene::known(quote, *bought));
        QVERIFY(!events.isEmpty());
        for (qsizetype i = 1; i < events.size(); ++i)
            QVERIFY(events[i].at >= events[i - 1].at);
        QVERIFY2(events.last().at > Time{}, qPrintable(events.last().words));
        seen.append(events.last().progress);
    }
    QCOMPARE(seen, (QList<labels::Progress>{labels::Progress::Announced, labels::Progress::InTransit, labels::Progress::OutForDelivery, labels::Progress::Delivered}));
}

void TestCarrierServices::writesLabels_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<labels::Format>("format");
    QTest::addColumn<QByteArray>("begin");
    const auto row = [](const char *title, const QString &name, labels::Format format, const char *begin) { QTest::newRow(title) << name << format << QByteArray(begin); };
    row("post, ZPL", u"post"_s, labels::Format::Zpl, "^XA");
    row("post, PDF", u"post"_s, labels::Format::Pdf, "%PDF-1.4");
    row("ups, ZPL", u"ups"_s, labels::Format::Zpl, "^XA");
    row("ups makes pictures", u"ups"_s, labels::Format::Png, "\x89PNG");
    row("fedex, ZPL", u"fedex"_s, labels::Format::Zpl, "^XA");
    row("fedex, PDF", u"fedex"_s, labels::Format::Pdf, "%PDF-1.4");
    row("usps, ZPL", u"usps"_s, labels::Format::Zpl, "^XA");
    row("usps, PDF", u"usps"_s, labels::Format::Pdf, "%PDF-1.4");
    row("usps, a picture", u"usps"_s, labels::Format::Png, "\x89PNG");
    row("dhl, ZPL", u"dhl"_s, labels::Format::Zpl, "^XA");
    row("dhl, PDF", u"dhl"_s, labels::Format::Pdf, "%PDF-1.4");
    row("shippo, ZPL", u"shippo"_s, labels::Format::Zpl, "^XA");
    row("shippo, PDF", u"shippo"_s, labels::Format::Pdf, "%PDF-1.4");
    row("shipengine, ZPL", u"engine"_s, labels::Format::Zpl, "^XA");
    row("shipengine, PDF", u"engine"_s, labels::Format::Pdf, "%PDF-1.4");
}

void TestCarrierServices::writesLabels()
{
    QFETCH(QString, name);
    QFETCH(labels::Format, format);
    QFETCH(QByteArray, begin);
    CarrierScene scene(name);
    const auto bought = scene.buy(CarrierScene::cheapest(scene.quote()), u"box-1"_s, format);
    QVERIFY2(bought, qPrintable(bought ? QString() : bought.error().error.detail));
    QCOMPARE(bought->document.format, format);
    QVERIFY2(bought->document.bytes.startsWith(begin), bought->document.bytes.left(20));
}

void TestCarrierServices::takesBack_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("waits"); // s, before it is asked for
    QTest::addColumn<QString>("what");
    for (const sandbox::CarrierSpec &carrier : sandbox::allCarriers()) {
        if (const auto labels = CarrierScene::wireOf(toText(carrier.kind)).labels; !labels || labels->takeBack == nullptr)
            continue;
        const bool decidesLater = carrier.name == u"post" || carrier.name == u"shippo";
        QTest::newRow(qPrintable(carrier.name)) << carrier.name << 1 << (decidesLater ? u"asked, later refunded"_s : u"voided"_s);
        QTest::newRow(qPrintable(carrier.name + u", on its way"_s)) << carrier.name << 90 << u"refused"_s;
    }
}

void TestCarrierServices::takesBack()
{
    QFETCH(QString, name);
    QFETCH(int, waits);
    QFETCH(QString, what);
    CarrierScene scene(name);
    const rates::Quote quote = CarrierScene::cheapest(scene.quote());
    const auto bought = scene.buy(quote);
    QVERIFY(bought);
    scene.clock.pass(Milliseconds{waits * 1'000});
    const labels::Known label = CarrierScene::known(quote, *bought);
    const auto answer = scene.refund(label);
    QVERIFY(answer);
    static const QStringList whats{u"asked"_s, u"voided"_s, u"refunded"_s, u"refused"_s};
    QString told = *answer ? whats.at(static_cast<int>((*answer)->what)) : u"refused"_s; // some say so with an error
    if (told == u"asked") {
        scene.clock.pass(Milliseconds{31'000});
        const auto later = scene.refund(label, true);
        QVERIFY(later && *later);
        told += u", later "_s + whats.at(static_cast<int>((*later)->what));
    }
    QCOMPARE(told, what);
    QCOMPARE(billed(scene.book().invoice()).size(), what == u"refused" ? 1 : 0);
    scene.clock.pass(Milliseconds{600'000});
    const labels::Progress last = scene.track(label).last().progress;
    QCOMPARE(last == labels::Progress::Delivered, what == u"refused");
}

/// Sold, and refused at the counter: it never arrives, and is not billed.
void TestCarrierServices::doesNotCarryWhatItHadSold()
{
    QFETCH(QString, name);
    CarrierScene scene(name, {.refuses = 1});
    const rates::Quote quote = CarrierScene::cheapest(scene.quote());
    const auto bought = scene.buy(quote);
    QVERIFY(bought);
    QCOMPARE(billed(scene.book().invoice()).size(), 1);
    scene.clock.pass(Milliseconds{900'000});
    const QList<labels::TrackEvent> events = scene.track(CarrierScene::known(quote, *bought));
    QVERIFY(!events.isEmpty());
    QVERIFY2(events.last().progress == labels::Progress::Problem || events.last().progress == labels::Progress::Returned, qPrintable(events.last().words));
    QCOMPARE(billed(scene.book().invoice()).size(), 0);
}

void TestCarrierServices::isLate()
{
    QFETCH(QString, name);
    CarrierScene prompt(name), late(name, {.delays = 1});
    QList<qsizetype> steps;
    QList<labels::Progress> after;
    for (CarrierScene *scene : {&prompt, &late}) {
        const rates::Quote quote = CarrierScene::cheapest(scene->quote());
        const auto bought = scene->buy(quote);
        QVERIFY(bought);
        scene->clock.pass(Milliseconds{330'000});
        after.append(scene->track(CarrierScene::known(quote, *bought)).last().progress);
        scene->clock.pass(Milliseconds{330'000});
        const QList<labels::TrackEvent> events = scene->track(CarrierScene::known(quote, *bought));
        QCOMPARE(events.last().progress, labels::Progress::Delivered);
        steps.append(events.size());
    }
    QCOMPARE(after.first(), labels::Progress::Delivered);
    QVERIFY(after.last() != labels::Progress::Delivered);
    QCOMPARE(steps.last(), steps.first() + 1);
}

void TestCarrierServices::sellsNothingAtAnOldPrice()
{
    QFETCH(QString, name);
    CarrierScene scene(name, {.rateLives = Milliseconds{3'600'000}});
    const rates::Quote quote = CarrierScene::cheapest(scene.quote());
    scene.clock.pass(Milliseconds{3'601'000});
    const auto bought = scene.buy(quote);
    QVERIFY(!bought);
    QVERIFY2(bought.error().error.detail.contains(u"expired"_s), qPrintable(bought.error().error.detail));
    QVERIFY(!bought.error().mayHaveHappened);
    QCOMPARE(scene.book().sold(), 0);
    QVERIFY(scene.buy(CarrierScene::cheapest(scene.quote())));
}

void TestCarrierServices::sellsLater_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("refuses");
    QTest::newRow("shippo") << u"shippo"_s << false;
    QTest::newRow("shippo, refused after it was accepted") << u"shippo"_s << true;
    QTest::newRow("shipengine") << u"engine"_s << false;
    QTest::newRow("shipengine, refused after it was accepted") << u"engine"_s << true;
}

/// Accepted, and not done yet: whoever asks again hears how it went.
void TestCarrierServices::sellsLater()
{
    QFETCH(QString, name);
    QFETCH(bool, refuses);
    CarrierScene scene(name, {.waits = 1, .worksFor = Milliseconds{30'000}, .refuses = refuses ? 1.0 : 0.0});
    const rates::Quote quote = CarrierScene::cheapest(scene.quote());
    const auto bought = scene.buy(quote);
    QVERIFY(!bought);
    QVERIFY(bought.error().mayHaveHappened);
    scene.clock.pass(Milliseconds{31'000});
    const auto found = scene.wait<labels::Answer<std::optional<labels::Bought>>>([&](auto done) { scene.port->find(CarrierScene::known(quote, {}), CarrierScene::deadline, done); });
    QVERIFY(found && *found);
    QCOMPARE((*found)->has_value(), !refuses);
    if (!refuses)
        QVERIFY((**found)->document.bytes.startsWith("^XA"));
    QCOMPARE(billed(scene.book().invoice()).size(), refuses ? 0 : 1);
}

void TestCarrierServices::limitsItsCalls_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("calls"); // that it takes at once
    QTest::newRow("ups") << u"ups"_s << 60;
    QTest::newRow("usps, in an hour") << u"usps"_s << 60;
    QTest::newRow("shippo, of a test key") << u"shippo"_s << 50;
    QTest::newRow("shipengine, of a test key") << u"engine"_s << 20;
}

void TestCarrierServices::limitsItsCalls()
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

/// Some parcels were heavier than was told, or their address was wrong; the others cost what they were sold for.
void TestCarrierServices::billsOtherwiseThanItSold()
{
    QFETCH(QString, name);
    CarrierScene scene(name);
    QMap<QString, QString> sold;
    for (int i = 0; i < 12; ++i) {
        const rates::Shipment shipment = CarrierScene::shipment(8 + i); // heavier than its volume counts
        const rates::Quote quote = CarrierScene::cheapest(scene.quote(shipment));
        const auto bought = scene.buy(quote, u"box-%1"_s.arg(i), labels::Format::Zpl, shipment);
        QVERIFY(bought);
        sold.insert(bought->tracking, sandbox::decimal(quote.total.amount));
    }
    const QMap<QString, QString> charges = billed(scene.book().invoice());
    QCOMPARE(charges.keys(), sold.keys());
    int others = 0;
    for (auto it = charges.begin(); it != charges.end(); ++it) {
        others += it.value() != sold[it.key()] ? 1 : 0;
        QVERIFY(it.value().toDouble() >= sold[it.key()].toDouble());
    }
    QCOMPARE(others, 4);
}

void TestCarrierServices::isTheSameAgain()
{
    QFETCH(QString, name);
    QByteArrayList invoices;
    for (const quint64 seed : {7u, 7u, 8u}) {
        CarrierScene scene(name, {.refuses = 0.2, .delays = 0.3}, seed);
        for (int i = 0; i < 6; ++i)
            QVERIFY(scene.buy(CarrierScene::cheapest(scene.quote()), u"box-%1"_s.arg(i)));
        scene.clock.pass(Milliseconds{600'000});
        invoices.append(scene.book().invoice());
    }
    QCOMPARE(invoices[0], invoices[1]);
    QVERIFY(invoices[0] != invoices[2]);
}

void TestCarrierServices::letsNobodyElseIn()
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

/// Its connector asks for prices alone: the rest of its wire, by hand.
void TestCarrierServices::sellsForAmazon()
{
    CarrierScene scene(u"amazon-ship"_s, {.rateLives = Milliseconds{600'000}});
    const QMap<QString, QString> secrets = scene.world.carrierAccess().first().secrets;
    const QByteArray form = "grant_type=refresh_token&client_id=" + secrets[u"client_id"_s].toLatin1() + "&client_secret=" + secrets[u"client_secret"_s].toLatin1() + "&refresh_token=" + secrets[u"refresh_token"_s].toLatin1().toPercentEncoding();
    const QByteArray token = QJsonDocument::fromJson(scene.ask({"POST", "/auth/o2/token", {}, {}, form}).body)[u"access_token"_s].toString().toLatin1();
    const auto call = [&](const QByteArray &method, const QByteArray &path, const QByteArray &query = {}, const QJsonObject &body = {}) {
        return scene.ask({method, "/shipping/v2/" + path, query, {{"x-amz-access-token", token}}, QJsonDocument(body).toJson()});
    };
    const auto payload = [](const sandbox::Reply &reply) { return QJsonDocument::fromJson(reply.body)[u"payload"_s].toObject(); };
    const auto wish = carriers::amazonShippingWire().rateRequest({}, {}, CarrierScene::shipment());
    const auto quoted = [&] { return payload(call("POST", "shipments/rates", {}, QJsonDocument::fromJson(wish.body).object())); };
    const auto order = [](const QJsonObject &rates) {
        return QJsonObject{{u"requestToken"_s, rates[u"requestToken"_s]}, {u"rateId"_s, rates[u"rates"_s][0][u"rateId"_s]}, {u"requestedDocumentSpecification"_s, QJsonObject{{u"format"_s, u"ZPL"_s}}}};
    };
    const QJsonObject old = quoted();
    scene.clock.pass(Milliseconds{601'000});
    QCOMPARE(call("POST", "shipments", {}, order(old)).status, 400);
    QCOMPARE(scene.book().sold(), 0);
    const QJsonObject rates = quoted(), sold = payload(call("POST", "shipments", {}, order(rates)));
    QCOMPARE(call("POST", "shipments", {}, order(rates)).status, 400); // once
    QCOMPARE(scene.book().sold(), 1);
    const QJsonValue package = sold[u"packageDocumentDetails"_s][0];
    QVERIFY(QByteArray::fromBase64(package[u"packageDocuments"_s][0][u"contents"_s].toString().toLatin1()).startsWith("^XA"));
    const QByteArray number = package[u"trackingId"_s].toString().toLatin1(), shipment = "shipments/" + sold[u"shipmentId"_s].toString().toLatin1();
    QCOMPARE(payload(call("GET", "tracking", "carrierId=AMZN_US&trackingId=" + number))[u"summary"_s][u"status"_s].toString(), u"PreTransit"_s);
    scene.clock.pass(Milliseconds{310'000});
    QCOMPARE(payload(call("GET", "tracking", "carrierId=AMZN_US&trackingId=" + number))[u"eventHistory"_s].toArray().last()[u"eventCode"_s].toString(), u"Delivered"_s);
    QCOMPARE(call("PUT", shipment + "/cancel").status, 400); // too late
    const QJsonObject another = payload(call("POST", "shipments", {}, order(quoted())));
    QCOMPARE(call("PUT", "shipments/" + another[u"shipmentId"_s].toString().toLatin1() + "/cancel").status, 200);
    QCOMPARE(billed(scene.book().invoice()).size(), 1);
}

void TestCarrierServices::sellsForShiprocket()
{
    CarrierScene scene(u"rocket"_s);
    const QMap<QString, QString> secrets = scene.world.carrierAccess().first().secrets;
    const QJsonObject login{{u"email"_s, secrets[u"email"_s]}, {u"password"_s, secrets[u"password"_s]}};
    const QByteArray token = QJsonDocument::fromJson(scene.ask({"POST", "/v1/external/auth/login", {}, {}, QJsonDocument(login).toJson()}).body)[u"token"_s].toString().toLatin1();
    const auto call = [&](const QByteArray &method, const QByteArray &path, const QJsonObject &body = {}) {
        return QJsonDocument::fromJson(scene.ask({method, "/v1/external/" + path, {}, {{"Authorization", "Bearer " + token}}, QJsonDocument(body).toJson()}).body).object();
    };
    const auto order = [&](const QString &number) {
        return call("POST", "orders/create/adhoc", {{u"order_id"_s, number}, {u"pickup_location"_s, u"Primary"_s}, {u"billing_customer_name"_s, u"Asha"_s}, {u"billing_address"_s, u"5 Hill Rd"_s}, {u"billing_city"_s, u"Mumbai"_s},
                                                    {u"billing_pincode"_s, 400'001}, {u"weight"_s, 1.2}, {u"length"_s, 20}, {u"breadth"_s, 15}, {u"height"_s, 10}});
    };
    const QJsonValue shipment = order(u"A-1"_s)[u"shipment_id"_s];
    const QJsonObject assigned = call("POST", "courier/assign/awb", {{u"shipment_id"_s, shipment}, {u"courier_id"_s, 10}});
    QCOMPARE(assigned[u"response"_s][u"data"_s][u"courier_name"_s].toString(), u"Delhivery Air"_s);
    QVERIFY(call("POST", "courier/assign/awb", {{u"shipment_id"_s, shipment}}).contains(u"status_code"_s)); // once
    QCOMPARE(scene.book().sold(), 1);
    const QString awb = assigned[u"response"_s][u"data"_s][u"awb_code"_s].toString();
    QCOMPARE(call("POST", "courier/generate/label", {{u"shipment_id"_s, QJsonArray{shipment}}})[u"label_created"_s].toInt(), 1);
    QVERIFY(scene.ask({"GET", "/labels/" + awb.toLatin1() + ".pdf", {}, {}, {}}).body.startsWith("%PDF"));
    scene.clock.pass(Milliseconds{310'000});
    QCOMPARE(call("GET", "courier/track/awb/" + awb.toLatin1())[u"tracking_data"_s][u"shipment_track_activities"_s][0][u"status"_s].toString(), u"DELIVERED"_s);
    QVERIFY(call("POST", "orders/cancel/shipment/awbs", {{u"awbs"_s, QJsonArray{awb}}}).contains(u"status_code"_s)); // too late
    const QJsonObject second = call("POST", "courier/assign/awb", {{u"shipment_id"_s, order(u"A-2"_s)[u"shipment_id"_s]}});
    QVERIFY(!call("POST", "orders/cancel/shipment/awbs", {{u"awbs"_s, QJsonArray{second[u"response"_s][u"data"_s][u"awb_code"_s]}}}).contains(u"status_code"_s));
    QCOMPARE(billed(scene.book().invoice()).size(), 1);
}

void TestCarrierServices::sellsForDelhivery()
{
    CarrierScene scene(u"delhivery"_s);
    const QByteArray token = scene.world.carrierAccess().first().secrets[u"api_token"_s].toLatin1();
    const auto call = [&](const QByteArray &method, const QByteArray &path, const QByteArray &query, const QByteArray &body = {}) {
        return QJsonDocument::fromJson(scene.ask({method, path, query, {{"Authorization", "Token " + token}}, body}).body).object();
    };
    const auto order = [&](const QString &number, int pin) {
        const QJsonObject shipment{{u"name"_s, u"Asha"_s}, {u"add"_s, u"5 Hill Rd"_s}, {u"city"_s, u"Mumbai"_s}, {u"pin"_s, pin}, {u"order"_s, number}, {u"payment_mode"_s, u"Prepaid"_s}, {u"weight"_s, 800}};
        const QJsonObject data{{u"shipments"_s, QJsonArray{shipment}}, {u"pickup_location"_s, QJsonObject{{u"name"_s, u"Primary"_s}}}};
        return call("POST", "/api/cmu/create.json", {}, "format=json&data=" + QJsonDocument(data).toJson(QJsonDocument::Compact).toPercentEncoding());
    };
    QVERIFY(!order(u"A-0"_s, 99)[u"success"_s].toBool()); // no such place
    const QJsonObject sold = order(u"A-1"_s, 400'001);
    QVERIFY2(sold[u"success"_s].toBool(), QJsonDocument(sold).toJson().constData());
    QVERIFY(!order(u"A-1"_s, 400'001)[u"success"_s].toBool()); // once
    QCOMPARE(scene.book().sold(), 1);
    const QByteArray waybill = sold[u"packages"_s][0][u"waybill"_s].toString().toLatin1();
    QVERIFY(scene.ask({"GET", "/labels/" + waybill + ".pdf", {}, {}, {}}).body.startsWith("%PDF"));
    scene.clock.pass(Milliseconds{310'000});
    QCOMPARE(call("GET", "/api/v1/packages/json/", "waybill=" + waybill)[u"ShipmentData"_s][0][u"Shipment"_s][u"Status"_s][u"Status"_s].toString(), u"Delivered"_s);
    const auto cancel = [&](const QByteArray &number) { return call("POST", "/api/p/edit", {}, R"({"waybill":")" + number + R"(","cancellation":"true"})")[u"status"_s].toBool(); };
    QVERIFY(!cancel(waybill)); // too late
    QVERIFY(cancel(order(u"A-2"_s, 400'001)[u"packages"_s][0][u"waybill"_s].toString().toLatin1()));
    QCOMPARE(billed(scene.book().invoice()).size(), 1);
}

QTEST_GUILESS_MAIN(TestCarrierServices)
#include "tst_carrier_services.moc"
