#include "app/engine/wave_prices.h"
#include "core/inventory/fulfilment/rates/likeness.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QCoreApplication>
#include <QTest>
#include <numeric>

using namespace crossdock;
using namespace crossdock::tests;
using namespace std::chrono_literals;

namespace {

/// A shop with one node and one live account, which answers as it is told to.
struct Scene {
    explicit Scene(const store::Source &source, const QString &kind = u"easypost"_s)
        : shop(source)
        , inventory(*shop.core, shop.answers, shop.clock)
        , prices(inventory, shop.clock, [this](const QList<rates::Shipment> &shipments, Milliseconds, QObject *, const Desk::Done<QList<rates::Rated>> &done) { answer(shipments, done); }, nullptr)
    {
        NodeDetails details;
        details.country = u"US"_s;
        details.postcode = u"10001"_s;
        shop.must(command::DefineNode{node(u"main"), u"warehouse"_s, {}, details});
        shop.must(command::RemoveNode{node(u"east")});
        shop.must(command::AddCarrier{{.name = *CarrierId::parse(u"broker"_s), .kind = kind, .url = {}, .account = {}}});
        shop.define(u"A", 500);
    }
    void sell(const QString &number, const QString &postcode)
    {
        ChannelOrder order = orderOf(number, {{u"l"_s, u"A", 1}}, number.toInt());
        order.buyer.country = u"US"_s;
        order.buyer.postcode = postcode;
        shop.must(command::RecordOrder{order, {}, {}});
    }
    /// As Engine::quoteLive() does: what it hears is kept before it is told.
    void answer(const QList<rates::Shipment> &shipments, const Desk::Done<QList<rates::Rated>> &done)
    {
        asked.append(shipments.size());
        QList<rates::Rated> all;
        for (const rates::Shipment &shipment : shipments) {
            rates::Rated rated;
            if (refuses)
                rated.refused.append({u"broker"_s, {}, u"too heavy"_s});
            else
                shop.must(command::NoteAnswers{{{u"broker"_s, rates::likenessOf(shipment), {{u"usps"_s, u"priority"_s, u"account"_s, {700, u"USD"_s}, {}, shop.clock.now()}}}}});
            all.append(rated);
        }
        if (isSilent)
            late = [all, done] { done(all); };
        else
            done(all);
    }
    /// Answers how long it took.
    Milliseconds fill()
    {
        given = std::make_shared<waves::Given>(waves::Given{shop.ask(query::Waiting{}), shop.ask(query::Rates{}), shop.ask(query::Cartons{}), shop.clock.now()});
        const Time begun = shop.clock.now();
        std::optional<Time> ended;
        prices.fill(given, {}, [&](const Result<> &filled) {
            QVERIFY(filled);
            QVERIFY(!ended); // once
            ended = shop.clock.now();
        });
        const Time most = begun + 10s;
        do {
            QCoreApplication::processEvents();
            QCoreApplication::processEvents(); // what the first round posted
        } while (!ended && shop.clock.step(most));
        return ended ? *ended - begun : 10s;
    }
    bool isPriced() const
    {
        for (const waves::LiveQuestion &question : waves::liveQuestions(*given, {}))
            if (given->live->quotes(question.likeness).isEmpty())
                return false;
        return true;
    }

    Workshop shop;
    simulation::SimInventory inventory;
    app::WavePrices prices;
    std::shared_ptr<waves::Given> given;
    QList<qsizetype> asked; ///< questions at once
    bool refuses = false, isSilent = false;
    std::function<void()> late;
};

} // namespace

/// Before a wave is planned, live accounts are asked for what is missing: not much, not often, and never for long.
class WaveAskingTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void asksOnceAndKeeps()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.sell(u"1"_s, u"94110"_s);
        scene.sell(u"2"_s, u"94133"_s); // alike
        QVERIFY(scene.fill() < 1s);
        QCOMPARE(scene.asked, QList<qsizetype>{1});
        QVERIFY(scene.isPriced());
        scene.fill();
        QCOMPARE(scene.asked.size(), 1); // it is fresh
        scene.shop.clock.pass(25h);
        scene.fill();
        QCOMPARE(scene.asked.size(), 2);
    }

    void neverWaitsForALateOne()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.sell(u"1"_s, u"94110"_s);
        scene.isSilent = true;
        scene.refuses = true; // nothing of it is kept meanwhile
        QVERIFY(scene.fill() <= 3s);
        QVERIFY(scene.given->live && !scene.isPriced());
        scene.late(); // told twice would be wrong
        scene.isSilent = false;
        scene.fill();
        QCOMPARE(scene.asked.size(), 1); // not at every look
    }

    void remembersARefusal()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.sell(u"1"_s, u"94110"_s);
        scene.refuses = true;
        scene.fill();
        const auto questions = waves::liveQuestions(*scene.given, {});
        QCOMPARE(questions.size(), 1);
        QVERIFY(scene.given->live->refusal(questions.first().likeness).contains(u"too heavy"_s));
        scene.shop.clock.pass(2h);
        scene.fill();
        QCOMPARE(scene.asked.size(), 1);
    }

    void asksForSomeAtATime_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QList<qsizetype>>("inAnHour"); // at once, of 70
        QTest::newRow("a broker") << u"easypost"_s << QList<qsizetype>{24, 24, 22};
        QTest::newRow("who allows few") << u"usps"_s << QList<qsizetype>{24, 24, 12};
    }
    void asksForSomeAtATime()
    {
        QFETCH(QString, kind);
        QFETCH(QList<qsizetype>, inAnHour);
        CROSSDOCK_OPEN(Scene, scene, kind);
        for (int i = 1; i <= 70; ++i)
            scene.sell(QString::number(i), QString::number(i + 10) + u"001"_s);
        for (int wave = 0; wave < 5; ++wave)
            scene.fill();
        QCOMPARE(scene.asked, inAnHour);
        const qsizetype left = 70 - std::accumulate(inAnHour.begin(), inAnHour.end(), qsizetype(0));
        QCOMPARE(scene.isPriced(), left == 0);
        scene.shop.clock.pass(61min);
        scene.fill();
        QCOMPARE(scene.asked.mid(inAnHour.size()), left == 0 ? QList<qsizetype>() : QList<qsizetype>{left});
        QVERIFY(scene.isPriced());
    }

    void asksNobodyWithoutAnAccount()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.sell(u"1"_s, u"94110"_s);
        scene.shop.must(command::RemoveCarrier{*CarrierId::parse(u"broker"_s)});
        scene.fill();
        QVERIFY(scene.asked.isEmpty() && !scene.given->live);
    }
};

QTEST_GUILESS_MAIN(WaveAskingTest)
#include "tst_wave_asking.moc"
