#include "core/inventory/fulfilment/routing/settlement.h"

#include <algorithm>
#include <limits>

namespace crossdock::routing {

Settlement::Settlement(const Program &program, const Shortlist &shortlist, quint64 seed)
    : m_program(program)
    , m_shortlist(shortlist)
    , m_random(seed)
    , m_plan(program)
    , m_choice(static_cast<size_t>(program.orderCount()), 0)
    , m_fines(program.supply().size(), 0.0)
    , m_left(shortlist.mostResources(), 0)
{
}

void Settlement::improve(Assignment &plan, int tries)
{
    constexpr double rise = 0.05; // of what an order costs
    if (m_program.orderCount() == 0)
        return;
    m_rise = rise * plan.total() / m_program.orderCount();
    double best = plan.total();
    for (int i = 0; i < tries; ++i) {
        begin(plan);
        if (!settle() || m_plan.total() >= best)
            continue;
        best = m_plan.total();
        for (int order = 0; order < m_program.orderCount(); ++order)
            plan.clear(order);
        for (int order = 0; order < m_program.orderCount(); ++order)
            plan.choose(order, {m_plan.parcels(order).begin(), m_plan.parcels(order).end()});
    }
}

/// Every order has what it wants.
void Settlement::begin(const Assignment &plan)
{
    std::fill(m_fines.begin(), m_fines.end(), 0.0);
    for (int order = 0; order < m_program.orderCount(); ++order) {
        if (m_shortlist.knows(order)) {
            take(order, 0);
        } else {
            m_plan.takeOut(order);
            m_plan.place(order, plan.parcels(order));
        }
    }
}

/// Is nothing taken twice in the end?
bool Settlement::settle()
{
    const int mostConcessions = 2 * m_program.orderCount(); // four times as many as it usually takes
    for (int i = 0; !m_plan.shortages().empty(); ++i) {
        const int resource = m_plan.shortages()[m_random.below(m_plan.shortages().size())];
        const Concession least = leastConcession(resource);
        if (least.order < 0 || i == mostConcessions)
            return false;
        double &fine = m_fines[static_cast<size_t>(resource)];
        fine = std::max(fine, least.loss) + m_rise;
        take(least.order, least.choice);
    }
    for (int order = 0; order < m_program.orderCount(); ++order) {
        if (m_shortlist.knows(order))
            takeWhatIsLeft(order);
    }
    return true;
}

Settlement::Concession Settlement::leastConcession(int resource)
{
    Concession least{-1, -1, std::numeric_limits<double>::infinity()};
    const size_t holders = m_plan.holders(resource), first = m_random.below(holders);
    for (size_t i = 0; i < holders; ++i) {
        const int order = m_plan.holder(resource, (first + i) % holders);
        if (m_shortlist.knows(order))
            findConcession(order, resource, least);
    }
    return least;
}

/// What the order loses by a plan that takes less of the resource, if that is less than `least`.
void Settlement::findConcession(int order, int resource, Concession &least)
{
    const auto resources = m_shortlist.resources(order);
    const auto choices = m_shortlist.choices(order);
    const auto &now = choices[static_cast<size_t>(m_choice[static_cast<size_t>(order)])];
    const int given = static_cast<int>(std::ranges::find(resources, resource) - resources.begin());
    const auto taken = [&](const Shortlist::Choice &choice) {
        const auto uses = m_shortlist.uses(choice);
        const auto use = std::ranges::find(uses, given, &Shortlist::Use::at);
        return use == uses.end() ? 0 : use->amount;
    };
    seeWhatIsLeftTo(order);
    for (size_t i = 0; i < choices.size(); ++i) {
        const double loss = choices[i].cost + choices[i].pay - now.cost - now.pay;
        if (loss >= least.loss)
            return; // the others cost more still
        if (taken(choices[i]) >= taken(now))
            continue;
        if (const double all = loss + fineOf(order, choices[i], given); all < least.loss)
            least = {order, static_cast<int>(i), all};
    }
}

void Settlement::seeWhatIsLeftTo(int order)
{
    const auto resources = m_shortlist.resources(order);
    for (size_t i = 0; i < resources.size(); ++i)
        m_left[i] = m_plan.free().left(resources[i]);
    for (const auto &use : m_shortlist.uses(m_shortlist.choices(order)[static_cast<size_t>(m_choice[static_cast<size_t>(order)])]))
        m_left[static_cast<size_t>(use.at)] += use.amount;
}

double Settlement::fineOf(int order, const Shortlist::Choice &choice, int except) const
{
    const auto resources = m_shortlist.resources(order);
    double sum = 0;
    for (const auto &use : m_shortlist.uses(choice)) {
        const auto at = static_cast<size_t>(use.at);
        const qint64 left = std::max<qint64>(0, m_left[at]);
        if (use.at != except && use.amount > left)
            sum += (m_fines[static_cast<size_t>(resources[at])] + m_rise) * static_cast<double>(use.amount - left);
    }
    return sum;
}

void Settlement::take(int order, int choice)
{
    m_plan.takeOut(order);
    m_plan.place(order, m_shortlist.parcels(m_shortlist.choices(order)[static_cast<size_t>(choice)]));
    m_choice[static_cast<size_t>(order)] = choice;
}

/// The order's cheapest plan of what nobody else takes.
void Settlement::takeWhatIsLeft(int order)
{
    seeWhatIsLeftTo(order);
    const auto fits = [this](const Shortlist::Use &use) { return use.amount <= m_left[static_cast<size_t>(use.at)]; };
    const auto choices = m_shortlist.choices(order);
    int best = m_choice[static_cast<size_t>(order)];
    for (size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].cost < choices[static_cast<size_t>(best)].cost && std::ranges::all_of(m_shortlist.uses(choices[i]), fits))
            best = static_cast<int>(i);
    }
    if (best != m_choice[static_cast<size_t>(order)])
        take(order, best);
}

} // namespace crossdock::routing
