#include "core/inventory/fulfilment/routing/ejection_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace crossdock::routing {
namespace {

constexpr qint64 leastPlaceSteps = 1'000, placeSteps = 500'000; // of a long order, each time it is placed: at least, and for all together
constexpr double forbidden = std::numeric_limits<double>::infinity();
constexpr double leastFine = 0.1, mostFine = 0.2; // of what a unit is worth, when a chain begins
constexpr double leastShare = 0.6; // of what parcels pay at the prices

} // namespace

EjectionSearch::EjectionSearch(const Program &program, const Shortlist &shortlist, std::vector<double> parcelPrices, std::vector<double> unitPrices, quint64 seed)
    : m_program(program)
    , m_parcelPrices(std::move(parcelPrices))
    , m_unitPrices(std::move(unitPrices))
    , m_search(program, 1.0, forbidden, std::max(leastPlaceSteps, placeSteps / (program.orderCount() + 1)))
    , m_shortlist(shortlist)
    , m_repacking(program)
    , m_random(seed)
    , m_plan(program)
    , m_choice(static_cast<size_t>(program.orderCount()), -1)
    , m_moves(m_choice.size(), 0)
    , m_isChanged(m_choice.size(), false)
    , m_tolls(program.supply().size(), 0.0)
    , m_fines(program.supply().size(), -1)
    , m_fineAt(m_shortlist.mostResources(), 0.0)
    , m_leftAt(m_shortlist.mostResources(), 0)
{
    constexpr double repackListed = 0.3, repackOthers = 0.2; // of the steps: chains of long orders need more of them
    constexpr double share = 1.0; // of the mean, on top: what seems worth nothing is not free
    const double sum = std::accumulate(m_unitPrices.begin(), m_unitPrices.end(), 0.0);
    for (double &price : m_unitPrices)
        price += share * sum / static_cast<double>(m_unitPrices.size());
    for (int order = 0; order < program.orderCount(); ++order) {
        const auto choices = m_shortlist.choices(order);
        m_repackShare += (choices.empty() ? repackOthers : repackListed) / program.orderCount();
        m_ideal.push_back(!choices.empty() ? choices.front().cost + choices.front().pay
                                           : m_search.solve(order, [&](int parcel) { return program.parcel(parcel).price + m_parcelPrices[static_cast<size_t>(parcel)]; }));
        if (choices.size() != 1)
            m_seeds.push_back(order);
    }
    m_regret.assign(m_ideal.size(), 0.0);
}

/// Takes `plan` over.
void EjectionSearch::begin(const Assignment &plan)
{
    for (int order = 0; order < m_program.orderCount(); ++order) {
        m_plan.takeOut(order);
        place(order, plan.parcels(order), m_shortlist.find(order, plan.parcels(order)));
    }
    m_mean = m_plan.total() / m_program.orderCount();
}

/// Brings `plan`, the best so far, to what is now.
void EjectionSearch::save(Assignment &plan)
{
    for (const int order : m_changed)
        plan.clear(order);
    for (const int order : m_changed) {
        const auto parcels = m_plan.parcels(order);
        plan.choose(order, {parcels.begin(), parcels.end()});
        m_isChanged[static_cast<size_t>(order)] = false;
    }
    m_changed.clear();
}

void EjectionSearch::place(int order, std::span<const int> parcels, int choice)
{
    const auto at = static_cast<size_t>(order);
    m_plan.place(order, parcels);
    m_choice[at] = choice;
    m_regret[at] = m_plan.cost(order) - m_ideal[at];
    for (const int parcel : parcels)
        m_regret[at] += m_parcelPrices[static_cast<size_t>(parcel)];
}

void EjectionSearch::placeChoice(int order, int choice)
{
    const auto &chosen = m_shortlist.choices(order)[static_cast<size_t>(choice)];
    m_plan.place(order, m_shortlist.parcels(chosen));
    m_choice[static_cast<size_t>(order)] = choice;
    m_regret[static_cast<size_t>(order)] = chosen.cost + chosen.pay - m_ideal[static_cast<size_t>(order)];
}

/// Takes out what the order has and places this instead.
void EjectionSearch::exchange(int order, int choice)
{
    m_plan.takeOut(order);
    placeChoice(order, choice);
}

/// Notes in m_leftAt what the order could have: what is left and what it has itself.
void EjectionSearch::seeWhatIsLeftTo(int order)
{
    const auto resources = m_shortlist.resources(order);
    for (size_t i = 0; i < resources.size(); ++i)
        m_leftAt[i] = m_plan.free().left(resources[i]);
    if (const int choice = m_choice[static_cast<size_t>(order)]; choice >= 0) {
        for (const auto &use : m_shortlist.uses(m_shortlist.choices(order)[static_cast<size_t>(choice)]))
            m_leftAt[static_cast<size_t>(use.at)] += use.amount;
        return;
    }
    for (const int parcel : m_plan.parcels(order)) {
        for (const auto &use : m_program.uses(m_program.parcel(parcel))) {
            const auto known = std::ranges::find(resources, use.resource);
            if (known != resources.end())
                m_leftAt[static_cast<size_t>(known - resources.begin())] += use.amount;
        }
    }
}

/// Leaves in m_parcels how the order was.
void EjectionSearch::takeOut(int order)
{
    const auto parcels = m_plan.parcels(order);
    m_parcels.assign(parcels.begin(), parcels.end());
    m_plan.takeOut(order);
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

/// The best of the shortlist, where what is not there can be had for a fine.
int EjectionSearch::softChoice(int order)
{
    const auto resources = m_shortlist.resources(order);
    seeWhatIsLeftTo(order);
    for (size_t i = 0; i < resources.size(); ++i) {
        m_fineAt[i] = fine(resources[i]);
        m_leftAt[i] = std::max<qint64>(0, m_leftAt[i]);
    }
    const auto choices = m_shortlist.choices(order);
    m_work += m_shortlist.rows(order);
    int best = -1;
    double least = forbidden;
    for (size_t i = 0; i < choices.size(); ++i) {
        double price = choices[i].cost + m_share * choices[i].pay;
        if (price >= least || static_cast<int>(i) == m_banned)
            continue;
        for (const auto &use : m_shortlist.uses(choices[i])) { // without a branch: which it would take, nothing foretells
            const auto at = static_cast<size_t>(use.at);
            price += m_fineAt[at] * static_cast<double>(std::max<qint64>(0, use.amount - m_leftAt[at]));
        }
        if (price < least) {
            least = price;
            best = static_cast<int>(i);
        }
    }
    return best;
}

/// The cheapest of the shortlist that takes no more than is there and costs less than `cost`; -1: none.
int EjectionSearch::firmChoice(int order, double cost)
{
    seeWhatIsLeftTo(order);
    const auto choices = m_shortlist.choices(order);
    int best = -1;
    for (size_t i = 0; i < choices.size(); ++i) {
        const auto fits = [this](const Shortlist::Use &use) { return use.amount <= m_leftAt[static_cast<size_t>(use.at)]; };
        if (choices[i].cost >= cost || !std::ranges::all_of(m_shortlist.uses(choices[i]), fits))
            continue;
        cost = choices[i].cost;
        best = static_cast<int>(i);
    }
    return best;
}

/// Before the first move of an order in this chain.
void EjectionSearch::remember(int order)
{
    if (m_moves[static_cast<size_t>(order)]++ > 0)
        return;
    if (m_before.size() == m_moved.size())
        m_before.emplace_back();
    Before &before = m_before[m_moved.size()];
    before.choice = m_choice[static_cast<size_t>(order)];
    if (before.choice < 0) {
        const auto parcels = m_plan.parcels(order);
        before.parcels.assign(parcels.begin(), parcels.end());
    }
    m_moved.push_back(order);
}

/// The best for the order, where what is not there can be had for a fine. Did it change its mind?
bool EjectionSearch::moveSoftly(int order)
{
    remember(order);
    if (m_shortlist.knows(order)) {
        const int choice = softChoice(order);
        if (choice == m_choice[static_cast<size_t>(order)])
            return false;
        exchange(order, choice);
        return true;
    }
    takeOut(order);
    m_search.solve(order, [this](int parcel) { return parcel == m_banned ? forbidden : m_program.parcel(parcel).price + m_share * m_parcelPrices[static_cast<size_t>(parcel)] + fineOf(parcel); });
    place(order, m_search.parcels(), -1);
    return m_search.parcels() != m_parcels;
}

/// The best for the order of what is there, by its true cost.
void EjectionSearch::moveFirmly(int order)
{
    const double before = m_plan.cost(order);
    if (m_shortlist.knows(order)) {
        m_work += static_cast<qint64>(m_shortlist.choices(order).size());
        if (const int choice = firmChoice(order, before); choice >= 0)
            exchange(order, choice);
        return;
    }
    takeOut(order);
    const double cost = m_search.solve(order, [this](int parcel) { return m_program.parcel(parcel).price; }, &m_plan.free());
    place(order, cost < before ? m_search.parcels() : m_parcels, -1);
}

void EjectionSearch::undo()
{
    for (size_t i = 0; i < m_moved.size(); ++i) {
        const int order = m_moved[i], choice = m_before[i].choice;
        if (choice >= 0 && choice == m_choice[static_cast<size_t>(order)])
            continue;
        m_plan.takeOut(order);
        if (choice >= 0)
            placeChoice(order, choice);
        else
            place(order, m_before[i].parcels, choice);
    }
}

/// Of a few orders one that would rather have something else.
int EjectionSearch::pickSeed()
{
    constexpr int looks = 2;
    int seed = m_seeds.front();
    double most = -1;
    for (int i = 0; i < looks; ++i) {
        const int order = m_seeds[m_random.below(m_seeds.size())];
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
    const size_t holders = m_plan.holders(resource), start = m_random.below(holders);
    int best = -1;
    double most = 0;
    for (size_t i = 0; i < std::min(looks, holders); ++i) {
        const int order = m_plan.holder(resource, (start + i) % holders);
        const double value = (m_regret[static_cast<size_t>(order)] + 1) * m_random.unit() / (4 * m_moves[static_cast<size_t>(order)] + 1);
        if (best < 0 || value > most) {
            most = value;
            best = order;
        }
    }
    return best;
}

/// A chain begins with an order that takes what it would rather have, now and then anything but what it has.
bool EjectionSearch::moveSeed()
{
    constexpr double share = 0.45;
    const int seed = pickSeed();
    const auto parcels = m_plan.parcels(seed);
    if (m_random.unit() < share)
        m_banned = m_shortlist.knows(seed) ? m_choice[static_cast<size_t>(seed)] : parcels.empty() ? -1 : parcels[m_random.below(parcels.size())];
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

bool EjectionSearch::isTimeToRepack() const
{
    return !m_repacking.isEmpty() && static_cast<double>(m_repacking.work()) < m_repackShare * static_cast<double>(work());
}

/// A chain can also begin with all orders that ask for one SKU: they share it out anew, and may want places that are not there.
bool EjectionSearch::repack(double warmth)
{
    for (int place = 0; place < static_cast<int>(m_tolls.size()) && m_program.skuOf(place) < 0; ++place) // places come first
        m_tolls[static_cast<size_t>(place)] = fine(place);
    const auto &changes = m_repacking.find(m_plan, m_repacking.skuFor(pickSeed(), m_random), {m_tolls, warmth * m_mean}, m_random);
    for (const auto &change : changes) {
        remember(change.order);
        m_plan.takeOut(change.order);
        place(change.order, change.parcels, m_shortlist.find(change.order, change.parcels));
    }
    return !changes.empty();
}

/// Has the plan changed? It costs no more than `limit` then.
bool EjectionSearch::tryChain(double limit, double warmth)
{
    constexpr int mostMoves = 20;
    constexpr double rise = 0.15, growth = 1.5; // of what an order costs; of the fine
    m_work += 8;
    m_share = leastShare + (1 - leastShare) * m_random.unit();
    m_fine = leastFine + (mostFine - leastFine) * m_random.unit();
    const bool isNew = isTimeToRepack() ? repack(warmth) : moveSeed();
    for (int i = 0; i < mostMoves && !m_plan.shortages().empty(); ++i) {
        const int resource = m_plan.shortages()[m_random.below(m_plan.shortages().size())];
        m_fines[static_cast<size_t>(resource)] = growth * (fine(resource) + rise * m_mean);
        m_fined.push_back(resource);
        moveSoftly(pickHolder(resource));
    }
    const bool fits = m_plan.shortages().empty();
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
    if (m_program.supply().empty() || m_seeds.empty())
        return; // nothing is scarce: every order has its best
    begin(plan);
    const qint64 end = work() + steps;
    double best = m_plan.total();
    while (work() < end && best > bound) {
        const double left = static_cast<double>(end - work()) / static_cast<double>(steps);
        const double warmth = heat * left * left, limit = m_plan.total() - warmth * m_mean * std::log(m_random.unit() + 1e-12);
        const bool isKept = tryChain(limit, warmth);
        for (const int order : m_moved) {
            m_moves[static_cast<size_t>(order)] = 0;
            if (isKept && !m_isChanged[static_cast<size_t>(order)])
                m_changed.push_back(order);
            m_isChanged[static_cast<size_t>(order)] = m_isChanged[static_cast<size_t>(order)] || isKept;
        }
        m_moved.clear();
        if (isKept && m_plan.total() < best) {
            best = m_plan.total();
            save(plan);
        }
    }
    for (const int order : m_changed)
        m_isChanged[static_cast<size_t>(order)] = false;
    m_changed.clear();
}

} // namespace crossdock::routing
