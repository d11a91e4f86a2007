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
