#include "core/inventory/rules/action_specs.h"
#include "core/inventory/rules/context.h"
#include "core/inventory/rules/interpreter.h"
#include "core/inventory/rules/moments.h"
#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/resolver.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// The order of conditions and actions, and what actions work on.
namespace crossdock::rules {

using Kind = Meaning::Kind;

namespace {

/// What a schedule sweeps, by what its condition is about.
QString sweptBy(const Meanings &parts)
{
    for (const Meaning &part : parts) {
        if (part.kind != Kind::Main && part.kind != Kind::Filter)
            continue;
        const QString entity = entityOf(firstLeaf(part.tree).field).toString();
        if (entity == u"stock"_s || entity == u"sales"_s)
            return u"product"_s;
        if (entity == u"competitor"_s)
            return u"listing"_s;
        if (entity == u"time"_s || entity == u"channel"_s || entity == u"node"_s || entity == u"account"_s)
            continue;
        return entity;
    }
    return {};
}

/// What is asked, without an event, of orders that come in.
bool asksOrders(const Meanings &parts)
{
    return std::ranges::any_of(parts, [](const Meaning &part) {
        const Meaning *main = part.kind == Kind::Sub ? firstOf(part.parts, Kind::Main) : nullptr;
        if (!main || main->isPronoun || main->tree->kind != Tree::Kind::Leaf)
            return false;
        const FieldSpec &spec = specOf(main->tree->leaf.field);
        return spec.name.startsWith("order."_L1) && !spec.isLive && !isLaterThanBirth(main->tree);
    });
}

/// Actions, then conditions each with actions of its own behind it.
bool isChain(const Meanings &parts)
{
    bool wantsActions = true;
    for (const Meaning &part : parts) {
        if (part.kind == Kind::Action)
            wantsActions = false;
        else if (part.kind == Kind::Else && !wantsActions)
            return true;
        else if (part.kind != Kind::Sub || part.text != u"if"_s || wantsActions)
            return false;
        else
            wantsActions = true;
    }
    return false;
}

/// "The listing", where a schedule has named none and nothing tells it from the others.
bool isOneOfMany(const Meaning &action)
{
    const Meaning *thing = firstOf(action.parts, Kind::Thing);
    return thing && thing->isTheOne && std::ranges::none_of(*action.parts, [](const Meaning &part) {
        return part.kind == Kind::Filter || part.kind == Kind::Place || part.kind == Kind::Lasting || part.kind == Kind::Target;
    });
}

} // namespace

bool Resolver::readFlow(const Meanings &parts, const Meaning *trigger)
{
    std::vector<Step> steps;
    Meanings actions;
    const bool scheduled = m_trigger.event.type == u"schedule"_s;
    const auto flush = [&] {
        if (!actions.empty())
            steps.push_back({Step::Kind::Actions, std::nullopt, std::move(actions)});
        actions.clear();
    };
    // Objects first: they say what a schedule sweeps and what an implicit event is.
    const bool asksFirst = has(parts, Kind::Sub);
    for (const Meaning &part : parts) {
        if (scheduled && !asksFirst && part.kind == Kind::Action && m_trigger.event.each.isEmpty() && isOneOfMany(part))
            return fail(u"ambiguous"_s, u"it"_s, part.span); // "every hour, pause the listing"
        if (part.kind == Kind::Action && !readObject(part))
            return false;
        if (part.kind == Kind::Sub)
            noteNames(part);
        if (scheduled && part.kind == Kind::Sub && m_trigger.event.each.isEmpty())
            m_trigger.event.each = sweptBy(part.parts);
    }
    if (m_trigger.event.type.isEmpty() && asksOrders(parts)) {
        m_trigger.event.type = u"order.created"_s; // "unless the order is a gift, hold it"
        m_isImplicit = true;
    }
    if (m_isImplicit && std::ranges::any_of(m_where, isLaterThanBirth))
        return fail(u"missing_trigger"_s, u"birth"_s, {0, 0});
    // "Orders that are unpaid ... after 2 days": what was so at first need not be so then.
    const bool isPutOff = std::ranges::any_of(parts, [](const Meaning &part) { return part.kind == Kind::Action && part.isLoose; });
    if (m_isImplicit && isPutOff && std::ranges::any_of(m_where, canChange))
        return trigger ? fail(u"unsupported"_s, u"after_wait"_s, {0, 0}) : fail(u"missing_trigger"_s, u"birth"_s, {0, 0});
    if (trigger && trigger->text == u"delayed"_s && !readDelay(*trigger, parts, actions))
        return false;
    // "If an order goes to Canada, A; otherwise B": what brings it in also parts the ways.
    // The same with "if C, A; if D, B; otherwise E".
    const bool partsWays = !has(parts, Kind::Sub) || (trigger && trigger->text == u"if"_s && isChain(parts));
    if (m_isImplicit && trigger && has(parts, Kind::Else) && partsWays) {
        steps.push_back({Step::Kind::Condition, Tree::join(Tree::Kind::And, m_where), {}});
        m_where.clear();
    }
    const Meaning *rearm = nullptr;
    bool isBehindWait = !actions.empty();
    for (const Meaning &part : parts) {
        if (part.kind == Kind::Schedule)
            continue;
        switch (part.kind) {
        case Kind::Action:
            isBehindWait = isBehindWait || part.action->type == u"wait"_s;
            actions.push_back(part);
            break;
        case Kind::TimeFilter:
            if (part.isLoose && !actions.empty() && &part != parts.data() && (&part - 1)->kind == Kind::Action)
                return fail(u"unsupported"_s, u"until"_s, part.span);
            if (part.isLast && (m_trigger.event.becomes || (trigger && !has(trigger->parts, Kind::Event)))) // "is not shipped by 5 pm"
                return fail(u"unsupported"_s, u"deadline"_s, part.span);
            m_conditions.push_back(part.tree);
            break;
        case Kind::Limit:
            if (m_trigger.limit)
                return false;
            m_trigger.limit = *part.limit;
            break;
        case Kind::Rearm:
            if (rearm)
                return false;
            rearm = &part;
            break;
        case Kind::Sub: {
            flush();
            std::optional<Tree> tree;
            if (!conditionOf(part.parts, part.text == u"unless"_s, tree))
                return false;
            if (isBehindWait && tree && canChange(*tree))
                return fail(u"unsupported"_s, u"after_wait"_s, part.span);
            steps.push_back({Step::Kind::Condition, tree, {}});
            break;
        }
        case Kind::Else: {
            flush();
            steps.push_back({Step::Kind::Otherwise, std::nullopt, {}});
            Meanings conditions;
            Meanings then;
            for (const Meaning &inner : *part.parts)
                (inner.kind == Kind::Action ? then : conditions).push_back(inner);
            std::optional<Tree> tree;
            if (!conditions.empty()) {
                if (!conditionOf(conditions, false, tree))
                    return false;
                steps.push_back({Step::Kind::Condition, tree, {}});
            }
            steps.push_back({Step::Kind::Actions, std::nullopt, then});
            break;
        }
        default: return false;
        }
    }
    flush();
    if (m_trigger.event.type.isEmpty()) {
        const bool any = std::ranges::any_of(parts, [](const Meaning &one) { return one.kind == Kind::Action; });
        return any ? fail(u"missing_trigger"_s, u"event"_s, {0, 0}) : false;
    }
    if (!buildBranches(std::move(steps)))
        return false;
    return !rearm || readRearm(*rearm);
}

/// C A · A C · C A C A else A · A C, A C, else A: one chain of branches.
bool Resolver::buildBranches(std::vector<Step> steps)
{
    std::vector<Branch> branches;
    std::vector<bool> isElse;
    size_t i = 0;
    bool conditionFirst = !steps.empty() && steps.front().kind == Step::Kind::Condition;
    while (i < steps.size()) {
        bool after = false;
        if (steps[i].kind == Step::Kind::Otherwise) {
            if (branches.empty())
                return fail(u"missing_action"_s, u"action"_s, {0, 0}); // otherwise than what?
            after = true;
            ++i;
        }
        Branch branch;
        std::vector<Tree> conditions;
        while (i < steps.size() && steps[i].kind == Step::Kind::Condition)
            conditions.push_back(*steps[i++].tree);
        if (i >= steps.size() || steps[i].kind != Step::Kind::Actions)
            return fail(u"missing_action"_s, u"action"_s, {0, 0});
        if (!addActions(branch.actions, steps[i++].actions))
            return false;
        const bool last = [&] { // conditions behind the actions are theirs unless actions follow that they begin
            size_t j = i;
            while (j < steps.size() && steps[j].kind == Step::Kind::Condition)
                ++j;
            return j >= steps.size() || steps[j].kind == Step::Kind::Otherwise;
        }();
        if (last || !conditionFirst) {
            while (i < steps.size() && steps[i].kind == Step::Kind::Condition)
                conditions.push_back(*steps[i++].tree);
        }
        branch.conditions = Tree::join(Tree::Kind::And, std::move(conditions));
        branches.push_back(std::move(branch));
        isElse.push_back(after);
    }
    if (branches.empty())
        return fail(u"missing_action"_s, u"action"_s, {0, 0});
    // "Do A if X, do B if Y" is a chain only where an else says so.
    if (branches.size() > 1 && !isElse.back())
        return fail(u"unsupported"_s, u"two_conditions"_s, {0, 0});
    for (size_t b = 0; b + 1 < branches.size(); ++b) {
        if (!branches[b].conditions && (b > 0 || m_conditions.empty())) // "before 2 pm, A; otherwise B"
            return fail(u"ambiguous"_s, u"else"_s, {0, 0});
    }
    m_trigger.then = std::move(branches.front());
    m_trigger.otherwise.assign(std::make_move_iterator(branches.begin() + 1), std::make_move_iterator(branches.end()));
    return true;
}

bool Resolver::addActions(std::vector<Action> &actions, const std::vector<Meaning> &meanings)
{
    return std::ranges::all_of(meanings, [&](const Meaning &meaning) { return addAction(actions, meaning); });
}

/// "Them": the last person, or the customer that the trigger speaks of.
bool Resolver::setPerson(Action &action, const Meaning &meaning)
{
    if (action.recipient != u"last"_s)
        return true;
    static const QStringList ofCustomers{u"customer"_s, u"message"_s, u"review"_s};
    const bool isCustomers = m_namesCustomer || ofCustomers.contains(thingsOf(m_trigger.event.type, m_trigger.event.each).value(0));
    if (m_lastPerson.isEmpty() && !isCustomers)
        return fail(u"ambiguous"_s, u"them"_s, meaning.span);
    action.recipient = m_lastPerson.isEmpty() ? u"customer"_s : m_lastPerson;
    return true;
}

/// "There": the last node that was named.
bool Resolver::setPlaces(Action &action, const Meaning &meaning)
{
    QString named;
    for (const auto &name : {u"from"_s, u"to"_s, u"node"_s}) {
        const auto place = action.arguments.find(name);
        if (place == action.arguments.end())
            continue;
        if (place->second == Argument(lastNode) && m_lastNode.isEmpty())
            return fail(u"ambiguous"_s, u"it"_s, meaning.span);
        if (place->second == Argument(lastNode))
            place->second = m_lastNode;
        else
            named = std::get<QString>(place->second);
    }
    if (!named.isEmpty())
        m_lastNode = named;
    return true;
}

bool Resolver::addAction(std::vector<Action> &actions, const Meaning &meaning)
{
    Action action = meaning.action;
    const QStringList things = thingsOf(m_trigger.event.type, m_trigger.event.each);
    const ActionSpec *spec = actionSpec(action.type);
    if (!spec)
        return false;
    if (!setPerson(action, meaning) || !setPlaces(action, meaning))
        return false;
    if (meaning.text == u"any"_s) { // a tag without an object
        const QString thing = things.contains(u"order"_s) ? u"order"_s : things.value(0);
        if (thing != u"order"_s && thing != u"product"_s && thing != u"customer"_s)
            return fail(u"ambiguous"_s, u"tag"_s, meaning.span);
        action.type = thing + action.type.mid(5);
        spec = actionSpec(action.type);
    }
    const Meaning *thing = firstOf(meaning.parts, Kind::Thing);
    if (thing && thing->isPronoun && !spec->entity.isEmpty() && spec->channel != ChannelTarget::Listing) {
        const bool isCustomer = spec->entity == "customer"_L1 && m_namesCustomer;
        const qsizetype rank = isCustomer ? 0 : things.indexOf(QString(spec->entity));
        const bool isAmiss = thing->isPlural && spec->entity == "order"_L1 && m_manyOf != thing->text;
        if (rank < 0 || isAmiss)
            return fail(u"ambiguous"_s, u"it"_s, meaning.span);
        m_cost += int(rank);
    }
    const bool isOfOneThing = !spec->entity.isEmpty() && spec->entity != "channel"_L1 && spec->channel != ChannelTarget::Listing;
    if (!thing && isOfOneThing && m_trigger.event.type == u"schedule"_s && m_trigger.event.each.isEmpty()) // "every day, hold"
        return fail(u"ambiguous"_s, u"it"_s, meaning.span);
    if (!action.recipient.isEmpty())
        m_lastPerson = action.recipient;
    const auto assignee = action.arguments.find(u"assignee"_s);
    if (assignee != action.arguments.end())
        m_lastPerson = std::get<QString>(assignee->second);
    if (spec->entity == "customer"_L1)
        m_lastPerson = u"customer"_s;
    return setTargets(actions, std::move(action), meaning);
}

/// Which listing: the one that was named, all, the others, or that of the event if it has just one.
bool Resolver::setTargets(std::vector<Action> &actions, Action action, const Meaning &meaning)
{
    const ActionSpec *spec = actionSpec(action.type);
    QStringList targets;
    for (const Meaning &part : *meaning.parts) {
        if (part.kind == Kind::Target && part.text != u"its"_s)
            targets.append(part.text);
        if (part.kind == Kind::Place && spec->channel == ChannelTarget::Listing && part.slot == Slot::Channel)
            targets += part.keys;
    }
    targets.removeDuplicates();
    if (spec->channel == ChannelTarget::None || spec->channel == ChannelTarget::Required) {
        if (!targets.isEmpty() && spec->channel == ChannelTarget::None)
            return false;
        actions.push_back(std::move(action));
        return true;
    }
    const bool scheduled = m_trigger.event.type == u"schedule"_s;
    if (spec->channel == ChannelTarget::Listing && scheduled && m_trigger.event.each.isEmpty() && targets.size() == 1
        && targets.first() != u"all"_s && targets.first() != u"others"_s) {
        m_trigger.event.each = u"listing"_s;
        m_where.push_back(Tree::of({*fieldNamed(u"channel"), Op::Eq, targets.first(), Unit::None, {}}));
    }
    if (targets.isEmpty() && spec->channel == ChannelTarget::Listing) {
        Trigger so = m_trigger;
        so.event.where = Tree::join(Tree::Kind::And, m_where);
        const QString only = onlyChannel(so);
        const QString thing = thingsOf(m_trigger.event.type, m_trigger.event.each).value(0);
        if (only.isEmpty() && thing != u"listing"_s)
            return fail(u"ambiguous"_s, u"listing"_s, meaning.span);
        targets = {only};
    }
    if (targets.isEmpty())
        targets = {QString()};
    for (const QString &target : targets) {
        action.channel = target == u"athand"_s ? QString() : target;
        actions.push_back(action);
    }
    return true;
}

bool Resolver::readRearm(const Meaning &rearm)
{
    std::optional<Tree> tree;
    if (!conditionOf(rearm.parts, false, tree) || tree->kind != Tree::Kind::Leaf)
        return fail(u"unsupported"_s, u"rearm"_s, rearm.span);
    if (!m_trigger.event.becomes)
        return fail(u"unsupported"_s, u"rearm"_s, rearm.span);
    m_trigger.event.rearm = tree->leaf;
    return true;
}

} // namespace crossdock::rules
