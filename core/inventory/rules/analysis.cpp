#include "core/inventory/rules/analysis.h"

#include "core/inventory/rules/branch_paths.h"
#include "core/inventory/rules/clashes.h"
#include "core/inventory/rules/cycles.h"
#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/verdict.h"
#include "core/inventory/rules/witness.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

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

/// The first action of each that clash.
std::vector<Action> clashOf(const BranchPath &earlier, const BranchPath &later, const QString &channel)
{
    for (const Action &one : earlier.actions) {
        for (const Action &other : later.actions) {
            if (clash(one, other, channel))
                return {one, other};
        }
    }
    return {};
}

std::optional<Tree> crossingOf(const Examined &rule)
{
    const auto &becomes = rule.trigger->event.becomes;
    return becomes ? std::optional(Tree::of(*becomes)) : std::nullopt;
}

std::optional<Tree> notYet(const std::optional<Tree> &crossing)
{
    return crossing ? std::optional(negated(*crossing)) : std::nullopt;
}

/// The finding with values at which both are reached through `filters`.
Finding shown(Finding finding, const Examined &one, const Examined &other, const std::optional<Tree> &filters)
{
    finding.before = witnessOf({notYet(crossingOf(one)), notYet(crossingOf(other))});
    finding.witness = witnessOf({crossingOf(one), crossingOf(other), filters});
    return finding;
}

std::optional<Finding> conflictOf(const Examined &earlier, const Examined &later, std::vector<int> places)
{
    if (!canHappenTogether(*earlier.trigger, *later.trigger))
        return std::nullopt;
    const QString channel = channelOfBoth(earlier, later);
    const auto scope = bothOf(crossingChannel(*earlier.trigger), crossingChannel(*later.trigger));
    for (const BranchPath &one : earlier.paths) {
        if (stopsFurtherRules(one.actions))
            continue;
        for (const BranchPath &other : later.paths) {
            auto actions = clashOf(one, other, channel);
            const auto filters = bothOf(bothOf(one.filters, scope), other.filters);
            if (!actions.empty() && isSatisfiable(filters))
                return shown({Finding::Kind::Conflict, places, places, std::move(actions), {}, {}}, earlier, later, filters);
        }
    }
    return std::nullopt;
}

void compare(const std::vector<Examined> &rules, int first, int second, std::vector<Finding> &findings)
{
    const Examined &earlier = rules[size_t(first)];
    const Examined &later = rules[size_t(second)];
    if (earlier.trigger->event.type != later.trigger->event.type)
        return;
    const auto found = [&](Finding::Kind kind, std::vector<int> order, const Examined &narrow) {
        findings.push_back(shown({kind, {first, second}, std::move(order), {}, {}, {}}, narrow, narrow, narrow.filters));
    };
    if (earlier.bytes == later.bytes)
        found(Finding::Kind::Duplicate, {first, second}, earlier);
    else if (isSubsumed(earlier, later) && implies(earlier.filters, later.filters))
        found(Finding::Kind::Subsumed, {first, second}, earlier);
    else if (isSubsumed(earlier, later))
        found(Finding::Kind::Subsumed, {second, first}, later);
    if (isShadowed(earlier, later))
        found(Finding::Kind::Shadowed, {second, first}, later);
    if (auto conflict = conflictOf(earlier, later, {first, second}))
        findings.push_back(*std::move(conflict));
}

void examineAlone(const Examined &rule, int place, std::vector<Finding> &findings)
{
    const Trigger &trigger = *rule.trigger;
    if (!trigger.then.conditions)
        return;
    std::optional<Tree> known = trigger.event.where;
    if (trigger.event.becomes && !trigger.event.lasting)
        known = bothOf(known, Tree::of(*trigger.event.becomes));
    const bool saysNothing = !isSatisfiable(negated(*trigger.then.conditions)) || implies(known, trigger.then.conditions);
    if (!saysNothing)
        return;
    const Finding always = shown({Finding::Kind::AlwaysTrue, {place}, {place}, {}, {}, {}}, rule, rule, trigger.event.where);
    findings.push_back(always);
    if (!trigger.otherwise.empty()) {
        findings.push_back(always);
        findings.back().kind = Finding::Kind::UnreachableElse;
    }
}

bool canBeOneListing(const QString &channel, const QString &other)
{
    static const QStringList many{QString(), u"all"_s, u"others"_s};
    return channel == other || many.contains(channel) || many.contains(other);
}

QString channelOf(const Action &action, const Examined &rule)
{
    return action.channel.isEmpty() ? onlyChannel(*rule.trigger) : action.channel;
}

/// Whether some rule brings back a listing that was paused on `channel`.
bool isUndone(const QString &channel, std::span<const Examined> rules)
{
    const auto undoes = [&](const Examined &rule, const Action &action) {
        const bool resumes = action.type == u"listing.resume"_s || action.type == u"listing.publish"_s;
        return resumes && canBeOneListing(channel, channelOf(action, rule));
    };
    return std::ranges::any_of(rules, [&](const Examined &rule) {
        return std::ranges::any_of(rule.paths, [&](const BranchPath &path) {
            return std::ranges::any_of(path.actions, [&](const Action &action) { return undoes(rule, action); });
        });
    });
}

void findUnpaired(std::span<const Examined> rules, std::vector<Finding> &findings)
{
    for (size_t i = 0; i < rules.size(); ++i) {
        for (const BranchPath &path : rules[i].paths) {
            const auto pause = std::ranges::find(path.actions, u"listing.pause"_s, &Action::type);
            if (pause == path.actions.end())
                continue;
            if (isUndone(channelOf(*pause, rules[i]), rules))
                continue;
            findings.push_back(shown({Finding::Kind::MissingPair, {int(i)}, {int(i)}, {*pause}, {}, {}}, rules[i], rules[i], path.filters));
            break;
        }
    }
}

} // namespace

QString findingName(Finding::Kind kind)
{
    switch (kind) {
    case Finding::Kind::Duplicate: return u"duplicate"_s;
    case Finding::Kind::Subsumed: return u"subsumed"_s;
    case Finding::Kind::Conflict: return u"conflict"_s;
    case Finding::Kind::Cycle: return u"cycle"_s;
    case Finding::Kind::Shadowed: return u"shadowed"_s;
    case Finding::Kind::AlwaysTrue: return u"always_true"_s;
    case Finding::Kind::UnreachableElse: return u"unreachable_else"_s;
    case Finding::Kind::MissingPair: return u"missing_pair"_s;
    }
    Q_UNREACHABLE();
}

std::vector<std::optional<Trigger>> inZone(std::span<const std::optional<Trigger>> rules, const QString &zone)
{
    std::vector<std::optional<Trigger>> all(rules.begin(), rules.end());
    for (std::optional<Trigger> &rule : all) {
        if (rule && rule->schedule && rule->schedule->zone.isEmpty())
            rule->schedule->zone = zone;
    }
    return all;
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
        examineAlone(all[i], int(i), findings);
        for (size_t j = i + 1; j < all.size(); ++j)
            compare(all, int(i), int(j), findings);
    }
    findUnpaired(all, findings);
    for (Loop &loop : loopsOf(triggers)) {
        std::vector<int> sorted = loop.rules;
        std::ranges::sort(sorted);
        findings.push_back({Finding::Kind::Cycle, std::move(sorted), std::move(loop.rules), std::move(loop.actions), {}, std::move(loop.witness)});
    }
    for (Finding &finding : findings) {
        for (auto *told : {&finding.rules, &finding.order}) {
            for (int &rule : *told)
                rule = places[size_t(rule)];
        }
    }
    std::ranges::sort(findings, [](const Finding &one, const Finding &other) {
        return std::tie(one.kind, one.rules) < std::tie(other.kind, other.rules);
    });
    return findings;
}

} // namespace crossdock::rules
