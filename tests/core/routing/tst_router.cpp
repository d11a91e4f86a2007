#include "core/inventory/fulfilment/routing/answer_writer.h"
#include "core/inventory/fulfilment/routing/external_solver.h"
#include "core/inventory/fulfilment/routing/line_limits.h"
#include "core/inventory/fulfilment/routing/nearest.h"
#include "core/inventory/fulfilment/routing/policy.h"
#include "core/inventory/fulfilment/routing/router.h"
#include "tests/core/routing/random_problem.h"

#include <QElapsedTimer>
#include <QTest>

using namespace crossdock::routing;
using namespace Qt::Literals::StringLiterals;

/// The router against every plan there is, on problems small enough for that; and what must hold on large ones.
class TestRouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void small_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::newRow("plenty") << Shape{.orders = 4, .nodes = 3, .lines = 3, .skus = 4, .stock = 3.0};
        QTest::newRow("stock short") << Shape{.orders = 5, .nodes = 2, .lines = 3, .skus = 3, .stock = 0.8};
        QTest::newRow("stock very short") << Shape{.orders = 5, .nodes = 3, .lines = 2, .skus = 2, .stock = 0.4};
        QTest::newRow("half the stock") << Shape{.orders = 5, .nodes = 3, .lines = 3, .skus = 2, .stock = 0.5, .capacity = 4};
        QTest::newRow("a tenth too little") << Shape{.orders = 6, .nodes = 2, .lines = 2, .skus = 2, .stock = 0.9};
        QTest::newRow("a tenth too little, two parcels an order") << Shape{.orders = 5, .nodes = 3, .lines = 3, .skus = 2, .stock = 0.9, .capacity = 4, .maxParcels = 2};
        QTest::newRow("just enough") << Shape{.orders = 5, .nodes = 3, .lines = 3, .skus = 2, .stock = 1.05, .capacity = 4};
        QTest::newRow("half again") << Shape{.orders = 5, .nodes = 3, .lines = 3, .skus = 2, .stock = 1.5, .capacity = 3};
        QTest::newRow("capacity short") << Shape{.orders = 5, .nodes = 2, .lines = 2, .skus = 4, .stock = 2.0, .capacity = 2};
        QTest::newRow("no capacity") << Shape{.orders = 4, .nodes = 2, .lines = 2, .skus = 4, .stock = 2.0, .capacity = 0};
        QTest::newRow("both short") << Shape{.orders = 5, .nodes = 3, .lines = 3, .skus = 3, .stock = 0.9, .capacity = 1};
        QTest::newRow("one parcel an order") << Shape{.orders = 5, .nodes = 3, .lines = 3, .skus = 3, .stock = 1.1, .capacity = 3, .maxParcels = 1};
        QTest::newRow("two parcels an order") << Shape{.orders = 4, .nodes = 3, .lines = 4, .skus = 5, .stock = 1.2, .capacity = 3, .maxParcels = 2};
        QTest::newRow("no parcel") << Shape{.orders = 3, .nodes = 2, .lines = 2, .skus = 2, .maxParcels = 0};
        QTest::newRow("long order, searched") << Shape{.orders = 1, .nodes = 1, .lines = 10, .skus = 12, .stock = 1.5};
        QTest::newRow("huge costs") << Shape{.orders = 4, .nodes = 2, .lines = 2, .skus = 3, .stock = 0.9, .capacity = 2, .scale = 100'000'000'000};
    }

    void small()
    {
        QFETCH(Shape, shape);
        for (quint64 seed = 1; seed <= 40; ++seed) {
            const Problem problem = randomProblem(shape, seed);
            const Wide optimum = bruteForce(problem);
            const Answer answer = route(problem);
            const QByteArray what = "seed " + QByteArray::number(seed) + ": total " + decimal(answer.total) + ", optimum " + decimal(optimum) + ", bound " + decimal(answer.bound);
            QVERIFY2(answer.total == optimum, what.constData());
            QVERIFY2(answer.bound == optimum, what.constData()); // small enough to be proven
            QVERIFY2(priceOf(problem, answer.plans) == answer.total, what.constData());
            const Answer greedy = greedyAnswer(problem);
            QVERIFY2(priceOf(problem, greedy.plans) == greedy.total && greedy.total >= answer.total, what.constData());
        }
    }

    void limitsOfLines_data()
    {
        QTest::addColumn<std::vector<qint64>>("stock"); // by node
        QTest::addColumn<std::vector<qint64>>("quantities"); // an order of one line each
        QTest::addColumn<std::vector<qint64>>("most"); // of all lines, then of those that ask for more
        const auto row = [](const char *name, const std::vector<qint64> &stock, const std::vector<qint64> &quantities, const std::vector<qint64> &most) { QTest::newRow(name) << stock << quantities << most; };
        row("one too many", {2, 1}, {1, 1, 1, 1}, {3});
        row("the small ones first", {2, 2}, {2, 1, 2, 1}, {3});
        row("an odd unit at each of two nodes serves no pair", {3, 3}, {2, 2, 2}, {2});
        row("all together are short, and those of two for themselves", {3, 3}, {2, 2, 2, 1, 1}, {4, 2});
        row("enough for all", {3, 3}, {2, 1}, {});
        row("where all of one quantity fit, only all together are short", {2, 2}, {2, 2, 1}, {2});
        row("quantities in any order", {3, 0}, {2, 1, 2}, {2, 1});
    }
    void limitsOfLines()
    {
        QFETCH(std::vector<qint64>, stock);
        QFETCH(std::vector<qint64>, quantities);
        Problem problem{u"USD"_s, {}, {}, {}, {}};
        for (size_t node = 0; node < stock.size(); ++node) {
            problem.nodes.push_back({QString::number(node), {}});
            problem.stock.push_back({static_cast<int>(node), u"S"_s, stock[node]});
        }
        for (size_t order = 0; order < quantities.size(); ++order) {
            problem.orders.push_back({QString::number(order), {{u"l"_s, u"S"_s, quantities[order], 1'000}}, {}});
            for (size_t node = 0; node < stock.size(); ++node)
                problem.columns.push_back({static_cast<int>(order), static_cast<int>(node), {0}, static_cast<qint64>(100 + node)});
        }
        const Program program(problem);
        QTEST(LineLimits(program).most(), "most");
    }

    void nearest_data()
    {
        QTest::addColumn<std::vector<qint64>>("stock"); // of A at the near node, of B there, of A at the far one, of B there
        QTest::addColumn<std::optional<qint64>>("maxParcels");
        QTest::addColumn<std::vector<Plan>>("plans"); // columns 0 to 2: near A, B, both; 3 to 5: far; the second order's behind them
        const auto row = [](const char *name, const std::vector<qint64> &stock, std::optional<qint64> maxParcels, const std::vector<Plan> &plans) { QTest::newRow(name) << stock << maxParcels << plans; };
        row("all of it is near", {2, 2, 2, 2}, {}, {{2}, {8}});
        row("near for the first only", {1, 1, 2, 2}, {}, {{2}, {11}});
        row("all of it from far before two parcels", {1, 0, 1, 1}, {}, {{5}, {6}});
        row("in two parcels, the near one first", {1, 0, 0, 1}, {}, {{0, 4}, {}});
        row("not in two where one is the limit", {1, 0, 0, 1}, 1, {{0}, {10}});
        row("nothing is there", {0, 0, 0, 0}, {}, {{}, {}});
    }
    void nearest()
    {
        QFETCH(std::vector<qint64>, stock);
        QFETCH(std::optional<qint64>, maxParcels);
        Problem problem{u"USD"_s, {}, {{u"near"_s, {}}, {u"far"_s, {}}}, {}, {}};
        for (const QString &id : {u"1"_s, u"2"_s})
            problem.orders.push_back({id, {{u"a"_s, u"A"_s, 1, 1'000}, {u"b"_s, u"B"_s, 1, 1'000}}, maxParcels});
        for (int i = 0; i < 4; ++i)
            problem.stock.push_back({i / 2, i % 2 == 0 ? u"A"_s : u"B"_s, stock[static_cast<size_t>(i)]});
        for (const int order : {0, 1})
            for (const int node : {0, 1})
                for (const std::vector<int> &lines : {std::vector{0}, {1}, {0, 1}})
                    problem.columns.push_back({order, node, lines, node == 0 ? 900 : 100}); // what is near is dear
        const Answer answer = nearestAnswer(problem, [](int, int node) { return node == 0 ? 10.0 : 900.0; });
        QTEST(answer.plans, "plans");
        QVERIFY(priceOf(problem, answer.plans) == answer.total);
        QVERIFY(answer.total >= route(problem).total);
    }

    void priceOfRefuses_data()
    {
        QTest::addColumn<Plan>("plan");
        QTest::addColumn<bool>("isLegal");
        QTest::newRow("nothing") << Plan{} << true;
        QTest::newRow("one") << Plan{0} << true;
        QTest::newRow("a line twice") << Plan{0, 1} << false;
        QTest::newRow("more than there is") << Plan{2} << false;
        QTest::newRow("too many parcels") << Plan{0, 3} << false;
    }

    void priceOfRefuses()
    {
        QFETCH(Plan, plan);
        QFETCH(bool, isLegal);
        Problem problem{u"USD"_s, {{u"o"_s, {{u"a"_s, u"A"_s, 1, 900}, {u"b"_s, u"B"_s, 5, 900}, {u"c"_s, u"C"_s, 1, 900}}, 1}}, {{u"n"_s, {}}}, {{0, u"A"_s, 9}, {0, u"B"_s, 4}, {0, u"C"_s, 1}}, {}};
        problem.columns = {{0, 0, {0}, 100}, {0, 0, {0, 2}, 100}, {0, 0, {1}, 100}, {0, 0, {2}, 100}};
        QCOMPARE(priceOf(problem, {plan}).has_value(), isLegal);
    }

    void sums_beyond_64_bits()
    {
        constexpr qint64 most = std::numeric_limits<qint64>::max();
        Problem problem{u"USD"_s, {}, {{u"n"_s, {}}}, {}, {}};
        for (int i = 0; i < 3; ++i)
            problem.orders.push_back({QString::number(i), {{u"l"_s, u"S"_s, most, most}}, {}});
        const Answer answer = route(problem);
        QCOMPARE(decimal(answer.total), QByteArray("27670116110564327421"));
        QCOMPARE(decimal(answer.bound), QByteArray("27670116110564327421"));
    }

    void same_bytes_again()
    {
        const Problem problem = randomProblem({.orders = 60, .nodes = 4, .lines = 4, .skus = 20, .stock = 1.0, .capacity = 20}, 7);
        QCOMPARE(writeAnswer(problem, route(problem), 0), writeAnswer(problem, route(problem), 0));
    }

    void large_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<double>("mostGap");
        QTest::newRow("plenty") << Shape{.orders = 100, .nodes = 4, .lines = 3, .skus = 30, .stock = 3.0} << 0.3;
        QTest::newRow("scarce") << Shape{.orders = 100, .nodes = 4, .lines = 3, .skus = 30, .stock = 1.1, .capacity = 40} << 2.0;
        QTest::newRow("capacity for a third") << Shape{.orders = 150, .nodes = 5, .lines = 3, .skus = 30, .stock = 1.5, .capacity = 10} << 1.0;
        QTest::newRow("odd units: one price for all is 6 % off") << Shape{.orders = 200, .nodes = 6, .lines = 3, .skus = 60, .stock = 1.05, .capacity = 60} << 2.0;
        QTest::newRow("a tenth too little, large") << Shape{.orders = 200, .nodes = 6, .lines = 3, .skus = 60, .stock = 0.9, .capacity = 60} << 4.0;
        QTest::newRow("long orders") << Shape{.orders = 12, .nodes = 1, .lines = 12, .skus = 60, .stock = 1.2, .capacity = 20} << 6.0;
    }

    void large()
    {
        QFETCH(Shape, shape);
        QFETCH(double, mostGap);
        const Problem problem = randomProblem(shape, 5);
        const Answer answer = route(problem);
        QCOMPARE(priceOf(problem, answer.plans), std::optional(answer.total));
        QVERIFY(answer.bound > 0 && answer.bound <= answer.total);
        QVERIFY(answer.total <= greedyAnswer(problem).total);
        QVERIFY2(static_cast<double>(answer.total - answer.bound) <= mostGap / 100 * static_cast<double>(answer.bound), gapPercent(answer.total, answer.bound).constData());
    }

    void external()
    {
        if (!hasExternalSolver())
            QSKIP("the program cbc is not installed");
        const Problem problem = randomProblem({.orders = 40, .nodes = 3, .lines = 3, .skus = 10, .stock = 0.9, .capacity = 15}, 3);
        const Answer own = route(problem), proven = route(problem, 20'000);
        QCOMPARE(priceOf(problem, proven.plans), std::optional(proven.total));
        QCOMPARE(proven.bound, proven.total);
        QVERIFY(own.bound <= proven.total && proven.total <= own.total);
    }

    void seconds_are_kept()
    {
        const Problem problem = randomProblem({.orders = 300, .nodes = 6, .lines = 4, .skus = 40, .stock = 0.9, .capacity = 60}, 3);
        QElapsedTimer timer;
        timer.start();
        const Answer answer = route(problem, 2'000);
        QVERIFY2(timer.elapsed() < 4'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(answer.total <= route(problem).total);
    }

    void policy_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("total");
        QTest::newRow("none") << QByteArray("{}") << QByteArray("300");
        QTest::newRow("fee") << QByteArray(R"({"parcel_fee": 10})") << QByteArray("310");
        QTest::newRow("veto on a node") << QByteArray(R"({"vetoes": [{"name": "v", "nodes": ["n0"]}]})") << QByteArray("500");
        QTest::newRow("veto on a SKU") << QByteArray(R"({"vetoes": [{"name": "v", "skus": ["A"]}]})") << QByteArray("1150");
        QTest::newRow("veto on another order") << QByteArray(R"({"vetoes": [{"name": "v", "orders": ["p"]}]})") << QByteArray("300");
        QTest::newRow("carbon, only shown") << QByteArray(R"({"carbon_price": 0})") << QByteArray("300");
        QTest::newRow("carbon at a low price") << QByteArray(R"({"carbon_price": 10})") << QByteArray("350");
        QTest::newRow("carbon makes the other node cheaper") << QByteArray(R"({"carbon_price": 50, "late_costs": {"walmart": 700}})") << QByteArray("525");
        QTest::newRow("no parcel at all") << QByteArray(R"({"max_parcels": 0})") << QByteArray("2000");
    }

    void policy()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, total);
        Problem problem{u"USD"_s, {{u"o"_s, {{u"a"_s, u"A"_s, 1, 1'000}, {u"b"_s, u"B"_s, 1, 1'000}}, {}}}, {{u"n0"_s, {}}, {u"n1"_s, {}}}, {{0, u"A"_s, 9}, {0, u"B"_s, 9}, {1, u"A"_s, 9}, {1, u"B"_s, 9}}, {}};
        problem.columns = {{0, 0, {0, 1}, 300, 5'000}, {0, 1, {0, 1}, 500, 500}, {0, 0, {1}, 150, {}}};
        const auto read = readPolicy(json);
        QVERIFY(read);
        QCOMPARE(decimal(route(withPolicy(problem, *read)).total), total);
    }

    void policyIsRefused()
    {
        QCOMPARE(readPolicy(R"({"vetoes": [{"node": "n0"}]})").error().subject, u"vetoes[0].node"_s);
        QCOMPARE(readPolicy(R"({"max_parcels": -1})").error().subject, u"max_parcels"_s);
        QCOMPARE(readPolicy(R"({"carbon_price": -1})").error().subject, u"carbon_price"_s);
        QCOMPARE(readPolicy(R"({"late_costs": {"ebay": 1.5}})").error().subject, u"late_costs.ebay"_s);
    }
};

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
