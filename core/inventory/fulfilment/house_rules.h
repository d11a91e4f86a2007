#pragma once

#include "core/inventory/fulfilment/channel_rules.h"

/// The house's own rules about channels and places, as files bring them.
namespace crossdock::fulfilment {

/// Adds rules to those of the house; one of the same name takes the place of the house's. Answers how many are new, or other than before.
qsizetype mergeRules(QList<ChannelRule> &house, const QList<ChannelRule> &rules);

} // namespace crossdock::fulfilment
