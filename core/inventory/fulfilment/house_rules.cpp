#include "core/inventory/fulfilment/house_rules.h"

#include <algorithm>

namespace crossdock::fulfilment {

qsizetype mergeRules(QList<ChannelRule> &house, const QList<ChannelRule> &rules)
{
    qsizetype changed = 0;
    for (const ChannelRule &rule : rules) {
        const auto known = std::find_if(house.begin(), house.end(), [&](const ChannelRule &one) { return one.name == rule.name; });
        changed += known == house.end() || *known != rule ? 1 : 0;
        if (known == house.end())
            house.append(rule);
        else
            *known = rule;
    }
    return changed;
}

} // namespace crossdock::fulfilment
