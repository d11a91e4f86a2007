#pragma once

#include "core/inventory/fulfilment/channel_rules.h"
#include "core/inventory/fulfilment/waves/store_wave.h"

namespace crossdock::waves {

bool isHazardous(const fulfilment::WaitingItem &item);

/// Puts into a wave what channels allow their parcels to be, and what places are closed to an order: vetoes, demands and surcharges.
class WaveRules
{
public:
    /// The rules that come with the program and the house's own. All must outlive it.
    WaveRules(const Given &given, const fulfilment::WavePolicy &policy, Wave &wave);

    void add(const fulfilment::WaitingOrder &from, const routing::Order &problem, Order &order);

    /// What nodes have not said yet of SKUs that lie there and are demanded, or said too long ago. In English.
    QStringList doubts() const;

private:
    fulfilment::RuleCase caseOf(const fulfilment::WaitingOrder &from, const fulfilment::WaitingNode &node, const routing::Order &problem) const;
    /// With what the node itself said of its things, where rules demand something of them.
    fulfilment::RuleCase checked(fulfilment::RuleCase asked, const fulfilment::WaitingOrder &from, const fulfilment::WaitingNode &node);
    void noteDoubt(const fulfilment::SkuCheck *check, const QString &sku, const QString &demand, const NodeId &node);
    void addVeto(const fulfilment::RuleVerdict::Veto &veto, const fulfilment::RuleCase &asked, int node, Order &order) const;
    fulfilment::Handling addRules(const fulfilment::WaitingOrder &from, const fulfilment::WaitingNode &node, const routing::Order &problem);
    void addRule(const fulfilment::WaitingOrder &from, const fulfilment::WaitingNode &node, const QStringList &skus, const fulfilment::RuleVerdict &verdict, bool isDemanded);

    const Given &m_given;
    const fulfilment::WavePolicy &m_policy;
    Wave &m_wave;
    QList<fulfilment::ChannelRule> m_rules; ///< the house's too
    QHash<QString, const fulfilment::WaitingItem *> m_items; ///< by SKU
    QSet<QString> m_ruled;
    QMap<std::tuple<QString, QString, QString>, const fulfilment::SkuCheck *> m_checks; ///< by node, SKU and demand
    QSet<std::pair<NodeId, QString>> m_lying; ///< SKUs with free units, by node
    QMap<std::pair<QString, QString>, QSet<QString>> m_unasked, m_stale; ///< SKUs by node and demand
};

} // namespace crossdock::waves
