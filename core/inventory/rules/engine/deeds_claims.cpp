#include "core/inventory/rules/engine/deeds.h"
#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/rule_json.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

/// What an action would write, thing by thing: what it names in one word ("everywhere") stands here as the listings that there are.
namespace crossdock::rules {
namespace {

QString argumentsText(const Action &action)
{
    return QString::fromUtf8(QJsonDocument(toJson(action)[u"args"_s].toObject()).toJson(QJsonDocument::Compact));
}

bool isStep(const Action &action)
{
    const QString mode = textArgument(action, u"mode"_s);
    return mode == u"increase" || mode == u"decrease";
}

/// What of a listing it sets, and to what; no attribute: nothing that could be in another's way.
Claim ofListing(const Action &action)
{
    const QString &type = action.type;
    if (type == u"listing.pause" || type == u"listing.resume" || type == u"listing.end" || type == u"listing.publish")
        return {{}, u"selling"_s, type};
    if (type == u"listing.set_quantity" || type == u"stock.set_buffer")
        return {{}, type, argumentsText(action)};
    if (type == u"listing.set_price")
        return {{}, u"price"_s, isStep(action) ? QString() : argumentsText(action)};
    return {};
}

bool isTagging(const QString &type)
{
    const QString verb = type.section(u'.', 1);
    return verb == u"tag" || verb == u"untag";
}

/// The same of an order, a return or whoever bought.
Claim ofSale(const Action &action, const Subject &subject)
{
    const QString &type = action.type;
    if (type == u"order.hold" || type == u"order.release")
        return {{}, u"hold"_s, type};
    if (type == u"order.route")
        return {{}, u"node"_s, argumentsText(action)};
    if (type == u"order.ship_with" || (type == u"order.buy_label" && !wayText(wishOf(action)).isEmpty()))
        return {{}, u"carrier"_s, wayText(wishOf(action))};
    if (type == u"order.package" || type == u"order.priority" || type == u"order.assign")
        return {{}, type, argumentsText(action)};
    if (type == u"return.approve" || type == u"return.reject")
        return {{}, u"return "_s + subject.part, type};
    return {};
}

} // namespace

/// A channel that is named needs no look: where it lists nothing, nothing is written.
Result<QStringList> Deeds::listingsWritten(const Action &action, const Subject &subject)
{
    const bool isBuffer = action.type == u"stock.set_buffer";
    const QString target = !action.channel.isEmpty() ? action.channel : isBuffer ? u"all"_s : subject.channel.isEmpty() ? u"all"_s : subject.channel;
    QStringList things;
    if (target != u"all" && target != u"others") {
        const auto skus = skusOf(subject);
        if (!skus)
            return tl::make_unexpected(skus.error());
        for (const Sku &sku : *skus)
            things.append(listingThing(sku.text(), target));
        return things;
    }
    Action fanned = action;
    fanned.channel = target;
    const auto listings = listingsOf(fanned, subject);
    if (!listings)
        return tl::make_unexpected(listings.error());
    for (const Listing &listing : *listings)
        things.append(listingThing(listing.sku.text(), listing.channel.text()));
    return things;
}

Result<QList<Claim>> Deeds::claimsOf(const Action &action, const Subject &subject)
{
    QList<Claim> claims;
    if (Claim claim = ofListing(action); !claim.attribute.isEmpty()) {
        const auto things = listingsWritten(action, subject);
        if (!things)
            return tl::make_unexpected(things.error());
        for (const QString &thing : *things)
            claims.append({thing, claim.attribute, claim.value});
        return claims;
    }
    const QString tag = u"tag "_s + foldedText(textArgument(action, u"tag"_s));
    if (action.type == u"product.tag" || action.type == u"product.untag") {
        const auto skus = skusOf(subject);
        if (!skus)
            return tl::make_unexpected(skus.error());
        for (const Sku &sku : *skus)
            claims.append({u"sku "_s + sku.text(), tag, action.type});
        return claims;
    }
    Claim claim = isTagging(action.type) ? Claim{{}, action.type.section(u'.', 0, 0) + u' ' + tag, action.type} : ofSale(action, subject);
    if (claim.attribute.isEmpty() || subject.sale == 0)
        return claims;
    claim.thing = u"order "_s + subject.order.text(); // whatever of it the event was about
    claims.append(claim);
    return claims;
}

/// All listings of a product in one command, unless an earlier rule has some of them.
Result<QList<Command>> Deeds::setBuffer(const Action &action, const Circumstances &circumstances)
{
    const Quantity value(static_cast<qint64>(numberArgument(action, u"value"_s).value_or(0)));
    const auto skus = skusOf(circumstances.subject);
    if (!skus)
        return tl::make_unexpected(skus.error());
    QList<Command> commands;
    if (circumstances.spared.isEmpty()) {
        const auto channel = ChannelId::parse(action.channel);
        for (const Sku &sku : *skus)
            commands.append(command::LimitListings{sku, channel ? std::optional(*channel) : std::nullopt, value, std::nullopt});
        return commands;
    }
    Action fanned = action;
    if (fanned.channel.isEmpty())
        fanned.channel = u"all"_s;
    const auto listings = listingsOf(fanned, circumstances.subject);
    if (!listings)
        return tl::make_unexpected(listings.error());
    for (const Listing &listing : *listings) {
        if (!circumstances.spared.contains(listingThing(listing.sku.text(), listing.channel.text())))
            commands.append(command::LimitListings{listing.sku, listing.channel, value, std::nullopt});
    }
    return commands;
}

} // namespace crossdock::rules
