#include "core/connectors/carriers/ups/ups_parts.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

QJsonObject unitOf(const QString &code)
{
    return {{u"Code"_s, code}};
}

QString shipperNumber(const Account &account)
{
    return account.details.account.value(u"account_number"_s);
}

} // namespace

QJsonObject upsAddress(const rates::Place &place)
{
    QJsonObject address{{u"PostalCode"_s, place.postcode}, {u"CountryCode"_s, place.country}};
    if (const QStringList lines = streetLines(place.street, upsRoom); !lines.isEmpty())
        address[u"AddressLine"_s] = QJsonArray::fromStringList(lines);
    if (!place.city.isEmpty())
        address[u"City"_s] = place.city;
    if (!place.region.isEmpty())
        address[u"StateProvinceCode"_s] = place.region;
    return address;
}

QJsonObject upsShipment(const Account &account, const rates::Shipment &shipment, QJsonObject (*partyOf)(const rates::Place &place))
{
    QJsonObject shipper = partyOf(shipment.from), to = partyOf(shipment.to);
    shipper[u"ShipperNumber"_s] = shipperNumber(account);
    if (shipment.isResidential) {
        QJsonObject address = to[u"Address"_s].toObject();
        address[u"ResidentialAddressIndicator"_s] = u"Y"_s;
        to[u"Address"_s] = address;
    }
    return {{u"Shipper"_s, shipper}, {u"ShipTo"_s, to}, {u"ShipFrom"_s, partyOf(shipment.from)}, {u"ShipmentRatingOptions"_s, QJsonObject{{u"NegotiatedRatesIndicator"_s, u"Y"_s}}}};
}

QJsonObject upsPackage(const rates::Parcel &parcel, const QString &packaging)
{
    QJsonObject package{{packaging, QJsonObject{{u"Code"_s, u"02"_s}}},
                        {u"PackageWeight"_s, QJsonObject{{u"UnitOfMeasurement"_s, unitOf(u"LBS"_s)}, {u"Weight"_s, numberText(parcel.weight.in(rates::WeightUnit::Pound))}}}};
    if (const auto &sides = parcel.dimensions)
        package[u"Dimensions"_s] = QJsonObject{{u"UnitOfMeasurement"_s, unitOf(u"IN"_s)}, {u"Length"_s, numberText(inchesOf(sides->length))},
                                               {u"Width"_s, numberText(inchesOf(sides->width))}, {u"Height"_s, numberText(inchesOf(sides->height))}};
    return package;
}

QJsonObject upsPayment(const Account &account)
{
    return {{u"ShipmentCharge"_s, QJsonArray{QJsonObject{{u"Type"_s, u"01"_s}, {u"BillShipper"_s, QJsonObject{{u"AccountNumber"_s, shipperNumber(account)}}}}}}};
}

} // namespace crossdock::carriers
