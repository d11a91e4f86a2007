#include "core/inventory/rules/cycles.h"

#include "core/inventory/rules/branch_paths.h"
#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/verdict.h"
#include "core/inventory/rules/witness.h"

#include <algorithm>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

enum class Direction : quint8 { Any, Up, Down };

/// What an action makes happen.
struct Effect {
    QString event;
    Direction direction = Direction::Any; ///< of the value, where the event is about one
    QString field; ///< the value that moves; empty where the event alone says all
    QString node; ///< where it moves
    std::optional<Tree> known; ///< what is known of the event: its tag, its channel
    QString written; ///< fields that begin so are not as they were
    QString tag; ///< folded, of order.tagged
};

QString textOf(const Action &action, const QString &name)
{
    const auto found = action.arguments.find(name);
    return found != action.arguments.end() && std::holds_alternative<QString>(found->second)
        ? std::get<QString>(found->second)
        : QString();
}

Tree leafOf(QStringView field, Op op, const QString &value)
{
    Leaf leaf;
    leaf.field = *fieldNamed(field);
    leaf.op = op;
    leaf.value = value;
    return *normalForm(Tree::of(leaf));
}

/// The channel that the listing action writes; nothing for all of them, or where only the event knows.
std::optional<Tree> channelWritten(const Action &action, const QString &ofEvent)
{
    if (action.channel == u"all"_s)
        return std::nullopt;
    if (action.channel == u"others"_s)
        return ofEvent.isEmpty() ? std::nullopt : std::optional(leafOf(u"channel", Op::Ne, ofEvent));
    const QString channel = action.channel.isEmpty() ? ofEvent : action.channel;
    return channel.isEmpty() ? std::nullopt : std::optional(leafOf(u"channel", Op::Eq, channel));
}

Effect orderEffect(const QString &event, const QString &written)
{
    return {event, Direction::Any, {}, {}, {}, written, {}};
}

std::vector<Effect> effectsOf(const Action &action, const QString &channel)
{
    const QString &type = action.type;
    if (type == u"order.tag"_s) {
        Effect tagged = orderEffect(u"order.tagged"_s, u"order.tags"_s);
        tagged.known = leafOf(u"order.tags", Op::Contains, textOf(action, u"tag"_s));
        tagged.tag = std::get<QString>(tagged.known->leaf.value);
        return {tagged};
    }
    static const std::map<QString, Effect> plain{
        {u"order.hold"_s, orderEffect(u"order.held"_s, u"order.fulfillment_status"_s)},
        {u"order.cancel"_s, orderEffect(u"order.cancelled"_s, u"order.fulfillment_status"_s)},
        {u"order.fulfill"_s, orderEffect(u"order.fulfilled"_s, u"order.fulfillment_status"_s)},
        {u"order.capture"_s, orderEffect(u"order.paid"_s, u"order.payment_status"_s)},
        {u"order.refund"_s, orderEffect(u"refund.created"_s, u"order.payment_status"_s)},
        {u"po.create"_s, orderEffect(u"po.created"_s, u"po."_s)},
    };
    if (const auto found = plain.find(type); found != plain.end())
        return {found->second};
    if (type == u"listing.end"_s || type == u"listing.publish"_s) {
        const QString event = type == u"listing.end"_s ? u"listing.ended"_s : u"listing.created"_s;
        return {{event, Direction::Any, {}, {}, channelWritten(action, channel), u"listing."_s, {}}};
    }
    if (type == u"listing.set_price"_s) {
        const QString mode = textOf(action, u"mode"_s);
        const Direction direction = mode == u"increase"_s ? Direction::Up
            : mode == u"decrease"_s                       ? Direction::Down
                                                          : Direction::Any;
        return {{u"listing.changed"_s, direction, u"listing.price"_s, {}, channelWritten(action, channel), u"listing."_s, {}}};
    }
    if (type == u"stock.transfer"_s) {
        const auto moved = [](Direction direction, const QString &node) {
            return Effect{u"stock.changed"_s, direction, u"stock.available"_s, node, {}, u"stock."_s, {}};
        };
        return {moved(Direction::Down, textOf(action, u"from"_s)), moved(Direction::Up, textOf(action, u"to"_s))};
    }
    return {};
}

/// The way in which a crossing goes: below 10 is crossed downwards.
Direction directionOf(const Leaf &leaf)
{
    switch (leaf.op) {
    case Op::Lt:
    case Op::Lte: return Direction::Down;
    case Op::Gt:
    case Op::Gte: return Direction::Up;
    default: return Direction::Any;
    }
}

bool agree(Direction one, Direction other)
{
    return one == Direction::Any || other == Direction::Any || one == other;
}

bool crosses(const Effect &effect, const Leaf &becomes)
{
    if (effect.field.isEmpty())
        return false;
    const QString field = fieldName(becomes.field);
    if (field == effect.field + u"_drop"_s)
        return agree(effect.direction, Direction::Down);
    if (field == effect.field + u"_rise"_s)
        return agree(effect.direction, Direction::Up);
    // What is moved from one node to another is still there: only a value of one node crosses.
    const bool there = effect.node.isEmpty() || becomes.scope.nodes.contains(effect.node);
    return field == effect.field && there && agree(effect.direction, directionOf(becomes));
}

bool waits(std::span<const Action> actions)
{
    return std::ranges::any_of(actions, [](const Action &action) { return action.type == u"wait"_s; });
}

/// The tree without the fields that are not as they were; nothing if nothing is left of it.
std::optional<Tree> without(const Tree &tree, const auto &isGone)
{
    if (tree.kind == Tree::Kind::Leaf)
        return isGone(fieldName(tree.leaf.field)) ? std::nullopt : std::optional(tree);
    if (tree.kind == Tree::Kind::Not)
        return std::nullopt; // hours over midnight: not reasoned about
    std::vector<Tree> kept;
    for (const Tree &child : tree.children) {
        auto rest = without(child, isGone);
        if (rest)
            kept.push_back(std::move(*rest));
        else if (tree.kind == Tree::Kind::Or)
            return std::nullopt; // one alternative may hold now
    }
    return Tree::join(tree.kind, std::move(kept));
}

/// By what one rule causes another.
struct Cause {
    Action action;
    std::optional<Tree> known; ///< what holds of the thing then
};

/// What is known of the thing once the effect has come, if it passes the filters of `other` then.
std::optional<std::optional<Tree>> broughtBy(const BranchPath &path, const Trigger &cause, const Effect &effect, const Trigger &other)
{
    if (effect.event != other.event.type || (other.event.becomes && !crosses(effect, *other.event.becomes)))
        return std::nullopt;
    if (const QStringList tags = tagsOfEvent(other); !tags.isEmpty() && !tags.contains(effect.tag))
        return std::nullopt; // tagged with something else
    const auto isGone = [&](const QString &field) {
        const bool ofOtherListing = field == u"channel"_s && effect.event.startsWith(u"listing."_s);
        return field.startsWith(effect.written) || ofOtherListing || (waits(path.actions) && field.startsWith(u"time."_s));
    };
    auto known = bothOf(path.filters, crossingChannel(cause));
    if (known)
        known = without(*known, isGone);
    known = bothOf(known, effect.known);
    for (const BranchPath &next : pathsOf(other)) {
        if (isSatisfiableTogether(known, bothOf(next.filters, crossingChannel(other))))
            return bothOf(known, next.filters);
    }
    return std::nullopt;
}

std::optional<Cause> causeOf(const Trigger &cause, const Trigger &effect)
{
    const QString channel = onlyChannel(cause);
    for (const BranchPath &path : pathsOf(cause)) {
        for (const Action &action : path.actions) {
            for (const Effect &one : effectsOf(action, channel)) {
                if (auto known = broughtBy(path, cause, one, effect))
                    return Cause{action, *std::move(known)};
            }
        }
    }
    return std::nullopt;
}

using Causes = std::vector<std::map<int, Cause>>; ///< by place, what each causes

/// Walks all simple loops through `start` whose other rules come behind it, so that each loop is found once.
struct LoopWalk {
    const Causes &causes;
    std::map<std::vector<int>, std::vector<int>> &loops; ///< in order, by the same ascending
    std::vector<int> path;
    int steps = 0;

    void walk(int at)
    {
        static constexpr int maximumSteps = 20'000; // of rules that all cause each other there are too many loops to tell
        if (++steps > maximumSteps)
            return;
        for (const auto &[next, cause] : causes[size_t(at)]) {
            if (next == path.front() && path.size() > 1) {
                std::vector<int> loop = path;
                std::ranges::sort(loop);
                loops.emplace(std::move(loop), path);
            } else if (next > path.front() && std::ranges::find(path, next) == path.end()) {
                path.push_back(next);
                walk(next);
                path.pop_back();
            }
        }
    }
};

Loop loopOf(const std::vector<int> &path, const Causes &causes)
{
    Loop loop{path, {}, {}};
    for (size_t i = 0; i < path.size(); ++i) {
        const Cause &cause = causes[size_t(path[i])].at(path[(i + 1) % path.size()]);
        loop.actions.push_back(cause.action);
        if (i == 0)
            loop.witness = witnessOf({cause.known});
    }
    return loop;
}

} // namespace

std::vector<Loop> loopsOf(std::span<const Trigger *const> rules)
{
    Causes causes(rules.size());
    for (size_t i = 0; i < rules.size(); ++i) {
        for (size_t j = 0; j < rules.size(); ++j) {
            if (i == j || !rules[i] || !rules[j])
                continue;
            if (auto cause = causeOf(*rules[i], *rules[j]))
                causes[i].emplace(int(j), *std::move(cause));
        }
    }
    std::map<std::vector<int>, std::vector<int>> found;
    for (size_t i = 0; i < rules.size(); ++i)
        LoopWalk{causes, found, {int(i)}}.walk(int(i));
    std::vector<Loop> loops;
    for (const auto &[sorted, path] : found)
        loops.push_back(loopOf(path, causes));
    return loops;
}

} // namespace crossdock::rules
