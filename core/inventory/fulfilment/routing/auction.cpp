#include "core/inventory/fulfilment/routing/auction.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>

namespace crossdock::routing {
namespace {

constexpr qint64 orderSteps = 3'000; // of a long order, at each new set of prices
constexpr qint64 leastOrderSteps = 20'000, allOrderSteps = 3'000'000; // once, for the bound that is told: of a long order, of all

/// Of many units: the best price a unit first, and a part of the last one. No less than can be earned.
template <class Value>
Value sellByParts(std::vector<int> items, qint64 supply, const std::vector<Value> &prices, const std::vector<qint64> &amounts, std::vector<double> *sold)
{
    const auto price = [&](int item) { return prices[static_cast<size_t>(item)]; };
    const auto amount = [&](int item) { return amounts[static_cast<size_t>(item)]; };
    std::stable_sort(items.begin(), items.end(), [&](int a, int b) { return price(a) * static_cast<Value>(amount(b)) > price(b) * static_cast<Value>(amount(a)); });
    Value earned = 0;
    for (const int item : items) {
        const qint64 part = std::min(supply, amount(item));
        earned += part == amount(item) ? price(item) : price(item) * static_cast<Value>(part) / static_cast<Value>(amount(item)) + 1;
        supply -= part;
        if (sold)
            (*sold)[static_cast<size_t>(item)] += static_cast<double>(part) / static_cast<double>(amount(item));
        if (supply == 0)
            break;
    }
    return earned;
}

} // namespace

Auction::Auction(const Program &program, const LineLimits &limits, const std::vector<double> &prices)
    : m_program(program)
    , m_search(program, 1.0, std::numeric_limits<double>::infinity(), orderSteps)
    , m_ascent(0.9, 20)
{
    const size_t resources = program.supply().size();
    for (size_t i = 0; i < resources; ++i)
        m_sellers.push_back({program.supply()[i], program.skuOf(static_cast<int>(i)) < 0, {}});
    for (const qint64 most : limits.most())
        m_sellers.push_back({most, true, {}});
    const std::vector<int> ofSku = sellersOfSkus();
    std::vector<std::vector<std::pair<int, int>>> ofPlace(prices.size()), ofLine(static_cast<size_t>(program.lineCount())); // seller and item
    for (int i = 0; i < program.parcelCount(); ++i) {
        const auto &parcel = program.parcel(i);
        const auto &batch = program.batch(program.orderOf(i));
        m_firstItem.push_back(static_cast<int>(m_items.size()));
        for (const auto &use : program.uses(parcel)) {
            const auto at = static_cast<size_t>(use.resource);
            if (m_sellers[at].isPlace)
                m_items.push_back(itemOf(use.resource, 1, prices[at], ofPlace[at]));
        }
        for (size_t k = 0; k < program.lines(parcel).size(); ++k) {
            const int line = program.lines(parcel)[k], resource = program.stock(parcel)[k];
            if (resource < 0)
                continue;
            const qint64 quantity = program.quantity(batch, line);
            auto &known = ofLine[static_cast<size_t>(batch.firstLine + line)];
            m_items.push_back(itemOf(resource, quantity, prices[static_cast<size_t>(resource)] * static_cast<double>(quantity), known));
            for (const int limit : limits.of(batch.firstLine + line)) {
                const auto at = resources + static_cast<size_t>(limit);
                m_items.push_back(itemOf(static_cast<int>(at), 1, prices[at], ofPlace[at]));
            }
            if (const int seller = ofSku[static_cast<size_t>(program.skuOf(resource))]; seller >= 0)
                m_items.push_back(itemOf(seller, quantity, 0, known));
        }
    }
    m_firstItem.push_back(static_cast<int>(m_items.size()));
    m_excess.assign(m_ascent.prices().size(), 0.0);
    packLots();
}

void Auction::packLots()
{
    for (Seller &seller : m_sellers) {
        if (seller.isPlace || seller.items.empty())
            continue;
        const auto amount = [this](int item) { return m_amounts[static_cast<size_t>(item)]; };
        const auto [smaller, larger] = std::ranges::minmax(seller.items | std::views::transform(amount));
        if (std::ranges::any_of(seller.items, [&](int item) { return amount(item) != smaller && amount(item) != larger; }))
            continue;
        seller.knapsack.emplace(seller.supply, smaller, larger);
        for (const int item : seller.items)
            seller.knapsack->add(item, amount(item));
    }
}

/// Adds a seller of every SKU that not all can have, however its units lie at the nodes. Answers them by SKU; -1: there is enough.
std::vector<int> Auction::sellersOfSkus()
{
    std::vector<Wide> supply, demand;
    for (size_t i = 0; i < m_program.supply().size(); ++i) {
        const int sku = m_program.skuOf(static_cast<int>(i));
        if (sku < 0)
            continue;
        supply.resize(std::max(supply.size(), static_cast<size_t>(sku) + 1), 0);
        supply[static_cast<size_t>(sku)] += m_sellers[i].supply;
    }
    demand.assign(supply.size(), 0);
    std::vector<bool> isSeen(static_cast<size_t>(m_program.lineCount()), false);
    for (int i = 0; i < m_program.parcelCount(); ++i) {
        const auto &parcel = m_program.parcel(i);
        const auto &batch = m_program.batch(m_program.orderOf(i));
        for (size_t k = 0; k < m_program.lines(parcel).size(); ++k) {
            const int line = m_program.lines(parcel)[k], resource = m_program.stock(parcel)[k];
            if (resource < 0 || isSeen[static_cast<size_t>(batch.firstLine + line)])
                continue;
            isSeen[static_cast<size_t>(batch.firstLine + line)] = true;
            demand[static_cast<size_t>(m_program.skuOf(resource))] += m_program.quantity(batch, line);
        }
    }
    std::vector<int> sellers(supply.size(), -1);
    for (size_t sku = 0; sku < supply.size(); ++sku) {
        if (demand[sku] <= supply[sku] || supply[sku] > std::numeric_limits<qint64>::max())
            continue;
        sellers[sku] = static_cast<int>(m_sellers.size());
        m_sellers.push_back({static_cast<qint64>(supply[sku]), false, {}});
    }
    return sellers;
}

/// The item that the seller has for a line, or for a place; a new one where there is none. `known` are those of the line or the place.
int Auction::itemOf(int seller, qint64 amount, double price, std::vector<std::pair<int, int>> &known)
{
    const auto it = std::find_if(known.begin(), known.end(), [seller](const auto &one) { return one.first == seller; });
    if (it != known.end())
        return it->second;
    const int item = static_cast<int>(m_amounts.size());
    Seller &one = m_sellers[static_cast<size_t>(seller)];
    m_amounts.push_back(amount);
    m_ascent.add(price, one.isPlace ? 1.0 / std::sqrt(static_cast<double>(one.supply) + 1.0) : 1.0); // all pay the price of a place: it moves slower
    one.items.push_back(item);
    known.emplace_back(seller, item);
    return item;
}

/// The most that it can earn at these prices; adds to `sold` how much of each item it sells then.
template <class Value>
Value Auction::earn(const Seller &seller, LotTable<Value> &table, const std::vector<Value> &prices, std::vector<double> *sold) const
{
    constexpr qint64 mostUnits = 250; // of more, an odd one hardly matters
    if (seller.items.empty())
        return 0;
    if (!seller.isPlace)
        return seller.supply <= mostUnits ? table.sell(seller.items, seller.supply, prices, m_amounts, sold) : sellByParts(seller.items, seller.supply, prices, m_amounts, sold);
    const auto item = static_cast<size_t>(seller.items.front());
    if (sold)
        (*sold)[item] += static_cast<double>(seller.supply);
    return prices[item] * static_cast<Value>(seller.supply);
}

template <class Value>
Value Auction::pay(int parcel, const std::vector<Value> &prices) const
{
    Value sum = 0;
    for (int i = m_firstItem[static_cast<size_t>(parcel)]; i < m_firstItem[static_cast<size_t>(parcel) + 1]; ++i)
        sum += prices[static_cast<size_t>(m_items[static_cast<size_t>(i)])];
    return sum;
}

double Auction::evaluate()
{
    double bound = 0;
    std::fill(m_excess.begin(), m_excess.end(), 0.0);
    for (Seller &seller : m_sellers)
        bound -= seller.knapsack ? seller.knapsack->sell(m_ascent.prices(), m_excess) : earn(seller, m_table, m_ascent.prices(), &m_excess);
    for (double &sold : m_excess)
        sold = -sold;
    for (int order = 0; order < m_program.orderCount(); ++order) {
        m_search.solve(order, [&](int parcel) { return m_program.parcel(parcel).price + pay(parcel, m_ascent.prices()); });
        bound += m_search.bound();
        for (const int parcel : m_search.parcels()) {
            for (int i = m_firstItem[static_cast<size_t>(parcel)]; i < m_firstItem[static_cast<size_t>(parcel) + 1]; ++i)
                m_excess[static_cast<size_t>(m_items[static_cast<size_t>(i)])] += 1;
        }
    }
    return bound;
}

void Auction::climb(int rounds, double target)
{
    for (int round = 0; round < rounds; ++round) {
        const double bound = evaluate();
        m_ascent.take(bound, m_excess, target);
    }
}

std::vector<double> Auction::parcelPrices() const
{
    std::vector<double> prices;
    for (int i = 0; i < m_program.parcelCount(); ++i)
        prices.push_back(pay(i, m_ascent.bestPrices()));
    return prices;
}

std::vector<double> Auction::unitPrices() const
{
    std::vector<double> prices;
    for (size_t i = 0; i < m_program.supply().size(); ++i) {
        double price = 0, units = 0;
        for (const int item : m_sellers[i].items) {
            price += m_ascent.bestPrices()[static_cast<size_t>(item)];
            units += static_cast<double>(m_amounts[static_cast<size_t>(item)]);
        }
        prices.push_back(units > 0 ? price / units : 0);
    }
    return prices;
}

Auction::Whole Auction::whole() const
{
    std::vector<Wide> prices(m_ascent.bestPrices().size(), 0);
    for (const Seller &seller : m_sellers) {
        for (const int item : seller.items) {
            const double price = m_ascent.bestPrices()[static_cast<size_t>(item)];
            if (price < 0x1.0p50 && price * static_cast<double>(seller.supply) < 0x1.0p90) // any price gives a true bound: 0 rather than an overflow
                prices[static_cast<size_t>(item)] = std::llround(price * static_cast<double>(fraction));
        }
    }
    Whole whole;
    LotTable<Wide> table;
    for (const Seller &seller : m_sellers)
        whole.earnings += earn(seller, table, prices, nullptr);
    for (int i = 0; i < m_program.parcelCount(); ++i)
        whole.parcels.push_back(m_program.parcel(i).cost * fraction + pay(i, prices));
    return whole;
}

Wide Auction::provenBound() const
{
    constexpr Wide forbidden = Wide(1) << 120;
    const Whole prices = whole();
    Wide bound = -prices.earnings;
    OrderSearch<Wide> search(m_program, fraction, forbidden, std::max(leastOrderSteps, allOrderSteps / (m_program.orderCount() + 1)));
    for (int order = 0; order < m_program.orderCount(); ++order) {
        search.solve(order, [&](int parcel) { return prices.parcels[static_cast<size_t>(parcel)]; });
        bound += search.bound();
    }
    return bound > 0 ? (bound + fraction - 1) / fraction : 0;
}

} // namespace crossdock::routing
