#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/rules/rule_rows.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// Rules as people write and arm them: versions, states, and the trail of both. Says nothing of what they do.
class RuleBook
{
public:
    explicit RuleBook(store::Database &database)
        : m_database(database)
    {
    }

    Result<> write(audit::Draft &draft, const command::WriteRule &command, const Actor &actor);
    /// Arm and Shadow: NotAllowed with the sentences that say what the rule needs and is not there.
    Result<> change(audit::Draft &draft, const command::ChangeRule &command, const QString &why);

private:
    Result<> addVersion(audit::Draft &draft, qint64 rule, int version, const QString &text, const QJsonObject &trigger, const QString &author);
    Result<> setState(audit::Draft &draft, const RuleRow &row, RuleRow::State state, const QString &words);
    Result<> checkNeeds(const RuleRow &row);
    Result<QString> madeName(const QString &text);
    Result<QString> freeName(const QString &wanted, qint64 rule);
    Result<> tell(audit::Draft &draft, qint64 rule);

    store::Database &m_database;
};

} // namespace crossdock::rules
