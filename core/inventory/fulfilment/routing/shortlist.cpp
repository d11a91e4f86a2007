#include "core/inventory/fulfilment/routing/shortlist.h"

#include "core/inventory/fulfilment/routing/subset_table.h"

#include <algorithm>
#include <limits>

namespace crossdock::routing {
namespace {

/// Finds the cheapest plans of one order after the other.
class PlanLister
{
public:
    PlanLister(const Program &program, const std::vector<double> &parcelPrices, int most)
        : m_program(program)
        , m_parcelPrices(parcelPrices)
        , m_most(static_cast<size_t>(most))
        , m_steps(std::max(leastSteps, allSteps / (program.orderCount() + 1)))
    {
    }

    /// Cheapest first.
    std::vector<std::vector<int>> list(int order)
    {
        const auto &batch = m_program.batch(order);
        m_table.begin(m_program, batch, 1.0, std::numeric_limits<double>::infinity());
        for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels; ++i) {
            if (m_table.isBetter(m_program.parcel(i).mask, price(i)))
                m_table.offer(m_program.parcel(i).mask, price(i), i);
        }
        m_rest = m_table.solveFreely();
        double waiting = 0;
        for (int line = 0; line < batch.lines; ++line)
            waiting += static_cast<double>(m_program.unfilledCost(batch, line));
        m_stepsLeft = m_steps;
        for (double reach = narrow * waiting; look(batch, reach) && reach < waiting; reach *= widening) {}
        keepCheapest();
        std::vector<std::vector<int>> plans;
        for (Found &found : m_found)
            plans.push_back(std::move(found.parcels));
        return plans;
    }

private:
    static constexpr qint64 leastSteps = 3'000, allSteps = 2'000'000; // of one order, of all
    static constexpr double narrow = 0.005, widening = 4; // of what it costs to send nothing: how far above the cheapest is looked at first
    struct Found {
        double price;
        std::vector<int> parcels;
    };

    double price(int parcel) const { return m_program.parcel(parcel).price + m_parcelPrices[static_cast<size_t>(parcel)]; }

    /// All plans that cost at most `reach` more than the cheapest. Is it worth to look further?
    bool look(const Program::Batch &batch, double reach)
    {
        const auto all = static_cast<quint32>(m_rest.size() - 1);
        m_found.clear();
        m_offers.clear();
        m_limit = m_rest[all] + reach;
        for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels; ++i) {
            if (price(i) + m_rest[all ^ m_program.parcel(i).mask] <= m_limit)
                m_offers.push_back(i);
        }
        m_stepsLeft -= batch.parcels;
        extend(batch, all, 0, batch.parcelCap);
        return m_found.size() < m_most && m_stepsLeft > 0;
    }

    /// Decides the first of the lines that are open, and then the others.
    void extend(const Program::Batch &batch, quint32 open, double spent, int parcelsLeft)
    {
        if (spent + m_rest[open] > m_limit)
            return;
        if (open == 0) {
            m_found.push_back({spent, m_plan});
            if (m_found.size() >= enough * m_most)
                m_limit = keepCheapest();
            return;
        }
        const quint32 first = open & (~open + 1);
        for (size_t i = 0; parcelsLeft > 0 && i < m_offers.size(); ++i) {
            const quint32 mask = m_program.parcel(m_offers[i]).mask;
            if ((mask & first) == 0 || (mask & ~open) != 0)
                continue;
            m_plan.push_back(m_offers[i]);
            extend(batch, open ^ mask, spent + price(m_offers[i]), parcelsLeft - 1);
            m_plan.pop_back();
        }
        if ((m_stepsLeft -= static_cast<qint64>(m_offers.size())) > 0)
            extend(batch, open ^ first, spent + static_cast<double>(m_program.unfilledCost(batch, std::countr_zero(first))), parcelsLeft);
    }

    /// Answers what the dearest of them costs.
    double keepCheapest()
    {
        std::stable_sort(m_found.begin(), m_found.end(), [](const Found &a, const Found &b) { return a.price < b.price; });
        m_found.resize(std::min(m_found.size(), m_most));
        return m_found.empty() ? 0 : m_found.back().price;
    }

    static constexpr size_t enough = 4; // times as many as are kept: then the others are forgotten

    const Program &m_program;
    const std::vector<double> &m_parcelPrices;
    size_t m_most;
    qint64 m_steps, m_stepsLeft = 0;
    SubsetTable<double> m_table;
    std::span<const double> m_rest; ///< by subset of the lines: what it costs at least
    std::vector<int> m_offers, m_plan;
    std::vector<Found> m_found;
    double m_limit = 0;
};

} // namespace

Shortlist::Shortlist(const Program &program, const std::vector<double> &parcelPrices, int most)
{
    PlanLister lister(program, parcelPrices, most);
    for (int order = 0; order < program.orderCount(); ++order) {
        m_firstChoice.push_back(static_cast<int>(m_choices.size()));
        m_firstResource.push_back(static_cast<int>(m_resources.size()));
        if (program.batch(order).lines > mostLines)
            continue;
        bool sendsNothing = false;
        for (const auto &parcels : lister.list(order)) {
            add(program, parcelPrices, order, parcels);
            sendsNothing = sendsNothing || parcels.empty();
        }
        if (!sendsNothing)
            add(program, parcelPrices, order, {});
        m_mostResources = std::max(m_mostResources, m_resources.size() - static_cast<size_t>(m_firstResource.back()));
    }
    m_firstChoice.push_back(static_cast<int>(m_choices.size()));
    m_firstResource.push_back(static_cast<int>(m_resources.size()));
}

qint64 Shortlist::rows(int order) const
{
    const auto all = choices(order);
    return static_cast<qint64>(all.size() + resources(order).size()) + all.back().firstUse + all.back().uses - all.front().firstUse;
}

int Shortlist::find(int order, std::span<const int> parcels) const
{
    const auto all = choices(order);
    const auto known = std::ranges::find_if(all, [&](const Choice &choice) { return std::ranges::equal(this->parcels(choice), parcels); });
    return known == all.end() ? -1 : static_cast<int>(known - all.begin());
}

void Shortlist::add(const Program &program, const std::vector<double> &parcelPrices, int order, const std::vector<int> &parcels)
{
    Choice choice{static_cast<double>(program.costOf(order, parcels)), 0, static_cast<int>(m_uses.size()), 0, static_cast<int>(m_parcels.size()), static_cast<int>(parcels.size())};
    const auto placeOf = [&](int resource) {
        const auto first = m_resources.begin() + m_firstResource.back(), known = std::find(first, m_resources.end(), resource);
        const auto place = static_cast<int>(known - first);
        if (known == m_resources.end())
            m_resources.push_back(resource);
        return place;
    };
    for (const int parcel : parcels) {
        choice.pay += parcelPrices[static_cast<size_t>(parcel)];
        for (const auto &use : program.uses(program.parcel(parcel))) {
            const int at = placeOf(use.resource);
            const auto known = std::find_if(m_uses.begin() + choice.firstUse, m_uses.end(), [at](const Use &one) { return one.at == at; });
            if (known == m_uses.end())
                m_uses.push_back({at, use.amount});
            else
                known->amount += use.amount;
        }
    }
    choice.uses = static_cast<int>(m_uses.size()) - choice.firstUse;
    m_parcels.insert(m_parcels.end(), parcels.begin(), parcels.end());
    m_choices.push_back(choice);
}

} // namespace crossdock::routing
