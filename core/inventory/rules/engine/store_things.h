#pragma once

#include "core/inventory/rules/engine/subject.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// All things of that kind that rules follow or a schedule goes through: "order" (not over yet), "shipment" (on its way), "return" (not
/// settled), "customer" (each by his last order), "po", "open po", "listing", "channel". Of all else the products.
Result<QList<Subject>> readThings(store::Database &database, const QString &entity);

} // namespace crossdock::rules
