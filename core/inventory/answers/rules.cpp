#include "core/inventory/answers/store_answers.h"
#include "core/inventory/environment.h"
#include "core/inventory/notices/notice_book.h"
#include "core/inventory/rules/book/rule_records.h"
#include "core/inventory/rules/spoken_names.h"

namespace crossdock::answers {

Result<query::Rules::Answer> StoreAnswers::answer(const query::Rules &, Progress &)
{
    return rules::ruleRows(m_database, SystemClock().now());
}

Result<query::Rule::Answer> StoreAnswers::answer(const query::Rule &query, Progress &)
{
    query::Rule::Answer answer;
    auto row = rules::ruleRow(m_database, query.rule, SystemClock().now());
    if (!row)
        return tl::make_unexpected(row.error());
    auto versions = rules::versionsOf(m_database, query.rule);
    auto runs = rules::runsOf(m_database, query.rule, 0, query.runs);
    auto reading = m_rules.read(row->text, query.rule);
    auto examples = m_rules.examples(query.rule, SystemClock().now());
    if (!versions || !runs || !reading || !examples)
        return tl::make_unexpected(!versions ? versions.error() : !runs ? runs.error() : !reading ? reading.error() : examples.error());
    if (!row->isLive()) {
        auto touches = m_rules.touches(versions->first(), SystemClock().now());
        if (!touches)
            return tl::make_unexpected(touches.error());
        reading->touches = *std::move(touches);
    }
    return query::Rule::Answer{*std::move(row), *std::move(versions), *std::move(reading), *std::move(runs), *std::move(examples)};
}

Result<query::RuleRuns::Answer> StoreAnswers::answer(const query::RuleRuns &query, Progress &)
{
    return rules::runsOf(m_database, query.rule, query.before, query.limit);
}

Result<query::RuleFindings::Answer> StoreAnswers::answer(const query::RuleFindings &query, Progress &progress)
{
    auto found = m_rules.findings(std::nullopt, 0);
    if (!found || !query.withHistory)
        return found;
    const auto past = m_rules.pastFindings(SystemClock().now(), progress);
    return past ? Result<QList<RuleFinding>>(*found + *past) : past;
}

Result<query::ReadRule::Answer> StoreAnswers::answer(const query::ReadRule &query, Progress &)
{
    return m_rules.read(query.text, query.rule);
}

Result<query::CompleteRule::Answer> StoreAnswers::answer(const query::CompleteRule &query, Progress &)
{
    return m_rules.complete(query.text, query.limit);
}

Result<query::RehearseRule::Answer> StoreAnswers::answer(const query::RehearseRule &query, Progress &progress)
{
    return m_rules.rehearse(query, progress);
}

Result<query::Notices::Answer> StoreAnswers::answer(const query::Notices &query, Progress &)
{
    return notices::notices(m_database, query);
}

Result<query::Contacts::Answer> StoreAnswers::answer(const query::Contacts &, Progress &)
{
    return notices::contacts(m_database);
}

Result<query::SpokenNames::Answer> StoreAnswers::answer(const query::SpokenNames &query, Progress &)
{
    return m_rules.compiler().map([&](const rules::Compiler *compiler) { return rules::spokenNames(compiler->workspace(), query.talk); });
}

Result<query::Assistant::Answer> StoreAnswers::answer(const query::Assistant &, Progress &)
{
    return notices::assistant(m_database);
}

} // namespace crossdock::answers
