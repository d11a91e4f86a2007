#include "tests/sandbox/stage.h"

#include "core/inventory/values/ids.h"
#include "core/sandbox/world_file.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::sandbox;

class WorldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void catalogueIsBelievable();
    void catalogueGrows();
    void sameSeedSameTrace();
    void faultWords_data();
    void faultWords();
    void faultsStrike_data();
    void faultsStrike();
    void lostEventsCanBeFound();
    void oversoldUnits();
    void worldFile_data();
    void worldFile();
};

void WorldTest::catalogueIsBelievable()
{
    SeededRandom random(7);
    const QList<CatalogueItem> items = makeCatalogue(2000, {u"main"_s, u"east"_s, u"west"_s}, random);
    QCOMPARE(items.size(), 2000);
    QSet<QString> skus;
    QSet<QString> barcodes;
    QHash<QString, const CatalogueItem *> bySku;
    for (const CatalogueItem &item : items)
        bySku.insert(item.sku, &item);
    int kits = 0;
    for (const CatalogueItem &item : items) {
        skus.insert(item.sku);
        barcodes.insert(item.barcode);
        QCOMPARE(withCheckDigit(item.barcode.first(12)), item.barcode);
        QVERIFY2(Sku::parse(item.sku).has_value(), qPrintable(item.sku));
        QVERIFY(item.weightG > 0 && item.price.amount > item.cost.amount / 2 && !item.name.isEmpty() && item.stock.size() == 3);
        kits += item.isKit() ? 1 : 0;
        for (const KitPart &part : item.parts)
            QVERIFY(bySku.contains(part.sku) && !bySku.value(part.sku)->isKit() && part.quantity >= 1);
    }
    QCOMPARE(skus.size(), 2000);
    QCOMPARE(barcodes.size(), 2000);
    QCOMPARE(kits, 80);
    QCOMPARE(withCheckDigit(u"400638133393"_s), u"4006381333931"_s);
}

void WorldTest::catalogueGrows()
{
    SeededRandom random(7);
    const QList<CatalogueItem> items = makeCatalogue(100'000, {u"main"_s}, random);
    QSet<QString> skus;
    for (const CatalogueItem &item : items)
        skus.insert(item.sku);
    QCOMPARE(skus.size(), 100'000);
}

namespace {

/// Everything that can be seen of a busy quarter of an hour.
QByteArray trace(quint64 seed)
{
    WorldSpec spec;
    spec.seed = seed;
    spec.ratePerSecond = 2;
    spec.editsOnSite = true;
    spec.faults = *Faults::parse(u"all=0.1");
    Stage stage(spec);
    stage.world.subscribe(u"shop"_s, u"http://127.0.0.1:9/a"_s);
    stage.world.subscribe(u"woo"_s, u"http://127.0.0.1:9/b"_s);
    stage.world.startBuyers();
    stage.clock.pass(std::chrono::minutes(15));
    QByteArray text;
    for (const WebhookCall &call : std::as_const(stage.webhooks)) {
        text += call.url + call.body;
        for (const auto &[name, value] : call.headers)
            text += name + value;
    }
    for (const QString &channel : stage.world.channels()) {
        for (const Order &order : stage.world.orders(channel))
            text += order.id.toUtf8() + QByteArray::number(int(order.state)) + QByteArray::number(toMs(order.updatedAt));
        for (const ListingSeed &seed_ : stage.world.listings(channel))
            text += QByteArray::number(*stage.world.quantity(channel, seed_.listingId)) + ',';
    }
    return text;
}

} // namespace

void WorldTest::sameSeedSameTrace()
{
    const QByteArray first = trace(11);
    QVERIFY(first.size() > 100'000);
    QCOMPARE(trace(11), first);
    QVERIFY(trace(12) != first);
}

void WorldTest::faultWords_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<bool>("isValid");
    QTest::addColumn<double>("lost");
    QTest::newRow("nothing") << QString() << true << 0.0;
    QTest::newRow("usual") << u"late,lost"_s << true << 0.05;
    QTest::newRow("given") << u"lost=0.2, errors"_s << true << 0.2;
    QTest::newRow("all") << u"all=0.5"_s << true << 0.5;
    QTest::newRow("unknown") << u"lots"_s << false << 0.0;
    QTest::newRow("too much") << u"lost=1.1"_s << false << 0.0;
    QTest::newRow("no number") << u"lost=often"_s << false << 0.0;
}

void WorldTest::faultWords()
{
    QFETCH(QString, list);
    QFETCH(bool, isValid);
    const auto faults = Faults::parse(list);
    QCOMPARE(faults.has_value(), isValid);
    if (faults)
        QTEST(faults->lost, "lost");
}

void WorldTest::faultsStrike_data()
{
    QTest::addColumn<QString>("faults");
    QTest::addColumn<int>("shopify");
    QTest::addColumn<int>("amazon");
    QTest::addColumn<int>("woo");
    QTest::newRow("none") << QString() << 200 << 403 << 200; // without a token Amazon refuses, with or without faults
    QTest::newRow("throttled") << u"throttled=1"_s << 200 << 429 << 429; // GraphQL throttles inside of 200
    QTest::newRow("timeouts") << u"timeouts=1"_s << 0 << 0 << 0;
}

void WorldTest::faultsStrike()
{
    QFETCH(QString, faults);
    Stage stage;
    stage.world.setFaults(*Faults::parse(faults));
    const QByteArray token = stage.access(u"shop"_s).secrets.value(u"access_token"_s).toLatin1();
    const Reply shop = stage.ask(u"shop"_s, {"POST", "/admin/api/2026-10/graphql.json", {}, {{"X-Shopify-Access-Token", token}}, R"({"query":"{shop{name}}"})"});
    QTEST(shop.status, "shopify");
    if (faults.startsWith(u"throttled"))
        QCOMPARE(Stage::json(shop)[u"errors"][0][u"extensions"][u"code"].toString(), u"THROTTLED"_s);
    QTEST(stage.ask(u"amz"_s, {"GET", "/orders/2026-01-01/orders", {}, {}, {}}).status, "amazon");
    QTEST(stage.woo("GET", "orders").status, "woo");
}

void WorldTest::lostEventsCanBeFound()
{
    WorldSpec spec;
    spec.faults = *Faults::parse(u"lost=1");
    Stage stage(spec);
    stage.world.subscribe(u"woo"_s, u"http://127.0.0.1:9/b"_s);
    const QString id = *stage.world.sell(u"woo"_s, stage.listing(u"woo"_s).listingId, 1);
    stage.clock.pass(std::chrono::hours(1));
    QCOMPARE(stage.webhooks.size(), 0);
    QCOMPARE(QString::number(Stage::json(stage.woo("GET", "orders", "modified_after=2020-01-01T00:00:00"))[0][u"id"].toInteger()), id);
    stage.world.setFaults(*Faults::parse(u"doubled=1"));
    QVERIFY(stage.world.pay(u"woo"_s, *stage.world.sell(u"woo"_s, {Basket{stage.listing(u"woo"_s).listingId, 1}}, Payment::Later)).has_value());
    stage.clock.pass(std::chrono::hours(1));
    QCOMPARE(stage.webhooks.size(), 6); // created, paid and the quantity, each twice
}

void WorldTest::oversoldUnits()
{
    WorldSpec spec;
    spec.items = {{u"A"_s, u"A"_s, {}, u"A"_s, {}, {}, 1, 1, 1, 1, {100, u"USD"_s}, {200, u"USD"_s}, {}, {{u"main"_s, 5}}},
                  {u"K"_s, u"K"_s, {}, u"K"_s, {}, {}, 1, 1, 1, 1, {100, u"USD"_s}, {200, u"USD"_s}, {{u"A"_s, 2}}, {{u"main"_s, 0}}}};
    Stage stage(spec);
    QCOMPARE(*stage.world.quantity(u"amz"_s, u"K"_s), 2); // as many as the parts allow
    const QString id = *stage.world.sell(u"amz"_s, u"A"_s, 5);
    QVERIFY(!stage.world.sell(u"amz"_s, u"A"_s, 1));
    QCOMPARE(stage.world.oversoldUnits(), 0);
    QVERIFY(stage.world.sell(u"amz"_s, u"K"_s, 2).has_value());
    QCOMPARE(stage.world.oversoldUnits(), 4);
    stage.world.receive(u"A"_s, 1);
    QCOMPARE(stage.world.oversoldUnits(), 3);
    QVERIFY(stage.world.cancel(u"amz"_s, id).has_value());
    QCOMPARE(stage.world.oversoldUnits(), 0);
}

void WorldTest::worldFile_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("subject");
    QTest::newRow("empty") << QByteArray("{}") << QString();
    QTest::newRow("all") << QByteArray(R"({"seed":3,"rate":2.5,"faults":"lost=0.1","nodes":["n"],"channels":[{"name":"a","kind":"amazon","currency":"GBP"}],)"
                                       R"("catalogue":[{"sku":"X","name":"Thing","price":"12.99","stock":{"n":4}},{"sku":"K","parts":{"X":2}}]})") << QString();
    QTest::newRow("no JSON") << QByteArray("{") << u"world file"_s;
    QTest::newRow("typing error") << QByteArray(R"({"chanels":[]})") << u"chanels"_s;
    QTest::newRow("kind") << QByteArray(R"({"channels":[{"name":"a","kind":"shop"}]})") << u"channels[0].kind"_s;
    QTest::newRow("twice") << QByteArray(R"({"channels":[{"name":"a","kind":"amazon"},{"name":"a","kind":"amazon"}]})") << u"channels[1].name"_s;
    QTest::newRow("price") << QByteArray(R"({"catalogue":[{"sku":"X","price":"12.999"}]})") << u"catalogue[0].price"_s;
    QTest::newRow("node") << QByteArray(R"({"catalogue":[{"sku":"X","stock":{"moon":1}}]})") << u"catalogue[0].stock"_s;
    QTest::newRow("part") << QByteArray(R"({"catalogue":[{"sku":"K","parts":{"X":1}}]})") << u"catalogue[0].parts"_s;
    QTest::newRow("faults") << QByteArray(R"({"faults":"bad"})") << u"faults"_s;
    QTest::newRow("carriers") << QByteArray(R"({"carriers":[{"kind":"ups","refuses":0.5},{"name":"other","kind":"ups","rate_lives_ms":60000,"bills_off_every":0}]})") << QString();
    QTest::newRow("kind of carrier") << QByteArray(R"({"carriers":[{"name":"a","kind":"mule"}]})") << u"carriers[0].kind"_s;
    QTest::newRow("a carrier twice") << QByteArray(R"({"carriers":[{"kind":"ups"},{"kind":"ups"}]})") << u"carriers[1].name"_s;
    QTest::newRow("a carrier by a channel's name") << QByteArray(R"({"channels":[{"name":"a","kind":"amazon"}],"carriers":[{"name":"a","kind":"ups"}]})") << u"carriers[0].name"_s;
    QTest::newRow("more than always") << QByteArray(R"({"carriers":[{"kind":"ups","refuses":2}]})") << u"carriers[0].refuses"_s;
}

void WorldTest::worldFile()
{
    QFETCH(QByteArray, json);
    const auto spec = parseWorldFile(json);
    QTEST(spec ? QString() : spec.error().subject, "subject");
}

QTEST_GUILESS_MAIN(WorldTest)
#include "tst_world.moc"
