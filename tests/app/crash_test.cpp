#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

/// The engine is killed under load, again and again: no order is lost or doubled, every channel ends at the right number.
class CrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survives_data();
    void survives();

private:
    /// Orders of one unit, over all channels and items in turn; now and then one is cancelled.
    static void trade(Stage &stage, int sales, int items);
};

void CrashTest::trade(Stage &stage, int sales, int items)
{
    static int turn = 0;
    for (int i = 0; i < sales; ++i, ++turn) {
        const QString channel = stage.channels().at(turn % stage.channels().size());
        const QString order = stage.sell(channel, u"ITEM-%1"_s.arg(turn % items + 1, 3, 10, QLatin1Char('0')), 1);
        QVERIFY2(!order.isEmpty(), qPrintable(channel));
        if (turn % 7 == 6)
            stage.world("/cancel", {{u"channel"_s, channel}, {u"order"_s, order}});
    }
}

void CrashTest::survives_data()
{
    QTest::addColumn<QString>("faults");
    QTest::newRow("a sound network") << QString();
    QTest::newRow("lost, doubled and reordered events, failing calls") << u"lost=0.2,doubled=0.2,reordered=0.2,errors=0.1,timeouts=0.1,throttled=0.05"_s;
}

void CrashTest::survives()
{
    QFETCH(QString, faults);
    constexpr int items = 7;
    const QStringList flags{u"--catch-up-every"_s, u"2"_s};
    Stage stage;
    QVERIFY(stage.startEngine(flags));
    QVERIFY(stage.startSandbox(items, 500, true));
    QCOMPARE(stage.connectAll(), QString());
    if (!faults.isEmpty())
        stage.world("/faults", {{u"faults"_s, faults}});

    // The moments: sales before the kill, sales while nobody is there.
    constexpr std::pair<int, int> moments[] = {{1, 0}, {25, 5}, {0, 10}, {60, 0}, {3, 3}};
    for (const auto &[before, between] : moments) {
        trade(stage, before, items); // its last events are on their way
        stage.killEngine();
        trade(stage, between, items);
        QVERIFY(stage.startEngine(flags)); // the next kill may come while it catches up
    }
    trade(stage, 20, items);
    QCOMPARE(stage.stopEngine(), 0); // an ordinary end under load loses nothing either
    QVERIFY(stage.startEngine(flags));
    stage.world("/faults", {{u"faults"_s, u"lost=0"_s}});

    QCOMPARE(stage.settled(&Stage::orderDifferences, 20).join(u"; "_s), QString());
    QCOMPARE(stage.settled(&Stage::disagreements, 20).join(u"; "_s), QString());
    const Outcome verified = stage.run({u"audit"_s, u"verify"_s});
    QVERIFY2(verified.code == 0, verified.both());
    QCOMPARE(stage.run({u"incident"_s, u"list"_s, u"--json"_s}).json().array().size(), 0);
    QCOMPARE(stage.stopEngine(), 0);
    QCOMPARE(stage.leaks(), QStringList());
}

std::unique_ptr<QObject> makeCrashTest()
{
    return std::make_unique<CrashTest>();
}

#include "crash_test.moc"
