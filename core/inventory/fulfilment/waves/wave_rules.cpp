#include "core/inventory/fulfilment/waves/wave_rules.h"

#include "core/inventory/fulfilment/carrier_abilities.h"
#include "core/inventory/fulfilment/node_kinds.h"
#include "core/inventory/values/counted.h"

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
    for (const SkuCheck &check : given.waiting.checks)
        m_checks.insert({check.node.text(), check.sku, check.demand}, &check);
    for (const WaitingStock &row : given.waiting.stock)
        if (row.free > 0)
            m_lying.insert({row.node, row.sku.text()});
}

void WaveRules::add(const WaitingOrder &from, const routing::Order &problem, Order &order)
{
    for (int index = 0; index < static_cast<int>(m_given.waiting.nodes.size()); ++index) {
        const WaitingNode &node = m_given.waiting.nodes[index];
        const auto veto = [&](const QString &name) { order.vetoes.push_back({index, name, {}}); };
        if (node.details.isClosed || m_policy.closed.contains(node.node))
            veto(u"%1 is closed"_s.arg(node.node.text()));
        if (!from.pool.isEmpty() && !from.pool.contains(node.node))
            veto(u"%1 does not sell from %2"_s.arg(from.order.channel.text(), node.node.text()));
        if (const rates::Options beyond = beyondNode(node.kind, from.wish.options); node.kind != u"warehouse" && !beyond.isEmpty())
            veto(u"%1 cannot be asked for %2"_s.arg(node.node.text(), rates::wordsOf(beyond)));
        for (const Parcel &parcel : from.parcels)
            if (parcel.plan.node == node.node && parcel.isGivenUp())
                veto(givenUpOf({parcel}));
        const RuleCase asked = checked(caseOf(from, node, problem), from, node);
        for (const RuleVerdict::Veto &one : judge(m_rules, asked).vetoes)
            addVeto(one, asked, index, order);
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

RuleCase WaveRules::checked(RuleCase asked, const WaitingOrder &from, const WaitingNode &node)
{
    const NodeKind *kind = nodeKind(node.kind);
    if (!kind || !kind->checksSkus)
        return asked;
    const QString name = node.node.text();
    const QStringList demands = skuDemandsOf(judge(m_rules, asked).handling);
    const bool holdsSome = std::any_of(from.lines.begin(), from.lines.end(), [&](const WaitingLine &line) { return line.at.value(node.node) > 0; });
    for (RuleItem &item : asked.items)
        for (const QString &demand : demands) {
            const SkuCheck *check = m_checks.value({name, item.sku, demand});
            item.isUnasked = item.isUnasked || !check;
            if (check && !check->reasons.isEmpty())
                item.refusals.append(demand);
            if (holdsSome || m_lying.contains({node.node, item.sku}))
                noteDoubt(check, item.sku, demand, node.node);
        }
    return asked;
}

void WaveRules::noteDoubt(const SkuCheck *check, const QString &sku, const QString &demand, const NodeId &node)
{
    if (!check)
        m_unasked[{node.text(), demand}].insert(sku);
    else if (check->isStale(m_given.now))
        m_stale[{node.text(), demand}].insert(sku);
}

/// What the node itself refuses has a name of its own for each SKU.
void WaveRules::addVeto(const RuleVerdict::Veto &veto, const RuleCase &asked, int node, Order &order) const
{
    if (!veto.isByNode) {
        order.vetoes.push_back({node, veto.name, veto.skus});
        return;
    }
    for (const RuleItem &item : asked.items)
        for (const QString &demand : veto.skus.contains(item.sku) ? item.refusals : QStringList()) {
            const SkuCheck *check = m_checks.value({asked.nodeName, item.sku, demand});
            const QString on = toDateTime(check->askedAt).date().toString(Qt::ISODate);
            const QString said = u"it said “%1” on %2"_s.arg(check->reasons.join(u"; "_s), on);
            order.vetoes.push_back({node, refusalOf(asked.nodeName, item.sku, demand), {item.sku}, check->isStale(m_given.now) ? said + u", more than a week ago"_s : said});
        }
}

QStringList WaveRules::doubts() const
{
    const auto things = [](const QSet<QString> &skus) { return skus.size() == 1 ? *skus.begin() : counted(skus.size(), u"SKU"_s); };
    QStringList texts;
    for (auto [of, skus] : m_unasked.asKeyValueRange())
        texts.append(u"it is not known yet "_s + openQuestionOf(of.first, things(skus), of.second));
    for (auto [of, skus] : m_stale.asKeyValueRange())
        texts.append(u"it was asked more than a week ago "_s + openQuestionOf(of.first, things(skus), of.second));
    return texts;
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
