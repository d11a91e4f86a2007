#pragma once

#include "core/inventory/fulfilment/routing/duals.h"
#include "core/inventory/fulfilment/routing/policy.h"
#include "core/inventory/fulfilment/waves/parcel_pricer.h"

#include <map>
#include <set>

namespace crossdock::waves {

/// The parcels of a wave that may be chosen, with their prices, and those that may not be, with the reason.
struct Columns {
    routing::Problem problem;
    std::vector<Missing> missing; ///< only where the node has the stock
    bool pricesRise = false; ///< a heavier parcel never costs less
    std::vector<int> longOrders; ///< ascending; whose parcels were not all tried: their columns grow with the plan
};

/// Makes the columns of a wave: of orders of up to `wholeLines` lines every part that a node can ship, of longer ones the whole, the single
/// lines and what one node leaves to another; improve() then adds what lies next to a plan, and generate() what its prices ask for.
class ColumnMaker
{
public:
    static constexpr int wholeLines = 6;

    /// With `ignoresStock` short orders get the parcels, too, that a node has too few units for: no plan takes them, but one more unit might.
    ColumnMaker(const Wave &wave, ParcelPricer &pricer, bool ignoresStock = false);

    const Columns &columns() const { return m_columns; }

    /// Adds what lies next to this plan of the long orders: a line in another of its parcels or at another node, two parcels joined. Answers
    /// how many columns are new. `planned` is the problem that `plans` belong to.
    int improve(const routing::Problem &planned, const std::vector<routing::Plan> &plans);

    /// Adds parcels of the long orders whose reduced cost is below zero: cheaper, as the policy has it, than what they take and send is worth.
    /// Answers how many columns are new.
    int generate(const routing::Duals &duals, const routing::Policy &policy);

private:
    using Lines = std::vector<int>;

    bool isWhole(int order, const Lines &lines) const;
    const Veto *vetoOf(int order, int node, const Lines &lines) const;
    Lines groupOf(int order, int line) const;
    bool has(int order, int node, const Lines &lines) const;
    void add(int order, int node, const Lines &lines);
    void addShort(int order);
    void addLong(int order);
    void addOnce(int order, int node, const Lines &lines);
    std::optional<qint64> costOf(int order, int node, const Lines &lines, const routing::Policy &policy);
    Lines bestPart(int order, int node, const std::vector<double> &worth, const routing::Duals &duals, const routing::Policy &policy, Lines start);
    void improveOrder(int order, const std::vector<routing::Column> &parcels);

    const Wave &m_wave;
    ParcelPricer &m_pricer;
    const bool m_ignoresStock;
    Columns m_columns;
    QHash<QPair<int, QString>, qint64> m_stock; ///< by node and SKU
    std::set<std::tuple<int, int, Lines>> m_known; ///< of long orders
    int m_questionsLeft = 3'000; ///< of generate(), to be priced: large parcels take long to pack, and a wave is not to wait for them
    std::map<std::tuple<int, int, Lines>, std::optional<qint64>> m_costs; ///< of what generate() asked for; nothing: it may not be
};

} // namespace crossdock::waves
