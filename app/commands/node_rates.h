#pragma once

#include "app/command_line/session.h"

namespace crossdock::app {

/// What the places of others that tell prices themselves take for an order, side by side. NotFound: there is no such order; NotAllowed: it cannot be priced,
/// and why.
Result<rates::Rated> nodeRates(Session &session, const QString &order, Milliseconds deadline);

} // namespace crossdock::app
