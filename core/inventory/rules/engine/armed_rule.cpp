#include "core/inventory/rules/engine/armed_rule.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

std::vector<ArmedRule::Crossing> crossingsOf(const Trigger &trigger, SlotTable &slots)
{
    std::vector<ArmedRule::Crossing> all;
    if (!trigger.event.becomes)
        return all;
    const QStringList channels = trigger.event.becomes->scope.channels;
    const bool isSplit = channels.size() > 1;
    const bool isOfSame = trigger.event.rearm && trigger.event.rearm->field == trigger.event.becomes->field && trigger.event.rearm->scope.isEmpty();
    for (qsizetype i = 0; i < std::max<qsizetype>(1, isSplit ? channels.size() : 0); ++i) {
        Leaf becomes = *trigger.event.becomes;
        std::optional<Leaf> rearm = trigger.event.rearm;
        if (isOfSame) // "until it is above 20": there, too
            rearm->scope = becomes.scope;
        if (isSplit) {
            becomes.scope.channels = {channels[i]};
            if (rearm)
                rearm->scope.channels = {channels[i]};
        }
        all.push_back({Program(Tree::of(becomes), slots),
                       rearm ? Program(Tree::of(*rearm), slots) : Program(), isSplit ? channels[i] : QString()});
    }
    return all;
}

} // namespace

Milliseconds spanOf(const Duration &duration)
{
    return Milliseconds(qint64(inBaseUnit(duration.value, duration.unit) * 60'000));
}

bool followsClock(const Trigger &trigger)
{
    static const QStringList aging{u"order.age"_s, u"order.hold_age"_s, u"order.time_to_ship_by"_s, u"order.overdue_by"_s};
    const auto &becomes = trigger.event.becomes;
    return trigger.event.type == u"order.overdue" || (becomes && aging.contains(fieldName(becomes->field)));
}

ArmedRule ArmedRule::make(const RuleRow &row, Trigger trigger, qint64 since, SlotTable &slots)
{
    ArmedRule rule;
    rule.rule = row.rule;
    rule.version = row.version;
    rule.priority = row.priority;
    rule.name = row.name;
    rule.most = row.most;
    rule.isShadow = row.state == RuleRow::State::Shadow;
    rule.since = since;
    if (trigger.window)
        rule.windowLength = spanOf(trigger.window->length);
    if (trigger.limit)
        rule.limitSpan = spanOf(trigger.limit->per);
    if (trigger.event.lasting)
        rule.stays = spanOf(*trigger.event.lasting);
    rule.where = Program(trigger.event.where, slots);
    rule.crossings = crossingsOf(trigger, slots);
    rule.ways.push_back({Program(trigger.then.conditions, slots), trigger.then.actions, stopsFurtherRules(trigger.then.actions)});
    for (const Branch &branch : trigger.otherwise)
        rule.ways.push_back({Program(branch.conditions, slots), branch.actions, stopsFurtherRules(branch.actions)});
    if (trigger.window && trigger.window->function == u"sum") {
        if (const auto field = fieldNamed(trigger.window->field))
            rule.sumSlot = slots.slotOf({*field, {}, false});
    }
    rule.trigger = std::move(trigger);
    return rule;
}

std::vector<int> ArmedRule::slotsUsed() const
{
    std::vector<int> all;
    const auto add = [&](const Program &program) {
        for (const int slot : program.slotsUsed()) {
            if (std::ranges::find(all, slot) == all.end())
                all.push_back(slot);
        }
    };
    for (const Crossing &crossing : crossings)
        add(crossing.becomes);
    add(where);
    for (const Way &way : ways)
        add(way.conditions);
    return all;
}

} // namespace crossdock::rules
