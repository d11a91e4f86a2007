#pragma once

#include "core/inventory/rules/rule.h"
#include "core/inventory/rules/workspace.h"

#include <random>

namespace crossdock::tests {

/// Makes valid triggers at random from the tables of fields, events and actions. The same seed makes the same
/// triggers with every standard library.
class TriggerGenerator
{
public:
    TriggerGenerator(const rules::Workspace &workspace, quint32 seed);

    rules::Trigger next();

private:
    struct EventShape;

    int below(int bound); ///< 0 to bound - 1
    bool oneIn(int times) { return below(times) == 0; }
    template <class Range>
    auto anyOf(const Range &range)
    {
        return range[size_t(below(int(std::size(range))))];
    }

    QString keyOf(const std::vector<rules::KnownName> &names) { return anyOf(names).key; }
    double amountFor(rules::FieldKind kind);
    rules::Unit unitFor(rules::FieldKind kind);
    QString wordFor(const rules::FieldSpec &spec);
    rules::Leaf leafOn(QLatin1StringView field);
    rules::Leaf crossingOf(QLatin1StringView field);
    rules::Leaf timeLeaf();
    std::optional<rules::Tree> filtersOf(const EventShape &shape, int most);
    std::optional<rules::Tree> conditionsOf(const EventShape &shape);
    rules::Action actionOn(QLatin1StringView entity);
    std::vector<rules::Action> actionsOf(const EventShape &shape);
    rules::Schedule schedule();
    rules::Trigger attempt();

    const rules::Workspace &m_workspace;
    std::mt19937 m_random;
};

} // namespace crossdock::tests
