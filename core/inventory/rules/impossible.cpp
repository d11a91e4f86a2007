#include "core/inventory/rules/impossible.h"

#include "core/inventory/rules/action_specs.h"
#include "core/inventory/rules/verdict.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

/// What a thing is not when something has just happened to it.
struct Excluded {
    QLatin1StringView event, field, values;
};

constexpr Excluded excludedStates[] = {
    {"order.paid"_L1, "order.payment_status"_L1, "unpaid authorized failed"_L1},
    {"order.payment_failed"_L1, "order.payment_status"_L1, "paid"_L1},
    {"order.fulfilled"_L1, "order.fulfillment_status"_L1, "unfulfilled on_hold"_L1},
    {"order.held"_L1, "order.fulfillment_status"_L1, "fulfilled"_L1},
    {"shipment.delivered"_L1, "shipment.status"_L1, "label_created in_transit out_for_delivery exception returned"_L1},
    {"shipment.exception"_L1, "shipment.status"_L1, "label_created delivered"_L1},
    {"shipment.returned"_L1, "shipment.status"_L1, "label_created out_for_delivery delivered"_L1},
    {"listing.ended"_L1, "listing.status"_L1, "active paused"_L1},
    {"listing.suppressed"_L1, "listing.status"_L1, "active ended"_L1},
    {"message.received"_L1, "message.status"_L1, "answered"_L1},
    {"po.created"_L1, "po.status"_L1, "received cancelled"_L1},
    {"po.overdue"_L1, "po.status"_L1, "received cancelled"_L1},
};

/// The weekdays, the hour and the date of a schedule that runs in the zone in which conditions look at the clock.
void addMoments(const Schedule &schedule, std::vector<Tree> &known)
{
    if (!schedule.zone.isEmpty())
        return;
    const auto add = [&](QStringView field, Op op, Value value) { known.push_back(Tree::of({knownField(field), op, std::move(value), Unit::None, {}})); };
    if (!schedule.weekdays.isEmpty())
        add(u"time.weekday", Op::In, schedule.weekdays);
    if (schedule.at.size() == 1)
        add(u"time.of_day", Op::Eq, schedule.at.first());
    if (!schedule.date.isEmpty())
        add(u"time.date", Op::Eq, schedule.date);
}

bool isBeyond(const Action &action, const MoneyBound &bound, bool isLowest)
{
    const auto mode = action.arguments.find(u"mode"_s), value = action.arguments.find(u"value"_s), unit = action.arguments.find(u"unit"_s);
    const auto *limit = std::get_if<double>(&bound.value);
    if (!limit || mode == action.arguments.end() || mode->second != Argument(u"set"_s) || value == action.arguments.end() || unit == action.arguments.end())
        return false;
    const auto *price = std::get_if<double>(&value->second);
    const bool isComparable = price && unit->second == Argument(unitName(bound.unit));
    return isComparable && (isLowest ? *price < *limit : *price > *limit);
}

/// "Set the price to $5, but never below $9", or a lowest price above the highest.
bool priceIsOutOfBounds(const Action &action)
{
    const auto boundOf = [&](const QString &name) {
        const auto found = action.arguments.find(name);
        return found == action.arguments.end() ? nullptr : std::get_if<MoneyBound>(&found->second);
    };
    const MoneyBound *least = boundOf(u"min"_s), *most = boundOf(u"max"_s);
    if ((least && isBeyond(action, *least, true)) || (most && isBeyond(action, *most, false)))
        return true;
    if (!least || !most || least->unit != most->unit)
        return false;
    const auto *low = std::get_if<double>(&least->value), *high = std::get_if<double>(&most->value);
    return low && high && *low > *high;
}

/// A wait between two of them makes them two.
bool saysTwice(const std::vector<Action> &actions)
{
    const auto isStep = [](const Action &action) { return action.type == u"wait"_s || action.type == u"rule.stop"_s; };
    for (auto one = actions.begin(); one != actions.end(); ++one) {
        const auto end = std::find_if(one, actions.end(), [](const Action &action) { return action.type == u"wait"_s; });
        if (!isStep(*one) && one != end && std::find(one + 1, end, *one) != end)
            return true;
    }
    return false;
}

bool misses(const std::vector<Action> &actions, const QString &thing)
{
    static const QStringList ofGoods{u"stock"_s, u"listing"_s, u"buybox"_s, u"competitor"_s, u"product"_s, u"sales"_s,
                                     u"account"_s, u"po"_s, u"payout"_s, u"sync"_s, u"channel"_s};
    static const QStringList ofBuyers{u"order"_s, u"shipment"_s, u"return"_s, u"customer"_s};
    return ofGoods.contains(thing) && std::ranges::any_of(actions, [](const Action &action) {
        const ActionSpec *spec = actionSpec(action.type);
        return spec && ofBuyers.contains(QString(spec->entity));
    });
}

} // namespace

std::optional<Tree> knownWhenFired(const Trigger &trigger)
{
    std::vector<Tree> known;
    for (const Excluded &one : excludedStates) {
        if (trigger.event.type == one.event)
            known.push_back(Tree::of({knownField(QString(one.field)), Op::NotIn, QString(one.values).split(u' '), Unit::None, {}}));
    }
    if (trigger.schedule)
        addMoments(*trigger.schedule, known);
    return Tree::join(Tree::Kind::And, std::move(known));
}

std::optional<Fault> actsOnNothing(const Trigger &trigger)
{
    const QString thing = trigger.event.type == u"schedule"_s ? trigger.event.each : trigger.event.type.section(u'.', 0, 0);
    const bool isAstray = misses(trigger.then.actions, thing)
        || std::ranges::any_of(trigger.otherwise, [&](const Branch &branch) { return misses(branch.actions, thing); });
    return isAstray ? std::optional(Fault{u"ambiguous"_s, u"stray"_s, {}, {}}) : std::nullopt;
}

std::optional<Fault> defeatsItself(const std::vector<Action> &actions)
{
    if (saysTwice(actions))
        return Fault{u"contradictory"_s, u"twice"_s, {}, {}};
    if (std::ranges::any_of(actions, priceIsOutOfBounds))
        return Fault{u"contradictory"_s, u"bounds"_s, {}, {}};
    return std::nullopt;
}

bool rearmsAtOnce(const TriggerEvent &event)
{
    return event.rearm && event.becomes && event.rearm->field == event.becomes->field && implies(Tree::of(*event.rearm), Tree::of(*event.becomes));
}

} // namespace crossdock::rules
