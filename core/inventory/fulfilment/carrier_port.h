#pragma once

#include "core/inventory/channels/channel_port.h"
#include "core/inventory/fulfilment/labels/purchase.h"
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
    rates::Options options = {}; ///< that it can be asked for
    QString insuresIn = {}; ///< the only currency that it insures in; empty: any
    bool takesReturns = false; ///< has prices and labels for what a buyer sends back

    bool sellsLabels = false;
    bool findsLabels = false; ///< can be asked whether a label was bought by what was known before it was
    bool takesBack = false, tracks = false;
    bool tellsRefunds = false; ///< can be asked how a refund fares
    int voidDays = 0; ///< takes a label back for so many days after it was bought; 0: not known
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

    template <class T>
    using Done = std::function<void(labels::Answer<T>)>;

    // Labels. NotAllowed from who sells none; an error says whether what was asked may be done all the same.
    virtual void buy(const labels::Purchase &purchase, Milliseconds deadline, Done<labels::Bought> done);
    /// Nothing: its service has sold no such label.
    virtual void find(const labels::Known &label, Milliseconds deadline, Done<std::optional<labels::Bought>> done);
    virtual void takeBack(const labels::Known &label, Milliseconds deadline, Done<labels::Refund> done);
    virtual void askRefund(const labels::Known &label, Milliseconds deadline, Done<labels::Refund> done); ///< how it fares
    virtual void track(const labels::Known &label, Milliseconds deadline, Done<labels::Way> done);
    /// A message of its service. Nothing of it is read before its signature is good.
    virtual tl::expected<labels::WayTold, channels::Refusal> readDelivery(const channels::Delivery &delivery, Time now) const;
};

} // namespace crossdock::fulfilment
