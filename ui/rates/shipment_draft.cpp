#include "ui/rates/shipment_draft.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

/// The strings' context for translators.
struct Draft {
    Q_DECLARE_TR_FUNCTIONS(ShipmentDraft)
};

tl::unexpected<Error> spoilt(const QString &sentence)
{
    return fail(Error::Code::InvalidInput, u"shipment"_s, sentence);
}

/// As people type it: "3,2" where a comma is the point.
QString plain(const QString &text)
{
    QString number = text.trimmed();
    if (!number.contains(u'.') && number.count(u',') == 1)
        number.replace(u',', u'.');
    return number;
}

template <class Measure, class Unit>
std::optional<Measure> measure(const QString &text, Unit unit)
{
    const auto read = Measure::parse(plain(text), unit);
    return read && *read > Measure() ? std::optional(*read) : std::nullopt;
}

Result<rates::Parcel> readParcel(const ShipmentDraft::Parcel &typed, const QString &name)
{
    rates::Parcel parcel;
    const auto weight = measure<rates::Weight>(typed.weight, typed.unit);
    if (!weight)
        return spoilt(Draft::tr("Write the weight of %1 as a number above 0, such as 3.2.").arg(name));
    parcel.weight = *weight;
    const QString sides[] = {typed.length, typed.width, typed.height};
    const auto empty = std::count_if(std::begin(sides), std::end(sides), [](const QString &side) { return side.trimmed().isEmpty(); });
    if (empty == 3)
        return parcel; // billed by its weight
    const auto length = measure<rates::Length>(typed.length, typed.lengthUnit), width = measure<rates::Length>(typed.width, typed.lengthUnit),
               height = measure<rates::Length>(typed.height, typed.lengthUnit);
    if (!length || !width || !height)
        return spoilt(Draft::tr("Write length, width and height of %1, or none of them.").arg(name));
    parcel.dimensions = rates::Dimensions{*length, *width, *height};
    return parcel;
}

QString grams(qint64 weight)
{
    return weight > 0 ? QString::number(weight) : QString();
}

/// Millimetres to centimetres.
QString centimetres(qint64 mm)
{
    return mm > 0 ? QString::number(static_cast<double>(mm) / 10.0) : QString();
}

} // namespace

Result<rates::Shipment> ShipmentDraft::read() const
{
    rates::Shipment shipment{.shipDate = shipDate, .from = {}, .to = {}, .isResidential = isResidential, .parcels = {}, .zones = {}};
    const QString code = country.trimmed().toUpper();
    if (code.size() != 2 || !std::all_of(code.begin(), code.end(), [](QChar letter) { return letter >= u'A' && letter <= u'Z'; }))
        return spoilt(Draft::tr("Write the country of the destination in two letters, such as US."));
    if (postcode.trimmed().isEmpty())
        return spoilt(Draft::tr("Write the postcode of the destination."));
    shipment.to = {.country = code, .postcode = postcode.trimmed(), .name = {}, .street = {}, .city = city, .region = region};
    if (!shipDate.isValid())
        return spoilt(Draft::tr("Write the day on which it ships as 2026-01-05."));
    for (qsizetype i = 0; i < parcels.size(); ++i) {
        const auto parcel = readParcel(parcels.at(i), parcels.size() == 1 ? Draft::tr("the parcel") : Draft::tr("parcel %1").arg(i + 1));
        if (!parcel)
            return tl::make_unexpected(parcel.error());
        shipment.parcels.append(*parcel);
    }
    return shipment;
}

ShipmentDraft ShipmentDraft::of(const OrderDetail &order, const query::StockOf::Answer &items, const QDate &shipDate)
{
    ShipmentDraft draft{.shipDate = shipDate, .country = order.buyer.country, .postcode = order.buyer.postcode, .city = order.buyer.city,
                        .region = order.buyer.region, .isResidential = true, .parcels = {}};
    Parcel parcel{.weight = {}, .length = {}, .width = {}, .height = {}, .unit = rates::WeightUnit::Gram, .lengthUnit = rates::LengthUnit::Centimetre};
    qint64 weight = 0;
    Quantity units = 0;
    bool isKnown = true;
    for (const OrderDetail::Line &line : order.lines) {
        const auto item = std::find_if(items.cbegin(), items.cend(), [&](const query::StockOf::Item &one) { return one.row.sku == line.sku; });
        units += line.quantity;
        if (item == items.cend() || item->details.weightG <= 0) {
            isKnown = false;
            continue;
        }
        weight += item->details.weightG * line.quantity;
        parcel.length = centimetres(item->details.lengthMm);
        parcel.width = centimetres(item->details.widthMm);
        parcel.height = centimetres(item->details.heightMm);
    }
    parcel.weight = isKnown ? grams(weight) : QString();
    const bool isMeasured = !parcel.length.isEmpty() && !parcel.width.isEmpty() && !parcel.height.isEmpty();
    if (units != 1 || !isMeasured) // how several items lie in a box is not known here
        parcel.length = parcel.width = parcel.height = QString();
    draft.parcels = {parcel};
    return draft;
}

std::optional<rates::Place> placeOf(const NodeRow &node)
{
    const NodeDetails &details = node.details;
    if (details.country.isEmpty() || details.postcode.isEmpty())
        return {};
    return rates::Place{.country = details.country, .postcode = details.postcode, .name = node.title, .street = {}, .city = details.city, .region = details.region};
}

} // namespace crossdock::ui
