#pragma once

#include <QString>

namespace crossdock {

/// A carrier's name as it writes it itself, and as channels know it: "fedex" to "FedEx", "dhl_express" to "DHL Express". Who is
/// not known keeps the name that was typed.
QString brandOf(const QString &carrier);

} // namespace crossdock
