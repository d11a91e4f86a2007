#include "core/inventory/fulfilment/channel_vetoes.h"

namespace crossdock::fulfilment {

std::vector<routing::Policy::Veto> routingVetoes(const QList<ChannelRule> &rules, const QList<RoutedCase> &cases)
{
    std::vector<routing::Policy::Veto> vetoes;
    for (const RoutedCase &one : cases)
        for (const RuleVerdict::Veto &veto : judge(rules, one.asked).vetoes)
            vetoes.push_back({veto.name, {one.node}, {one.order}, veto.skus});
    return vetoes;
}

} // namespace crossdock::fulfilment
