#include "core/inventory/rules/resolver.h"

#include "core/inventory/rules/context.h"
#include "core/inventory/rules/interpreter.h"
#include "core/inventory/rules/normal_form.h"

#include <QHash>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

using Kind = Meaning::Kind;

namespace {

Tree placeLeaf(const Meaning &place)
{
    const FieldId field = *fieldNamed(place.slot == Slot::Channel ? u"channel" : u"node");
    if (place.keys.size() == 1)
        return Tree::of({field, Op::Eq, place.keys.first(), Unit::None, {}});
    return Tree::of({field, Op::In, place.keys, Unit::None, {}});
}

} // namespace

const Leaf &firstLeaf(const Tree &tree)
{
    return tree.kind == Tree::Kind::Leaf ? tree.leaf : firstLeaf(tree.children.front());
}

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
        *tree = opposite(*tree);
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

/// "If it is before noon, ship gift orders with UPS": the orders bring it in, the hour is asked.
bool isAboutTime(const Meaning &clause, const Meanings &parts)
{
    const auto saysTime = [](const Meaning &part) { return part.kind == Kind::TimeFilter || (part.kind == Kind::Main && part.tree->kind == Tree::Kind::Leaf && entityOf(part.tree->leaf.field) == u"time"); };
    return !clause.parts->empty() && std::ranges::all_of(*clause.parts, saysTime) && std::ranges::any_of(parts, [](const Meaning &part) {
        const Meaning *thing = part.kind == Kind::Action ? firstOf(part.parts, Kind::Thing) : nullptr;
        return thing && !thing->isPronoun && thing->text == u"order";
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
    if (clause && clause->text == u"if" && (isAboutObject(*clause, parts) || isAboutTime(*clause, parts)))
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

/// "Approve a return if its value is below $25": of an order that has just come in, nothing is sent back.
static bool doesToReturn(const Trigger &trigger)
{
    const auto isOfReturn = [](const Action &action) { return action.type.startsWith(u"return."); };
    return std::ranges::any_of(trigger.then.actions, isOfReturn) || std::ranges::any_of(trigger.otherwise, [&](const Branch &branch) { return std::ranges::any_of(branch.actions, isOfReturn); });
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
    return !m_isImplicit || m_trigger.event.type != u"order.created" || !doesToReturn(m_trigger) || fail(u"missing_trigger"_s, u"event"_s, {});
}

} // namespace crossdock::rules
