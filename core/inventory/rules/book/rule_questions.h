#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/notices/notice_book.h"
#include "core/inventory/rules/rule_rows.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// A question that nobody has answered yet. A rule has one at most: what else it would do meanwhile waits with it.
struct OpenQuestion {
    qint64 rule = 0;
    RuleQuestion asked;
    qint64 notice = 0; ///< the task that tells of it; 0: nobody was told yet
};
Result<QList<OpenQuestion>> openQuestions(store::Database &database);

/// Begins to ask, or finds what the rule asks already: the number of the question. What waits for it is told by the runs that name it.
Result<qint64> raiseQuestion(store::Database &database, qint64 rule, Time at, const QString &action);

/// What rules ask before they touch many things, as people hear and answer it.
class RuleQuestions
{
public:
    RuleQuestions(store::Database &database, notices::NoticeBook &notices)
        : m_database(database)
        , m_notices(notices)
    {
    }

    /// Leaves a task. Nothing, if the rule asks nothing, or people were told.
    Result<> tell(audit::Draft &draft, const RuleRow &row);
    /// See command::AnswerRule. The draft stays empty if the question was answered so before.
    Result<> answer(audit::Draft &draft, const RuleRow &row, const command::AnswerRule &command);
    /// It does not run any more: what waits is dropped, and `words` say why.
    Result<> withdraw(audit::Draft &draft, qint64 rule, const QString &words);

private:
    Result<> release(qint64 rule, qint64 question);
    Result<> drop(qint64 question, const QString &words);
    Result<> close(audit::Draft &draft, qint64 question, const QString &state, qint64 notice);

    store::Database &m_database;
    notices::NoticeBook &m_notices;
};

} // namespace crossdock::rules
