#pragma once

#include "app/command_line/session.h"
#include "core/inventory/imports/sheet.h"

namespace crossdock::app {

/// Is `import WHAT` about carriers' prices?
bool isRateImport(const QString &what);

/// Takes the sheet's price lists, zones or surcharges: all of it, or with --accept-valid its good rows.
ExitCode importRates(Session &session, const imports::Sheet &sheet);

} // namespace crossdock::app
