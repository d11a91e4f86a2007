#pragma once

#include <QString>

namespace crossdock {

/// A carrier's name as it writes it itself, and as channels know it: "fedex" to "FedEx", "dhl_express" to "DHL Express". Who is
/// not known keeps the name that was typed.
QString brandOf(const QString &carrier);

/// A carrier's service as people read it beside its brand: "fedex_ground" to "ground", "GroundAdvantage" to "Ground Advantage".
QString serviceNameOf(const QString &carrier, const QString &service);

} // namespace crossdock
