#pragma once

#include "core/inventory/rules/engine/evaluator.h"
#include "core/inventory/rules/workspace.h"
#include "core/inventory/store/database.h"

#include <QSet>

namespace crossdock::rules {

/// A run under way.
struct OpenRun {
    qint64 id = 0, rule = 0;
    int version = 1;
    QString ruleName;
    qint64 cause = 0;
    Time at{};
    Subject subject;
    int way = 0;
    bool isShadow = false, isCatchUp = false;
    qint64 question = 0; ///< what it waits for, or waited for; 0: nobody was asked
    Time harmedAt{}; ///< it counts from then on for the bound on lasting harm; epoch: it does none, or somebody allowed it
    std::vector<Action> actions;
    int next = 0; ///< the action that is to come
    Time due{}; ///< of a wait
    RuleRun::State state = RuleRun::State::Running;
    QStringList chain; ///< rules that led here, oldest first, this one last
    QList<RuleRun::Deed> deeds; ///< of the actions so far
    QJsonObject readings;
    int commandsLeft = 0; ///< of the action under way
    std::optional<Memory::Timer> duty; ///< to be written with it: a hold that ends
    bool isDirty = false;

    /// The operation key of one command: the same after a restart.
    QString keyOf(int command) const;
};

/// The table of runs.
class Runs
{
public:
    explicit Runs(store::Database &database)
        : m_database(database)
    {
    }

    Result<> insert(OpenRun &run); ///< sets its id; leaves 0 if it is on record already
    Result<> save(const OpenRun &run);
    /// Those that were under way when the program ended, with the actions of their version.
    Result<QList<OpenRun>> open(const Workspace &workspace);
    /// The rules that led to an entry, oldest first; empty: no rule did.
    Result<QStringList> chainOf(qint64 entry);
    Result<QString> sentenceOf(qint64 rule, int version); ///< as its author wrote it; empty: it is gone
    /// How many different things it has run on without having asked, since it was armed (the entry) and since then.
    Result<int> thingsSince(qint64 rule, qint64 sinceEntry, Time since, const QString &butNot);
    /// The things that it began to do lasting harm to since then, and that nobody allowed.
    Result<QSet<QString>> harmedSince(qint64 rule, Time since);
    /// Entries of all that it did, newest first.
    Result<QList<qint64>> entriesSince(qint64 rule, Time since);
    Result<> purge(Time before); ///< forgets runs that are over

private:
    store::Database &m_database;
};

} // namespace crossdock::rules
