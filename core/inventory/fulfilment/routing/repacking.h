#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/routing/open_plan.h"
#include "core/inventory/fulfilment/routing/subset_table.h"

namespace crossdock::routing {

/// Who gets the units of one SKU, and from which node, all orders that ask for it together and everything else as it is: exact, by a table over
/// what is left at each node. Where stock just suffices and lines ask for several units, they must be packed into the nodes like things into
/// boxes; orders that give way one by one hardly ever find how.
class Repacking
{
public:
    explicit Repacking(const Program &program);

    bool isEmpty() const { return m_listed.empty(); } ///< nothing that more than one order asks for is scarce
    int skuFor(int order, SeededRandom &random) const; ///< one that the order asks for, or any

    struct Change {
        int order = 0;
        std::vector<int> parcels;
    };
    /// What is paid for a place that is not there, by resource (what is not there of another SKU cannot be had); how much chance adds to what
    /// an order costs.
    struct Prices {
        const std::vector<double> &places;
        double noise;
    };
    /// What should change in a plan that takes no more than there is. Two orders may want the same of another SKU, or the same place: the plan
    /// is to be looked at afterwards.
    const std::vector<Change> &find(OpenPlan &plan, int sku, const Prices &prices, SeededRandom &random);

    qint64 work() const { return m_work; } ///< steps so far, the same on every machine

private:
    struct Line {
        int order, line; ///< the second within the order
        qint64 quantity;
    };
    struct Pile {
        int resource;
        qint64 units; ///< for these orders
        size_t step, places; ///< in the table; one place more than units
        bool isFixed; ///< not in the table: who has of it may keep it
    };
    struct Option {
        int pile; ///< -1: it waits
        double cost;
        float price; ///< with what chance adds: it only guides
    };

    void chooseLines(int sku, SeededRandom &random);
    bool pile(const OpenPlan &plan, int sku, SeededRandom &random);
    int pileOf(const OpenPlan &plan, const Line &line) const;
    void addOptions(OpenPlan &plan, const Line &line, const Prices &prices);
    void offerRest(const OpenPlan &plan, const Line &line, const Prices &prices);
    double priceOf(const OpenPlan &plan, int parcel, quint32 bit, const Prices &prices) const;
    void addRow(size_t row);
    void collect(OpenPlan &plan, const Prices &prices);
    void addChange(OpenPlan &plan, const Line &line, const Option &option, const Prices &prices);

    const Program &m_program;
    std::vector<std::vector<Line>> m_lines; ///< by SKU
    std::vector<std::vector<int>> m_resources; ///< by SKU
    std::vector<int> m_listed; ///< SKUs that more than one order asks for
    std::vector<std::vector<int>> m_skusOf; ///< by order: of those
    std::vector<Line> m_chosen; ///< of this SKU, one an order
    std::vector<int> m_now; ///< by chosen line: the pile it is taken from, -1: none
    std::vector<Pile> m_piles;
    std::vector<Option> m_options; ///< of all chosen lines
    std::vector<size_t> m_firstOption; ///< by chosen line
    size_t m_states = 0;
    std::vector<float> m_least; ///< by how many lines are decided, and what is left
    SubsetTable<double> m_table;
    std::span<const double> m_rest; ///< by subset of an order's lines: what it costs without this SKU
    std::vector<Change> m_changes;
    qint64 m_work = 0;
};

} // namespace crossdock::routing
