#include "core/connectors/carriers/ups/ups_parts.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

QJsonObject unitOf(const QString &code, const QString &name)
{
    return {{u"Code"_s, code}, {u"Description"_s, name}};
}

/// It has room for tenths, and bills the pound that is begun.
QString poundsOf(rates::Weight weight)
{
    static const rates::Weight tenth(rates::Weight::of(1, rates::WeightUnit::Pound).nanograms() / 10);
    return numberText(weight.roundedUpTo(tenth).in(rates::WeightUnit::Pound));
}

/// Digits and letters alone where it says so: "94105-1234" and "M5V 3L9" are too long.
QString postcodeOf(const rates::Place &place)
{
    if (!QStringList{u"US"_s, u"PR"_s, u"CA"_s}.contains(place.country))
        return place.postcode;
    QString code = place.postcode;
    return code.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
}

QString shipperNumber(const Account &account)
{
    return account.details.account.value(u"account_number"_s);
}

} // namespace

QJsonObject upsAddress(const rates::Place &place)
{
    QJsonObject address{{u"PostalCode"_s, postcodeOf(place)}, {u"CountryCode"_s, place.country}};
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
    const rates::Place &sender = shipment.isReturn ? shipment.to : shipment.from, &receiver = shipment.isReturn ? shipment.from : shipment.to;
    QJsonObject shipper = partyOf(shipment.from), to = partyOf(receiver);
    shipper[u"ShipperNumber"_s] = shipperNumber(account);
    if (shipment.isResidential && !shipment.isReturn) {
        QJsonObject address = to[u"Address"_s].toObject();
        address[u"ResidentialAddressIndicator"_s] = u"Y"_s;
        to[u"Address"_s] = address;
    }
    return {{u"Shipper"_s, shipper}, {u"ShipTo"_s, to}, {u"ShipFrom"_s, partyOf(sender)}, {u"ShipmentRatingOptions"_s, QJsonObject{{u"NegotiatedRatesIndicator"_s, u"Y"_s}}}};
}

QJsonObject upsPackage(const rates::Parcel &parcel, const QString &packaging)
{
    QJsonObject package{{packaging, QJsonObject{{u"Code"_s, u"02"_s}}},
                        {u"PackageWeight"_s, QJsonObject{{u"UnitOfMeasurement"_s, unitOf(u"LBS"_s, u"Pounds"_s)}, {u"Weight"_s, poundsOf(parcel.weight)}}}};
    if (const auto &sides = parcel.dimensions)
        package[u"Dimensions"_s] = QJsonObject{{u"UnitOfMeasurement"_s, unitOf(u"IN"_s, u"Inches"_s)}, {u"Length"_s, numberText(inchesOf(sides->length))},
                                               {u"Width"_s, numberText(inchesOf(sides->width))}, {u"Height"_s, numberText(inchesOf(sides->height))}};
    return package;
}

void addUpsOptions(QJsonObject &asked, const rates::Shipment &shipment)
{
    const bool isInside = shipment.from.country == shipment.to.country; // elsewhere a signature is the shipment's
    QJsonObject ofPackage, ofShipment;
    if (const QString signature = isInside ? signatureOf(shipment, u"2"_s, u"3"_s) : signatureOf(shipment, u"1"_s, u"2"_s); !signature.isEmpty())
        (isInside ? ofPackage : ofShipment)[u"DeliveryConfirmation"_s] = QJsonObject{{u"DCISType"_s, signature}};
    if (const auto value = insuredValue(shipment))
        ofPackage[u"DeclaredValue"_s] = QJsonObject{{u"CurrencyCode"_s, value->currency}, {u"MonetaryValue"_s, toDecimal(*value)}};
    if (hasOption(shipment, rates::Option::SaturdayDelivery))
        ofShipment[u"SaturdayDeliveryIndicator"_s] = QString();
    QJsonArray packages = asked[u"Package"_s].toArray();
    for (qsizetype i = 0; i < packages.size() && !ofPackage.isEmpty(); ++i) {
        QJsonObject package = packages[i].toObject();
        package[u"PackageServiceOptions"_s] = ofPackage;
        packages[i] = package;
    }
    asked[u"Package"_s] = packages;
    if (!ofShipment.isEmpty())
        asked[u"ShipmentServiceOptions"_s] = ofShipment;
}

QJsonObject upsReturnService()
{
    return {{u"Code"_s, u"9"_s}}; // UPS Print Return Label
}

QJsonObject upsPayment(const Account &account)
{
    return {{u"ShipmentCharge"_s, QJsonArray{QJsonObject{{u"Type"_s, u"01"_s}, {u"BillShipper"_s, QJsonObject{{u"AccountNumber"_s, shipperNumber(account)}}}}}}};
}

} // namespace crossdock::carriers
