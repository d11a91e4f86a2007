#include "core/connectors/carriers/shipengine/shipengine_parts.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

QJsonObject addressOf(const rates::Place &place, const QString &residential)
{
    QJsonObject address{{u"name"_s, place.name}, {u"address_line1"_s, place.street}, {u"city_locality"_s, place.city}, {u"state_province"_s, place.region},
            {u"postal_code"_s, place.postcode}, {u"country_code"_s, place.country}, {u"address_residential_indicator"_s, residential}};
    addContact(address, place);
    return address;
}

QJsonObject customsOf(const rates::Customs &customs)
{
    return {{u"contents"_s, customs.contents}, {u"non_delivery"_s, u"return_to_sender"_s}};
}

QJsonArray productsOf(const rates::Customs &customs)
{
    QJsonArray products;
    for (const rates::Customs::Item &item : customs.items)
        products.append(QJsonObject{{u"description"_s, item.description}, {u"quantity"_s, item.quantity},
                                    {u"value"_s, QJsonObject{{u"currency"_s, item.value.currency.toLower()}, {u"amount"_s, valueEach(item).toDouble()}}},
                                    {u"harmonized_tariff_code"_s, item.hsCode}, {u"country_of_origin"_s, item.origin}});
    return products;
}

} // namespace

QJsonObject shipEngineShipment(const rates::Shipment &shipment)
{
    QJsonArray packages;
    for (const rates::Parcel &parcel : shipment.parcels) {
        QJsonObject package{{u"weight"_s, QJsonObject{{u"value"_s, parcel.weight.in(rates::WeightUnit::Ounce)}, {u"unit"_s, u"ounce"_s}}}};
        if (parcel.dimensions)
            package[u"dimensions"_s] = QJsonObject{{u"unit"_s, u"inch"_s}, {u"length"_s, inchesOf(parcel.dimensions->length)}, {u"width"_s, inchesOf(parcel.dimensions->width)},
                                                   {u"height"_s, inchesOf(parcel.dimensions->height)}};
        if (const auto value = insuredValue(shipment))
            package[u"insured_value"_s] = QJsonObject{{u"currency"_s, value->currency.toLower()}, {u"amount"_s, toDecimal(*value).toDouble()}};
        if (shipment.customs)
            package[u"products"_s] = productsOf(*shipment.customs);
        packages.append(package);
    }
    const QJsonObject house = addressOf(shipment.from, u"no"_s), buyer = addressOf(shipment.to, shipment.isResidential ? u"yes"_s : u"no"_s);
    QJsonObject asked{{u"validate_address"_s, u"no_validation"_s}, {u"ship_date"_s, shipment.shipDate.toString(Qt::ISODate) + u"T00:00:00Z"_s},
                      {u"ship_to"_s, shipment.isReturn ? house : buyer}, {u"ship_from"_s, shipment.isReturn ? buyer : house}, {u"packages"_s, packages}};
    if (shipment.isReturn)
        asked[u"is_return"_s] = true;
    if (shipment.customs)
        asked[u"customs"_s] = customsOf(*shipment.customs);
    if (const QString signature = signatureOf(shipment, u"signature"_s, u"adult_signature"_s); !signature.isEmpty())
        asked[u"confirmation"_s] = signature;
    if (insuredValue(shipment))
        asked[u"insurance_provider"_s] = u"carrier"_s;
    if (hasOption(shipment, rates::Option::SaturdayDelivery))
        asked[u"advanced_options"_s] = QJsonObject{{u"saturday_delivery"_s, true}};
    return asked;
}

QString shipEngineReturnOffer(const QString &carrierId, const QString &service)
{
    return u"return/"_s + carrierId + u'/' + service;
}

} // namespace crossdock::carriers
