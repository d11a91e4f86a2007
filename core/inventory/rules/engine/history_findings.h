#pragma once

#include "core/inventory/inventory.h"
#include "core/inventory/rules/rule.h"
#include "core/inventory/rules/workspace.h"
#include "core/inventory/store/database.h"

#include <span>

namespace crossdock::rules {

/// What history says against a rule.
struct HistoryFinding {
    enum class Kind : quint8 {
        Dead, ///< nothing in the last 90 days would have fired it
        Flapping, ///< one thing crossed again and again within a day, and nothing holds it back
        FanOut, ///< one run touches very many things
    };
    Kind kind = Kind::Dead;
    int rule = 0; ///< place in the list
    QString words; ///< a sentence without a subject, with the counter-example: "ran 14 times on 2026-03-01 for sku MUG"
};

QString findingName(HistoryFinding::Kind kind); ///< "dead"

/// Replays the last 90 days of the trail once for all rules; an empty place is a rule that does not compile. Of a history
/// of less than a day nothing is said. Takes as long as that takes; Cancelled if `progress` says so.
Result<QList<HistoryFinding>> historyFindings(store::Database &database, const Workspace &workspace, std::span<const std::optional<Trigger>> rules, Time now, Progress &progress);

} // namespace crossdock::rules
