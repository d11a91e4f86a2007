#pragma once

#include "core/inventory/fulfilment/routing/problem.h"

#include <span>

namespace crossdock::routing {

class Resources;

/// A problem made ready for search: parcels that can never be chosen are gone, stock and capacity that can never run short
/// are gone, and everything is an index.
class Program
{
public:
    /// What choosing a parcel takes from something scarce: units of a SKU at a node, or a place in a node's wave.
    struct Use {
        int resource;
        qint64 amount;
    };
    struct Parcel {
        qint64 cost = 0;
        double price = 0, saving = 0; ///< the cost; what it costs less than leaving its lines unfilled. Exact below 2^53
        int column = 0; ///< index into the problem's columns
        quint32 mask = 0; ///< the lines, where the order has at most `maskLines`
        int firstUse = 0, uses = 0, firstLine = 0, lines = 0;
    };
    /// An order's share of the lists. Its parcels stand ordered by lines, then cost, then node: ties fall the same way always.
    struct Batch {
        int firstLine = 0, lines = 0, firstParcel = 0, parcels = 0;
        int parcelCap = 0; ///< at most `lines`
    };
    static constexpr int maskLines = 8; ///< up to here a table of all subsets is faster than a search

    explicit Program(const Problem &problem);

    int orderCount() const { return static_cast<int>(m_batches.size()); }
    int parcelCount() const { return static_cast<int>(m_parcels.size()); }
    const Batch &batch(int order) const { return m_batches[static_cast<size_t>(order)]; }
    const Parcel &parcel(int index) const { return m_parcels[static_cast<size_t>(index)]; }
    int orderOf(int parcel) const { return m_orderOf[static_cast<size_t>(parcel)]; }
    qint64 unfilledCost(const Batch &batch, int line) const { return m_unfilled[static_cast<size_t>(batch.firstLine + line)]; }
    qint64 quantity(const Batch &batch, int line) const { return m_quantities[static_cast<size_t>(batch.firstLine + line)]; }
    int lineCount() const { return static_cast<int>(m_unfilled.size()); }
    std::span<const Use> uses(const Parcel &parcel) const { return {m_uses.data() + parcel.firstUse, static_cast<size_t>(parcel.uses)}; }
    std::span<const int> lines(const Parcel &parcel) const { return {m_lines.data() + parcel.firstLine, static_cast<size_t>(parcel.lines)}; }

    /// By lines(): the scarce stock each is taken from, -1 where there is enough.
    std::span<const int> stock(const Parcel &parcel) const { return {m_stock.data() + parcel.firstLine, static_cast<size_t>(parcel.lines)}; }

    const std::vector<qint64> &supply() const { return m_supply; } ///< by resource
    int numberOf(int resource) const { return m_numbers[static_cast<size_t>(resource)]; } ///< among all Resources of the problem
    int skuOf(int resource) const { return m_skus[static_cast<size_t>(resource)]; } ///< -1: a place in a wave

    Wide costOf(int order, std::span<const int> parcels) const; ///< with what stays unfilled

private:
    void addOrder(const Problem &problem, const Resources &resources, int order, std::vector<int> columns);
    void addDemand(const Batch &batch, std::vector<int> &slotOf, std::vector<Wide> &demand) const;
    void keepScarce(const Resources &resources);
    void dropDominated();

    std::vector<Batch> m_batches;
    std::vector<Parcel> m_parcels;
    std::vector<int> m_orderOf; ///< by parcel
    std::vector<Use> m_uses;
    std::vector<int> m_lines, m_stock; ///< one row of the second for each of the first
    std::vector<qint64> m_unfilled, m_quantities; ///< by line of all orders
    std::vector<qint64> m_supply;
    std::vector<int> m_numbers, m_skus; ///< by resource
};

} // namespace crossdock::routing
