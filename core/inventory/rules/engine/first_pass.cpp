#include "core/inventory/rules/engine/first_pass.h"

#include "core/inventory/rules/engine/settled_commands.h"
#include "core/inventory/rules/engine/store_things.h"
#include "core/inventory/rules/many_things.h"
#include "core/inventory/rules/rule_json.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr qsizetype namesOfTouched = 3; // enough to see what is meant

/// The things that fired, the first firing of each.
struct Touched {
    QStringList names;
    QString action;

    void add(const Firing &firing)
    {
        const QString found = gravestOf(firing.rule->ways[size_t(firing.way)].actions);
        if (found.isEmpty())
            return;
        if (stakesOf(found) > stakesOf(action)) { // what can be taken back is not counted beside what cannot
            action = found;
            names.clear();
        }
        const QString name = firing.happening.subject.text();
        if (stakesOf(found) == stakesOf(action) && (names.isEmpty() || names.last() != name))
            names.append(name);
    }
};

} // namespace

Result<std::optional<RuleTouch>> firstPass(store::Database &database, audit::Privacy *privacy, const Workspace &workspace, const RuleVersion &version, Time now)
{
    auto trigger = triggerFromJson(version.trigger, workspace);
    if (!trigger || !trigger->schedule)
        return std::nullopt;
    const QString each = trigger->event.each;
    const auto things = each.isEmpty() ? Result<QList<Subject>>(QList<Subject>(1)) : readThings(database, each);
    if (!things)
        return tl::make_unexpected(things.error());
    SlotTable slotTable;
    RuleIndex::Rules rules;
    rules.push_back(std::make_unique<ArmedRule>(ArmedRule::make({}, *std::move(trigger), 0, slotTable)));
    StoreFacts facts(database, privacy);
    facts.setWorkspace(workspace);
    Memory memory;
    Evaluator evaluator(facts, memory);
    evaluator.use(rules, slotTable);
    std::vector<Firing> firings;
    for (const Subject &thing : *things)
        evaluator.sweep(*rules.front(), {rules.front()->trigger.event.type, thing, now, 0, {}}, false, firings);
    Deeds deeds(database, facts);
    Touched touched;
    for (const Firing &firing : firings) {
        const auto changes = changesAnything(database, deeds, firing, now);
        if (!changes)
            return tl::make_unexpected(changes.error());
        if (*changes)
            touched.add(firing);
    }
    if (touched.names.isEmpty())
        return std::nullopt;
    const int count = static_cast<int>(touched.names.size());
    return RuleTouch{count, touched.names.mid(0, namesOfTouched), deedInWords(touched.action, count, touched.names.first()), stakesOf(touched.action) == Stakes::Lasting};
}

} // namespace crossdock::rules
