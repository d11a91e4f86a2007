#include "core/inventory/fulfilment/routing/explanation.h"

#include "core/inventory/fulfilment/routing/variation.h"

#include <QSet>
#include <algorithm>

namespace crossdock::routing {
namespace {

using Rejected = Explanation::Rejected;

bool uses(const Problem &problem, const Plan &plan, int node)
{
    return std::any_of(plan.begin(), plan.end(), [&](int column) { return problem.columns[static_cast<size_t>(column)].node == node; });
}

/// As what goes from where: two columns may say the same.
std::vector<std::pair<int, std::vector<int>>> contentsOf(const Problem &problem, const Plan &plan)
{
    std::vector<std::pair<int, std::vector<int>>> contents;
    for (const int column : plan)
        contents.emplace_back(problem.columns[static_cast<size_t>(column)].node, problem.columns[static_cast<size_t>(column)].lines);
    std::sort(contents.begin(), contents.end());
    return contents;
}

} // namespace

Explainer::Explainer(const Problem &problem, const Answer &answer, WhyMissing whyMissing)
    : m_problem(problem)
    , m_answer(answer)
    , m_whyMissing(std::move(whyMissing))
    , m_resources(problem)
    , m_naive(greedyAnswer(problem).plans)
{
}

Explanation Explainer::explain(int order, bool solvesAgain)
{
    Explanation explanation{.order = order, .chosen = m_answer.plans[static_cast<size_t>(order)], .naive = m_naive[static_cast<size_t>(order)], .runnerUp = {}, .rejected = {}, .breakEvens = {}, .units = {}, .sacrifice = {}};
    const OrderPlans plans(m_problem, m_resources, order);
    const Supply left = leftBy(m_problem, m_resources, m_answer.plans, order);
    const auto chosen = contentsOf(m_problem, explanation.chosen);
    if (const auto best = plans.best(left)) {
        auto replaced = m_answer.plans;
        replaced[static_cast<size_t>(order)] = best->plan;
        note(replaced);
    }
    if (const auto next = plans.best(left, [&](const Plan &plan) { return contentsOf(m_problem, plan) != chosen; }))
        explanation.runnerUp = next->plan;
    for (int node = 0; node < static_cast<int>(m_problem.nodes.size()); ++node) {
        if (!uses(m_problem, explanation.chosen, node))
            explanation.rejected.push_back(reject(plans, order, node, left));
    }
    if (solvesAgain) {
        solveBreakEvens(explanation);
        solveUnits(explanation);
        solveSacrifice(explanation, plans);
    }
    return explanation;
}

/// The lines that the node cannot ship from that supply, the first of them in `rejected`.
std::vector<int> Explainer::shortLines(int order, const std::vector<int> &lines, int node, const Supply &supply, Rejected &rejected) const
{
    std::vector<int> missing;
    for (const int line : lines) {
        const Line &one = m_problem.orders[static_cast<size_t>(order)].lines[static_cast<size_t>(line)];
        const int resource = m_resources.stockOf(node, order, line);
        const qint64 there = resource < 0 ? 0 : supply[static_cast<size_t>(resource)];
        if (there >= one.quantity)
            continue;
        if (missing.empty()) {
            rejected.sku = one.sku;
            rejected.shortBy = one.quantity - there;
        }
        missing.push_back(line);
    }
    return missing;
}

/// The other orders that take this SKU from the node; without a SKU, any place in its wave.
QStringList Explainer::holders(int order, int node, const QString &sku) const
{
    QStringList names;
    for (size_t other = 0; other < m_answer.plans.size(); ++other) {
        const bool takes = std::any_of(m_answer.plans[other].begin(), m_answer.plans[other].end(), [&](int index) {
            const Column &column = m_problem.columns[static_cast<size_t>(index)];
            return column.node == node && (sku.isEmpty() || std::any_of(column.lines.begin(), column.lines.end(), [&](int line) { return m_problem.orders[other].lines[static_cast<size_t>(line)].sku == sku; }));
        });
        if (takes && static_cast<int>(other) != order)
            names.append(m_problem.orders[other].id);
    }
    return names;
}

Rejected Explainer::reject(const OrderPlans &plans, int order, int node, const Supply &left) const
{
    Rejected rejected{.node = node, .name = {}, .detail = {}, .sku = {}, .holders = {}, .plan = {}};
    std::vector<int> all; // lines
    for (size_t line = 0; line < m_problem.orders[static_cast<size_t>(order)].lines.size(); ++line)
        all.push_back(static_cast<int>(line));
    bool isListed = false, isThere = false, isLeft = false;
    Supply unlimited = left; // but for the stock
    for (size_t i = 0; i < m_problem.nodes.size(); ++i)
        unlimited[i] = std::numeric_limits<qint64>::max();
    for (size_t i = 0; i < m_problem.columns.size(); ++i) {
        const Column &column = m_problem.columns[i];
        if (column.order != order || column.node != node || column.lines.empty())
            continue;
        Rejected ignored;
        isListed = true;
        isThere = isThere || shortLines(order, column.lines, node, m_resources.supply(), ignored).empty();
        isLeft = isLeft || plans.fits(static_cast<int>(i), unlimited);
    }
    if (!isListed) {
        const auto [name, detail] = m_whyMissing(order, node);
        const bool isShort = name.isEmpty() && !shortLines(order, all, node, m_resources.supply(), rejected).empty();
        rejected.reason = !name.isEmpty() ? Rejected::Reason::Veto : isShort ? Rejected::Reason::Stock : Rejected::Reason::Unlisted;
        rejected.name = name;
        rejected.detail = detail;
        return rejected;
    }
    if (!isThere) {
        shortLines(order, all, node, m_resources.supply(), rejected);
        rejected.reason = Rejected::Reason::Stock;
        return rejected;
    }
    if (m_resources.supply()[static_cast<size_t>(node)] > 0 && !isLeft) {
        shortLines(order, all, node, left, rejected);
        rejected.reason = Rejected::Reason::StockTaken;
        rejected.holders = holders(order, node, rejected.sku);
        return rejected;
    }
    if (left[static_cast<size_t>(node)] <= 0) {
        rejected.reason = Rejected::Reason::Capacity;
        rejected.holders = holders(order, node, {});
        return rejected;
    }
    const auto best = plans.best(left, [&](const Plan &plan) { return uses(m_problem, plan, node); });
    rejected.reason = best ? Rejected::Reason::Dearer : Rejected::Reason::ParcelCap;
    if (best) {
        rejected.dearerBy = best->cost - plans.costOf(m_answer.plans[static_cast<size_t>(order)]);
        rejected.plan = best->plan;
    }
    return rejected;
}

/// Keeps plans that are better than the answer's, for the problem itself.
void Explainer::note(const std::vector<Plan> &plans)
{
    const auto total = priceOf(m_problem, plans);
    if (total && *total < (m_better ? m_better->total : m_answer.total))
        m_better = Answer{plans, *total, m_answer.bound};
}

/// What all orders cost if these columns of one are chosen, solved again. Nothing: there is not enough for them.
std::optional<Wide> Explainer::totalWith(int order, const Plan &columns)
{
    const auto changed = withChosen(m_problem, order, columns);
    if (!changed)
        return {};
    const Answer again = reroute(*changed, m_answer.plans);
    auto plans = again.plans;
    auto &own = plans[static_cast<size_t>(order)];
    own.insert(own.end(), columns.begin(), columns.end());
    std::sort(own.begin(), own.end());
    note(plans);
    return priceOf(m_problem, plans);
}

/// For each node that is not used, the parcel of its best plan; the dearest thing that is not there is not asked for.
void Explainer::solveBreakEvens(Explanation &explanation)
{
    const OrderPlans plans(m_problem, m_resources, explanation.order);
    Supply whole = m_resources.supply();
    for (const Rejected &rejected : explanation.rejected) {
        const auto plan = plans.best(whole, [&](const Plan &one) { return uses(m_problem, one, rejected.node); });
        if (!plan)
            continue;
        for (const int column : plan->plan) {
            if (m_problem.columns[static_cast<size_t>(column)].node != rejected.node)
                continue;
            if (const auto total = totalWith(explanation.order, {column}))
                explanation.breakEvens.push_back({column, m_problem.columns[static_cast<size_t>(column)].cost - (*total - m_answer.total)});
        }
    }
}

/// One more unit wherever the order, or another in its stead, would take one.
void Explainer::solveUnits(Explanation &explanation)
{
    const Supply left = leftBy(m_problem, m_resources, m_answer.plans);
    const Order &order = m_problem.orders[static_cast<size_t>(explanation.order)];
    QSet<QPair<int, QString>> asked;
    for (int node = 0; node < static_cast<int>(m_problem.nodes.size()); ++node) {
        for (size_t line = 0; line < order.lines.size(); ++line) {
            const int resource = m_resources.stockOf(node, explanation.order, static_cast<int>(line));
            const bool isPlenty = resource >= 0 && left[static_cast<size_t>(resource)] >= order.lines[line].quantity;
            const QString &sku = order.lines[line].sku;
            if (isPlenty || asked.contains({node, sku}))
                continue;
            asked.insert({node, sku});
            const Answer again = reroute(withMoreStock(m_problem, node, sku, 1), m_answer.plans);
            note(again.plans); // it may not need the unit
            const Wide saves = m_answer.total - again.total;
            if (saves > 0)
                explanation.units.push_back({node, sku, saves});
        }
    }
    std::stable_sort(explanation.units.begin(), explanation.units.end(), [](const auto &a, const auto &b) { return a.saves > b.saves; });
}

void Explainer::solveSacrifice(Explanation &explanation, const OrderPlans &plans)
{
    const int order = explanation.order;
    const auto own = plans.best(m_resources.supply());
    const Wide cost = plans.costOf(explanation.chosen);
    Explanation::Sacrifice sacrifice{.own = own ? own->plan : Plan{}, .costsMore = own ? cost - own->cost : 0, .others = {}};
    const Answer without = reroute(withoutOrder(m_problem, order), m_answer.plans);
    auto completed = without.plans;
    completed[static_cast<size_t>(order)] = explanation.chosen;
    note(completed);
    sacrifice.alone = m_answer.total - without.total;
    if (sacrifice.costsMore > 0) {
        const auto changed = withChosen(m_problem, order, sacrifice.own);
        const Answer others = reroute(withoutOrder(*changed, order), m_answer.plans);
        sacrifice.othersSave = others.total - (m_answer.total - cost);
        for (size_t other = 0; other < others.plans.size(); ++other) {
            if (static_cast<int>(other) != order && contentsOf(m_problem, others.plans[other]) != contentsOf(m_problem, m_answer.plans[other]))
                sacrifice.others.append(m_problem.orders[other].id);
        }
        auto whole = others.plans;
        whole[static_cast<size_t>(order)] = sacrifice.own;
        note(whole);
    }
    explanation.sacrifice = sacrifice;
}

Answer Explainer::pin(const std::vector<Pin> &pins) const
{
    Problem changed = m_problem;
    for (const Pin &pin : pins)
        changed = pinned(std::move(changed), pin.order, pin.node);
    Answer answer = reroute(changed, m_answer.plans);
    return answer;
}

} // namespace crossdock::routing
