#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"
#include "core/inventory/values/result.h"

/// Names of the areas between which zone charts tell the zone: "100", the first three digits of a US ZIP code; "BR-013", "GB-EC", "CA-M5V",
/// a country and what its postcodes begin with; "CA", a whole country.
namespace crossdock::rates {

/// Two letters, as ISO 3166 has them.
bool isCountry(QStringView text);

QString areaOf(const QString &country, const QString &prefix);

/// The areas a place lies in, the narrowest first. Letters count whole ("B" is Birmingham and not Belfast, "BT"), and so do the numbers of
/// British districts ("B1" is not "B10").
QStringList areasOf(const Place &place);

/// A cell of a chart as its areas: "100", "01310-100", "EC", "005-009", "01000-000 to 05999-999"; empty: all of the country.
/// InvalidInput: it is none, or its range runs backwards.
Result<QStringList> readAreas(const QString &cell, const QString &country);

} // namespace crossdock::rates
