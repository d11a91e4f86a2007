#include "core/inventory/local_inventory.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;

namespace {

/// Makes the way of a long question nameable, to keep it busy.
struct Passage : Inventory {
    using Inventory::readLong;
};

using Ask = std::function<void(Inventory &, QObject *, std::function<void()>)>;

template <class Query>
Ask asking(const Query &query)
{
    return [query](Inventory &inventory, QObject *context, std::function<void()> done) {
        inventory.ask(query, context, [done](const Result<typename Query::Answer> &) { done(); });
    };
}

} // namespace

/// The inventory of a folder, in its threads.
class LocalInventoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTakesLongBesideTheRest_data()
    {
        QTest::addColumn<Ask>("ask");
        QTest::addColumn<bool>("waits"); // for the long reading before it
        QTest::newRow("stock") << asking(query::Stock{}) << false;
        QTest::newRow("orders") << asking(query::Orders{}) << false;
        QTest::newRow("trail") << asking(query::Trail{}) << false;
        QTest::newRow("rules") << asking(query::Rules{}) << false;
        QTest::newRow("a sentence") << asking(query::ReadRule{u"When an order arrives, hold it"_s, 0}) << false;
        QTest::newRow("what is between the rules") << asking(query::RuleFindings{}) << false;
        QTest::newRow("what the past says of the rules") << asking(query::RuleFindings{.withHistory = true}) << true;
        QTest::newRow("a rehearsal") << asking(query::RehearseRule{.rule = 0, .text = u"When an order arrives, hold it"_s, .since = {}, .until = {}}) << true;
        QTest::newRow("the chain of the trail") << asking(query::Verify{}) << true;
        QTest::newRow("the books") << asking(query::Books{}) << true;
    }
    void readsWhatTakesLongBesideTheRest()
    {
        QFETCH(Ask, ask);
        QFETCH(bool, waits);
        QTemporaryDir folder;
        SystemClock clock;
        const auto data = DataFolder::open(folder.filePath(u"shop"_s), {}, clock.now());
        QVERIFY(data);
        QSemaphore begun, goOn;
        const auto inventory = LocalInventory::open(*data, clock);
        QVERIFY(inventory);
        const auto release = qScopeGuard([&] { goOn.release(); }); // it must end, whatever is found
        ((**inventory).*&Passage::readLong)([&](Answers &) {
            begun.release();
            goOn.acquire();
        });
        QVERIFY(begun.tryAcquire(1, 30'000));
        bool isAnswered = false, isOtherAnswered = false;
        QObject asker;
        ask(**inventory, &asker, [&] { isAnswered = true; });
        (*inventory)->ask(query::Totals{}, &asker, [&](const Result<query::Totals::Answer> &) { isOtherAnswered = true; }); // after it, in the same order
        QTRY_VERIFY_WITH_TIMEOUT(isOtherAnswered, 30'000);
        QCOMPARE(isAnswered, !waits);
        goOn.release();
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered, 30'000);
    }
};

QTEST_GUILESS_MAIN(LocalInventoryTest)
#include "tst_local_inventory.moc"
