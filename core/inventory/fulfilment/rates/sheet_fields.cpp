#include "core/inventory/fulfilment/rates/sheet_fields.h"

#include "core/inventory/fulfilment/rates/cell_words.h"
#include "core/inventory/fulfilment/rates/said_columns.h"
#include "core/inventory/fulfilment/rates/sheet_columns.h"
#include "core/inventory/fulfilment/rates/zone_columns.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {

QStringList fieldsOf(SheetKind kind)
{
    switch (kind) {
    case SheetKind::Prices:
        return {u"carrier"_s, u"service"_s, u"price_type"_s, u"effective_from"_s, u"zone"_s, u"max_weight"_s, u"min_weight"_s, u"weight_unit"_s, u"price"_s, u"currency"_s};
    case SheetKind::Zones:
        return {u"carrier"_s, u"service"_s, u"effective_from"_s, u"origin"_s, u"origin_country"_s, u"dest"_s, u"dest_to"_s, u"dest_country"_s, u"dest_country_code"_s, u"zone"_s};
    case SheetKind::Surcharges:
        return {u"carrier"_s, u"kind"_s, u"effective_from"_s, u"effective_until"_s, u"service"_s, u"price_type"_s, u"zone_from"_s, u"zone_to"_s,
                u"country"_s, u"zip_from"_s, u"zip_to"_s, u"amount"_s, u"currency"_s, u"percent"_s, u"share_of"_s};
    case SheetKind::Invoices:
        return {u"tracking"_s, u"carrier"_s, u"invoice"_s, u"service"_s, u"charges"_s, u"currency"_s, u"billed_weight"_s, u"weight_unit"_s, u"date"_s};
    case SheetKind::Divisors:
        return {u"carrier"_s, u"service"_s, u"price_type"_s, u"effective_from"_s, u"divisor"_s, u"unit"_s, u"rounding"_s, u"only_above"_s, u"weight_step"_s, u"weight_rounding"_s};
    }
    Q_UNREACHABLE();
}

QString fieldNamed(SheetKind kind, const QString &name)
{
    static const QHash<QString, QString> others{{u"effective"_s, u"effective_from"_s}, {u"weight"_s, u"max_weight"_s}, {u"rate"_s, u"price"_s}, {u"postcode"_s, u"zip_from"_s}, {u"zip"_s, u"zip_from"_s}};
    const QStringList fields = fieldsOf(kind);
    if (kind == SheetKind::Prices && name.startsWith(zonePrefix) && name.size() > zonePrefix.size())
        return name;
    const QString other = kind == SheetKind::Zones ? zoneFieldOf(name) : QString();
    for (const QString &one : {name, others.value(name), other})
        if (fields.contains(one))
            return one;
    return {};
}

Result<> setValue(SheetKind kind, const QString &field, const QString &value, SheetDefaults &defaults)
{
    const bool ofPrices = kind == SheetKind::Prices;
    if (value.trimmed().isEmpty() || field.startsWith(zonePrefix))
        return fail(Error::Code::InvalidInput, field, value.trimmed().isEmpty() ? u"its value is empty"_s : u"it is a column of prices, and has no one value"_s);
    if (field == u"effective_from") {
        defaults.effectiveFrom = readDate(value, defaults.dayOrder);
        if (!defaults.effectiveFrom.isValid())
            return fail(Error::Code::InvalidInput, field, u"“%1” is not a date like 2026-01-05"_s.arg(value));
    } else if (field == u"weight_unit") {
        if (!unitOfWord(value))
            return fail(Error::Code::InvalidInput, field, u"“%1” is none of lb, oz, kg, g"_s.arg(value));
        defaults.weightUnit = value;
    } else if (field == u"carrier") {
        defaults.carrier = value.toLower();
    } else if (field == u"currency") {
        defaults.currency = value.toUpper();
    } else if (field == u"price_type" && ofPrices) {
        defaults.priceType = value.toLower();
    } else if (field == u"service" && (ofPrices || kind == SheetKind::Zones)) {
        defaults.service = value;
    } else if (field == u"origin") {
        defaults.origin = value;
    } else if (field == u"origin_country") {
        defaults.country = value.toUpper();
    } else {
        defaults.values.insert(field, value);
    }
    return {};
}

} // namespace crossdock::rates
