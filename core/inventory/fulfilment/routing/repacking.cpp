#include "core/inventory/fulfilment/routing/repacking.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace crossdock::routing {
namespace {

constexpr double noWay = std::numeric_limits<double>::infinity();

} // namespace

Repacking::Repacking(const Program &program)
    : m_program(program)
    , m_skusOf(static_cast<size_t>(program.orderCount()))
{
    for (size_t resource = 0; resource < program.supply().size(); ++resource) {
        const int sku = program.skuOf(static_cast<int>(resource));
        if (sku < 0)
            continue;
        m_resources.resize(std::max(m_resources.size(), static_cast<size_t>(sku) + 1));
        m_resources[static_cast<size_t>(sku)].push_back(static_cast<int>(resource));
    }
    m_lines.resize(m_resources.size());
    std::vector<bool> isSeen(static_cast<size_t>(program.lineCount()), false);
    for (int i = 0; i < program.parcelCount(); ++i) {
        const int order = program.orderOf(i);
        const auto &batch = program.batch(order);
        if (batch.lines > Program::maskLines || batch.parcelCap < batch.lines)
            continue;
        for (size_t k = 0; k < program.lines(program.parcel(i)).size(); ++k) {
            const int line = program.lines(program.parcel(i))[k], resource = program.stock(program.parcel(i))[k];
            if (resource < 0 || isSeen[static_cast<size_t>(batch.firstLine + line)])
                continue;
            isSeen[static_cast<size_t>(batch.firstLine + line)] = true;
            auto &lines = m_lines[static_cast<size_t>(program.skuOf(resource))];
            if (lines.empty() || lines.back().order != order) // of two lines for the same the second stays as it is
                lines.push_back({order, line, program.quantity(batch, line)});
        }
    }
    for (size_t sku = 0; sku < m_lines.size(); ++sku) {
        if (m_lines[sku].size() < 2)
            continue;
        m_listed.push_back(static_cast<int>(sku));
        for (const Line &line : m_lines[sku])
            m_skusOf[static_cast<size_t>(line.order)].push_back(static_cast<int>(sku));
    }
}

int Repacking::skuFor(int order, SeededRandom &random) const
{
    const auto &own = m_skusOf[static_cast<size_t>(order)];
    const auto &skus = own.empty() ? m_listed : own;
    return skus[random.below(skus.size())];
}

const std::vector<Repacking::Change> &Repacking::find(OpenPlan &plan, int sku, const Prices &prices, SeededRandom &random)
{
    m_changes.clear();
    chooseLines(sku, random);
    m_work += 8 * static_cast<qint64>(m_chosen.size());
    if (!pile(plan, sku, random))
        return m_changes;
    m_options.clear();
    m_firstOption.clear();
    for (const Line &line : m_chosen) {
        m_firstOption.push_back(m_options.size());
        addOptions(plan, line, prices);
        for (size_t i = m_firstOption.back(); i < m_options.size(); ++i)
            m_options[i].price = static_cast<float>(m_options[i].cost + prices.noise * random.unit());
    }
    m_firstOption.push_back(m_options.size());
    const size_t size = m_states * (m_chosen.size() + 1);
    if (m_least.size() < size)
        m_least.resize(size);
    std::fill_n(m_least.begin(), m_states, 0.0F);
    for (size_t row = 0; row < m_chosen.size(); ++row)
        addRow(row);
    collect(plan, prices);
    return m_changes;
}

/// All lines, or as many in a row as a table can hold.
void Repacking::chooseLines(int sku, SeededRandom &random)
{
    constexpr size_t most = 16;
    const auto &lines = m_lines[static_cast<size_t>(sku)];
    const size_t first = lines.size() > most ? random.below(lines.size()) : 0;
    m_chosen.clear();
    for (size_t i = 0; i < std::min(most, lines.size()); ++i)
        m_chosen.push_back(lines[(first + i) % lines.size()]);
}

/// The pile that a line is taken from; -1: it waits.
int Repacking::pileOf(const OpenPlan &plan, const Line &line) const
{
    for (const int index : plan.parcels(line.order)) {
        const auto &parcel = m_program.parcel(index);
        if ((parcel.mask >> line.line & 1) == 0)
            continue;
        const auto lines = m_program.lines(parcel);
        const int resource = m_program.stock(parcel)[static_cast<size_t>(std::ranges::find(lines, line.line) - lines.begin())];
        const auto known = std::ranges::find(m_piles, resource, &Pile::resource);
        return known == m_piles.end() ? -1 : static_cast<int>(known - m_piles.begin());
    }
    return -1;
}

/// What the chosen lines can have at each node. Is there a table for it?
bool Repacking::pile(const OpenPlan &plan, int sku, SeededRandom &random)
{
    constexpr size_t mostStates = 2'000; // larger tables find more, but smaller ones can be asked more often
    m_piles.clear();
    qint64 wanted = 0;
    for (const int resource : m_resources[static_cast<size_t>(sku)])
        m_piles.push_back({resource, plan.free().left(resource), 0, 0, false});
    m_now.clear();
    for (const Line &line : m_chosen) {
        m_now.push_back(pileOf(plan, line));
        if (m_now.back() >= 0)
            m_piles[static_cast<size_t>(m_now.back())].units += line.quantity;
        wanted += line.quantity;
    }
    m_states = 1;
    const size_t first = random.below(m_piles.size());
    for (size_t i = 0; i < m_piles.size(); ++i) {
        Pile &one = m_piles[(first + i) % m_piles.size()];
        one.units = std::min(one.units, wanted);
        one.places = static_cast<size_t>(one.units) + 1;
        one.isFixed = one.places > mostStates / m_states;
        if (one.isFixed)
            continue;
        one.step = m_states;
        m_states *= one.places;
    }
    return m_states > 1;
}

/// What a parcel costs, whoever has the units of this SKU now. `bit`: its line.
double Repacking::priceOf(const OpenPlan &plan, int parcel, quint32 bit, const Prices &prices) const
{
    const auto &one = m_program.parcel(parcel);
    double price = one.price;
    for (const auto &use : m_program.uses(one)) {
        if (use.amount <= plan.free().left(use.resource))
            continue;
        const bool isOfPile = (one.mask & bit) != 0 && std::ranges::find(m_piles, use.resource, &Pile::resource) != m_piles.end();
        if (isOfPile)
            continue;
        if (m_program.skuOf(use.resource) >= 0)
            return noWay;
        price += prices.places[static_cast<size_t>(use.resource)];
    }
    return price;
}

/// Prices what the order can have without this line.
void Repacking::offerRest(const OpenPlan &plan, const Line &line, const Prices &prices)
{
    const auto &batch = m_program.batch(line.order);
    const quint32 bit = 1U << line.line;
    m_table.begin(m_program, batch, 1.0, noWay);
    for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels; ++i) {
        const quint32 mask = m_program.parcel(i).mask;
        if ((mask & bit) != 0)
            continue;
        if (const double price = priceOf(plan, i, bit, prices); m_table.isBetter(mask, price))
            m_table.offer(mask, price, i);
    }
    m_rest = m_table.solveFreely();
    m_work += 2 * batch.parcels + 8 + static_cast<qint64>(m_rest.size());
}

/// The least that the order costs with the line from each pile, and without it.
void Repacking::addOptions(OpenPlan &plan, const Line &line, const Prices &prices)
{
    const auto &batch = m_program.batch(line.order);
    const quint32 bit = 1U << line.line;
    const int now = m_now[m_firstOption.size() - 1];
    for (const int parcel : plan.parcels(line.order))
        plan.free().give(m_program, parcel);
    offerRest(plan, line, prices);
    const size_t first = m_options.size();
    m_options.push_back({-1, m_rest.back(), 0});
    for (size_t pile = 0; pile < m_piles.size(); ++pile) {
        if (m_piles[pile].isFixed ? now == static_cast<int>(pile) : m_piles[pile].units >= line.quantity)
            m_options.push_back({static_cast<int>(pile), noWay, 0});
    }
    for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels; ++i) {
        const auto &parcel = m_program.parcel(i);
        if ((parcel.mask & bit) == 0)
            continue;
        const double cost = priceOf(plan, i, bit, prices) + m_rest[(m_rest.size() - 1) ^ parcel.mask];
        const auto lines = m_program.lines(parcel);
        const int resource = m_program.stock(parcel)[static_cast<size_t>(std::ranges::find(lines, line.line) - lines.begin())];
        for (size_t option = first; option < m_options.size(); ++option) {
            const bool isIts = m_options[option].pile < 0 ? resource < 0 : m_piles[static_cast<size_t>(m_options[option].pile)].resource == resource;
            if (isIts)
                m_options[option].cost = std::min(m_options[option].cost, cost);
        }
    }
    for (const int parcel : plan.parcels(line.order))
        plan.free().take(m_program, parcel);
}

/// Decides one line more.
void Repacking::addRow(size_t row)
{
    const float *before = m_least.data() + row * m_states;
    float *after = m_least.data() + (row + 1) * m_states;
    const auto quantity = static_cast<size_t>(m_chosen[row].quantity);
    std::fill_n(after, m_states, std::numeric_limits<float>::infinity());
    for (size_t option = m_firstOption[row]; option < m_firstOption[row + 1]; ++option) {
        const auto [pile, cost, price] = m_options[option];
        if (cost == noWay)
            continue;
        m_work += static_cast<qint64>(m_states / 8);
        if (pile < 0 || m_piles[static_cast<size_t>(pile)].isFixed) {
            for (size_t i = 0; i < m_states; ++i)
                after[i] = std::min(after[i], before[i] + price);
            continue;
        }
        const size_t step = m_piles[static_cast<size_t>(pile)].step, block = step * m_piles[static_cast<size_t>(pile)].places, taken = step * quantity;
        for (size_t start = 0; start < m_states; start += block) {
            for (size_t i = start + taken; i < start + block; ++i)
                after[i] = std::min(after[i], before[i - taken] + price);
        }
    }
}

/// Follows the table back.
void Repacking::collect(OpenPlan &plan, const Prices &prices)
{
    size_t state = m_states - 1;
    for (size_t row = m_chosen.size(); row-- > 0;) {
        const Line &line = m_chosen[row];
        for (size_t option = m_firstOption[row]; option < m_firstOption[row + 1]; ++option) {
            const auto [pile, cost, price] = m_options[option];
            const bool isOfTable = pile >= 0 && !m_piles[static_cast<size_t>(pile)].isFixed;
            const size_t step = isOfTable ? m_piles[static_cast<size_t>(pile)].step : 0, taken = step * static_cast<size_t>(line.quantity);
            if (isOfTable && state / step % m_piles[static_cast<size_t>(pile)].places < static_cast<size_t>(line.quantity))
                continue;
            if (m_least[row * m_states + state - taken] + price > m_least[(row + 1) * m_states + state])
                continue;
            state -= taken;
                addChange(plan, line, m_options[option], prices);
            break;
        }
    }
}

/// Finds the parcels of an option again.
void Repacking::addChange(OpenPlan &plan, const Line &line, const Option &option, const Prices &prices)
{
    const auto &batch = m_program.batch(line.order);
    const quint32 bit = 1U << line.line;
    for (const int parcel : plan.parcels(line.order))
        plan.free().give(m_program, parcel);
    offerRest(plan, line, prices);
    Change change{line.order, {}};
    quint32 rest = static_cast<quint32>(m_rest.size() - 1);
    const int resource = option.pile < 0 ? -1 : m_piles[static_cast<size_t>(option.pile)].resource;
    for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels && (resource >= 0 || option.cost < m_rest.back()); ++i) {
        const auto &parcel = m_program.parcel(i);
        const auto lines = m_program.lines(parcel);
        const auto at = static_cast<size_t>(std::ranges::find(lines, line.line) - lines.begin());
        if (at == lines.size() || m_program.stock(parcel)[at] != resource || priceOf(plan, i, bit, prices) + m_rest[rest ^ parcel.mask] != option.cost)
            continue;
        change.parcels.push_back(i);
        rest ^= parcel.mask;
        break;
    }
    m_table.collect(change.parcels, rest);
    std::ranges::sort(change.parcels, {}, [this](int parcel) { return std::countr_zero(m_program.parcel(parcel).mask); }); // as the shortlist has them
    for (const int parcel : plan.parcels(line.order))
        plan.free().take(m_program, parcel);
    if (!std::ranges::equal(change.parcels, plan.parcels(line.order)))
        m_changes.push_back(std::move(change));
}

} // namespace crossdock::routing
