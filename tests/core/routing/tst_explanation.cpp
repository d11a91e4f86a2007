#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/routing/answer_writer.h"
#include "core/inventory/fulfilment/routing/explanation.h"
#include "core/inventory/fulfilment/routing/variation.h"
#include "tests/core/routing/random_problem.h"

#include <QElapsedTimer>
#include <QTest>

using namespace crossdock;
using namespace crossdock::routing;
using namespace Qt::Literals::StringLiterals;

using Reason = Explanation::Rejected::Reason;

/// Every number of an explanation, reckoned again by trying all plans.
class TestExplanation : public QObject
{
    Q_OBJECT

private:
    static std::pair<QString, QString> unknown(int, int) { return {}; }

    static Wide costOf(const Problem &problem, int order, const Plan &plan)
    {
        Wide cost = 0;
        std::vector<bool> isShipped(problem.orders[static_cast<size_t>(order)].lines.size(), false);
        for (const int index : plan) {
            cost += problem.columns[static_cast<size_t>(index)].cost;
            for (const int line : problem.columns[static_cast<size_t>(index)].lines)
                isShipped[static_cast<size_t>(line)] = true;
        }
        for (size_t line = 0; line < isShipped.size(); ++line)
            cost += isShipped[line] ? 0 : problem.orders[static_cast<size_t>(order)].lines[line].unfilledCost;
        return cost;
    }

    /// All other orders keep what they have; this one chooses again from columns that pass.
    static Wide bestOf(const Problem &problem, const std::vector<Plan> &plans, int order, const std::function<bool(const Column &)> &passes)
    {
        Problem changed = problem;
        for (size_t other = 0; other < plans.size(); ++other) {
            if (static_cast<int>(other) == order)
                continue;
            changed = *withChosen(changed, static_cast<int>(other), plans[other]);
            changed = withoutOrder(changed, static_cast<int>(other));
        }
        for (Column &column : changed.columns) {
            if (!passes(column))
                column.lines.clear();
        }
        return bruteForce(changed);
    }

    static QVector<Shape> shapes()
    {
        return {{.orders = 4, .nodes = 3, .lines = 3, .skus = 4, .stock = 1.2}, {.orders = 4, .nodes = 3, .lines = 2, .skus = 3, .stock = 0.9, .capacity = 2}, {.orders = 5, .nodes = 2, .lines = 2, .skus = 3, .stock = 1.0, .capacity = 3},
                {.orders = 3, .nodes = 3, .lines = 3, .skus = 5, .stock = 1.5, .capacity = 2, .maxParcels = 1}};
    }

private Q_SLOTS:
    void numbers()
    {
        int dearer = 0, flips = 0, units = 0, sacrifices = 0;
        for (const Shape &shape : shapes()) {
            for (quint64 seed = 1; seed <= 10; ++seed) {
                const Problem problem = randomProblem(shape, seed);
                const Answer answer = route(problem);
                QCOMPARE(answer.total, answer.bound);
                Explainer explainer(problem, answer, unknown);
                for (int order = 0; order < static_cast<int>(problem.orders.size()); ++order) {
                    const Explanation explanation = explainer.explain(order, true);
                    QVERIFY(!explainer.better());
                    const Wide cost = costOf(problem, order, explanation.chosen);
                    QVERIFY(bestOf(problem, answer.plans, order, [](const Column &) { return true; }) == cost);
                    if (explanation.runnerUp)
                        QVERIFY(costOf(problem, order, *explanation.runnerUp) >= cost);
                    for (const auto &rejected : explanation.rejected) {
                        if (rejected.reason != Reason::Dearer)
                            continue;
                        ++dearer;
                        QVERIFY(costOf(problem, order, rejected.plan) - cost == rejected.dearerBy);
                        auto plans = answer.plans;
                        plans[static_cast<size_t>(order)] = rejected.plan;
                        QVERIFY(priceOf(problem, plans) == answer.total + rejected.dearerBy);
                    }
                    for (const auto &one : explanation.breakEvens) {
                        const Wide cheaper = problem.columns[static_cast<size_t>(one.column)].cost - one.winsBelow;
                        QVERIFY(cheaper >= 0);
                        for (const int step : {-1, 1}) { // just cheap enough, and just not
                            Problem changed = problem;
                            const Wide price = one.winsBelow + step;
                            if (price < 0)
                                continue;
                            changed.columns[static_cast<size_t>(one.column)].cost = static_cast<qint64>(price);
                            auto without = changed;
                            without.columns[static_cast<size_t>(one.column)].lines.clear();
                            const bool wins = bruteForce(changed) < bruteForce(without);
                            QVERIFY2(wins == (step < 0), qPrintable(u"seed %1 order %2"_s.arg(seed).arg(order)));
                            ++flips;
                        }
                    }
                    for (const auto &unit : explanation.units) {
                        ++units;
                        QVERIFY(answer.total - bruteForce(withMoreStock(problem, unit.node, unit.sku, 1)) == unit.saves);
                    }
                    const auto &sacrifice = *explanation.sacrifice;
                    QVERIFY(answer.total - bruteForce(withoutOrder(problem, order)) == sacrifice.alone);
                    QVERIFY(cost - costOf(problem, order, sacrifice.own) == sacrifice.costsMore && sacrifice.costsMore >= 0);
                    QVERIFY(sacrifice.othersSave >= sacrifice.costsMore);
                    if (sacrifice.costsMore > 0) {
                        ++sacrifices;
                        QVERIFY(bruteForce(withoutOrder(*withChosen(problem, order, sacrifice.own), order)) - (answer.total - cost) == sacrifice.othersSave);
                        QVERIFY(!sacrifice.others.isEmpty());
                    }
                }
            }
        }
        const QString counts = u"%1 dearer, %2 flips, %3 units, %4 sacrifices"_s.arg(dearer).arg(flips).arg(units).arg(sacrifices);
        QVERIFY2(dearer > 20 && flips > 80 && units > 50 && sacrifices > 10, qPrintable(counts));
    }

    void reasons_data()
    {
        QTest::addColumn<Problem>("problem");
        QTest::addColumn<int>("reason");
        QTest::addColumn<qint64>("number");
        Problem problem{u"USD"_s, {{u"a"_s, {{u"l"_s, u"S"_s, 2, 900}}, {}}, {u"b"_s, {{u"l"_s, u"S"_s, 2, 900}}, {}}}, {{u"near"_s, {}}, {u"far"_s, {}}}, {{0, u"S"_s, 9}, {1, u"S"_s, 9}}, {}};
        problem.columns = {{0, 0, {0}, 100}, {0, 1, {0}, 160}, {1, 0, {0}, 300}, {1, 1, {0}, 120}};
        QTest::newRow("dearer") << problem << int(Reason::Dearer) << qint64(60);
        Problem changed = problem;
        changed.stock[1].available = 1;
        QTest::newRow("one too few") << changed << int(Reason::Stock) << qint64(1);
        changed.stock.pop_back();
        QTest::newRow("no stock at all") << changed << int(Reason::Stock) << qint64(2);
        changed = problem;
        changed.stock[1].available = 3;
        QTest::newRow("taken by b") << changed << int(Reason::StockTaken) << qint64(1);
        changed = problem;
        changed.nodes[1].capacity = 1;
        QTest::newRow("full") << changed << int(Reason::Capacity) << qint64(0);
        changed.nodes[1].capacity = 0;
        QTest::newRow("no wave") << changed << int(Reason::Capacity) << qint64(0);
        changed = problem;
        changed.columns[1].lines.clear();
        QTest::newRow("not listed") << changed << int(Reason::Unlisted) << qint64(0);
        changed.orders[0].id = u"vetoed"_s;
        QTest::newRow("vetoed") << changed << int(Reason::Veto) << qint64(0);
    }

    void reasons()
    {
        QFETCH(Problem, problem);
        QFETCH(int, reason);
        QFETCH(qint64, number);
        const Answer answer = route(problem);
        Explainer explainer(problem, answer, [&](int order, int) { return std::pair(problem.orders[static_cast<size_t>(order)].id == u"vetoed" ? u"a rule"_s : QString(), QString()); });
        const Explanation explanation = explainer.explain(0, false);
        QCOMPARE(explanation.rejected.size(), size_t(1));
        const auto &rejected = explanation.rejected.front();
        QCOMPARE(int(rejected.reason), reason);
        QCOMPARE(rejected.reason == Reason::Dearer ? static_cast<qint64>(rejected.dearerBy) : rejected.shortBy, number);
        if (rejected.reason == Reason::StockTaken || (rejected.reason == Reason::Capacity && problem.nodes[1].capacity > 0))
            QCOMPARE(rejected.holders, QStringList{u"b"_s});
        QCOMPARE(rejected.name.isEmpty(), rejected.reason != Reason::Veto);
    }

    void pin()
    {
        for (const Shape &shape : shapes()) {
            for (quint64 seed = 1; seed <= 8; ++seed) {
                const Problem problem = randomProblem(shape, seed);
                const Answer answer = route(problem);
                const Explainer explainer(problem, answer, unknown);
                for (int order = 0; order < static_cast<int>(problem.orders.size()); ++order) {
                    for (int node = 0; node < static_cast<int>(problem.nodes.size()); ++node) {
                        const Answer after = explainer.pin({{order, node}});
                        QVERIFY(after.total == bruteForce(pinned(problem, order, node)));
                        QVERIFY(priceOf(problem, after.plans) == after.total);
                        for (const int column : after.plans[static_cast<size_t>(order)])
                            QCOMPARE(problem.columns[static_cast<size_t>(column)].node, node);
                    }
                }
            }
        }
    }

    /// An override of a wave is answered at once, and never better than the plan it overrides.
    void pinIsFast()
    {
        const Problem problem = randomProblem({.orders = 200, .nodes = 6, .lines = 3, .skus = 60, .stock = 1.3, .capacity = 60}, 4);
        const Answer answer = route(problem);
        const Explainer explainer(problem, answer, unknown);
        QVector<qint64> times;
        for (int order = 0; order < 20; ++order) {
            QElapsedTimer timer;
            timer.start();
            const Answer after = explainer.pin({{order, 5}});
            times.append(timer.elapsed());
            QVERIFY(priceOf(problem, after.plans) == after.total);
            QVERIFY(after.bound <= after.total && after.total >= answer.bound);
        }
        std::sort(times.begin(), times.end());
        QVERIFY2(times.at(times.size() / 2) < 100, qPrintable(QString::number(times.at(times.size() / 2))));
    }
};

QTEST_GUILESS_MAIN(TestExplanation)
#include "tst_explanation.moc"
