#include "core/inventory/fulfilment/channel_rules.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

using Demand = ChannelRule::Demand;

bool demands(const Handling &handling, Demand what)
{
    switch (what) {
    case Demand::None:
        return true;
    case Demand::PlainBox:
        return handling.plainBox;
    case Demand::BlockedCarriers:
        return !handling.blockedCarriers.isEmpty();
    }
    return false;
}

bool asksForItem(const ChannelRule::When &when)
{
    return when.longestSideOverMm > 0 || when.weightOverG > 0 || !when.categories.isEmpty() || !when.skus.isEmpty() || when.isHazmat || when.isRefusedByNode || when.isUnaskedOfNode;
}

bool fitsItem(const ChannelRule::When &when, const RuleItem &item)
{
    if (when.longestSideOverMm > 0 && item.longestSideMm <= when.longestSideOverMm)
        return false;
    if (when.weightOverG > 0 && item.weightG <= when.weightOverG)
        return false;
    if (!when.categories.isEmpty() && !when.categories.contains(item.category.toLower()))
        return false;
    if (!when.skus.isEmpty() && !when.skus.contains(item.sku))
        return false;
    if (when.isHazmat && *when.isHazmat != item.isHazmat)
        return false;
    return (!when.isRefusedByNode || !item.refusals.isEmpty()) && (!when.isUnaskedOfNode || item.isUnasked);
}

bool fitsPlace(const ChannelRule &rule, const RuleCase &asked)
{
    const ChannelRule::When &when = rule.when;
    const auto names = [](const QString &one, const QString &kind, const QString &name) { return one.isEmpty() || one == kind || one == name; };
    if (!names(rule.channel, asked.channel, asked.channelName) || !names(rule.node, asked.node, asked.nodeName))
        return false;
    if ((rule.from.isValid() && asked.on < rule.from) || (rule.until.isValid() && asked.on >= rule.until))
        return false;
    if (when.nodeTakesHazmat && *when.nodeTakesHazmat != asked.nodeTakesHazmat)
        return false;
    const bool isKnown = !asked.nodeCountry.isEmpty() && !asked.toCountry.isEmpty();
    if (when.isAbroad && (!isKnown || *when.isAbroad != (asked.nodeCountry != asked.toCountry)))
        return false;
    if (!when.onlyTo.isEmpty() && (asked.toCountry.isEmpty() || when.onlyTo.contains(asked.toCountry)))
        return false;
    return when.notTo.isEmpty() || when.notTo.contains(asked.toCountry);
}

void add(Handling &handling, const Handling &demand)
{
    handling.plainBox = handling.plainBox || demand.plainBox;
    handling.together = handling.together || demand.together;
    handling.signature = handling.signature || demand.signature;
    for (const QString &carrier : demand.blockedCarriers)
        if (!handling.blockedCarriers.contains(carrier))
            handling.blockedCarriers.append(carrier);
}

} // namespace

QList<ChannelRule> withHouseRules(const QList<ChannelRule> &house)
{
    QList<ChannelRule> rules = usualChannelRules();
    for (const ChannelRule &own : house) {
        const auto usual = std::find_if(rules.begin(), rules.end(), [&](const ChannelRule &one) { return one.name == own.name; });
        if (usual == rules.end())
            rules.append(own);
        else
            *usual = own;
    }
    return rules;
}

/// Demands first, whatever their order in the table: a veto may hang on what another rule demands.
RuleVerdict judge(const QList<ChannelRule> &rules, const RuleCase &asked)
{
    RuleVerdict verdict;
    verdict.handling = asked.handling;
    for (const ChannelRule &rule : rules) {
        if (rule.demand.isPlain() || !fitsPlace(rule, asked) || !demands(verdict.handling, rule.when.demands))
            continue;
        add(verdict.handling, rule.demand);
        verdict.reasons.append(rule.name);
    }
    for (const ChannelRule &rule : rules) {
        if ((!rule.isVeto && rule.surchargePercent == 0) || !fitsPlace(rule, asked) || !demands(verdict.handling, rule.when.demands))
            continue;
        QStringList skus;
        for (const RuleItem &item : asked.items)
            if (asksForItem(rule.when) && fitsItem(rule.when, item))
                skus.append(item.sku);
        if (asksForItem(rule.when) && skus.isEmpty())
            continue;
        verdict.reasons.append(rule.name);
        verdict.surchargePercent += rule.surchargePercent;
        if (rule.isVeto)
            verdict.vetoes.append({rule.name, skus, rule.when.isRefusedByNode});
    }
    verdict.surchargePercent = std::max(0, verdict.surchargePercent);
    if (!verdict.vetoes.isEmpty())
        verdict.outcome = RuleVerdict::Outcome::Vetoed;
    else if (!verdict.handling.isPlain() || verdict.surchargePercent > 0)
        verdict.outcome = RuleVerdict::Outcome::AllowedWith;
    return verdict;
}

} // namespace crossdock::fulfilment
