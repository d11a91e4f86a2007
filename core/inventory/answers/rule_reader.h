#pragma once

#include "core/inventory/inventory.h"
#include "core/inventory/rules/compiler.h"
#include "core/inventory/store/database.h"

#include <QElapsedTimer>

namespace crossdock::answers {

/// Reads sentences against the names of the store, for people who are writing one.
class RuleReader
{
public:
    explicit RuleReader(store::Database &database)
        : m_database(database)
    {
    }

    /// The compiler of the shop's names as they were at most two seconds ago: typing must not read the catalogue.
    Result<const rules::Compiler *> compiler();

    /// How the sentence is understood, beside the rules on record; `rule` is the one that it replaces.
    Result<RuleReading> read(const QString &text, qint64 rule);
    Result<QList<RuleCompletion>> complete(const QString &text, int limit);
    /// What the rule (or the sentence) would have done.
    Result<RuleRehearsal> rehearse(const query::RehearseRule &query, Progress &progress);
    /// What is wrong between the rules on record; of those that are written by `text` in the place of `rule` too.
    Result<QList<RuleFinding>> findings(const std::optional<rules::Trigger> &draft, qint64 rule);
    /// What the last 90 days say against the rules on record.
    Result<QList<RuleFinding>> pastFindings(Time now, Progress &progress);
    /// Of a rule, each judged as things stand.
    Result<QList<RuleExample>> examples(qint64 rule, Time now);
    /// What it would touch at once if it went live now; see rules/engine/first_pass.h.
    Result<std::optional<RuleTouch>> touches(const RuleVersion &version, Time now);

private:
    /// The rules that are not drafts, those that run first in front.
    struct Known {
        std::vector<std::optional<rules::Trigger>> triggers;
        QList<qint64> ids;
        QStringList names;
    };
    Result<Known> known(qint64 butNot);

    store::Database &m_database;
    std::unique_ptr<rules::Compiler> m_compiler;
    QElapsedTimer m_age;
};

} // namespace crossdock::answers
