#include "core/inventory/fulfilment/carrier_abilities.h"

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

/// As their documents have it: EasyPost's options, Shippo's "extra", ShipEngine's confirmation and insured value, UPS's service options (Rating
/// and Shipping 2409), FedEx's special services, USPS's extra services (Labels 3.9.13), DHL's value added services (MyDHL API 3.1.1). Returns:
/// EasyPost's "is_return" and Shippo's "extra.is_return", both with the addresses of the way out, which the service turns round itself; UPS's
/// "ReturnService" of a printed label, FedEx's "RETURN_SHIPMENT" with one (Ship API), ShipEngine's "is_return_label".
const std::vector<std::pair<QString, CarrierAbilities>> &abilities()
{
    using enum rates::Option;
    static const std::vector<std::pair<QString, CarrierAbilities>> table{
        {u"dhl"_s, {u"DHL Express"_s, {Signature, Insurance, SaturdayDelivery}, {}, true}},
        {u"easypost"_s, {u"EasyPost"_s, {Signature, AdultSignature, Insurance, SaturdayDelivery}, u"USD"_s, false, true}},
        {u"fedex"_s, {u"FedEx"_s, {Signature, AdultSignature, Insurance, SaturdayDelivery}, {}, true, true}},
        {u"shipengine"_s, {u"ShipEngine"_s, {Signature, AdultSignature, Insurance, SaturdayDelivery}, {}, true, true}},
        {u"shippo"_s, {u"Shippo"_s, {Signature, AdultSignature, Insurance, SaturdayDelivery}, {}, true, true}},
        {u"ups"_s, {u"UPS"_s, {Signature, AdultSignature, Insurance, SaturdayDelivery}, {}, false, true}},
        {u"usps"_s, {u"USPS"_s, {Signature, AdultSignature, Insurance}, u"USD"_s, true}},
    };
    return table;
}

template <class Can>
QString titlesOf(const Can &can)
{
    QStringList titles;
    for (const auto &[kind, able] : abilities())
        if (can(able))
            titles.append(able.title);
    const QString last = titles.isEmpty() ? QString() : titles.takeLast();
    return titles.isEmpty() ? last : titles.join(u", "_s) + u" and "_s + last;
}

} // namespace

CarrierAbilities abilitiesOf(const QString &kind)
{
    const auto found = std::find_if(abilities().begin(), abilities().end(), [&](const auto &one) { return one.first == kind; });
    return found == abilities().end() ? CarrierAbilities{} : found->second;
}

/// Amazon's feature constraints and ShipHero's "require_signature"; see NodeOrder.
rates::Options beyondNode(const QString &kind, const rates::Options &options)
{
    rates::Options beyond = rates::forCarriers(options);
    if (kind == u"amazon-mcf" || kind == u"shiphero")
        beyond.removeAll(rates::Option::Signature);
    return beyond;
}

QString titlesWith(rates::Option option)
{
    return titlesOf([&](const CarrierAbilities &able) { return able.options.contains(option); });
}

QString titlesThatCountTries()
{
    return titlesOf([](const CarrierAbilities &able) { return able.countsTries; });
}

QString titlesThatTakeReturns()
{
    return titlesOf([](const CarrierAbilities &able) { return able.takesReturns; });
}

} // namespace crossdock::fulfilment
