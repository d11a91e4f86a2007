#pragma once

#include "core/inventory/values/ids.h"

#include <QMap>

namespace crossdock {

/// A carrier, or a broker of carriers, as the seller set it up. Holds no secret: those are in the key store.
struct CarrierDetails {
    CarrierId name;
    QString kind; ///< "easypost", "ups", ...; "contract": imported price lists only
    QString url; ///< the host's root; empty: the kind's own
    QMap<QString, QString> account; ///< "account_number", ...
    friend bool operator==(const CarrierDetails &, const CarrierDetails &) = default;
};

} // namespace crossdock
