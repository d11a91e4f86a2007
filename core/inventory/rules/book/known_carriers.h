#pragma once

#include "core/inventory/rules/workspace.h"

namespace crossdock::rules {

/// Carriers and services as people call them, whoever sells them: a broker's account offers most of these.
std::vector<KnownCarrier> wellKnownCarriers();

/// Adds a carrier's service that a price list names, unless it is known.
void addService(std::vector<KnownCarrier> &carriers, const QString &carrier, const QString &service);

/// "amazon-us" is also said "amazon us".
QString spaced(QString name);

} // namespace crossdock::rules
