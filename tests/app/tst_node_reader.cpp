#include "app/engine/node_reader.h"
#include "tests/core/fulfilment/fake_node.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace std::chrono_literals;
using fulfilment::StockLevel;

namespace {

/// A node of others whose stock the ledger follows, with its reader.
struct Scene {
    explicit Scene(const store::Source &source)
        : shop(source)
        , inventory(*shop.core, shop.answers, shop.clock)
        , node(shop.clock)
    {
        NodeDetails details;
        details.account = {{u"stock"_s, u"follow"_s}};
        shop.must(command::DefineNode{tests::node(u"bob"), u"shipbob"_s, {}, details});
        shop.define(u"A", 0);
        shop.define(u"B", 0);
        start();
    }
    /// Another program reads, or the same one after a restart.
    void start() { reader = std::make_unique<app::NodeReader>(tests::node(u"bob"), node, inventory, shop.clock); }
    /// What the reading says.
    QString read()
    {
        QString said;
        reader->read([&](const Result<int> &skus) { said = skus ? QString::number(*skus) : skus.error().detail; });
        const Time end = shop.clock.now() + 10s;
        do {
            QCoreApplication::processEvents();
            QCoreApplication::processEvents(); // what the first round posted
        } while (shop.clock.step(end));
        return said;
    }
    /// So many SKUs with one unit each are there.
    void fillNode(int skus)
    {
        for (int i = 0; i < skus; ++i) {
            const QString code = codeOf(i);
            shop.define(code, 0);
            node.stock.append(level(code, 1));
        }
    }
    static QString codeOf(int number) { return QStringLiteral("S%1").arg(number, 3, 10, QChar(u'0')); }
    int taken(int skus)
    {
        int units = 0;
        for (int i = 0; i < skus; ++i)
            units += shop.at(codeOf(i), u"bob") == u"1/0/0/0/0"_s ? 1 : 0;
        return units;
    }
    int untaken()
    {
        for (const NodeRow &row : shop.ask(query::Nodes{}))
            if (row.node == tests::node(u"bob") && row.feed)
                return row.feed->state.untaken;
        return -1;
    }
    QString trust()
    {
        for (const NodeRow &row : shop.ask(query::Nodes{}))
            if (row.node == tests::node(u"bob") && row.feed)
                return nameOf(fulfilment::trustOf(row.feed->state, shop.clock.now()));
        return {};
    }
    static StockLevel level(const QString &sku, Quantity sellable)
    {
        StockLevel level;
        level.sku = sku;
        level.sellable = sellable;
        return level;
    }

    Workshop shop;
    simulation::SimInventory inventory;
    FakeNode node;
    std::unique_ptr<app::NodeReader> reader;
};

} // namespace

/// The stock of a node of others, as it is read again and again.
class NodeReaderTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void showsNothing_data()
    {
        QTest::addColumn<int>("minutes"); // until it is read again
        QTest::addColumn<bool>("isEmpty"); // then
        QTest::addColumn<bool>("isRestarted");
        QTest::addColumn<QString>("stock");
        QTest::addColumn<QString>("trust");
        QTest::newRow("at once again") << 1 << true << false << u"7/0/0/0/0"_s << u"failing"_s;
        QTest::newRow("some time later") << 15 << true << false << u"0/0/0/0/0"_s << u"fresh"_s;
        QTest::newRow("some time later, by another program") << 15 << true << true << u"0/0/0/0/0"_s << u"fresh"_s;
        QTest::newRow("it was a mistake") << 15 << false << false << u"7/0/0/0/0"_s << u"fresh"_s;
    }
    /// Nothing at all where there was something is believed when it is said twice.
    void showsNothing()
    {
        QFETCH(int, minutes);
        QFETCH(bool, isEmpty);
        QFETCH(bool, isRestarted);
        CROSSDOCK_OPEN(Scene, scene);
        const QList<StockLevel> stock{Scene::level(u"A"_s, 7), Scene::level(u"B"_s, 2)};
        scene.node.stock = stock;
        QCOMPARE(scene.read(), u"2"_s);
        QCOMPARE(scene.shop.at(u"A", u"bob"), u"7/0/0/0/0"_s);
        scene.shop.clock.pass(15min);
        scene.node.stock.clear();
        QCOMPARE(scene.read(), fulfilment::emptyDoubt());
        QCOMPARE(scene.shop.at(u"A", u"bob"), u"7/0/0/0/0"_s);
        QCOMPARE(scene.trust(), u"failing"_s);
        scene.shop.clock.pass(Milliseconds{minutes * 60'000});
        scene.node.stock = isEmpty ? QList<StockLevel>() : stock;
        if (isRestarted)
            scene.start();
        scene.read();
        QTEST(scene.shop.at(u"A", u"bob"), "stock");
        QTEST(scene.trust(), "trust");
        QVERIFY(scene.shop.balances());
    }

    void takesAllOfIt_data()
    {
        QTest::addColumn<int>("skus");
        QTest::addColumn<int>("endsAfter"); // SKUs that were taken when the program ends; 0: it does not
        QTest::newRow("one part") << 50 << 0;
        QTest::newRow("a part and one") << 51 << 0;
        QTest::newRow("many parts") << 400 << 0;
        QTest::newRow("it ends in the middle") << 400 << 150;
        QTest::newRow("it ends after the first part") << 400 << 50;
    }
    /// However many SKUs differ, one reading takes them all; a program that ends meanwhile takes the rest when it starts again.
    void takesAllOfIt()
    {
        QFETCH(int, skus);
        QFETCH(int, endsAfter);
        CROSSDOCK_OPEN(Scene, scene);
        scene.fillNode(skus);
        if (endsAfter > 0) {
            scene.reader->read([](const Result<int> &) {});
            const Time end = scene.shop.clock.now() + 10s;
            for (int round = 0; round < 1'000 && scene.reader; ++round) {
                QCoreApplication::processEvents();
                if (scene.untaken() == skus - endsAfter)
                    scene.reader.reset();
                else
                    scene.shop.clock.step(end);
            }
            QVERIFY(!scene.reader);
            QCoreApplication::processEvents();
            QCOMPARE(scene.taken(skus), endsAfter);
            QCOMPARE(scene.trust(), u"partial"_s);
            scene.start();
        }
        QCOMPARE(scene.read(), QString::number(skus));
        QCOMPARE(scene.taken(skus), skus);
        QCOMPARE(scene.untaken(), 0);
        QCOMPARE(scene.trust(), u"fresh"_s);
        QVERIFY(scene.shop.balances());
    }

    /// Long as it is, an empty list is believed only when it comes twice; then all of it goes.
    void takesALongEmptyListOnlyTwice()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.fillNode(120);
        QCOMPARE(scene.read(), u"120"_s);
        scene.node.stock.clear();
        scene.shop.clock.pass(15min);
        QCOMPARE(scene.read(), fulfilment::emptyDoubt());
        QCOMPARE(scene.taken(120), 120);
        QCOMPARE(scene.untaken(), 0);
        scene.shop.clock.pass(15min);
        QCOMPARE(scene.read(), u"0"_s);
        QCOMPARE(scene.taken(120), 0);
        QCOMPARE(scene.untaken(), 0);
    }

    /// One SKU of several that is gone is gone.
    void showsFewer()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.node.stock = {Scene::level(u"A"_s, 7), Scene::level(u"B"_s, 2)};
        QCOMPARE(scene.read(), u"2"_s);
        scene.shop.clock.pass(15min);
        scene.node.stock.removeLast();
        QCOMPARE(scene.read(), u"1"_s);
        QCOMPARE(scene.shop.at(u"A", u"bob"), u"7/0/0/0/0"_s);
        QCOMPARE(scene.shop.at(u"B", u"bob"), u"0/0/0/0/0"_s);
    }
};

QTEST_GUILESS_MAIN(NodeReaderTest)
#include "tst_node_reader.moc"
