#include "core/inventory/rules/book/rule_questions.h"

#include "core/inventory/rules/book/rule_records.h"
#include "core/inventory/rules/many_things.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr int namesTold = 3; // enough to see what is meant

/// As it stands in the table: open, then how it ended.
const QString stillOpen = u"open"_s, wasAllowed = u"allowed"_s, wasRefused = u"refused"_s, wasWithdrawn = u"withdrawn"_s;

Result<QStringList> firstNames(store::Database &database, qint64 question)
{
    return database
        .select(u"SELECT subject FROM rule_run WHERE question = ? AND state = 'asked' GROUP BY subject ORDER BY MIN(id) LIMIT ?"_s, {question, namesTold},
                [](const store::Row &row) { return row.text(0); })
        .map([](const QList<QString> &names) { return QStringList(names); });
}

QString whyLate(const QString &state)
{
    if (state == wasAllowed)
        return u"it was allowed to do that"_s;
    return state == wasRefused ? u"it was told not to do that"_s : u"it does not ask that any more"_s;
}

QString wordsOfDeeds(const RuleQuestion &asked)
{
    return deedInWords(asked.action, asked.things, asked.names.value(0));
}

/// What a person has to know to answer, in a task.
QString taskText(const RuleRow &row, const RuleQuestion &asked)
{
    return u"It %1. The first of them: %2. Nothing of it is done, and whatever else the rule would do waits, until you say “Do it” or “Don't” on its page, "
           "or “crossdock rules allow %3”, with --no if it is not to happen."_s.arg(asked.words, asked.names.join(u", "_s)).arg(row.rule);
}

} // namespace

Result<QList<OpenQuestion>> openQuestions(store::Database &database)
{
    auto open = database.select(u"SELECT q.id, q.rule_id, q.at, q.action, q.is_lasting, q.notice, "
                                "(SELECT COUNT(DISTINCT n.subject) FROM rule_run n WHERE n.question = q.id AND n.state = 'asked') "
                                "FROM rule_question q WHERE q.state = 'open' ORDER BY q.id"_s,
                                {}, [](const store::Row &row) {
                                    RuleQuestion asked{row.number(0), fromMs(row.number(2)), static_cast<int>(row.number(6)), {}, row.text(3), row.flag(4), {}};
                                    return OpenQuestion{row.number(1), std::move(asked), row.number(5)};
                                });
    if (!open)
        return open;
    for (OpenQuestion &one : *open) {
        auto names = firstNames(database, one.asked.question);
        if (!names)
            return tl::make_unexpected(names.error());
        one.asked.names = *std::move(names);
        one.asked.words = questionInWords(one.asked.action, one.asked.things, one.asked.names.value(0));
    }
    return open;
}

Result<qint64> raiseQuestion(store::Database &database, qint64 rule, Time at, const QString &action)
{
    const int isLasting = stakesOf(action) == Stakes::Lasting ? 1 : 0;
    CROSSDOCK_TRY(database.execute(u"INSERT INTO rule_question (rule_id, at, action, is_lasting, state) VALUES (?, ?, ?, ?, 'open') ON CONFLICT DO NOTHING"_s,
                                   {rule, toMs(at), action, isLasting}));
    return database.first(u"SELECT id FROM rule_question WHERE rule_id = ? AND state = 'open'"_s, {rule}, [](const store::Row &row) { return row.number(0); })
        .map([](const std::optional<qint64> &id) { return id.value_or(0); });
}

Result<> RuleQuestions::tell(audit::Draft &draft, const RuleRow &row)
{
    const auto open = openQuestions(m_database);
    if (!open)
        return tl::make_unexpected(open.error());
    const auto found = std::ranges::find_if(*open, [&](const OpenQuestion &one) { return one.rule == row.rule; });
    if (found == open->end() || found->notice != 0)
        return {};
    const RuleQuestion &asked = found->asked;
    draft.setWhat(u"rule.ask"_s);
    draft.say(u"question"_s, asked.question);
    draft.say(u"things"_s, asked.things);
    draft.say(u"names"_s, QJsonArray::fromStringList(asked.names));
    draft.say(u"words"_s, asked.words);
    const auto notice = m_notices.add(draft, {u"task"_s, u"app"_s, u"me"_s, u"“%1” asks: it would %2"_s.arg(row.name, wordsOfDeeds(asked)), taskText(row, asked)});
    if (!notice)
        return tl::make_unexpected(notice.error());
    draft.say(u"notice"_s, notice->notice);
    return m_database.execute(u"UPDATE rule_question SET notice = ? WHERE id = ?"_s, {notice->notice, asked.question}).map([](qint64) {});
}

Result<> RuleQuestions::answer(audit::Draft &draft, const RuleRow &row, const command::AnswerRule &command)
{
    struct Known {
        qint64 rule = 0;
        QString state;
        qint64 notice = 0;
    };
    const auto known = m_database.first(u"SELECT rule_id, state, notice FROM rule_question WHERE id = ?"_s, {command.question},
                                        [](const store::Row &one) { return Known{one.number(0), one.text(1), one.number(2)}; });
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known || (*known)->rule != row.rule)
        return fail(Error::Code::NotFound, row.name, u"it asked no question %1"_s.arg(command.question));
    const QString &wanted = command.isAllowed ? wasAllowed : wasRefused;
    if ((*known)->state == wanted)
        return {};
    if ((*known)->state != stillOpen || !row.question)
        return fail(Error::Code::NotAllowed, row.name, whyLate((*known)->state));
    draft.setWhat(command.isAllowed ? u"rule.allow"_s : u"rule.refuse"_s);
    draft.say(u"question"_s, command.question);
    draft.say(u"things"_s, row.question->things);
    draft.say(u"deeds"_s, wordsOfDeeds(*row.question));
    CROSSDOCK_TRY(command.isAllowed ? release(row.rule, command.question) : drop(command.question, u"it was told not to"_s));
    return close(draft, command.question, wanted, (*known)->notice);
}

Result<> RuleQuestions::withdraw(audit::Draft &draft, qint64 rule, const QString &words)
{
    const auto open = m_database.first(u"SELECT id, notice FROM rule_question WHERE rule_id = ? AND state = 'open'"_s, {rule},
                                       [](const store::Row &row) { return QPair(row.number(0), row.number(1)); });
    if (!open)
        return tl::make_unexpected(open.error());
    if (!*open)
        return {};
    draft.say(u"question_withdrawn"_s, (*open)->first);
    CROSSDOCK_TRY(drop((*open)->first, words));
    return close(draft, (*open)->first, wasWithdrawn, (*open)->second);
}

/// They run from now on, and the rule's bound counts anew.
Result<> RuleQuestions::release(qint64 rule, qint64 question)
{
    CROSSDOCK_TRY(m_database.execute(u"UPDATE rule_run SET state = 'running' WHERE question = ? AND state = 'asked'"_s, {question}));
    return m_database.execute(u"UPDATE rule_run SET harmed_at = 0 WHERE rule_id = ? AND harmed_at > 0"_s, {rule}).map([](qint64) {});
}

Result<> RuleQuestions::drop(qint64 question, const QString &words)
{
    const auto waiting = m_database.select(u"SELECT id, deeds FROM rule_run WHERE question = ? AND state = 'asked' ORDER BY id"_s, {question},
                                           [](const store::Row &row) { return QPair(row.number(0), deedsOf(row.text(1))); });
    if (!waiting)
        return tl::make_unexpected(waiting.error());
    for (auto [run, deeds] : *waiting) {
        for (RuleRun::Deed &deed : deeds)
            if (deed.words.isEmpty())
                deed.words = words;
        CROSSDOCK_TRY(m_database.execute(u"UPDATE rule_run SET state = 'failed', deeds = ? WHERE id = ?"_s, {toText(deeds), run}));
    }
    return {};
}

Result<> RuleQuestions::close(audit::Draft &draft, qint64 question, const QString &state, qint64 notice)
{
    CROSSDOCK_TRY(m_database.execute(u"UPDATE rule_question SET state = ? WHERE id = ?"_s, {state, question}));
    return notice == 0 ? Result<>() : m_notices.end(draft, notice);
}

} // namespace crossdock::rules
