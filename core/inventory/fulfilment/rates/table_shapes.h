#pragma once

#include "core/inventory/imports/sheet.h"

/// Tables that carriers lay out otherwise than a row a weight or a way, as the same cells in rows. Lines stay as they are.
namespace crossdock::rates {

/// Two lines of titles as one: the lower where it says something and else the upper, and the other way round.
QList<QStringList> joinedTitles(const QStringList &upper, const QStringList &lower);

/// A table with a row a zone and a column a weight, "Zone,up to 1 kg,up to 2 kg", as "zone,max_weight,price"; others as they are.
imports::Sheet withWeightsBelow(const imports::Sheet &sheet);

/// A chart with a column a zone and its countries or postcodes below, "Zone 1,Zone 2", as "dest_country,zone" or "dest,zone"; others as they are.
imports::Sheet withZonesBeside(const imports::Sheet &sheet);

} // namespace crossdock::rates
