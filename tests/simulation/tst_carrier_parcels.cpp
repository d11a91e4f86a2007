#include "core/inventory/fulfilment/carrier_abilities.h"
#include "tests/simulation/carrier_scene.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::simulation;

/// Labels and parcels of every carrier of the sandbox that our connectors buy from: sold once, refunded, carried, refused, billed.
class TestCarrierParcels : public QObject
{
    Q_OBJECT

private:
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
    void sellsAndCarries_data() { sellers(); }
    void sellsAndCarries();
    void carriesReturnsHome_data();
    void carriesReturnsHome();
    void findsReturns();
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
    void billsOtherwiseThanItSold_data() { sellers(); }
    void billsOtherwiseThanItSold();
    void chargesForOptions_data();
    void chargesForOptions();
    void isTheSameAgain_data() { sellers(); }
    void isTheSameAgain();
};

/// Bought for what was quoted, announced at once, delivered at last, each step later than the one before.
void TestCarrierParcels::sellsAndCarries()
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

void TestCarrierParcels::carriesReturnsHome_data()
{
    QTest::addColumn<QString>("name");
    for (const sandbox::CarrierSpec &carrier : sandbox::allCarriers())
        if (fulfilment::abilitiesOf(toText(carrier.kind)).takesReturns)
            QTest::newRow(qPrintable(carrier.name)) << carrier.name;
}

/// Whoever turns the addresses round, the parcel goes from the buyer to the house.
void TestCarrierParcels::carriesReturnsHome()
{
    QFETCH(QString, name);
    CarrierScene scene(name);
    QVERIFY(scene.port->traits().takesReturns);
    rates::Shipment back = CarrierScene::shipment();
    back.isReturn = true;
    const auto bought = scene.buy(CarrierScene::cheapest(scene.quote(back)), u"back-1"_s, labels::Format::Zpl, back);
    QVERIFY2(bought, qPrintable(bought ? QString() : bought.error().error.detail));
    QVERIFY(!bought->tracking.isEmpty());
    const sandbox::ParcelWish &wish = scene.book().sales().front()->wish;
    QCOMPARE(wish.from.street, u"5 Hill Rd"_s);
    QCOMPARE(wish.from.postcode, u"97205"_s);
    QCOMPARE(wish.to.street, u"1 River St"_s);
    QCOMPARE(wish.to.postcode, u"12180"_s);
}

/// Bought, and the answer was lost: whoever asks by our name hears of it, and it is not sold twice.
void TestCarrierParcels::findsReturns()
{
    CarrierScene scene(u"engine"_s);
    rates::Shipment back = CarrierScene::shipment();
    back.isReturn = true;
    const rates::Quote quote = CarrierScene::cheapest(scene.quote(back));
    const auto bought = scene.buy(quote, u"back-1"_s, labels::Format::Zpl, back);
    QVERIFY2(bought, qPrintable(bought ? QString() : bought.error().error.detail));
    using Found = labels::Answer<std::optional<labels::Bought>>;
    const auto find = [&](const QString &reference) {
        const auto answer = scene.wait<Found>([&](auto done) { scene.port->find({reference, quote.carrier, quote.service, quote.offer, {}, {}, labels::Format::Zpl, back.shipDate}, CarrierScene::deadline, done); });
        return !answer || !*answer ? u"not known"_s : **answer ? (**answer)->carrierId : u"none"_s;
    };
    QCOMPARE(find(u"back-1"_s), bought->carrierId);
    QCOMPARE(find(u"back-2"_s), u"none"_s);
    QVERIFY(!scene.buy(quote, u"back-1"_s, labels::Format::Zpl, back));
    QCOMPARE(scene.book().sold(), 1);
}

void TestCarrierParcels::writesLabels_data()
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

void TestCarrierParcels::writesLabels()
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

void TestCarrierParcels::takesBack_data()
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

void TestCarrierParcels::takesBack()
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
    QCOMPARE(scene.billed().size(), what == u"refused" ? 1 : 0);
    scene.clock.pass(Milliseconds{600'000});
    const labels::Progress last = scene.track(label).last().progress;
    QCOMPARE(last == labels::Progress::Delivered, what == u"refused");
}

/// Sold, and refused at the counter: it never arrives, and is not billed.
void TestCarrierParcels::doesNotCarryWhatItHadSold()
{
    QFETCH(QString, name);
    CarrierScene scene(name, {.refuses = 1});
    const rates::Quote quote = CarrierScene::cheapest(scene.quote());
    const auto bought = scene.buy(quote);
    QVERIFY(bought);
    QCOMPARE(scene.billed().size(), 1);
    scene.clock.pass(Milliseconds{900'000});
    const QList<labels::TrackEvent> events = scene.track(CarrierScene::known(quote, *bought));
    QVERIFY(!events.isEmpty());
    QVERIFY2(events.last().progress == labels::Progress::Problem || events.last().progress == labels::Progress::Returned, qPrintable(events.last().words));
    QCOMPARE(scene.billed().size(), 0);
}

void TestCarrierParcels::isLate()
{
    QFETCH(QString, name);
    CarrierScene prompt(name), late(name, {.delays = 1});
    QList<qsizetype> steps;
    QList<labels::Progress> after;
    QList<bool> putOff;
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
        const auto expected = scene->way(CarrierScene::known(quote, *bought)).expectedBy;
        const auto sold = labels::endOf(scene->book().sales()[0]->price.deliveredOn);
        putOff.append(expected && *expected > sold);
    }
    QCOMPARE(after.first(), labels::Progress::Delivered);
    QVERIFY(after.last() != labels::Progress::Delivered);
    QCOMPARE(steps.last(), steps.first() + 1);
    QCOMPARE(putOff, (QList<bool>{false, true}));
}

void TestCarrierParcels::chargesForOptions_data()
{
    QTest::addColumn<rates::Options>("options");
    QTest::addColumn<qint64>("quotedMore"); // cents
    QTest::addColumn<qint64>("paidMore");
    using rates::Option;
    QTest::newRow("nothing") << rates::Options{} << qint64(0) << qint64(0);
    QTest::newRow("a signature") << rates::Options{Option::Signature} << qint64(395) << qint64(395);
    QTest::newRow("an adult's signature, on a Saturday") << rates::Options{Option::AdultSignature, Option::SaturdayDelivery} << qint64(2'525) << qint64(2'525);
    QTest::newRow("insurance, bought with the label and told before") << rates::Options{Option::Insurance} << qint64(250) << qint64(250);
}

void TestCarrierParcels::chargesForOptions()
{
    QFETCH(rates::Options, options);
    QFETCH(qint64, quotedMore);
    QFETCH(qint64, paidMore);
    CarrierScene scene(u"post"_s);
    rates::Shipment asked = CarrierScene::shipment();
    const rates::Quote plain = CarrierScene::cheapest(scene.quote(asked));
    asked.options = options;
    asked.value = Money{25'000, u"USD"_s};
    const rates::Quote quote = CarrierScene::cheapest(scene.quote(asked));
    QCOMPARE(quote.service, plain.service);
    QCOMPARE(quote.total.amount - plain.total.amount, quotedMore);
    const auto bought = scene.buy(quote, u"box-1"_s, labels::Format::Zpl, asked);
    QVERIFY(bought && bought->cost);
    QCOMPARE(bought->cost->amount - plain.total.amount, paidMore);
}

void TestCarrierParcels::sellsNothingAtAnOldPrice()
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

void TestCarrierParcels::sellsLater_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("refuses");
    QTest::newRow("shippo") << u"shippo"_s << false;
    QTest::newRow("shippo, refused after it was accepted") << u"shippo"_s << true;
    QTest::newRow("shipengine") << u"engine"_s << false;
    QTest::newRow("shipengine, refused after it was accepted") << u"engine"_s << true;
}

/// Accepted, and not done yet: whoever asks again hears how it went.
void TestCarrierParcels::sellsLater()
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
    QCOMPARE(scene.billed().size(), refuses ? 0 : 1);
}

/// Some parcels were heavier than was told, or their address was wrong; the others cost what they were sold for.
void TestCarrierParcels::billsOtherwiseThanItSold()
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
    const QMap<QString, QString> charges = scene.billed();
    QCOMPARE(charges.keys(), sold.keys());
    int others = 0;
    for (auto it = charges.begin(); it != charges.end(); ++it) {
        others += it.value() != sold[it.key()] ? 1 : 0;
        QVERIFY(it.value().toDouble() >= sold[it.key()].toDouble());
    }
    QCOMPARE(others, 4);
}

void TestCarrierParcels::isTheSameAgain()
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

QTEST_GUILESS_MAIN(TestCarrierParcels)
#include "tst_carrier_parcels.moc"
