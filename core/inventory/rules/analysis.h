#pragma once

#include "core/inventory/rules/rule.h"

#include <span>

/// What is wrong with rules that are each fine alone. The kinds are those of the language reference, section 11.
namespace crossdock::rules {

struct Finding {
    enum class Kind : quint8 {
        Duplicate, ///< equal normal form
        Subsumed, ///< same event and actions, one's filters imply the other's
        Conflict, ///< both can fire at once and write one attribute of one thing differently
        Cycle, ///< each one's action causes the next one's event
        Shadowed, ///< an earlier rule stops whatever would reach the later one
        AlwaysTrue, ///< the conditions say nothing that the event does not
        UnreachableElse, ///< so what stands behind the else never runs
        MissingPair, ///< pauses a listing that no rule resumes
    };
    Kind kind = Kind::Duplicate;
    std::vector<int> rules; ///< places in the list, ascending
    std::vector<int> order; ///< of a cycle: each causes the next, the last the first; of others the one that gives way comes first
    std::vector<Action> actions; ///< what clashes, what goes round, what nothing undoes: of each in `order`
    std::optional<Tree> before; ///< of what crosses: values just before it
    std::optional<Tree> witness; ///< values at which it shows, in normal form; nothing: at whatever values
    friend bool operator==(const Finding &, const Finding &) = default;
};

QString findingName(Finding::Kind kind); ///< "duplicate"

/// The rules with the zone of each schedule said: where a sentence says none, that of the workspace.
std::vector<std::optional<Trigger>> inZone(std::span<const std::optional<Trigger>> rules, const QString &zone);

/// All findings over the rules, in order of priority; sorted by kind, then by rules. An empty place is a rule that
/// does not compile: nothing is found about it.
std::vector<Finding> analyse(std::span<const std::optional<Trigger>> rules);

} // namespace crossdock::rules
