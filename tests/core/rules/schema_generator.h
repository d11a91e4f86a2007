#pragma once

#include "core/inventory/rules/action_specs.h"
#include "core/inventory/rules/rule.h"
#include "core/inventory/rules/workspace.h"

#include <random>

namespace crossdock::tests {

/// Makes triggers as the schema allows them, sensible or not: every field beside every event, with every operator, and
/// every action. Left out is what no sentence says: a moment that becomes, a refund in full of a unit. The same seed makes the same triggers with every standard library.
class SchemaGenerator
{
public:
    SchemaGenerator(const rules::Workspace &workspace, quint32 seed)
        : m_workspace(workspace)
        , m_random(seed)
    {
    }

    rules::Trigger next(); ///< well-formed, and neither contradictory nor dangerous

private:
    int below(int bound) { return int(m_random() % unsigned(bound)); } ///< 0 to bound - 1
    bool oneIn(int times) { return below(times) == 0; }
    template <class Range>
    auto anyOf(const Range &range)
    {
        return range[size_t(below(int(std::size(range))))];
    }
    QString keyOf(const std::vector<rules::KnownName> &names) { return anyOf(names).key; }
    QStringList keysOf(const std::vector<rules::KnownName> &names);

    double number(rules::FieldKind kind);
    rules::Unit unit(rules::FieldKind kind);
    rules::Duration duration();
    rules::MoneyBound bound();
    QString text();
    QString time();
    QString date();
    QString word(const rules::FieldSpec &spec);
    QString partyKey();
    rules::FieldId referable(rules::FieldKind kind);
    void setNumber(rules::Leaf &leaf, rules::FieldKind kind);
    void setWords(rules::Leaf &leaf, const rules::FieldSpec &spec, rules::Op many);
    rules::Leaf leaf(rules::FieldId field);
    rules::Leaf anyLeaf();
    rules::Tree tree(int depth);
    rules::Argument argument(const rules::ArgumentSpec &spec);
    rules::Action action();
    void fitTogether(rules::Action &action);
    std::vector<rules::Action> actions();
    rules::Schedule schedule();
    rules::Window window(bool isOfSales);
    rules::Trigger attempt();

    const rules::Workspace &m_workspace;
    std::mt19937 m_random;
};

} // namespace crossdock::tests
