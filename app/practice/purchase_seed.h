#pragma once

#include "core/inventory/command.h"
#include "core/sandbox/world.h"

namespace crossdock::app {

/// Who supplies an item of the practice shop.
QString supplierOf(const sandbox::CatalogueItem &item);

/// Its suppliers' addresses and lead times, and what is on order from them: some of it is late.
QList<Command> purchaseCommands(const sandbox::World &world, QDate today);

} // namespace crossdock::app
