#include "core/inventory/rules/analysis.h"

#include "core/inventory/rules/branch_paths.h"
#include "core/inventory/rules/clashes.h"
#include "core/inventory/rules/cycles.h"
#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/verdict.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

using Kind = Finding::Kind;

/// A rule with what the comparisons need, made once.
struct Examined {
    const Trigger *trigger = nullptr;
    QByteArray bytes; ///< all of it in normal form
    QByteArray unfiltered; ///< the same without where and conditions
    QByteArray event; ///< the event, its schedule, window and limit alone
    std::optional<Tree> filters;
    std::vector<BranchPath> paths;
};

Examined examined(const Trigger &trigger)
{
    Trigger bare = trigger;
    bare.event.where.reset();
    bare.then.conditions.reset();
    Trigger event = bare;
    event.then.actions.clear();
    event.otherwise.clear();
    return {&trigger, normalBytes(trigger), normalBytes(bare), normalBytes(event), allFilters(trigger), pathsOf(trigger)};
}

/// An event without a crossing is everything that the crossing is, and more.
bool meetsAllOf(const Examined &wide, const Examined &narrow)
{
    const Trigger &trigger = *wide.trigger;
    if (wide.event == narrow.event)
        return true;
    return trigger.event.type == narrow.trigger->event.type && trigger.event.each == narrow.trigger->event.each
        && !trigger.event.becomes && !trigger.event.lasting && !trigger.event.rearm && !trigger.schedule
        && !trigger.window && !trigger.limit;
}

bool isShadowed(const Examined &earlier, const Examined &later)
{
    if (!meetsAllOf(earlier, later) || earlier.trigger->limit)
        return false;
    const auto reached = bothOf(later.trigger->event.where,
                                later.trigger->otherwise.empty() ? later.trigger->then.conditions : std::nullopt);
    const bool alwaysStops = std::ranges::all_of(earlier.paths, [](const BranchPath &path) { return stopsFurtherRules(path.actions); });
    if (alwaysStops && !earlier.trigger->otherwise.empty() && !earlier.trigger->otherwise.back().conditions)
        return implies(reached, earlier.trigger->event.where);
    return std::ranges::any_of(earlier.paths, [&](const BranchPath &path) {
        return stopsFurtherRules(path.actions) && implies(reached, path.filters);
    });
}

/// Same event, same actions, and whatever passes one passes the other.
bool isSubsumed(const Examined &one, const Examined &other)
{
    return one.trigger->otherwise.empty() && other.trigger->otherwise.empty() && one.unfiltered == other.unfiltered
        && (implies(one.filters, other.filters) || implies(other.filters, one.filters));
}

QString channelOfBoth(const Examined &one, const Examined &other)
{
    const QString channel = onlyChannel(*one.trigger);
    return channel.isEmpty() ? onlyChannel(*other.trigger) : channel;
}

bool doClash(const BranchPath &earlier, const BranchPath &later, const QString &channel)
{
    return std::ranges::any_of(earlier.actions, [&](const Action &one) {
        return std::ranges::any_of(later.actions, [&](const Action &other) { return clash(one, other, channel); });
    });
}

bool isConflict(const Examined &earlier, const Examined &later)
{
    if (!canHappenTogether(*earlier.trigger, *later.trigger))
        return false;
    const QString channel = channelOfBoth(earlier, later);
    const auto scope = bothOf(crossingChannel(*earlier.trigger), crossingChannel(*later.trigger));
    for (const BranchPath &one : earlier.paths) {
        for (const BranchPath &other : later.paths) {
            if (!stopsFurtherRules(one.actions) && doClash(one, other, channel)
                && isSatisfiableTogether(bothOf(one.filters, scope), other.filters))
                return true;
        }
    }
    return false;
}

void compare(const std::vector<Examined> &rules, int first, int second, std::vector<Finding> &findings)
{
    const Examined &earlier = rules[size_t(first)];
    const Examined &later = rules[size_t(second)];
    if (earlier.trigger->event.type != later.trigger->event.type)
        return;
    if (earlier.bytes == later.bytes)
        findings.push_back({Kind::Duplicate, {first, second}});
    else if (isSubsumed(earlier, later))
        findings.push_back({Kind::Subsumed, {first, second}});
    if (isShadowed(earlier, later))
        findings.push_back({Kind::Shadowed, {first, second}});
    if (isConflict(earlier, later))
        findings.push_back({Kind::Conflict, {first, second}});
}

void examineAlone(const Trigger &trigger, int place, std::vector<Finding> &findings)
{
    if (!trigger.then.conditions)
        return;
    std::optional<Tree> known = trigger.event.where;
    if (trigger.event.becomes && !trigger.event.lasting)
        known = bothOf(known, Tree::of(*trigger.event.becomes));
    const bool saysNothing = !isSatisfiable(negated(*trigger.then.conditions)) || implies(known, trigger.then.conditions);
    if (!saysNothing)
        return;
    findings.push_back({Kind::AlwaysTrue, {place}});
    if (!trigger.otherwise.empty())
        findings.push_back({Kind::UnreachableElse, {place}});
}

} // namespace

QString findingName(Finding::Kind kind)
{
    switch (kind) {
    case Kind::Duplicate: return u"duplicate"_s;
    case Kind::Subsumed: return u"subsumed"_s;
    case Kind::Conflict: return u"conflict"_s;
    case Kind::Cycle: return u"cycle"_s;
    case Kind::Shadowed: return u"shadowed"_s;
    case Kind::AlwaysTrue: return u"always_true"_s;
    case Kind::UnreachableElse: return u"unreachable_else"_s;
    }
    Q_UNREACHABLE();
}

std::vector<Finding> analyse(std::span<const std::optional<Trigger>> rules)
{
    std::vector<Examined> all;
    std::vector<const Trigger *> triggers;
    std::vector<int> places; // of those that compile
    for (size_t i = 0; i < rules.size(); ++i) {
        if (!rules[i])
            continue;
        all.push_back(examined(*rules[i]));
        triggers.push_back(&*rules[i]);
        places.push_back(int(i));
    }
    std::vector<Finding> findings;
    for (size_t i = 0; i < all.size(); ++i) {
        examineAlone(*triggers[i], int(i), findings);
        for (size_t j = i + 1; j < all.size(); ++j)
            compare(all, int(i), int(j), findings);
    }
    for (std::vector<int> &loop : loopsOf(triggers))
        findings.push_back({Kind::Cycle, std::move(loop)});
    for (Finding &finding : findings) {
        for (int &rule : finding.rules)
            rule = places[size_t(rule)];
    }
    std::ranges::sort(findings, [](const Finding &one, const Finding &other) {
        return std::tie(one.kind, one.rules) < std::tie(other.kind, other.rules);
    });
    return findings;
}

} // namespace crossdock::rules
