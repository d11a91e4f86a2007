#include "core/inventory/rules/context.h"
#include "core/inventory/rules/interpreter.h"
#include "core/inventory/rules/moments.h"
#include "core/inventory/rules/resolver.h"

#include <QHash>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// What the clause of the trigger makes: an event, or a value that crosses.
namespace crossdock::rules {

using Kind = Meaning::Kind;

namespace {

bool isTimeField(const Tree &tree)
{
    if (tree.kind == Tree::Kind::Leaf)
        return entityOf(tree.leaf.field) == u"time";
    return std::ranges::all_of(tree.children, isTimeField);
}

} // namespace

/// The event of a value that changes on its own; a state that lasts makes fixed values live.
QString Resolver::liveEvent(const Leaf &leaf, bool lasting)
{
    static const QHash<QString, QString> events{
        {u"stock"_s, u"stock.changed"_s},       {u"listing"_s, u"listing.changed"_s},
        {u"competitor"_s, u"competitor.changed"_s}, {u"sales"_s, u"sales.changed"_s},
        {u"account"_s, u"account.changed"_s},   {u"customer"_s, u"customer.changed"_s},
        {u"product"_s, u"product.changed"_s},   {u"order"_s, u"order.changed"_s},
        {u"shipment"_s, u"shipment.changed"_s}, {u"po"_s, u"po.changed"_s},
        {u"message"_s, u"message.changed"_s}};
    const QString entity = entityOf(leaf.field).toString();
    const QString name = fieldName(leaf.field);
    const bool status = name == u"shipment.status"_s || name == u"message.status"_s || name == u"po.status"_s;
    if (specOf(leaf.field).isLive || status || lasting)
        return events.value(entity);
    return {};
}

/// The event with which a fixed value comes into the world.
QString Resolver::birthEvent(const Leaf &leaf)
{
    static const QHash<QString, QString> events{
        {u"order"_s, u"order.created"_s},        {u"message"_s, u"message.received"_s},
        {u"review"_s, u"review.created"_s},      {u"return"_s, u"return.requested"_s},
        {u"refund"_s, u"refund.created"_s},      {u"chargeback"_s, u"chargeback.opened"_s},
        {u"payout"_s, u"payout.received"_s},     {u"channel"_s, u"order.created"_s}};
    return events.value(entityOf(leaf.field).toString());
}

bool Resolver::setWindow(const Meanings &parts)
{
    const Meaning *count = firstOf(parts, Kind::Count);
    const Meaning *sum = firstOf(parts, Kind::Sum);
    const Meaning *within = firstOf(parts, Kind::Within);
    const Meaning *previous = firstOf(parts, Kind::Previous);
    const Meaning *by = firstOf(parts, Kind::By);
    if (!within && !previous)
        return !count && !sum && !by;
    Window window;
    window.length = within ? Duration{within->number, within->unit} : Duration{previous->number, previous->unit};
    window.comparesPrevious = previous != nullptr;
    if (count) {
        window.function = u"count"_s;
        window.op = count->op;
        window.value = count->number;
    } else if (sum) {
        window.function = u"sum"_s;
        window.field = fieldName(sum->candidates.front());
        window.op = sum->op;
        window.value = sum->number;
        window.unit = sum->unit;
    }
    if (by && window.function.isEmpty())
        return false;
    if (by)
        window.by = by->text;
    m_trigger.window = window;
    return true;
}

bool Resolver::readEvent(const Meaning &event, const Meanings &rest)
{
    m_trigger.event.type = event.text;
    m_isImplicit = event.isLoose;
    const Meaning *thing = firstOf(event.parts, Kind::Thing);
    m_namesNothing = thing && thing->isPronoun;
    m_triggerFrom = event.span.from;
    for (const Meaning &part : *event.parts) {
        if (part.kind == Kind::Filter || part.kind == Kind::Place)
            addWhere(part);
        else if (part.kind == Kind::TimeFilter)
            m_conditions.push_back(part.tree);
        else if (part.kind == Kind::Main && specOf(firstLeaf(part.tree).field).name == "order.tags"_L1)
            addWhere(part);
        else if (part.kind == Kind::Main && event.text == u"order.changed"_s && part.tree->kind == Tree::Kind::Leaf
                 && !m_trigger.event.becomes)
            m_trigger.event.becomes = part.tree->leaf;
        else if (part.kind == Kind::Main)
            return false;
        else if (part.kind == Kind::Lasting)
            return false;
    }
    if (!setWindow(event.parts))
        return false;
    for (const Meaning &part : rest) {
        if (part.kind == Kind::Main && m_isDelayed && canChange(part.tree))
            m_later.push_back(part.tree);
        else if (part.kind == Kind::Main || part.kind == Kind::Filter || part.kind == Kind::Place)
            addWhere(part);
        else if (part.kind == Kind::TimeFilter)
            m_conditions.push_back(part.tree);
        else if (part.kind != Kind::Event)
            return false;
    }
    return countsTooFew();
}

namespace {

/// A value that is looked at somewhere, and of which nobody said where.
bool isLookedAtThere(const std::optional<Leaf> &leaf)
{
    static const QStringList entities{u"stock"_s, u"listing"_s, u"competitor"_s, u"sales"_s, u"account"_s};
    return leaf && leaf->scope.isEmpty() && entities.contains(entityOf(leaf->field).toString());
}

/// A state that nothing has when it is first heard of.
bool isLaterThanFirst(const Leaf &leaf)
{
    const QString field = fieldName(leaf.field);
    if (field == u"return.age" || field == u"message.age")
        return leaf.op != Op::Lt && leaf.op != Op::Lte;
    const auto *value = std::get_if<QString>(&leaf.value);
    return field == u"return.status" && leaf.op == Op::Eq && value && *value != u"requested";
}

} // namespace

/// A clause without an event: its first comparison crosses, or is that of a thing that comes into the world.
bool Resolver::readCrossing(const Meanings &parts, TokenSpan span)
{
    const Meaning *main = firstOf(parts, Kind::Main);
    if (!main)
        return fail(u"missing_trigger"_s, u"event"_s, span);
    const Meaning *lasting = firstOf(parts, Kind::Lasting);
    const Leaf &leaf = firstLeaf(main->tree);
    if (isTimeField(main->tree))
        return fail(u"missing_trigger"_s, u"time"_s, span);
    const auto isOwner = [&](const QString &thing) { return canOwn(thing, entityOf(leaf.field).toString()); };
    QString live = liveEvent(leaf, lasting != nullptr);
    if (main->isPronoun && (live.isEmpty() || std::ranges::none_of(m_objects, isOwner)))
        return fail(u"ambiguous"_s, u"it"_s, main->span);
    if (live == u"customer.changed" && m_actsOnOrder && !lasting)
        live.clear(); // "if the customer is tagged VIP, expedite the order": it comes with an order
    if (main->isPronoun)
        m_cost += 4; // "orders, when they are delivered" is the event, if there is one
    const bool single = main->tree->kind == Tree::Kind::Leaf;
    if (!live.isEmpty() && !single)
        return fail(u"unsupported"_s, u"two_crossings"_s, main->span);
    m_trigger.event.type = !live.isEmpty() ? live : m_actsOnOrder && entityOf(leaf.field) == u"customer" ? u"order.created"_s : birthEvent(leaf);
    if (m_trigger.event.type.isEmpty())
        return fail(u"missing_trigger"_s, u"event"_s, span);
    m_namesNothing = !has(parts, Kind::Filter);
    m_triggerFrom = span.from;
    if (!live.isEmpty()) {
        m_trigger.event.becomes = main->tree->leaf;
        if (lasting) {
            if (lasting->op == Op::Lt || lasting->op == Op::Lte)
                return fail(u"unsupported"_s, u"lasting_less"_s, lasting->span);
            m_trigger.event.lasting = Duration{lasting->number, lasting->unit};
        }
    } else if (lasting || (single && isLaterThanFirst(leaf))) {
        return fail(u"unsupported"_s, u"lasting"_s, lasting ? lasting->span : main->span);
    } else {
        m_isImplicit = true;
    }
    for (const Meaning &part : parts) {
        if (&part == main) {
            if (live.isEmpty())
                m_where.push_back(part.tree);
        } else if (part.kind == Kind::Place && isLookedAtThere(m_trigger.event.becomes)) {
            Scope &scope = m_trigger.event.becomes->scope; // "the Etsy listing is rated below 4"
            (part.slot == Slot::Channel ? scope.channels : scope.nodes) = part.keys;
        } else if (part.kind == Kind::Filter || part.kind == Kind::Place) {
            addWhere(part);
        } else if (part.kind == Kind::Main) {
            (live.isEmpty() ? m_where : m_conditions).push_back(part.tree);
        } else if (part.kind == Kind::TimeFilter) {
            const bool isUndoneBy = part.isLast || (!live.isEmpty() && leaf.op == Op::Ne); // "is not delivered by 6 pm": no time of day to look at
            if (isUndoneBy)
                return fail(u"unsupported"_s, u"deadline"_s, part.span);
            m_conditions.push_back(part.tree);
        } else if (part.kind == Kind::Count || part.kind == Kind::Sum || part.kind == Kind::Thing) {
            return false;
        }
    }
    if (!setWindow(parts))
        return false;
    const bool sales = m_trigger.event.type == u"sales.changed"_s;
    return sales || !m_trigger.window || fail(u"unsupported"_s, u"window"_s, main->span);
}

/// "Fewer than 5 orders in a week": no order announces those that do not come; the figure of sales falls.
bool Resolver::countsTooFew()
{
    const auto &window = m_trigger.window;
    if (m_trigger.event.type != u"order.created" || !window || window->function != u"count" || !window->by.isEmpty() || (window->op != Op::Lt && window->op != Op::Lte))
        return true;
    Leaf orders{*fieldNamed(u"sales.orders"), window->op, window->value, Unit::None, {}};
    for (const Tree &tree : m_where) {
        const QString field = tree.kind == Tree::Kind::Leaf ? fieldName(tree.leaf.field) : QString();
        const auto *one = std::get_if<QString>(&tree.leaf.value);
        const auto *several = std::get_if<QStringList>(&tree.leaf.value);
        if ((field != u"channel" && field != u"node") || (tree.leaf.op != Op::Eq && tree.leaf.op != Op::In))
            return true; // said of some orders: counted as they come
        (field == u"channel" ? orders.scope.channels : orders.scope.nodes) += one ? QStringList{*one} : several ? *several : QStringList();
    }
    m_where.clear();
    m_trigger.event.type = u"sales.changed"_s;
    m_trigger.event.becomes = orders;
    Window span;
    span.length = window->length;
    m_trigger.window = span;
    return true;
}

bool Resolver::readTrigger(const Meaning &clause)
{
    noteNames(clause);
    m_isDelayed = clause.text == u"delayed"_s;
    if (const Meaning *event = firstOf(clause.parts, Kind::Event)) {
        Meanings rest;
        for (const Meaning &part : *clause.parts) {
            if (&part != event)
                rest.push_back(part);
        }
        return readEvent(*event, rest);
    }
    return readCrossing(clause.parts, clause.span);
}

} // namespace crossdock::rules
