#include "app/engine/told_prices.h"
#include "core/inventory/fulfilment/waves/planned_wave.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QCoreApplication>
#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace std::chrono_literals;

namespace {

enum class Mood { Tells, Refuses, Fails, Silent };

/// A shop all of whose units are at a node that tells prices, as it is in the mood to.
struct Scene {
    explicit Scene(const store::Source &source)
        : shop(source)
        , inventory(*shop.core, shop.answers, shop.clock)
        , prices(inventory, shop.clock,
                 {[](const QString &kind) { return kind == u"amazon-mcf"; },
                  [this](const QList<fulfilment::NodeQuestion> &questions, Milliseconds, QObject *, const Desk::Done<QList<rates::Rated>> &done) { answer(questions, done); }},
                 nullptr)
    {
        NodeDetails details;
        details.country = u"US"_s;
        details.postcode = u"94107"_s;
        shop.must(command::DefineNode{node(u"mcf"), u"amazon-mcf"_s, {}, details});
        shop.define(u"A", 0);
        shop.must(command::ReceiveStock{sku(u"A"), node(u"mcf"), 500});
    }
    void sell(int number)
    {
        ChannelOrder order = orderOf(QString::number(number), {{u"l"_s, u"A", 1}}, number);
        order.buyer.country = u"US"_s;
        order.buyer.postcode = QString::number(number + 10) + u"001"_s;
        shop.must(command::RecordOrder{order, {}, {}});
    }
    /// As Engine::quoteNodes() does: what it hears is kept before it is told.
    void answer(const QList<fulfilment::NodeQuestion> &questions, const Desk::Done<QList<rates::Rated>> &done)
    {
        asked.append(questions.size());
        if (mood == Mood::Silent)
            return;
        if (mood == Mood::Fails) {
            done(fail(Error::Code::Unreachable, u"mcf"_s, u"no network"_s));
            return;
        }
        QList<rates::Rated> all;
        for (const fulfilment::NodeQuestion &question : questions) {
            rates::Rated rated;
            if (mood == Mood::Refuses)
                rated.refused.append({u"mcf"_s, {}, u"InventoryUnavailable"_s});
            else
                shop.must(command::NoteAnswers{{{u"mcf"_s, question.likeness, {{u"mcf"_s, u"Standard"_s, fulfilment::pricedByNode, {900, u"EUR"_s}, {}, shop.clock.now()}}}}});
            all.append(rated);
        }
        done(all);
    }
    std::shared_ptr<waves::Given> begin()
    {
        const auto given = std::make_shared<waves::Given>(waves::Given{shop.ask(query::Waiting{}), shop.ask(query::Rates{}), shop.ask(query::Cartons{}), shop.clock.now()});
        prices.fill(given, {}, [this, wave = given.get()](const Result<> &done) {
            QVERIFY(done);
            filled.insert(wave);
        });
        return given;
    }
    bool isFilled(const std::shared_ptr<waves::Given> &given) const { return filled.contains(given.get()); }
    /// Goes on for so long, or until it is filled.
    void run(const std::shared_ptr<waves::Given> &given, Milliseconds most)
    {
        const Time end = shop.clock.now() + most;
        do {
            QCoreApplication::processEvents();
            QCoreApplication::processEvents(); // what the first round posted
        } while (!isFilled(given) && shop.clock.step(end));
    }
    /// "told", "awaited told": of each order.
    static QStringList standing(const std::shared_ptr<waves::Given> &given)
    {
        QStringList texts;
        const waves::PlannedWave wave(1, *given, {});
        for (const fulfilment::WaveOrder &order : wave.view()->orders)
            texts.append((order.pricesBy ? u"awaited "_s : QString()) + fulfilment::nameOf(order.pricing));
        return texts;
    }

    Workshop shop;
    simulation::SimInventory inventory;
    Mood mood = Mood::Tells;
    QList<qsizetype> asked; ///< questions at once
    QSet<const waves::Given *> filled;
    app::ToldPrices prices;
};

} // namespace

/// Before a wave is planned, nodes are asked for their prices; what they do not tell in time, and what may still come, stands with the orders.
class ToldPricesTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void saysHowSurePricesAre_data()
    {
        QTest::addColumn<Mood>("mood");
        QTest::addColumn<QString>("standing");
        QTest::newRow("it tells") << Mood::Tells << u"told"_s;
        QTest::newRow("it refuses: nothing goes from there") << Mood::Refuses << u"listed"_s;
        QTest::newRow("it cannot be asked") << Mood::Fails << u"assumed"_s;
        QTest::newRow("it does not answer in time") << Mood::Silent << u"late"_s;
    }
    void saysHowSurePricesAre()
    {
        QFETCH(Mood, mood);
        CROSSDOCK_OPEN(Scene, scene);
        scene.mood = mood;
        scene.sell(1);
        const auto given = scene.begin();
        scene.run(given, 10s);
        QVERIFY(scene.isFilled(given));
        QCOMPARE(scene.asked, QList<qsizetype>{1});
        QFETCH(QString, standing);
        QCOMPARE(Scene::standing(given), QStringList{standing});
        const auto again = scene.begin(); // not at every look
        scene.run(again, 10s);
        QCOMPARE(scene.asked, QList<qsizetype>{1});
        QCOMPARE(Scene::standing(again), QStringList{standing});
    }

    /// Others go before it: it is asked at the next look, and its order waits for that.
    void waitsForItsTurn()
    {
        CROSSDOCK_OPEN(Scene, scene);
        for (int i = 1; i <= 14; ++i)
            scene.sell(i);
        const auto first = scene.begin();
        scene.run(first, 10s);
        QCOMPARE(scene.asked, QList<qsizetype>{12});
        QStringList standing = Scene::standing(first);
        QCOMPARE(standing.count(u"told"_s), 12);
        QCOMPARE(standing.count(u"awaited assumed"_s), 2);
        const auto second = scene.begin();
        scene.run(second, 10s);
        QCOMPARE(scene.asked, (QList<qsizetype>{12, 2}));
        QCOMPARE(Scene::standing(second).count(u"told"_s), 14);
    }

    void isAwaitedWhileItIsAsked_data()
    {
        QTest::addColumn<int>("ms"); // after it was asked by another wave
        QTest::addColumn<QString>("standing");
        QTest::newRow("just asked") << 100 << u"awaited assumed"_s;
        QTest::newRow("nearly late") << 2'400 << u"awaited assumed"_s;
        QTest::newRow("late") << 2'500 << u"late"_s;
    }
    void isAwaitedWhileItIsAsked()
    {
        QFETCH(int, ms);
        CROSSDOCK_OPEN(Scene, scene);
        scene.mood = Mood::Silent;
        scene.sell(1);
        const auto first = scene.begin();
        scene.run(first, 0ms);
        QCOMPARE(scene.asked, QList<qsizetype>{1});
        scene.shop.clock.pass(Milliseconds{ms});
        const auto second = scene.begin();
        scene.run(second, 0ms);
        QVERIFY(scene.isFilled(second)); // it does not wait for the answer itself
        QCOMPARE(scene.asked, QList<qsizetype>{1});
        QTEST(Scene::standing(second).join(u' '), "standing");
    }
};

QTEST_GUILESS_MAIN(ToldPricesTest)
#include "tst_told_prices.moc"
