#include "core/inventory/fulfilment/carrier_port.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

labels::Failure refusal(const QString &detail)
{
    return {{Error::Code::NotAllowed, u"label"_s, detail}, false};
}

} // namespace

void CarrierPort::buy(const labels::Purchase &, Milliseconds, Done<labels::Bought> done)
{
    done(tl::make_unexpected(refusal(u"this program buys no labels from this carrier"_s)));
}

void CarrierPort::find(const labels::Known &, Milliseconds, Done<std::optional<labels::Bought>> done)
{
    done(tl::make_unexpected(refusal(u"this carrier cannot be asked whether a label was bought"_s)));
}

void CarrierPort::takeBack(const labels::Known &, Milliseconds, Done<labels::Refund> done)
{
    done(tl::make_unexpected(refusal(u"this carrier takes labels back on its own site only"_s)));
}

void CarrierPort::askRefund(const labels::Known &, Milliseconds, Done<labels::Refund> done)
{
    done(tl::make_unexpected(refusal(u"this carrier does not tell how a refund fares"_s)));
}

void CarrierPort::track(const labels::Known &, Milliseconds, Done<labels::Way> done)
{
    done(tl::make_unexpected(refusal(u"this program follows no parcels of this carrier"_s)));
}

tl::expected<labels::WayTold, channels::Refusal> CarrierPort::readDelivery(const channels::Delivery &, Time) const
{
    return tl::make_unexpected(channels::Refusal::BadSignature); // it sends none
}

} // namespace crossdock::fulfilment
