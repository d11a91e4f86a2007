#include "core/inventory/fulfilment/routing/ejection_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace crossdock::routing {
namespace {

constexpr qint64 leastPlaceSteps = 1'000, placeSteps = 500'000; // of a long order, each time it is placed: at least, and for all together
constexpr double forbidden = std::numeric_limits<double>::infinity();
constexpr double leastFine = 0.1, mostFine = 0.4; // of what a unit is worth, when a chain begins

} // namespace

EjectionSearch::EjectionSearch(const Program &program, std::vector<double> parcelPrices, std::vector<double> unitPrices, quint64 seed)
    : m_program(program)
    , m_parcelPrices(std::move(parcelPrices))
    , m_unitPrices(std::move(unitPrices))
    , m_search(program, 1.0, forbidden, std::max(leastPlaceSteps, placeSteps / (program.orderCount() + 1)))
    , m_random(seed)
    , m_plan(program)
    , m_holders(program.supply().size())
    , m_shortAt(program.supply().size(), -1)
    , m_moves(static_cast<size_t>(program.orderCount()), 0)
    , m_fines(program.supply().size(), -1)
{
    constexpr double share = 0.3; // of the mean, on top: what seems worth nothing is not free
    const double sum = std::accumulate(m_unitPrices.begin(), m_unitPrices.end(), 0.0);
    for (double &price : m_unitPrices)
        price += share * sum / static_cast<double>(m_unitPrices.size());
    for (int order = 0; order < program.orderCount(); ++order)
        m_ideal.push_back(m_search.solve(order, [&](int parcel) { return program.parcel(parcel).price + m_parcelPrices[static_cast<size_t>(parcel)]; }));
    m_regret.assign(m_ideal.size(), 0.0);
}

/// Takes `plan` over.
void EjectionSearch::begin(const Assignment &plan)
{
    m_plan = Assignment(m_program);
    for (auto &holders : m_holders)
        holders.clear();
    for (int order = 0; order < m_program.orderCount(); ++order)
        place(order, plan.parcels(order));
    m_mean = m_plan.total() / m_program.orderCount();
}

void EjectionSearch::place(int order, const std::vector<int> &parcels)
{
    const auto at = static_cast<size_t>(order);
    m_plan.choose(order, parcels);
    m_regret[at] = m_plan.cost(order) - m_ideal[at];
    for (const int parcel : parcels) {
        m_regret[at] += m_parcelPrices[static_cast<size_t>(parcel)];
        for (const auto &use : m_program.uses(m_program.parcel(parcel))) {
            m_holders[static_cast<size_t>(use.resource)].push_back(order);
            watch(use.resource);
        }
    }
}

/// Leaves in m_parcels how the order was.
void EjectionSearch::takeOut(int order)
{
    m_parcels = m_plan.parcels(order);
    m_plan.clear(order);
    for (const int parcel : m_parcels) {
        for (const auto &use : m_program.uses(m_program.parcel(parcel))) {
            auto &holders = m_holders[static_cast<size_t>(use.resource)];
            *std::find(holders.begin(), holders.end(), order) = holders.back();
            holders.pop_back();
            watch(use.resource);
        }
    }
}

/// Keeps the list of what is short.
void EjectionSearch::watch(int resource)
{
    ++m_work;
    const bool isShort = m_plan.free().left(resource) < 0;
    int &place = m_shortAt[static_cast<size_t>(resource)];
    if (isShort == (place >= 0))
        return;
    if (isShort) {
        place = static_cast<int>(m_short.size());
        m_short.push_back(resource);
        return;
    }
    m_short[static_cast<size_t>(place)] = m_short.back();
    m_shortAt[static_cast<size_t>(m_short.back())] = place;
    m_short.pop_back();
    place = -1;
}

double EjectionSearch::fine(int resource) const
{
    const auto at = static_cast<size_t>(resource);
    return m_fines[at] >= 0 ? m_fines[at] : m_fine * m_unitPrices[at];
}

/// What a parcel would have to pay for what is not there.
double EjectionSearch::fineOf(int parcel) const
{
    double sum = 0;
    for (const auto &use : m_program.uses(m_program.parcel(parcel))) {
        const qint64 left = m_plan.free().left(use.resource);
        if (use.amount > left)
            sum += fine(use.resource) * static_cast<double>(left < 0 ? use.amount : use.amount - left);
    }
    return sum;
}

/// The best for the order, where what is not there can be had for a fine. Did it change its mind?
bool EjectionSearch::moveSoftly(int order)
{
    takeOut(order);
    if (m_moves[static_cast<size_t>(order)]++ == 0) {
        if (m_before.size() == m_moved.size())
            m_before.emplace_back();
        m_before[m_moved.size()] = m_parcels;
        m_moved.push_back(order);
    }
    m_search.solve(order, [this](int parcel) { return parcel == m_banned ? forbidden : m_program.parcel(parcel).price + m_share * m_parcelPrices[static_cast<size_t>(parcel)] + fineOf(parcel); });
    place(order, m_search.parcels());
    return m_search.parcels() != m_parcels;
}

/// The best for the order of what is there, by its true cost.
void EjectionSearch::moveFirmly(int order)
{
    const double before = m_plan.cost(order);
    takeOut(order);
    const double cost = m_search.solve(order, [this](int parcel) { return m_program.parcel(parcel).price; }, &m_plan.free());
    place(order, cost < before ? m_search.parcels() : m_parcels);
}

void EjectionSearch::undo()
{
    for (const int order : m_moved)
        takeOut(order);
    for (size_t i = 0; i < m_moved.size(); ++i)
        place(m_moved[i], m_before[i]);
}

/// Of a few orders one that would rather have something else.
int EjectionSearch::pickSeed()
{
    constexpr int looks = 4;
    int seed = 0;
    double most = -1;
    for (int i = 0; i < looks; ++i) {
        const int order = static_cast<int>(m_random.below(static_cast<quint64>(m_program.orderCount())));
        const double value = m_regret[static_cast<size_t>(order)] * m_random.unit();
        if (value > most) {
            most = value;
            seed = order;
        }
    }
    return seed;
}

/// Of a few that hold this one that would rather have something else, and was not moved yet.
int EjectionSearch::pickHolder(int resource)
{
    constexpr size_t looks = 3;
    const auto &holders = m_holders[static_cast<size_t>(resource)];
    const size_t start = m_random.below(holders.size());
    int best = -1;
    double most = 0;
    for (size_t i = 0; i < std::min(looks, holders.size()); ++i) {
        const int order = holders[(start + i) % holders.size()];
        const double value = (m_regret[static_cast<size_t>(order)] + 1) * m_random.unit() / (4 * m_moves[static_cast<size_t>(order)] + 1);
        if (best < 0 || value > most) {
            most = value;
            best = order;
        }
    }
    return best;
}

/// A chain begins with an order that takes what it would rather have, now and then anything but a parcel it has.
bool EjectionSearch::moveSeed()
{
    constexpr double share = 0.6;
    const int seed = pickSeed();
    const auto &parcels = m_plan.parcels(seed);
    if (!parcels.empty() && m_random.unit() < share)
        m_banned = parcels[m_random.below(parcels.size())];
    const bool isNew = moveSoftly(seed);
    m_banned = -1;
    return isNew;
}

/// What was hard to do without is worth more from now on, what was given up easily less: where the prices say that nothing is short, and
/// much is, chains would never end.
void EjectionSearch::learn(bool fits)
{
    constexpr double up = 0.1, down = 0.02;
    for (const int resource : m_fined) {
        double &fine = m_fines[static_cast<size_t>(resource)], &price = m_unitPrices[static_cast<size_t>(resource)];
        if (fine >= 0)
            price += fits ? -down * price : up * std::max(0.0, fine - price);
        fine = -1;
    }
    m_fined.clear();
}

/// Has the plan changed? It costs no more than `limit` then.
bool EjectionSearch::tryChain(double limit)
{
    constexpr int mostMoves = 30;
    constexpr double rise = 0.3; // of what an order costs
    m_work += 8;
    m_share = m_random.unit();
    m_fine = leastFine + (mostFine - leastFine) * m_random.unit();
    const bool isNew = moveSeed();
    for (int i = 0; i < mostMoves && !m_short.empty(); ++i) {
        const int resource = m_short[m_random.below(m_short.size())];
        m_fines[static_cast<size_t>(resource)] = 2 * (fine(resource) + rise * m_mean);
        m_fined.push_back(resource);
        moveSoftly(pickHolder(resource));
    }
    const bool fits = m_short.empty();
    for (size_t i = 0; isNew && fits && i < m_moved.size(); ++i)
        moveFirmly(m_moved[i]);
    const bool isKept = isNew && fits && m_plan.total() <= limit;
    if (isNew && !isKept)
        undo();
    learn(fits);
    return isKept;
}

void EjectionSearch::improve(Assignment &plan, qint64 steps, double heat, double bound)
{
    if (m_program.supply().empty())
        return; // nothing is scarce: every order has its best
    begin(plan);
    const qint64 end = work() + steps;
    Assignment best = m_plan;
    std::vector<int> moved; // since `best`
    while (work() < end && best.total() > bound) {
        const double left = static_cast<double>(end - work()) / static_cast<double>(steps);
        const bool isKept = tryChain(m_plan.total() - heat * m_mean * left * left * std::log(m_random.unit() + 1e-12));
        if (isKept) {
            moved.insert(moved.end(), m_moved.begin(), m_moved.end());
            if (m_plan.total() < best.total()) {
                best.copy(m_plan, moved);
                moved.clear();
            }
        }
        for (const int order : m_moved)
            m_moves[static_cast<size_t>(order)] = 0;
        m_moved.clear();
    }
    plan = std::move(best);
}

} // namespace crossdock::routing
