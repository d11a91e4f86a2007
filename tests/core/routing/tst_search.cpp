#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/routing/construction.h"
#include "core/inventory/fulfilment/routing/ejection_search.h"
#include "core/inventory/fulfilment/routing/knapsack.h"
#include "core/inventory/fulfilment/routing/lot_table.h"
#include "core/inventory/fulfilment/routing/repacking.h"
#include "core/inventory/fulfilment/routing/settlement.h"
#include "tests/core/routing/random_problem.h"

#include <QTest>

#include <algorithm>
#include <bit>

using namespace crossdock;
using namespace crossdock::routing;

namespace {

struct Lot {
    qint64 size;
    double price;
};

/// Of all sets of lots that fit.
double dearest(const std::vector<Lot> &lots, qint64 supply)
{
    double most = 0;
    for (quint32 set = 0; set < 1U << lots.size(); ++set) {
        qint64 size = 0;
        double price = 0;
        for (size_t i = 0; i < lots.size(); ++i) {
            size += set >> i & 1 ? lots[i].size : 0;
            price += set >> i & 1 ? lots[i].price : 0;
        }
        most = size <= supply ? std::max(most, price) : most;
    }
    return most;
}

/// Every way to cut these lines into parcels of the order, as what it costs at the prices.
void priceAll(const Program &program, const Program::Batch &batch, const std::vector<double> &prices, quint32 open, int parcelsLeft, double spent, std::vector<double> &all)
{
    if (open == 0) {
        all.push_back(spent);
        return;
    }
    const int line = std::countr_zero(open);
    priceAll(program, batch, prices, open & (open - 1), parcelsLeft, spent + static_cast<double>(program.unfilledCost(batch, line)), all);
    for (int i = batch.firstParcel; parcelsLeft > 0 && i < batch.firstParcel + batch.parcels; ++i) {
        const auto &parcel = program.parcel(i);
        if ((parcel.mask >> line & 1) != 0 && (parcel.mask & ~open) == 0)
            priceAll(program, batch, prices, open ^ parcel.mask, parcelsLeft - 1, spent + parcel.price + prices[static_cast<size_t>(i)], all);
    }
}

std::vector<double> somePrices(const Program &program, quint64 seed)
{
    SeededRandom random(seed);
    std::vector<double> prices;
    for (int i = 0; i < program.parcelCount(); ++i)
        prices.push_back(static_cast<double>(random.below(500)));
    return prices;
}

} // namespace

/// The parts of the search for a plan, each against what it promises.
class TestSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knapsack_data()
    {
        QTest::addColumn<qint64>("supply");
        QTest::addColumn<qint64>("smaller");
        QTest::addColumn<qint64>("larger");
        QTest::newRow("nothing there") << qint64(0) << qint64(1) << qint64(2);
        QTest::newRow("too little for the larger") << qint64(1) << qint64(1) << qint64(2);
        QTest::newRow("an odd unit") << qint64(5) << qint64(1) << qint64(2);
        QTest::newRow("one size") << qint64(5) << qint64(2) << qint64(2);
        QTest::newRow("sizes that do not divide each other") << qint64(12) << qint64(3) << qint64(5);
        QTest::newRow("enough for all") << qint64(100) << qint64(3) << qint64(5);
    }
    void knapsack()
    {
        QFETCH(qint64, supply);
        QFETCH(qint64, smaller);
        QFETCH(qint64, larger);
        SeededRandom random(1);
        std::vector<Lot> lots;
        Knapsack knapsack(supply, smaller, larger);
        for (int item = 0; item < 10; ++item) {
            lots.push_back({random.below(2) == 0 ? smaller : larger, 0});
            knapsack.add(item, lots.back().size);
        }
        for (int round = 0; round < 50; ++round) { // the same one at other prices
            std::vector<double> prices, sold(lots.size(), 0.0);
            for (Lot &lot : lots)
                prices.push_back(lot.price = static_cast<double>(random.below(20)));
            QCOMPARE(knapsack.sell(prices, sold), dearest(lots, supply));
            double size = 0, earned = 0;
            for (size_t i = 0; i < lots.size(); ++i) {
                QVERIFY(sold[i] == 0 || sold[i] == 1);
                size += sold[i] * static_cast<double>(lots[i].size);
                earned += sold[i] * lots[i].price;
            }
            QVERIFY(size <= static_cast<double>(supply));
            QCOMPARE(earned, dearest(lots, supply));
        }
    }

    void lotTable_data()
    {
        QTest::addColumn<qint64>("supply");
        QTest::addColumn<qint64>("largest");
        QTest::newRow("nothing there") << qint64(0) << qint64(4);
        QTest::newRow("too little for most") << qint64(1) << qint64(4);
        QTest::newRow("one short of a whole block") << qint64(7) << qint64(4);
        QTest::newRow("more than a block") << qint64(11) << qint64(5);
        QTest::newRow("lots larger than a block") << qint64(20) << qint64(15);
        QTest::newRow("enough for all") << qint64(100) << qint64(6);
    }
    void lotTable()
    {
        QFETCH(qint64, supply);
        QFETCH(qint64, largest);
        SeededRandom random(1);
        std::vector<Lot> lots;
        std::vector<int> items;
        std::vector<qint64> sizes;
        LotTable<double> table;
        for (int item = 0; item < 10; ++item) {
            sizes.push_back(1 + static_cast<qint64>(random.below(static_cast<quint64>(largest))));
            lots.push_back({sizes.back(), 0});
            items.push_back(item);
        }
        for (int round = 0; round < 50; ++round) { // the same one at other prices
            std::vector<double> prices, sold(lots.size(), 0.0);
            for (Lot &lot : lots)
                prices.push_back(lot.price = static_cast<double>(random.below(20)));
            QCOMPARE(table.sell(items, supply, prices, sizes, &sold), dearest(lots, supply));
            double size = 0, earned = 0;
            for (size_t i = 0; i < lots.size(); ++i) {
                QVERIFY(sold[i] == 0 || sold[i] == 1);
                size += sold[i] * static_cast<double>(lots[i].size);
                earned += sold[i] * lots[i].price;
            }
            QVERIFY(size <= static_cast<double>(supply));
            QCOMPARE(earned, dearest(lots, supply));
        }
    }

    void repacking_data()
    {
        QTest::addColumn<std::vector<qint64>>("stock"); // by node
        QTest::addColumn<std::vector<qint64>>("places"); // by node
        QTest::addColumn<std::vector<qint64>>("quantities"); // an order of one line each
        QTest::addColumn<std::vector<int>>("now"); // the node of each order, -1: it waits
        QTest::addColumn<double>("cost"); // 1,000 for each that waits, 100 + 10 a node for each parcel
        const auto row = [](const char *name, const std::vector<qint64> &stock, const std::vector<qint64> &places, const std::vector<qint64> &quantities, const std::vector<int> &now, double cost) {
            QTest::newRow(name) << stock << places << quantities << now << cost;
        };
        row("an odd unit at each of two nodes", {3, 3}, {9, 9}, {2, 1, 2, 1}, {1, 0, -1, 0}, 420);
        row("three nodes, none to spare", {4, 4, 4}, {9, 9, 9}, {3, 3, 3, 1, 1, 1}, {0, 1, -1, 2, 2, 2}, 660);
        row("the cheaper node", {2, 2}, {9, 9}, {1, 1, 1}, {1, 1, 0}, 310);
        row("one must wait", {3, 3}, {9, 9}, {2, 2, 2}, {0, -1, -1}, 1'210);
        row("no place for more", {3, 3}, {1, 1}, {2, 1, 2, 1}, {0, 1, -1, -1}, 2'210);
        row("the best already", {3, 3}, {9, 9}, {2, 1, 2, 1}, {0, 0, 1, 1}, 420);
    }
    /// What the orders that ask for one SKU can have at best.
    void repacking()
    {
        QFETCH(std::vector<qint64>, stock);
        QFETCH(std::vector<qint64>, places);
        QFETCH(std::vector<qint64>, quantities);
        QFETCH(std::vector<int>, now);
        QFETCH(double, cost);
        Problem problem{QStringLiteral("USD"), {}, {}, {}, {}};
        for (size_t node = 0; node < stock.size(); ++node) {
            problem.nodes.push_back({QString::number(node), places[node]});
            problem.stock.push_back({static_cast<int>(node), QStringLiteral("S"), stock[node]});
        }
        for (size_t order = 0; order < quantities.size(); ++order) {
            problem.orders.push_back({QString::number(order), {{QStringLiteral("l"), QStringLiteral("S"), quantities[order], 1'000}}, {}});
            for (size_t node = 0; node < stock.size(); ++node)
                problem.columns.push_back({static_cast<int>(order), static_cast<int>(node), {0}, static_cast<qint64>(100 + 10 * node)});
        }
        const Program program(problem);
        OpenPlan plan(program);
        const auto send = [&](int order, int node) {
            for (int parcel = 0; parcel < program.parcelCount(); ++parcel) {
                if (program.orderOf(parcel) == order && problem.columns[static_cast<size_t>(program.parcel(parcel).column)].node == node)
                    plan.place(order, std::span(&parcel, 1));
            }
        };
        for (size_t order = 0; order < now.size(); ++order)
            send(static_cast<int>(order), now[order]);
        Repacking repacking(program);
        QVERIFY(!repacking.isEmpty());
        SeededRandom random(1);
        const std::vector<double> never(program.supply().size(), std::numeric_limits<double>::infinity());
        for (const auto &change : repacking.find(plan, repacking.skuFor(0, random), {never, 0}, random)) {
            plan.takeOut(change.order);
            plan.place(change.order, change.parcels);
        }
        QVERIFY(plan.shortages().empty());
        QCOMPARE(plan.total(), cost);
    }

    void shortlist_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::newRow("three lines") << Shape{.orders = 20, .nodes = 4, .lines = 3, .skus = 6, .stock = 0.9};
        QTest::newRow("many nodes, more plans than are kept at a time") << Shape{.orders = 10, .nodes = 12, .lines = 3, .skus = 8, .stock = 3.0};
        QTest::newRow("two parcels at most") << Shape{.orders = 20, .nodes = 4, .lines = 3, .skus = 6, .stock = 1.2, .capacity = 5, .maxParcels = 2};
        QTest::newRow("no parcel") << Shape{.orders = 5, .nodes = 2, .lines = 3, .skus = 4, .maxParcels = 0};
    }
    void shortlist()
    {
        QFETCH(Shape, shape);
        constexpr size_t most = 8;
        const Problem problem = randomProblem(shape, 3);
        const Program program(problem);
        const std::vector<double> prices = somePrices(program, 5);
        const Shortlist shortlist(program, prices, static_cast<int>(most));
        for (int order = 0; order < program.orderCount(); ++order) {
            std::vector<double> all;
            const auto &batch = program.batch(order);
            priceAll(program, batch, prices, (1U << batch.lines) - 1, batch.parcelCap, 0, all);
            std::sort(all.begin(), all.end());
            const auto choices = shortlist.choices(order);
            QVERIFY(choices.size() >= std::min(most, all.size()) && choices.size() <= most + 1);
            for (size_t i = 0; i < std::min(most, all.size()); ++i) {
                const auto parcels = shortlist.parcels(choices[i]);
                QCOMPARE(choices[i].cost + choices[i].pay, all[i]);
                QCOMPARE(choices[i].cost, static_cast<double>(program.costOf(order, parcels)));
                QCOMPARE(shortlist.find(order, parcels), static_cast<int>(i));
            }
            QVERIFY(shortlist.find(order, {}) >= 0);
        }
    }

    void aLongOrderIsNotListed()
    {
        const Problem problem = randomProblem({.orders = 20, .nodes = 1, .lines = 6, .skus = 12, .stock = 1.2}, 2);
        const Program program(problem);
        const Shortlist shortlist(program, somePrices(program, 1), 8);
        for (int order = 0; order < program.orderCount(); ++order)
            QCOMPARE(shortlist.knows(order), program.batch(order).lines <= Shortlist::mostLines);
    }

    void plansHold_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::newRow("a tenth too little") << Shape{.orders = 60, .nodes = 4, .lines = 3, .skus = 15, .stock = 0.9, .capacity = 25};
        QTest::newRow("half the stock") << Shape{.orders = 60, .nodes = 4, .lines = 3, .skus = 15, .stock = 0.5};
        QTest::newRow("places short") << Shape{.orders = 60, .nodes = 4, .lines = 3, .skus = 15, .stock = 2.0, .capacity = 6};
        QTest::newRow("long orders among short ones") << Shape{.orders = 60, .nodes = 2, .lines = 5, .skus = 20, .stock = 0.6};
    }
    /// Whatever the prices are, settled and bettered plans take no more than there is, and are no dearer than what they began with.
    void plansHold()
    {
        QFETCH(Shape, shape);
        const Problem problem = randomProblem(shape, 4);
        const Program program(problem);
        const std::vector<double> none(static_cast<size_t>(program.parcelCount()), 0.0), prices = somePrices(program, 6);
        const Shortlist shortlist(program, prices, 8);
        const Assignment greedy = Construction(program, none, none).greedy();
        Assignment plan = greedy;
        Settlement(program, shortlist, 1).improve(plan, 5);
        checkPlan(program, plan);
        QVERIFY(plan.exactTotal() <= greedy.exactTotal());
        const Wide settled = plan.exactTotal();
        EjectionSearch search(program, shortlist, prices, std::vector<double>(program.supply().size(), 100.0), 1);
        search.improve(plan, 300'000, EjectionSearch::hot, 0);
        checkPlan(program, plan);
        QVERIFY(plan.exactTotal() <= settled);
        QVERIFY(plan.exactTotal() < greedy.exactTotal());
    }

private:
    void checkPlan(const Program &program, const Assignment &plan)
    {
        Residual free(program);
        double total = 0;
        for (int order = 0; order < program.orderCount(); ++order) {
            QVERIFY(static_cast<int>(plan.parcels(order).size()) <= program.batch(order).parcelCap);
            std::vector<bool> isSent(static_cast<size_t>(program.batch(order).lines), false);
            for (const int parcel : plan.parcels(order)) {
                QCOMPARE(program.orderOf(parcel), order);
                QVERIFY(free.has(program, parcel));
                free.take(program, parcel);
                for (const int line : program.lines(program.parcel(parcel))) {
                    QVERIFY(!isSent[static_cast<size_t>(line)]);
                    isSent[static_cast<size_t>(line)] = true;
                }
            }
            total += static_cast<double>(program.costOf(order, plan.parcels(order)));
        }
        QCOMPARE(plan.total(), total);
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
