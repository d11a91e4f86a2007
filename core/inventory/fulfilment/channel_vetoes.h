#pragma once

#include "core/inventory/fulfilment/channel_rules.h"
#include "core/inventory/fulfilment/routing/policy.h"

namespace crossdock::fulfilment {

/// An order that could go from a node, by the names of the routing problem.
struct RoutedCase {
    QString order, node;
    RuleCase asked;
};

/// What the rules forbid, as vetoes of the router: each with its rule's name.
std::vector<routing::Policy::Veto> routingVetoes(const QList<ChannelRule> &rules, const QList<RoutedCase> &cases);

} // namespace crossdock::fulfilment
