#pragma once

#include "core/inventory/fulfilment/rates/rate_book.h"

/// Shipments and lists, short to write.
namespace crossdock::test {

using namespace Qt::Literals::StringLiterals;

inline rates::Weight pounds(const QString &decimal)
{
    return *rates::Weight::parse(decimal, rates::WeightUnit::Pound);
}

inline rates::Dimensions inches(const QString &length, const QString &width, const QString &height)
{
    const auto side = [](const QString &text) { return *rates::Length::parse(text, rates::LengthUnit::Inch); };
    return {side(length), side(width), side(height)};
}

inline rates::Dimensions centimetres(const QString &length, const QString &width, const QString &height)
{
    const auto side = [](const QString &text) { return *rates::Length::parse(text, rates::LengthUnit::Centimetre); };
    return {side(length), side(width), side(height)};
}

/// One parcel from New York to San Francisco.
inline rates::Shipment shipment(const QDate &day, rates::Weight weight, const std::optional<rates::Dimensions> &dimensions = {})
{
    rates::Shipment shipment;
    shipment.shipDate = day;
    shipment.from = {.country = u"US"_s, .postcode = u"10001"_s, .name = {}, .street = {}, .city = {}, .region = {}};
    shipment.to = {.country = u"US"_s, .postcode = u"94105"_s, .name = {}, .street = {}, .city = {}, .region = {}};
    shipment.parcels = {{weight, dimensions, false}};
    return shipment;
}

/// A list in which zone 2 to 8 cost zone times 100 plus the weight, in cents, for each pound to `heaviest`.
inline rates::PriceList poundList(const QString &carrier, const QString &service = u"ground"_s, const QDate &from = QDate(2025, 1, 6), int heaviest = 150)
{
    rates::PriceList list{.carrier = carrier, .service = service, .priceType = u"list"_s, .effectiveFrom = from, .currency = u"USD"_s, .cells = {}};
    for (int zone = 2; zone <= 8; ++zone)
        for (int weight = 1; weight <= heaviest; ++weight)
            list.cells.append({QString::number(zone), rates::Weight::of(weight, rates::WeightUnit::Pound), {}, rates::WeightUnit::Pound, zone * 1'000 + weight});
    return list;
}

} // namespace crossdock::test
