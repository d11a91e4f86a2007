#pragma once

#include "core/inventory/rules/engine/rule_index.h"
#include "core/inventory/store/database.h"

#include <QSet>

namespace crossdock::rules {

/// Says whose sales may be other than at the last look, for rules that follow sales over a stretch of time: of what was ordered or cancelled
/// meanwhile, and of what fell out of the stretch since. Looks now and then, not at every order: a day's sales need not be added up at each.
class SalesWatch
{
public:
    /// Looks at products at most once in `pace`; at a whole shop, whose sum takes longer, less often the longer the stretch is.
    SalesWatch(store::Database &database, Milliseconds pace)
        : m_database(database)
        , m_pace(pace)
    {
    }

    void follow(const RuleIndex::Rules &rules, Time now);
    void note(qint64 sale); ///< an order is new, or changed
    std::optional<Time> nextLook() const; ///< nothing: no rule follows sales
    Result<std::vector<Subject>> look(Time now);

private:
    struct Whole {
        Subject subject;
        Milliseconds every{0};
        Time lookedAt{};
    };
    Milliseconds productPause() const;
    Result<> noteOrderedIn(Time from, Time to);

    store::Database &m_database;
    Milliseconds m_pace;
    QSet<qint64> m_sales; ///< noted since the last look
    std::vector<Milliseconds> m_ages; ///< at which an order falls out of a stretch that a rule looks at
    std::vector<Whole> m_wholes;
    bool m_followsProducts = false;
    Time m_lookedAt{};
};

} // namespace crossdock::rules
