#pragma once

#include "core/inventory/rules/engine/armed_rule.h"

#include <QHash>
#include <memory>

namespace crossdock::rules {

/// Finds the few rules that something could fire: by the event's type, then by the sharpest equality of each rule's filter.
class RuleIndex
{
public:
    using Rules = std::vector<std::unique_ptr<ArmedRule>>;

    /// `rules` in the order in which they run.
    void build(const Rules &rules, const SlotTable &slots);
    bool hasAny(const QString &type) const { return m_byType.contains(type); }
    /// Places in `rules`, ascending: those whose equality holds, and those that have none.
    void find(const QString &type, Reading &reading, std::vector<int> &found) const;

private:
    struct Distinction {
        int slot = 0;
        QHash<QString, std::vector<int>> byWord;
    };
    struct Group {
        std::vector<int> all; ///< without an equality
        std::vector<Distinction> distinctions;
    };
    void put(const QString &type, int place, const std::optional<Program::Equality> &equality);

    QHash<QString, Group> m_byType;
};

} // namespace crossdock::rules
