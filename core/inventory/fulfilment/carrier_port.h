#pragma once

#include "core/inventory/fulfilment/rates/quote.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QObject>
#include <functional>

namespace crossdock::fulfilment {

/// What a carrier's own service can be asked.
struct CarrierTraits {
    QString onlyWithin; ///< quotes only inside this country; empty: everywhere
    bool takesSeveralParcels = true;
    bool needsDimensions = false;
};

/// One account with a carrier, or with a broker of carriers, that answers with its prices of the moment. Lives in one
/// thread; `done` runs in it, later, once, and not at all after its end.
class CarrierPort : public QObject
{
public:
    using QObject::QObject;

    virtual CarrierTraits traits() const = 0;

    /// Quotes, refusals with the carrier's own words, or a silence with its reason: never nothing.
    virtual void quote(const rates::Shipment &shipment, Milliseconds deadline, std::function<void(rates::Rated)> done) = 0;
};

} // namespace crossdock::fulfilment
