#pragma once

#include "core/inventory/rules/engine/memory.h"
#include "core/inventory/rules/engine/rule_index.h"

namespace crossdock::rules {

/// A rule that fires: which way it takes and on what.
struct Firing {
    const ArmedRule *rule = nullptr;
    int way = 0;
    Happening happening;
    bool isCatchUp = false;
    bool wasStopped = false; ///< rule.stop of an earlier rule: it does not run
    qint64 question = 0; ///< it waits for the answer to this one; 0: it may run
    Time harmedAt{}; ///< see OpenRun
};

/// Decides which rules something fires. The same for what happens now, for history and for a measurement: only where the
/// values and the memory come from differs. One thread.
class Evaluator
{
public:
    Evaluator(Facts &facts, Memory &memory)
        : m_reading(facts)
        , m_memory(memory)
    {
    }

    /// `rules` and `slots` stay where they are until the next call.
    void use(const RuleIndex::Rules &rules, const SlotTable &slots);

    bool isInteresting(const QString &type) const;
    /// All rules see the state as it is now. Adds what fires, in the order in which it is to run.
    void look(const Happening &happening, std::vector<Firing> &firings);
    /// Remembers, of what was never seen, on which side of its crossings it stands, without firing. `only`: of this rule.
    void prime(const Happening &happening, const ArmedRule *only = nullptr);
    /// The same for the rules that the happening itself could fire, before it changes anything.
    void primeBefore(const Happening &happening);
    /// Something had to stay so until the timer's time, and did unless its crossing is gone.
    void stayed(const Memory::Timer &timer, const Subject &subject, std::vector<Firing> &firings);
    /// Something fell out of a window that counts for `subject`.
    void thinned(const Memory::Timer &timer, const Subject &subject, std::vector<Firing> &firings);
    /// A schedule's time has come for one thing that it sweeps.
    void sweep(const ArmedRule &rule, const Happening &happening, bool isCatchUp, std::vector<Firing> &firings);

    Reading &reading() { return m_reading; }
    qint64 looked() const { return m_looked; } ///< rules that the index let through

private:
    bool isTimely(const ArmedRule &rule, const Happening &happening);
    void primeAll(const QString &type, const Happening &happening);
    void primeRule(const ArmedRule &rule, const Happening &happening);
    void tryRule(const ArmedRule &rule, const Happening &happening, std::vector<Firing> &firings);
    void expectStay(const ArmedRule &rule, const ArmedRule::Crossing &crossing, const Happening &happening);
    void endStay(const ArmedRule &rule, const ArmedRule::Crossing &crossing, const Happening &happening);
    bool crosses(const ArmedRule &rule, const Happening &happening);
    void fire(const ArmedRule &rule, const Happening &happening, bool isCatchUp, std::vector<Firing> &firings);
    bool fillsWindow(const ArmedRule &rule, const Happening &happening);
    bool isWithinLimit(const ArmedRule &rule, const Happening &happening);

    Reading m_reading;
    Memory &m_memory;
    const RuleIndex::Rules *m_rules = nullptr;
    const SlotTable *m_slots = nullptr;
    RuleIndex m_index;
    std::vector<int> m_found, m_primed;
    qint64 m_looked = 0;
};

/// What a timer of the rule is about, without the channel on which it runs: "sku MUG" of "sku MUG @web".
QString thingOfTimer(const ArmedRule &rule, const QString &subject);

/// Which crossings a kind of thing can have: "stock.changed" of a product ...
QStringList crossingEventsOf(const QString &birth);

} // namespace crossdock::rules
