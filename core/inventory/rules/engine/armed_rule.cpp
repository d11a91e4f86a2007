#include "core/inventory/rules/engine/armed_rule.h"

#include "core/inventory/channels/told_facts.h"
#include "core/inventory/rules/action_specs.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

bool speaksOfProduct(const std::optional<Tree> &tree)
{
    const auto isOfProduct = [](const Leaf &leaf) { return entityOf(leaf.field) == u"product" || entityOf(leaf.field) == u"stock" || entityOf(leaf.field) == u"listing"; };
    return tree && (tree->kind == Tree::Kind::Leaf ? isOfProduct(tree->leaf) : std::ranges::any_of(tree->children, [](const Tree &child) { return speaksOfProduct(child); }));
}

bool speaksOfProduct(const Branch &branch)
{
    return speaksOfProduct(branch.conditions) || std::ranges::any_of(branch.actions, [](const Action &action) {
        const ActionSpec *spec = actionSpec(action.type);
        return spec && (spec->entity == "product"_L1 || spec->entity == "listing"_L1);
    });
}

/// Units are counted product by product; orders and revenue of the shop, unless the rule speaks of a product. Nothing: of each product.
std::optional<Subject> wholeShopOf(const Trigger &trigger)
{
    if (trigger.event.type != u"sales.changed" || !trigger.event.becomes)
        return std::nullopt;
    const Leaf &becomes = *trigger.event.becomes;
    if (fieldName(becomes.field).startsWith(u"sales.units") || speaksOfProduct(trigger.event.where) || speaksOfProduct(trigger.then)
        || std::ranges::any_of(trigger.otherwise, [](const Branch &branch) { return speaksOfProduct(branch); }))
        return std::nullopt;
    if (becomes.scope.channels.size() == 1)
        return Subject{Subject::Kind::Channel, 0, 0, {}, {}, becomes.scope.channels.first(), {}};
    return Subject{};
}

std::vector<ArmedRule::Crossing> crossingsOf(const Trigger &trigger, SlotTable &slots)
{
    std::vector<ArmedRule::Crossing> all;
    if (!trigger.event.becomes)
        return all;
    const QStringList channels = trigger.event.becomes->scope.channels;
    const Milliseconds span = trigger.window ? spanOf(trigger.window->length) : Milliseconds{0};
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
        all.push_back({Program(Tree::of(becomes), slots, span),
                       rearm ? Program(Tree::of(*rearm), slots, span) : Program(), isSplit ? channels[i] : QString(), isOfOneChange(becomes.field)});
    }
    return all;
}

} // namespace

bool isOfOneChange(FieldId field)
{
    static const QStringList steps{u"listing.price_drop"_s, u"listing.price_rise"_s, u"competitor.price_drop"_s, u"competitor.price_rise"_s};
    return steps.contains(fieldName(field));
}

Milliseconds spanOf(const Duration &duration)
{
    return Milliseconds(qint64(inBaseUnit(duration.value, duration.unit) * 60'000));
}

QString agingOf(const Trigger &trigger)
{
    static const QStringList aging{u"order.age"_s, u"order.hold_age"_s, u"order.time_to_ship_by"_s, u"order.overdue_by"_s, u"po.overdue_by"_s, u"shipment.age"_s, u"shipment.delay"_s, u"shipment.idle"_s, u"stock.age"_s};
    const auto &becomes = trigger.event.becomes;
    if (trigger.event.type == u"order.overdue")
        return u"order"_s;
    return becomes && aging.contains(fieldName(becomes->field)) ? entityOf(becomes->field).toString() : QString();
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
    rule.wholeShop = wholeShopOf(trigger);
    const auto addWay = [&](const Branch &branch) {
        rule.ways.push_back({Program(branch.conditions, slots, rule.windowLength), branch.actions, stopsFurtherRules(branch.actions)});
    };
    addWay(trigger.then);
    for (const Branch &branch : trigger.otherwise)
        addWay(branch);
    if (trigger.window && trigger.window->function == u"sum") {
        if (const auto field = fieldNamed(trigger.window->field))
            rule.sumSlot = slots.slotOf({*field, {}, false});
    }
    for (const int slot : rule.slotsUsed()) {
        if (channels::isToldFact(fieldName(slots.key(slot).field)))
            rule.toldSlots.push_back(slot);
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
