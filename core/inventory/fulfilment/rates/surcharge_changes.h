#pragma once

#include "core/inventory/fulfilment/rates/surcharge.h"

#include <QList>

namespace crossdock::rates {

/// What taking lines changes: those of one carrier, kind, day, service and price type are a list that replaces the known one whole.
struct SurchargeChanges {
    QList<Surcharge> come; ///< new, or otherwise than known
    QList<Surcharge> gone; ///< known, and in the list no more
};

SurchargeChanges changesOf(const QList<Surcharge> &known, const QList<Surcharge> &lines);

} // namespace crossdock::rates
