#pragma once

#include "core/inventory/audit/privacy.h"
#include "core/inventory/rules/compiler.h"
#include "core/inventory/rules/engine/happenings.h"
#include "core/inventory/rules/engine/store_facts.h"
#include "core/inventory/rules/rule_rows.h"

namespace crossdock::rules {

/// What a rule must do before it goes live, in words: "for order web/1001 hold it", "for SKU MUG-1 on shop pause its listing",
/// "for order 1001 do nothing". The thing is looked at as it stands, as if the rule's event happened to it now.
class Examples
{
public:
    Examples(store::Database &database, audit::Privacy *privacy, Compiler compiler, Time now);

    /// InvalidInput: these words are no example. NotFound: there is no such thing.
    Result<> check(const QString &text);
    /// Says of each whether the rule does what it says, and if not, what it would do.
    void judge(const Trigger &trigger, QList<RuleExample> &examples);

private:
    struct Wanted {
        Subject subject;
        std::vector<Action> actions;
    };
    Result<Wanted> read(const QString &text);
    Result<Subject> orderNamed(const QString &name);
    Result<Subject> productNamed(const QString &name, const QString &channel);
    Result<std::vector<Action>> actionsOf(const QString &words, const Subject &subject);
    std::vector<Action> whatHappens(const Trigger &trigger, const Subject &subject);
    QString wordsOf(const std::vector<Action> &actions) const;

    store::Database &m_database;
    Compiler m_compiler;
    Time m_now;
    StoreFacts m_facts;
    Observer m_observer;
};

/// Oldest first, not judged.
Result<QList<RuleExample>> examplesOf(store::Database &database, qint64 rule);

} // namespace crossdock::rules
