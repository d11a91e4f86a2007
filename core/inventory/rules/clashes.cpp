#include "core/inventory/rules/clashes.h"

#include "core/inventory/rules/branch_paths.h"
#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/verdict.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

struct OppositePair {
    QLatin1StringView one;
    QLatin1StringView other;
};

constexpr OppositePair opposites[]{
    {"listing.pause"_L1, "listing.resume"_L1},  {"listing.pause"_L1, "listing.end"_L1},
    {"listing.pause"_L1, "listing.publish"_L1}, {"listing.resume"_L1, "listing.end"_L1},
    {"listing.end"_L1, "listing.publish"_L1},   {"order.hold"_L1, "order.release"_L1},
    {"order.hold"_L1, "order.fulfill"_L1},      {"order.cancel"_L1, "order.fulfill"_L1},
    {"return.approve"_L1, "return.reject"_L1},
};

constexpr OppositePair tagPairs[]{
    {"order.tag"_L1, "order.untag"_L1},
    {"product.tag"_L1, "product.untag"_L1},
    {"customer.tag"_L1, "customer.untag"_L1},
};

bool isOneOf(std::span<const OppositePair> pairs, const QString &one, const QString &other)
{
    return std::ranges::any_of(pairs, [&](const OppositePair &pair) {
        return (pair.one == one && pair.other == other) || (pair.one == other && pair.other == one);
    });
}

QString tagOf(const Action &action)
{
    const auto tag = action.arguments.find(u"tag"_s);
    return tag == action.arguments.end() ? QString() : foldedText(std::get<QString>(tag->second));
}

/// The attribute that an action sets to a value; empty for all others.
QString attributeOf(const QString &type)
{
    static const std::map<QString, QString> attributes{
        {u"order.route"_s, u"node"_s},           {u"order.ship_with"_s, u"carrier"_s},
        {u"order.buy_label"_s, u"carrier"_s},    {u"order.priority"_s, u"priority"_s},
        {u"order.package"_s, u"package"_s},      {u"order.assign"_s, u"assignee"_s},
        {u"listing.set_price"_s, u"price"_s},    {u"listing.set_quantity"_s, u"quantity"_s},
        {u"stock.set_buffer"_s, u"buffer"_s},
    };
    const auto found = attributes.find(type);
    return found == attributes.end() ? QString() : found->second;
}

/// UPS, and UPS Ground: the second only says more. UPS, and FedEx: not both.
bool differ(const Action &one, const Action &other)
{
    if (attributeOf(one.type) == u"price"_s)
        return one.arguments != other.arguments;
    bool shares = false;
    for (const auto &[name, value] : one.arguments) {
        const auto same = other.arguments.find(name);
        if (same == other.arguments.end())
            continue;
        if (same->second != value)
            return true;
        shares = true;
    }
    return !shares;
}

bool isOnOneListing(const Action &one, const Action &other, const QString &channel)
{
    static const QString all = u"all"_s;
    static const QString others = u"others"_s;
    const QString first = one.channel.isEmpty() ? channel : one.channel;
    const QString second = other.channel.isEmpty() ? channel : other.channel;
    if (first.isEmpty() || second.isEmpty() || first == second || first == all || second == all)
        return true;
    if (first == others)
        return second != channel;
    return second == others && first != channel;
}

bool worksOnListing(const QString &type)
{
    return type.startsWith(u"listing."_s) || type == u"stock.set_buffer"_s;
}

/// Whether one change of the value can make both true that were not: below 10 and below 5, but not above 20.
bool canCrossTogether(const Leaf &one, const Leaf &other)
{
    if (one.field != other.field || one.scope != other.scope)
        return false;
    const Tree first = Tree::of(one);
    const Tree second = Tree::of(other);
    return isSatisfiableTogether(first, second) && isSatisfiableTogether(negated(first), negated(second));
}

bool isFine(const QString &frequency)
{
    return frequency == u"minutely"_s || frequency == u"hourly"_s;
}

QStringList timesOf(const Schedule &schedule)
{
    return schedule.at.isEmpty() ? QStringList{u"09:00"_s} : schedule.at;
}

bool meet(const QStringList &some, const QStringList &others)
{
    return std::ranges::any_of(some, [&](const QString &one) { return others.contains(one); });
}

/// Whether two schedules can come due at one minute. Errs to "can" where only the calendar could tell.
bool canMeet(const Schedule &one, const Schedule &other)
{
    if (one.zone != other.zone)
        return false;
    if (isFine(one.frequency) || isFine(other.frequency))
        return true; // every few minutes or hours meets everything now and then
    if (!meet(timesOf(one), timesOf(other)))
        return false;
    if (!one.weekdays.isEmpty() && !other.weekdays.isEmpty() && !meet(one.weekdays, other.weekdays))
        return false;
    if (!one.date.isEmpty() && !other.date.isEmpty() && one.date != other.date)
        return false;
    return one.monthDays.empty() || other.monthDays.empty()
        || std::ranges::any_of(one.monthDays, [&](int day) {
               return std::ranges::find(other.monthDays, day) != other.monthDays.end();
           });
}

} // namespace

bool clash(const Action &one, const Action &other, const QString &channel)
{
    if (worksOnListing(one.type) && worksOnListing(other.type) && !isOnOneListing(one, other, channel))
        return false;
    if (isOneOf(opposites, one.type, other.type))
        return true;
    if (isOneOf(tagPairs, one.type, other.type))
        return tagOf(one) == tagOf(other);
    const QString attribute = attributeOf(one.type);
    return !attribute.isEmpty() && attribute == attributeOf(other.type) && differ(one, other);
}

bool canHappenTogether(const Trigger &one, const Trigger &other)
{
    if (one.event.type != other.event.type || one.event.each != other.event.each)
        return false;
    if (one.schedule && other.schedule && !canMeet(*one.schedule, *other.schedule))
        return false;
    const QStringList tags = tagsOfEvent(one);
    const QStringList others = tagsOfEvent(other);
    if (!tags.isEmpty() && !others.isEmpty() && !meet(tags, others))
        return false;
    return !one.event.becomes || !other.event.becomes || canCrossTogether(*one.event.becomes, *other.event.becomes);
}

} // namespace crossdock::rules
