#pragma once

#include "core/inventory/fulfilment/routing/ascent.h"
#include "core/inventory/fulfilment/routing/knapsack.h"
#include "core/inventory/fulfilment/routing/line_limits.h"
#include "core/inventory/fulfilment/routing/lot_table.h"
#include "core/inventory/fulfilment/routing/order_search.h"

namespace crossdock::routing {

/// A bound and prices that know that units are whole. Each scarce thing sells to the lines that pay most, in whole units (a knapsack); each
/// order buys alone what is cheapest for it; where the two disagree the price of this thing for this line moves. What the orders pay, less
/// what the sellers earn, is below every possible plan. (Lagrangian decomposition, Guignard and Kim 1987.) One price for all, as the
/// Lagrangian has it, lets half a line have the odd unit that is left: there the bound is loose, and the prices mislead.
class Auction
{
public:
    /// Begins with one price for all: `prices` by resource, then by limit.
    Auction(const Program &program, const LineLimits &limits, const std::vector<double> &prices);

    /// Moves the prices `rounds` times, towards a bound that is known to be at most `target`.
    void climb(int rounds, double target);

    double bound() const { return m_ascent.bestBound(); } ///< rounded: good for steering
    std::vector<double> parcelPrices() const; ///< what a parcel pays, at the best prices
    std::vector<double> unitPrices() const; ///< by resource: what a unit of it brings, on average

    static constexpr qint64 fraction = 1024; ///< prices in 1024ths of a cent make all of a bound whole numbers
    /// What every parcel pays with its cost, and what the sellers earn at most, in these parts: no plan costs less than its parcels and
    /// what they pay, less the earnings.
    struct Whole {
        std::vector<Wide> parcels;
        Wide earnings = 0;
    };
    Whole whole() const;
    Wide provenBound() const; ///< exact, rounded up to a whole cent: no plan costs less

private:
    struct Seller {
        qint64 supply = 0;
        bool isPlace = false; ///< of a node's wave, or of a limit: one item, at one price for all
        std::vector<int> items;
        std::optional<Knapsack> knapsack = {}; ///< where lines ask for two quantities at most
    };

    std::vector<int> sellersOfSkus();
    int itemOf(int seller, qint64 amount, double price, std::vector<std::pair<int, int>> &known);
    template <class Value>
    Value earn(const Seller &seller, LotTable<Value> &table, const std::vector<Value> &prices, std::vector<double> *sold) const;
    template <class Value>
    Value pay(int parcel, const std::vector<Value> &prices) const;
    void packLots();
    double evaluate();

    const Program &m_program;
    OrderSearch<double> m_search;
    LotTable<double> m_table;
    std::vector<Seller> m_sellers; ///< by resource; by limit; then of SKUs that are short, at all nodes together
    std::vector<qint64> m_amounts; ///< by item: what a line takes of one thing, or a parcel of a wave
    Ascent m_ascent; ///< of prices by item
    std::vector<double> m_excess; ///< by item: bought, less sold
    std::vector<int> m_firstItem, m_items; ///< of each parcel
};

} // namespace crossdock::routing
