#include "core/inventory/rules/resolver.h"

#include "core/inventory/rules/action_specs.h"
#include "core/inventory/rules/context.h"
#include "core/inventory/rules/interpreter.h"
#include "core/inventory/rules/moments.h"
#include "core/inventory/rules/normal_form.h"

#include <QHash>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

using Kind = Meaning::Kind;

namespace {

bool isTimeField(const Tree &tree)
{
    if (tree.kind == Tree::Kind::Leaf)
        return entityOf(tree.leaf.field) == u"time";
    return std::ranges::all_of(tree.children, isTimeField);
}

const Leaf &firstLeaf(const Tree &tree)
{
    return tree.kind == Tree::Kind::Leaf ? tree.leaf : firstLeaf(tree.children.front());
}

Tree placeLeaf(const Meaning &place)
{
    const FieldId field = *fieldNamed(place.slot == Slot::Channel ? u"channel" : u"node");
    if (place.keys.size() == 1)
        return Tree::of({field, Op::Eq, place.keys.first(), Unit::None, {}});
    return Tree::of({field, Op::In, place.keys, Unit::None, {}});
}

} // namespace

Resolver::Resolver(const Workspace &workspace)
    : m_workspace(workspace)
{
}

bool Resolver::fail(const QString &errorClass, const QString &detail, TokenSpan span, QStringList choices)
{
    if (!m_fault)
        m_fault = Fault{errorClass, detail, span, std::move(choices)};
    return false;
}

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

const Meaning *Resolver::triggerClause(const Meanings &parts) const
{
    const auto find = [&](auto &&fits) {
        const auto found = std::ranges::find_if(parts, [&](const Meaning &one) {
            return one.kind == Kind::Sub && fits(one);
        });
        return found == parts.end() ? nullptr : &*found;
    };
    const bool scheduled = has(parts, Kind::Schedule);
    if (scheduled)
        return nullptr;
    const auto *delayed = find([](const Meaning &one) { return one.text == u"delayed"_s; });
    if (delayed)
        return delayed;
    if (const auto *when = find([](const Meaning &one) { return one.text == u"when"_s && has(one.parts, Kind::Event); }))
        return when;
    if (const auto *when = find([](const Meaning &one) { return one.text == u"when"_s; }))
        return when;
    if (const auto *event = find([](const Meaning &one) { return one.text == u"if"_s && has(one.parts, Kind::Event); }))
        return event;
    return find([](const Meaning &one) { return one.text == u"if"_s; });
}

bool Resolver::findEvent(const Meanings &parts, TriggerEvent &event) const
{
    Meanings sound = parts; // what cannot be read yet may be once the event is known
    std::erase_if(sound, [](const Meaning &part) { return part.kind == Kind::Mistake; });
    Resolver probe(m_workspace);
    probe.resolve(std::move(sound));
    event = probe.m_trigger.event;
    return !event.type.isEmpty();
}

bool Resolver::addWhere(const Meaning &meaning)
{
    if (meaning.kind == Kind::Place) {
        m_where.push_back(placeLeaf(meaning));
        return true;
    }
    m_where.push_back(meaning.tree);
    return true;
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

namespace {

/// The age that goes with a state: unpaid for 3 days is unpaid and 3 days old.
std::optional<FieldId> ageBeside(const Leaf &leaf)
{
    return fieldNamed(entityOf(leaf.field).toString() + u".age"_s);
}

} // namespace

/// What a clause with if, unless or only if says, as one tree.
bool Resolver::conditionOf(const Meanings &parts, bool isNegated, std::optional<Tree> &tree)
{
    std::vector<Tree> all;
    for (const Meaning &part : parts) {
        switch (part.kind) {
        case Kind::Main:
        case Kind::Filter:
        case Kind::TimeFilter: all.push_back(part.tree); break;
        case Kind::Place: all.push_back(placeLeaf(part)); break;
        case Kind::Lasting: {
            if (all.empty())
                return false;
            const auto age = ageBeside(firstLeaf(all.back()));
            if (!age)
                return fail(u"unsupported"_s, u"lasting"_s, part.span);
            if (m_trigger.event.type == u"order.created"_s && fieldName(*age) == u"order.age" && part.op != Op::Lt && part.op != Op::Lte)
                return fail(u"missing_trigger"_s, u"birth"_s, part.span);
            all.push_back(Tree::of({*age, part.op, part.number, part.unit, {}}));
            break;
        }
        case Kind::Event: return fail(u"unsupported"_s, u"event_as_condition"_s, part.span);
        default: return false;
        }
    }
    tree = Tree::join(Tree::Kind::And, std::move(all));
    if (!tree)
        return false;
    if (isNegated)
        *tree = tree->kind == Tree::Kind::Leaf ? negated(*tree)
            : tree->kind == Tree::Kind::Not    ? Tree(tree->children.front())
                                               : Tree::negation(std::move(*tree));
    return true;
}

/// A schedule sweeps what its first action or its condition is about.
bool Resolver::readSchedule(const Meanings &parts)
{
    const auto schedules = std::ranges::count(parts, Kind::Schedule, &Meaning::kind);
    if (schedules != 1)
        return fail(u"unsupported"_s, u"two_schedules"_s, firstOf(parts, Kind::Schedule)->span);
    m_trigger.event.type = u"schedule"_s;
    m_trigger.schedule = *firstOf(parts, Kind::Schedule)->schedule;
    return true;
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

/// What the object of the first action says of the trigger.
bool Resolver::readObject(const Meaning &action)
{
    static const QStringList sweepable{u"order"_s,   u"shipment"_s, u"return"_s,  u"customer"_s, u"product"_s,
                                       u"listing"_s, u"message"_s,  u"po"_s,      u"review"_s};
    const Meaning *thing = firstOf(action.parts, Kind::Thing);
    const bool scheduled = m_trigger.event.type == u"schedule"_s;
    if (!thing || thing->isPronoun)
        return true;
    if (thing->isPlural)
        m_manyOf = thing->text;
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
    m_hasObject = true;
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
    if (tree && (scheduled ? m_trigger.event.each : u"order"_s) == u"order"_s && !scheduled && has(filters, Kind::Lasting))
        return fail(u"missing_trigger"_s, u"birth"_s, action.span);
    if (tree)
        m_where.push_back(*tree);
    return true;
}

namespace {

/// A "not" that no step took up: to drop it would turn the sentence round.
bool holdsNegation(const Meanings &parts)
{
    return std::ranges::any_of(parts, [](const Meaning &part) { return part.kind == Kind::Negation || holdsNegation(part.parts); });
}

/// "It is over $300", beside an action that names the thing.
bool isAboutObject(const Meaning &clause, const Meanings &parts)
{
    const Meaning *main = firstOf(clause.parts, Kind::Main);
    return main && main->isPronoun && !has(clause.parts, Kind::Event) && std::ranges::any_of(parts, [](const Meaning &part) {
        const Meaning *thing = part.kind == Kind::Action ? firstOf(part.parts, Kind::Thing) : nullptr;
        return thing && !thing->isPronoun && thing->text == u"order" && (thing->isPlural || has(part.parts, Kind::Filter) || has(part.parts, Kind::Place));
    });
}

/// "When it arrives".
bool speaksOfIt(const Meaning &clause)
{
    const Meaning *event = firstOf(clause.parts, Kind::Event);
    return event && std::ranges::any_of(*event->parts, [](const Meaning &part) { return part.kind == Kind::Thing && part.text == u"order" && part.isPronoun; });
}

} // namespace

std::optional<Trigger> Resolver::resolve(Meanings parts)
{
    const auto wrong = std::ranges::find(parts, Kind::Mistake, &Meaning::kind);
    if (wrong != parts.end()) {
        fail(wrong->text, wrong->keys.value(0), wrong->span);
        return std::nullopt;
    }
    if (holdsNegation(parts))
        return std::nullopt;
    const Meaning *clause = triggerClause(parts);
    if (clause && clause->text == u"if" && isAboutObject(*clause, parts))
        clause = nullptr; // a condition on what the action names: "orders from Canada, if they are over $300"
    const std::optional<Meaning> trigger = clause ? std::optional(*clause) : std::nullopt;
    if (trigger && speaksOfIt(*trigger) && !isNamed(parts, u"order"_s)) {
        fail(u"ambiguous"_s, u"it"_s, trigger->span);
        return std::nullopt;
    }
    if (clause)
        parts.erase(parts.begin() + (clause - parts.data()));
    const bool scheduled = has(parts, Kind::Schedule);
    if (scheduled && !readSchedule(parts))
        return std::nullopt;
    noteObjects(parts);
    if (trigger && !readTrigger(*trigger))
        return std::nullopt;
    if (!readPlainParts(parts) || !readFlow(parts, trigger ? &*trigger : nullptr) || !finish())
        return std::nullopt;
    return m_trigger;
}

/// What a paraphrase says of the trigger in parts of their own.
bool Resolver::readPlainParts(Meanings &parts)
{
    for (const Meaning &part : take(parts, Kind::Crossing))
        m_trigger.event.becomes = part.tree->leaf;
    for (const Meaning &part : take(parts, Kind::Staying)) {
        if (!m_trigger.event.becomes)
            return false;
        m_trigger.event.lasting = Duration{part.number, part.unit};
    }
    for (const Meaning &part : take(parts, Kind::Each))
        m_trigger.event.each = part.text;
    Meanings window;
    for (Meaning &part : take(parts, Kind::WindowPart))
        window.insert(window.end(), part.parts->begin(), part.parts->end());
    if (!window.empty() && (m_trigger.window || !setWindow(window)))
        return false;
    for (const Meaning &part : parts) {
        if (part.kind != Kind::Sub || part.text != u"where"_s)
            continue;
        std::optional<Tree> tree;
        if (!conditionOf(part.parts, false, tree))
            return false;
        m_where.push_back(*tree);
    }
    std::erase_if(parts, [](const Meaning &part) { return part.kind == Kind::Sub && part.text == u"where"_s; });
    return true;
}

/// The product filters of an event beside an order are about what the order contains.
Tree Resolver::adapted(const Tree &tree) const
{
    if (tree.kind != Tree::Kind::Leaf) {
        Tree other{tree.kind, {}, {}};
        for (const Tree &child : tree.children)
            other.children.push_back(adapted(child));
        return other;
    }
    static const QHash<QString, QString> contained{{u"product.sku"_s, u"order.skus"_s},
                                                   {u"product.category"_s, u"order.categories"_s},
                                                   {u"product.brand"_s, u"order.brands"_s},
                                                   {u"product.tags"_s, u"order.product_tags"_s}};
    const QString set = contained.value(fieldName(tree.leaf.field));
    const bool isPart = tree.leaf.op >= Op::Contains && tree.leaf.op <= Op::NotEndsWith && specOf(tree.leaf.field).kind == FieldKind::Text; // of a name: sets hold whole ones
    if (set.isEmpty() || isPart || !isBesideOrder(m_trigger.event.type, m_trigger.event.each))
        return tree;
    const FieldId field = *fieldNamed(set);
    const bool negative = tree.leaf.op == Op::Ne || tree.leaf.op == Op::NotIn || tree.leaf.op == Op::NotContains;
    QStringList words;
    if (const auto *one = std::get_if<QString>(&tree.leaf.value))
        words = {*one};
    else if (const auto *many = std::get_if<QStringList>(&tree.leaf.value))
        words = *many;
    else
        return Tree::of({field, tree.leaf.op, {}, Unit::None, {}});
    std::vector<Tree> leaves;
    for (const QString &word : words)
        leaves.push_back(Tree::of({field, negative ? Op::NotContains : Op::Contains, word, Unit::None, {}}));
    return *Tree::join(negative ? Tree::Kind::And : Tree::Kind::Or, std::move(leaves));
}

/// Of two readings that both make sense the usual one is cheaper: a listing's value is looked at on a channel, a
/// hold has an age, and what happens does not happen fewer times.
static int unusualness(const Trigger &trigger)
{
    int cost = 0;
    if (trigger.window && !trigger.window->function.isEmpty() && trigger.window->op <= Op::Lte && trigger.window->op >= Op::Lt)
        cost += 3;
    const auto &becomes = trigger.event.becomes;
    if (becomes && entityOf(becomes->field) == u"listing"_s && becomes->scope.channels.isEmpty()
        && !onlyChannel(trigger).isEmpty())
        ++cost;
    if (becomes && trigger.event.lasting && becomes->value == Value(u"on_hold"_s))
        ++cost;
    return cost;
}

bool Resolver::finish()
{
    if (m_trigger.event.type == u"sales.changed"_s && m_trigger.event.becomes) {
        const QString field = fieldName(m_trigger.event.becomes->field);
        const bool change = field.endsWith(u"_drop"_s) || field.endsWith(u"_rise"_s);
        if (!m_trigger.window)
            return fail(u"missing_value"_s, u"window"_s, {});
        if (change && !m_trigger.window->comparesPrevious)
            return fail(u"missing_value"_s, u"compare"_s, {});
    }
    for (Tree &tree : m_where)
        tree = adapted(tree);
    for (Tree &tree : m_conditions)
        tree = adapted(tree);
    m_trigger.event.where = Tree::join(Tree::Kind::And, m_where);
    std::vector<Tree> conditions = m_conditions;
    if (m_trigger.then.conditions)
        conditions.push_back(adapted(*m_trigger.then.conditions));
    m_trigger.then.conditions = Tree::join(Tree::Kind::And, std::move(conditions));
    for (Branch &branch : m_trigger.otherwise) {
        if (branch.conditions)
            branch.conditions = adapted(*branch.conditions);
    }
    m_cost += unusualness(m_trigger);
    return true;
}

} // namespace crossdock::rules
