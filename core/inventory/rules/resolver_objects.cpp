#include "core/inventory/rules/action_specs.h"
#include "core/inventory/rules/context.h"
#include "core/inventory/rules/interpreter.h"
#include "core/inventory/rules/moments.h"
#include "core/inventory/rules/resolver.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// What actions and triggers name, for pronouns and sweeps.
namespace crossdock::rules {

using Kind = Meaning::Kind;

/// What the actions are done to.
void Resolver::noteObjects(const Meanings &parts)
{
    for (const Meaning &part : parts) {
        if (part.kind != Kind::Action)
            continue;
        const Meaning *thing = firstOf(part.parts, Kind::Thing);
        const ActionSpec *spec = actionSpec(part.action->type);
        if (m_objects.isEmpty() && spec && spec->entity == "order"_L1)
            m_actsOnOrder = m_actsOnOrder || !thing || !thing->isPronoun;
        if (thing && !thing->isPronoun)
            m_objects.append(thing->text);
    }
}

/// What the words of the trigger name that pronouns may stand for.
void Resolver::noteNames(const Meaning &trigger)
{
    for (const Meaning &part : *trigger.parts) {
        const bool ofCustomer = (part.kind == Kind::Thing || part.kind == Kind::By) && part.text == u"customer";
        const bool saysOfCustomer = (part.kind == Kind::Filter || part.kind == Kind::Main) && entityOf(firstLeaf(part.tree).field) == u"customer";
        m_namesCustomer = m_namesCustomer || ofCustomer || saysOfCustomer;
        if (part.kind == Kind::Place && part.slot == Slot::Node && part.keys.size() == 1)
            m_lastNode = part.keys.first();
        if ((part.kind == Kind::Main || part.kind == Kind::Filter) && firstLeaf(part.tree).scope.nodes.size() == 1)
            m_lastNode = firstLeaf(part.tree).scope.nodes.first();
        noteNames(part);
    }
}

/// Whether the parts speak of a thing by its name, or of a value that it has.
bool Resolver::isNamed(const Meanings &parts, const QString &thing) const
{
    return std::ranges::any_of(parts, [&](const Meaning &part) {
        const bool isIt = part.kind == Kind::Thing && part.text == thing && !part.isPronoun;
        const bool isOfIt = (part.kind == Kind::Main || part.kind == Kind::Filter) && !part.isPronoun && entityOf(firstLeaf(part.tree).field) == thing;
        return isIt || isOfIt || isNamed(part.parts, thing);
    });
}

/// "Pause Acme products when stock runs out": the action names what the trigger, behind it, speaks of.
bool Resolver::isOfObject(const Meaning &action, const Meaning &thing)
{
    const QStringList things = thingsOf(m_trigger.event.type, m_trigger.event.each);
    const bool isMeant = m_namesNothing && !has(action.parts, Kind::TimeFilter) && action.span.from < m_triggerFrom && things.value(0) == thing.text && !has(action.parts, Kind::Lasting);
    if (!isMeant)
        return false;
    for (const Meaning &part : *action.parts) {
        if (part.kind == Kind::Filter && m_isDelayed && canChange(part.tree))
            m_later.push_back(part.tree);
        else if (part.kind == Kind::Filter || (part.kind == Kind::Place && thing.text == u"order"_s))
            addWhere(part);
    }
    return true;
}

/// "When an order arrives, tag all orders vip": more than what it happens to. "Hold all orders that arrive" is not.
bool Resolver::isBesideTheEvent(const Meaning &action, const Meaning &thing) const
{
    const TriggerEvent &event = m_trigger.event;
    if (event.type.isEmpty() || event.type == u"schedule"_s || m_isImplicit || thing.text == u"listing"_s || thing.text == u"product"_s)
        return false;
    return action.span.from > m_triggerFrom;
}

/// What the object of the first action says of the trigger.
bool Resolver::readObject(const Meaning &action)
{
    static const QStringList sweepable{u"order"_s,   u"shipment"_s, u"return"_s,  u"customer"_s, u"product"_s,
                                       u"listing"_s, u"message"_s,  u"po"_s,      u"review"_s};
    const Meaning *thing = firstOf(action.parts, Kind::Thing);
    const bool scheduled = m_trigger.event.type == u"schedule"_s;
    if (has(action.parts, Kind::Main))
        return false; // no filter is dropped
    if (!thing || thing->isPronoun)
        return true;
    if (thing->isPlural)
        m_manyOf = thing->text;
    if (thing->isEvery && isBesideTheEvent(action, *thing))
        return fail(u"unsupported"_s, u"object"_s, action.span);
    const bool restricts = has(action.parts, Kind::Filter) || has(action.parts, Kind::Place)
        || has(action.parts, Kind::Lasting) || has(action.parts, Kind::TimeFilter);
    if (!m_trigger.event.type.isEmpty() && !scheduled) {
        if (!restricts)
            return true;
        const bool listing = thing->text == u"listing"_s && !has(action.parts, Kind::Filter);
        return listing || isOfObject(action, *thing) || fail(u"unsupported"_s, u"object"_s, action.span);
    }
    if (!m_trigger.event.each.isEmpty() && m_trigger.event.each != thing->text)
        return !restricts;
    if (!scheduled) {
        if (thing->text != u"order"_s)
            return fail(u"missing_trigger"_s, u"event"_s, action.span);
        m_trigger.event.type = u"order.created"_s;
        m_isImplicit = true;
    } else if (sweepable.contains(thing->text)) {
        m_trigger.event.each = thing->text;
    } else {
        return false;
    }
    Meanings filters;
    for (const Meaning &part : *action.parts) {
        if (part.kind == Kind::Filter || part.kind == Kind::Place || part.kind == Kind::Lasting)
            filters.push_back(part);
        if (part.kind == Kind::TimeFilter && scheduled)
            return fail(u"unsupported"_s, u"time"_s, part.span);
        if (part.kind == Kind::TimeFilter)
            m_conditions.push_back(part.tree);
    }
    std::optional<Tree> tree;
    if (!filters.empty() && !conditionOf(filters, false, tree))
        return false;
    if (tree && !scheduled && has(filters, Kind::Lasting))
        return fail(u"missing_trigger"_s, u"birth"_s, action.span);
    if (tree)
        m_where.push_back(*tree);
    return true;
}

} // namespace crossdock::rules
