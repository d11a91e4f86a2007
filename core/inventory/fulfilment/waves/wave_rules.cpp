#include "core/inventory/fulfilment/waves/wave_rules.h"

#include "core/inventory/fulfilment/carrier_abilities.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {

using namespace fulfilment;

bool isHazardous(const WaitingItem &item)
{
    return item.tags.contains(u"hazmat"_s, Qt::CaseInsensitive) || item.tags.contains(u"dangerous goods"_s, Qt::CaseInsensitive);
}

WaveRules::WaveRules(const Given &given, const WavePolicy &policy, Wave &wave)
    : m_given(given)
    , m_policy(policy)
    , m_wave(wave)
    , m_rules(withHouseRules(policy.rules))
{
    for (const WaitingItem &item : given.waiting.items)
        m_items.insert(item.sku.text(), &item);
}

void WaveRules::add(const WaitingOrder &from, const routing::Order &problem, Order &order)
{
    for (int index = 0; index < static_cast<int>(m_given.waiting.nodes.size()); ++index) {
        const WaitingNode &node = m_given.waiting.nodes[index];
        const auto veto = [&](const QString &name, const QStringList &skus = {}) { order.vetoes.push_back({index, name, skus}); };
        if (node.details.isClosed || m_policy.closed.contains(node.node))
            veto(u"%1 is closed"_s.arg(node.node.text()));
        if (!from.pool.isEmpty() && !from.pool.contains(node.node))
            veto(u"%1 does not sell from %2"_s.arg(from.order.channel.text(), node.node.text()));
        if (const rates::Options beyond = beyondNode(node.kind, from.wish.options); node.kind != u"warehouse" && !beyond.isEmpty())
            veto(u"%1 cannot be asked for %2"_s.arg(node.node.text(), rates::wordsOf(beyond)));
        for (const Parcel &parcel : from.parcels)
            if (parcel.plan.node == node.node && parcel.isGivenUp())
                veto(givenUpOf({parcel}));
        const RuleVerdict verdict = judge(m_rules, caseOf(from, node, problem));
        for (const RuleVerdict::Veto &one : verdict.vetoes)
            veto(one.name, one.skus);
        const Handling demanded = addRules(from, node, problem);
        if (m_given.told.nodes.contains(node.node))
            order.handling.insert(index, demanded);
    }
}

RuleCase WaveRules::caseOf(const WaitingOrder &from, const WaitingNode &node, const routing::Order &problem) const
{
    const bool isOwn = node.kind == u"warehouse";
    RuleCase asked{from.channelKind, node.kind, node.details.country, from.country, isOwn || node.details.account.value(u"hazmat"_s) == u"yes", m_wave.shipDate, {}, {}, from.order.channel.text(), node.node.text()};
    for (const routing::Line &line : problem.lines) {
        const WaitingItem *item = m_items.value(line.sku);
        if (item != nullptr)
            asked.items.append({line.sku, item->category.toLower(), item->weightG, std::max({item->lengthMm, item->widthMm, item->heightMm}), isHazardous(*item), {}});
    }
    return asked;
}

/// Demands and surcharges of a channel's parcels from a node: what holds for all of them, and what single SKUs cost more. Answers the demands.
Handling WaveRules::addRules(const WaitingOrder &from, const WaitingNode &node, const routing::Order &problem)
{
    RuleCase asked = caseOf(from, node, problem);
    const QList<RuleItem> items = std::exchange(asked.items, {});
    const RuleVerdict all = judge(m_rules, asked);
    const bool isDemanded = !all.handling.isPlain();
    addRule(from, node, {}, all, isDemanded);
    for (const RuleItem &item : items) {
        asked.items = {item};
        RuleVerdict one = judge(m_rules, asked);
        one.surchargePercent -= all.surchargePercent;
        one.handling.blockedCarriers.clear(); // told of all
        one.reasons.removeIf([&](const QString &reason) { return all.reasons.contains(reason); });
        addRule(from, node, {item.sku}, one, isDemanded);
    }
    return all.handling;
}

void WaveRules::addRule(const WaitingOrder &from, const WaitingNode &node, const QStringList &skus, const RuleVerdict &verdict, bool isDemanded)
{
    if (verdict.outcome == RuleVerdict::Outcome::Allowed || verdict.reasons.isEmpty())
        return;
    const QString key = QStringList{from.order.channel.text(), node.node.text(), from.country, skus.join(u' ')}.join(u'\n');
    if (m_ruled.contains(key) || (verdict.surchargePercent == 0 && verdict.handling.blockedCarriers.isEmpty()))
        return;
    m_ruled.insert(key);
    m_wave.rules.push_back({.name = verdict.reasons.join(u"; "_s), .channels = {from.order.channel.text()}, .nodes = {node.node.text()}, .countries = {from.country}, .skus = skus,
                            .blockedCarriers = verdict.handling.blockedCarriers, .basisPoints = verdict.surchargePercent * 100, .isInToldPrices = isDemanded});
}

} // namespace crossdock::waves
