#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/audit/privacy.h"
#include "core/inventory/rules/book/rule_questions.h"
#include "core/inventory/rules/rule_rows.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// Rules as people write and arm them: versions, states, and the trail of both. Says nothing of what they do.
class RuleBook
{
public:
    RuleBook(store::Database &database, audit::Privacy &privacy, notices::NoticeBook &notices)
        : m_database(database)
        , m_privacy(privacy)
        , m_questions(database, notices)
    {
    }

    Result<> write(audit::Draft &draft, const command::WriteRule &command, const Actor &actor);
    /// Arm and Shadow: NotAllowed with the sentences that say what the rule needs and is not there, or which examples it fails.
    Result<> change(audit::Draft &draft, const command::ChangeRule &command, const QString &why);
    Result<> change(audit::Draft &draft, const command::ChangeExample &command, const Actor &actor);
    Result<> answer(audit::Draft &draft, const command::AnswerRule &command);

private:
    Result<> addVersion(audit::Draft &draft, qint64 rule, int version, const QString &text, const QJsonObject &trigger, const QString &author);
    Result<> setState(audit::Draft &draft, const RuleRow &row, RuleRow::State state, const QString &words);
    Result<> arm(audit::Draft &draft, const RuleRow &row, const command::ChangeRule &command);
    Result<> rest(audit::Draft &draft, const RuleRow &row, RuleRow::State state, const QString &words);
    Result<> checkFirstPass(const RuleRow &row, int allows, Time now);
    Result<> setAllowance(audit::Draft &draft, const RuleRow &row, std::optional<int> allows);
    Result<> setBound(audit::Draft &draft, const RuleRow &row, std::optional<int> most);
    Result<> checkNeeds(const RuleRow &row);
    Result<> checkExamples(const RuleRow &row, Time now);
    Result<> undo(audit::Draft &draft, const RuleRow &row, Time since, const QString &why);
    Result<qint64> addExample(qint64 rule, const QString &text, const Actor &actor, Time at);
    Result<qint64> rewriteExample(audit::Draft &draft, const command::ChangeExample &command);
    Result<QString> madeName(const QString &text);
    Result<QString> freeName(const QString &wanted, qint64 rule);
    Result<> tell(audit::Draft &draft, qint64 rule);

    store::Database &m_database;
    audit::Privacy &m_privacy;
    RuleQuestions m_questions;
};

} // namespace crossdock::rules
