#include "core/connectors/nodes/amazon_mcf/mcf_wire.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::nodes {

using namespace fulfilment;

const QString amazonsDrivers = u"amzl"_s;

QString mcfCannot(const fulfilment::Handling &handling)
{
    for (const QString &carrier : handling.blockedCarriers)
        if (carrier.compare(amazonsDrivers, Qt::CaseInsensitive) != 0)
            return u"Amazon chooses the carrier: it can keep its own drivers away, but not %1."_s.arg(carrier);
    return {};
}

bool needsMcf2020(const fulfilment::Handling &handling)
{
    return handling.blockedCarriers.contains(amazonsDrivers, Qt::CaseInsensitive) || handling.signature || handling.together;
}

Buyer mcfPriceAddress(const Buyer &to)
{
    const QString words = u"Price request"_s;
    Buyer place = placeOf(to);
    place.name = place.address = words;
    return place;
}

QString mcfChargeKind(const QString &name)
{
    if (name.contains("PerUnit"_L1))
        return u"pick"_s;
    if (name.contains("PerOrder"_L1))
        return u"order"_s;
    if (name.contains("Transportation"_L1))
        return u"carrier"_s;
    if (name.contains("COD"_L1))
        return u"cod"_s;
    return u"other"_s;
}

} // namespace crossdock::nodes
