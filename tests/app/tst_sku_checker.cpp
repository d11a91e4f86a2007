#include "app/engine/sku_checker.h"
#include "tests/core/fulfilment/fake_node.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace std::chrono_literals;

namespace {

/// Units with Amazon of a shop that sells on Walmart, and who asks Amazon about them.
struct Scene {
    explicit Scene(const store::Source &source)
        : shop(source)
        , inventory(*shop.core, shop.answers, shop.clock)
        , amazon(shop.clock)
        , checker(node(u"mcf"), amazon, inventory, shop.clock)
    {
        shop.must(command::DefineNode{node(u"mcf"), u"amazon-mcf"_s, {}});
        ChannelDetails details;
        details.name = channel(u"market");
        details.kind = u"walmart"_s;
        details.url = u"http://localhost"_s;
        shop.must(command::AddChannel{details});
        add(u"LAMP");
    }
    void add(QStringView code)
    {
        shop.define(code, 0);
        shop.must(command::ReceiveStock{sku(code), node(u"mcf"), 1});
    }
    /// What was asked in this time, in short: "LAMP blank box".
    QStringList asked(Milliseconds span)
    {
        amazon.checked.clear();
        shop.passWithAnswers(span);
        return amazon.checked;
    }
    QStringList known()
    {
        QStringList texts;
        for (const fulfilment::SkuCheck &check : shop.ask(query::SkuChecks{node(u"mcf")}))
            texts.append(check.sku + u' ' + check.demand + u": "_s + (check.reasons.isEmpty() ? u"yes"_s : check.reasons.join(u", "_s)));
        return texts;
    }

    Workshop shop;
    simulation::SimInventory inventory;
    FakeNode amazon;
    app::SkuChecker checker;
};

} // namespace

/// Amazon is asked about every SKU that lies with it, in its own time.
class SkuCheckerTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void asksOnceAWeek()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.amazon.notPacked = {{u"LAMP"_s, {u"BLANK_BOX: NON_SORTABLE"_s}}};
        QCOMPARE(scene.asked(1h), QStringList()); // nobody told it to go on
        scene.checker.goOn();
        QCOMPARE(scene.asked(1min), (QStringList{u"LAMP blank box"_s, u"LAMP not by amzl"_s}));
        QCOMPARE(scene.known(), (QStringList{u"LAMP blank box: BLANK_BOX: NON_SORTABLE"_s, u"LAMP not by amzl: yes"_s}));
        QCOMPARE(scene.asked(2h), QStringList());
        scene.add(u"MUG");
        QCOMPARE(scene.asked(3min), (QStringList{u"MUG blank box"_s, u"MUG not by amzl"_s})); // what is new does not wait for the week's end
        QCOMPARE(scene.asked(24h * 6), QStringList());
        scene.amazon.notPacked.clear();
        QCOMPARE(scene.asked(25h).size(), 4);
        QCOMPARE(scene.known().first(), u"LAMP blank box: yes"_s);
    }

    /// Half of what Amazon lets through is left to orders.
    void leavesRoomForOrders()
    {
        CROSSDOCK_OPEN(Scene, scene);
        for (int i = 0; i < 30; ++i)
            scene.add(QStringLiteral("THING-%1").arg(i));
        scene.checker.goOn();
        const qsizetype first = scene.asked(10s).size();
        QVERIFY2(first >= 5 && first <= 11, qPrintable(QString::number(first)));
        QCOMPARE(first + scene.asked(3min).size(), 62);
    }

    void bearsSilence_data()
    {
        using Kind = channels::CallFailure::Kind;
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("atOnce"); // questions until it gives up for a while
        QTest::addColumn<int>("inAnHour");
        QTest::newRow("it does not answer") << int(Kind::Unreachable) << 1 << 5;
        QTest::newRow("it has no time") << int(Kind::RateLimited) << 1 << 5;
        QTest::newRow("it does not know the question") << int(Kind::Rejected) << 6 << 0; // three SKUs of each demand
    }
    void bearsSilence()
    {
        QFETCH(int, kind);
        QFETCH(int, atOnce);
        QFETCH(int, inAnHour);
        CROSSDOCK_OPEN(Scene, scene);
        for (int i = 0; i < 5; ++i)
            scene.add(QStringLiteral("THING-%1").arg(i));
        scene.amazon.checkFailure = channels::CallFailure{static_cast<channels::CallFailure::Kind>(kind), u"no"_s, 0ms, false};
        scene.checker.goOn();
        QCOMPARE(scene.asked(1min).size(), atOnce);
        QCOMPARE(scene.asked(50min).size(), inAnHour);
        QCOMPARE(scene.known(), QStringList()); // what is not said is not known
        scene.amazon.checkFailure.reset();
        scene.asked(24h);
        QCOMPARE(scene.known().size(), 12);
    }
};

QTEST_GUILESS_MAIN(SkuCheckerTest)
#include "tst_sku_checker.moc"
