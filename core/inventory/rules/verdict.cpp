#include "core/inventory/rules/verdict.h"

#include "core/inventory/rules/impossible.h"
#include "core/inventory/rules/normal_form.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

/// Actions that no two of one chain may both do.
const std::vector<std::pair<QStringList, QString>> &opposites()
{
    static const std::vector<std::pair<QStringList, QString>> pairs{
        {{u"order.hold"_s, u"order.release"_s}, u"hold and release"_s},
        {{u"order.cancel"_s, u"order.fulfill"_s}, u"cancel and fulfil"_s},
        {{u"order.cancel"_s, u"order.release"_s}, u"cancel and release"_s},
        {{u"order.cancel"_s, u"order.route"_s}, u"cancel and route"_s},
        {{u"order.cancel"_s, u"order.ship_with"_s}, u"cancel and ship"_s},
        {{u"order.cancel"_s, u"order.buy_label"_s}, u"cancel and ship"_s},
        {{u"order.hold"_s, u"order.fulfill"_s}, u"hold and fulfil"_s},
        {{u"return.approve"_s, u"return.reject"_s}, u"approve and reject"_s},
    };
    return pairs;
}

const std::vector<QStringList> &listingStates()
{
    static const std::vector<QStringList> states{
        {u"listing.pause"_s, u"listing.resume"_s}, {u"listing.pause"_s, u"listing.publish"_s},
        {u"listing.end"_s, u"listing.resume"_s},   {u"listing.end"_s, u"listing.publish"_s},
        {u"listing.pause"_s, u"listing.end"_s}};
    return states;
}

/// Types that say one thing once: two of them with other arguments undo each other.
bool saysOnce(const QString &type)
{
    static const QStringList types{u"order.route"_s,  u"order.ship_with"_s,      u"order.priority"_s,
                                   u"order.package"_s, u"listing.set_quantity"_s, u"order.assign"_s,
                                   u"listing.set_price"_s, u"stock.set_buffer"_s};
    return types.contains(type);
}

bool touchesSame(const QString &one, const QString &other)
{
    return one == other || one == u"all"_s || other == u"all"_s;
}

bool movesNothing(const Action &action)
{
    const auto from = action.arguments.find(u"from"_s);
    const auto to = action.arguments.find(u"to"_s);
    return from != action.arguments.end() && to != action.arguments.end() && from->second == to->second;
}

bool undo(const Action &one, const Action &other)
{
    for (const auto &[pair, name] : opposites()) {
        if (pair.contains(one.type) && pair.contains(other.type) && one.type != other.type)
            return true;
    }
    for (const QStringList &pair : listingStates()) {
        if (pair.contains(one.type) && pair.contains(other.type) && one.type != other.type)
            return touchesSame(one.channel, other.channel);
    }
    const bool tags = one.type.section(u'.', 0, 0) == other.type.section(u'.', 0, 0)
        && ((one.type.endsWith(u".tag"_s) && other.type.endsWith(u".untag"_s))
            || (one.type.endsWith(u".untag"_s) && other.type.endsWith(u".tag"_s)));
    if (tags) {
        const auto tag = [](const Action &action) {
            return foldedText(std::get<QString>(action.arguments.at(u"tag"_s)));
        };
        return tag(one) == tag(other);
    }
    return one.type == other.type && saysOnce(one.type) && touchesSame(one.channel, other.channel)
        && one.arguments != other.arguments;
}

/// A wait between two actions makes them a plan, not a contradiction.
bool undoesItself(const std::vector<Action> &actions)
{
    for (size_t i = 0; i < actions.size(); ++i) {
        if (movesNothing(actions[i]))
            return true;
        for (size_t j = i + 1; j < actions.size() && actions[j].type != u"wait"_s; ++j) {
            if (undo(actions[i], actions[j]))
                return true;
        }
    }
    return false;
}

std::optional<Fault> contradiction(const Trigger &trigger)
{
    if (!isSatisfiable(trigger.event.where))
        return Fault{u"contradictory"_s, u"never"_s, {}, {}};
    std::vector<Tree> given;
    for (const auto &part : {knownWhenFired(trigger), trigger.event.where}) {
        if (part)
            given.push_back(*part);
    }
    const std::optional<Tree> where = Tree::join(Tree::Kind::And, std::move(given));
    if (!isSatisfiableTogether(where, trigger.then.conditions))
        return Fault{u"contradictory"_s, u"never"_s, {}, {}};
    if (trigger.event.becomes && !isSatisfiable(Tree::of(*trigger.event.becomes)))
        return Fault{u"contradictory"_s, u"range_of_field"_s, {}, {}};
    if (rearmsAtOnce(trigger.event))
        return Fault{u"contradictory"_s, u"rearm"_s, {}, {}};
    if (trigger.event.becomes && trigger.then.conditions) {
        const Tree crossing = Tree::of(*trigger.event.becomes);
        if (!isSatisfiableTogether(crossing, allFilters(trigger)))
            return Fault{u"contradictory"_s, u"never"_s, {}, {}};
    }
    if (undoesItself(trigger.then.actions))
        return Fault{u"contradictory"_s, u"undo"_s, {}, {}};
    if (auto fault = defeatsItself(trigger.then.actions))
        return fault;
    for (const Branch &branch : trigger.otherwise) {
        if (auto fault = defeatsItself(branch.actions))
            return fault;
        if (undoesItself(branch.actions))
            return Fault{u"contradictory"_s, u"undo"_s, {}, {}};
        if (!isSatisfiableTogether(where, branch.conditions))
            return Fault{u"contradictory"_s, u"never"_s, {}, {}};
    }
    return std::nullopt;
}

std::vector<const Action *> allActions(const Trigger &trigger)
{
    std::vector<const Action *> all;
    for (const Action &action : trigger.then.actions)
        all.push_back(&action);
    for (const Branch &branch : trigger.otherwise) {
        for (const Action &action : branch.actions)
            all.push_back(&action);
    }
    return all;
}

bool hasText(const Action &action, const QString &name, const QString &value)
{
    const auto found = action.arguments.find(name);
    return found != action.arguments.end() && std::holds_alternative<QString>(found->second)
        && foldedText(std::get<QString>(found->second)) == value;
}

/// The tag that an order.tagged event is about, if exactly one.
QString taggedWith(const Trigger &trigger)
{
    const auto filters = allFilters(trigger);
    if (!filters)
        return {};
    const std::vector<Tree> alone{*filters};
    for (const Tree &part : filters->kind == Tree::Kind::And ? filters->children : alone) {
        if (part.kind == Tree::Kind::Leaf && specOf(part.leaf.field).name == "order.tags"_L1
            && part.leaf.op == Op::Contains)
            return std::get<QString>(part.leaf.value);
    }
    return {};
}

/// A change of price that makes its own event come again: without a bound, a rearm or a limit it never ends.
bool pricesItself(const Trigger &trigger, const Action &action)
{
    if (action.type != u"listing.set_price"_s || trigger.event.type != u"listing.changed"_s)
        return false;
    if (trigger.limit || trigger.event.rearm || action.arguments.contains(u"min"_s) || action.arguments.contains(u"max"_s))
        return false;
    const QString mode = std::get<QString>(action.arguments.at(u"mode"_s));
    if (mode == u"match"_s || mode == u"undercut"_s || mode == u"set"_s)
        return false;
    const QString eventChannel = onlyChannel(trigger);
    const bool same = eventChannel.isEmpty() || action.channel.isEmpty() || action.channel == eventChannel
        || action.channel == u"all"_s;
    if (!same)
        return false;
    const bool down = mode == u"decrease"_s;
    if (!trigger.event.becomes)
        return true;
    const QString field = fieldName(trigger.event.becomes->field);
    if (field == u"listing.price_drop"_s)
        return down;
    if (field == u"listing.price_rise"_s)
        return !down;
    return false;
}

bool causesItself(const Trigger &trigger, const Action &action)
{
    const QString &event = trigger.event.type;
    if (trigger.limit)
        return false;
    if (event == u"order.tagged"_s && action.type == u"order.tag"_s) {
        const QString tag = taggedWith(trigger);
        return tag.isEmpty() || hasText(action, u"tag"_s, tag);
    }
    if ((event == u"order.held"_s && action.type == u"order.hold"_s)
        || (event == u"order.cancelled"_s && action.type == u"order.cancel"_s)
        || (event == u"refund.created"_s && action.type == u"order.refund"_s)
        || (event == u"order.fulfilled"_s && action.type == u"order.fulfill"_s)
        || (event == u"po.created"_s && action.type == u"po.create"_s))
        return true;
    if (event == u"listing.ended"_s && action.type == u"listing.end"_s)
        return action.channel.isEmpty() || action.channel == onlyChannel(trigger) || onlyChannel(trigger).isEmpty();
    if (event == u"listing.created"_s && action.type == u"listing.publish"_s)
        return action.channel.isEmpty() || action.channel == onlyChannel(trigger) || onlyChannel(trigger).isEmpty();
    if (event == u"sync.failed"_s && action.type == u"sync.run"_s)
        return false; // a retry: the loop guard counts it
    return pricesItself(trigger, action);
}

bool isEverything(const Trigger &trigger)
{
    static const QStringList common{u"order.created"_s,       u"order.paid"_s,         u"order.fulfilled"_s,
                                    u"shipment.dispatched"_s, u"shipment.delivered"_s, u"schedule"_s,
                                    u"product.created"_s,     u"listing.created"_s,    u"customer.created"_s};
    return common.contains(trigger.event.type) && !trigger.event.where && !trigger.window && !trigger.event.becomes;
}

std::optional<Fault> danger(const Trigger &trigger)
{
    static const QStringList destructive{u"order.cancel"_s, u"order.refund"_s, u"listing.end"_s};
    if (!isEverything(trigger))
        return std::nullopt;
    const auto harms = [&](const Branch &branch, bool filtered) {
        return !filtered && std::ranges::any_of(branch.actions, [&](const Action &action) {
            return destructive.contains(action.type);
        });
    };
    bool harmful = harms(trigger.then, trigger.then.conditions.has_value());
    for (const Branch &branch : trigger.otherwise)
        harmful = harmful || harms(branch, trigger.then.conditions.has_value());
    return harmful ? std::optional(Fault{u"unsafe"_s, u"everything"_s, {}, {}}) : std::nullopt;
}

} // namespace

std::optional<Fault> judge(const Trigger &trigger)
{
    if (auto fault = actsOnNothing(trigger))
        return fault;
    if (auto fault = contradiction(trigger))
        return fault;
    for (const Action *action : allActions(trigger)) {
        if (causesItself(trigger, *action))
            return Fault{u"cyclic"_s, action->type, {}, {}};
    }
    return danger(trigger);
}

} // namespace crossdock::rules
