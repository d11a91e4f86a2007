#pragma once

#include "core/inventory/rules/meaning.h"
#include "core/inventory/rules/workspace.h"

#include <optional>

namespace crossdock::rules {

/// Why a reading cannot become a trigger.
struct Fault {
    QString errorClass; ///< of the reference: ambiguous, missing_trigger, ...
    QString detail; ///< what exactly: a key for the message
    TokenSpan span;
    QStringList choices; ///< for ambiguous: what could be meant
};

/// Puts the parts of a sentence together: which clause is the trigger, what "it" is, which listing, which branch.
class Resolver
{
public:
    explicit Resolver(const Workspace &workspace);

    /// Nothing, and no fault, if the parts make no rule at all.
    std::optional<Trigger> resolve(Meanings parts);
    const std::optional<Fault> &fault() const { return m_fault; }
    int cost() const { return m_cost; } ///< of pronouns that fit less well

    /// The event of the parts, before all else: what the second interpretation needs.
    bool findEvent(const Meanings &parts, TriggerEvent &event) const;

private:
    struct Step {
        enum class Kind : quint8 { Condition, Actions, Otherwise };
        Kind kind;
        std::optional<Tree> tree;
        std::vector<Meaning> actions;
    };

    bool fail(const QString &errorClass, const QString &detail, TokenSpan span, QStringList choices = {});
    const Meaning *triggerClause(const Meanings &parts) const;
    bool readTrigger(const Meaning &clause);
    bool readEvent(const Meaning &event, const Meanings &rest);
    bool readCrossing(const Meanings &parts, TokenSpan span);
    bool setWindow(const Meanings &parts);
    bool addWhere(const Meaning &meaning);
    bool conditionOf(const Meanings &parts, bool negated, std::optional<Tree> &tree);
    bool readPlainParts(Meanings &parts);
    bool readFlow(const Meanings &parts, const Meaning *trigger);
    bool readDelay(const Meaning &trigger, const Meanings &parts, Meanings &actions);
    bool buildBranches(std::vector<Step> steps);
    bool readSchedule(const Meanings &parts);
    bool isOfObject(const Meaning &action, const Meaning &thing);
    bool isBesideTheEvent(const Meaning &action, const Meaning &thing) const;
    bool readObject(const Meaning &action);
    bool addActions(std::vector<Action> &actions, const std::vector<Meaning> &meanings);
    bool addAction(std::vector<Action> &actions, const Meaning &meaning);
    bool setTargets(std::vector<Action> &actions, Action action, const Meaning &meaning);
    bool readRearm(const Meaning &rearm);
    bool setPerson(Action &action, const Meaning &meaning);
    bool setPlaces(Action &action, const Meaning &meaning);
    bool isNamed(const Meanings &parts, const QString &thing) const;
    void noteObjects(const Meanings &parts);
    bool countsTooFew();
    void noteNames(const Meaning &trigger);
    bool finish();
    Tree adapted(const Tree &tree) const;
    static QString liveEvent(const Leaf &leaf, bool lasting);
    static QString birthEvent(const Leaf &leaf);

    const Workspace &m_workspace;
    std::optional<Fault> m_fault;
    Trigger m_trigger;
    std::vector<Tree> m_where;
    std::vector<Tree> m_conditions; ///< those of the whole rule
    std::vector<Tree> m_later; ///< those of a delay: looked at when it is over
    QString m_lastPerson;
    QString m_lastNode; ///< the last that was named, for "there"
    QString m_manyOf; ///< the kind of thing that was named in the plural, for "them"
    bool m_namesCustomer = false; ///< the trigger speaks of a customer
    bool m_actsOnOrder = false; ///< the first action is done to an order, and not to "it"
    QStringList m_objects; ///< the things that actions name
    bool m_isImplicit = false;
    bool m_isDelayed = false; ///< the trigger is some time after its event
    bool m_namesNothing = false; ///< the trigger does not say of what it speaks
    int m_triggerFrom = 0; ///< where its clause begins
    int m_cost = 0;
};

/// The comparison that a tree begins with.
const Leaf &firstLeaf(const Tree &tree);

} // namespace crossdock::rules
