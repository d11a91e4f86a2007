#pragma once

#include "core/inventory/fulfilment/rates/billing.h"
#include "core/inventory/fulfilment/rates/dimensional_rules.h"
#include "core/inventory/fulfilment/rates/price_list.h"
#include "core/inventory/fulfilment/rates/surcharge.h"
#include "core/inventory/fulfilment/rates/zone_chart.h"
#include "core/inventory/imports/sheet.h"

/// From the cells of a file to price lists, zones and surcharges. Pure: asks nobody.
namespace crossdock::rates {

/// What a file does not say itself. Empty: not given.
struct SheetDefaults {
    QString carrier, service;
    QString priceType = QStringLiteral("list");
    QString currency = QStringLiteral("USD");
    QString weightUnit = QStringLiteral("lb");
    QDate effectiveFrom;
    QString country = {}; ///< of zones: two letters
    QString origin = {}; ///< of zones: where a chart begins, "100" or "100-103"
};

struct BadRow {
    int line = 0;
    QString reason; ///< facts in English
};

template <class Value>
struct SheetContents {
    QList<Value> values; ///< of the good rows
    QList<BadRow> bad; ///< in the order of the file
    int rows = 0;
    QStringList unused; ///< columns that say nothing known
    bool isCountryAssumed = false; ///< of zones: nothing says a country, they are taken for the US
};

/// One row a price ("carrier,service,price_type,effective_from,zone,max_weight,weight_unit,price,currency"), or the
/// carriers' own layout: one row a weight, one column a zone ("weight_lb,zone2,zone3", "Weight (lb),2,3", "Zones 1 & 2"),
/// with any number of title lines above. InvalidInput: a column that is needed is missing, and has no default.
Result<SheetContents<PriceList>> readPrices(const imports::Sheet &sheet, const SheetDefaults &defaults);

/// One row a way: "carrier,origin_zip3,dest_zip3,zone", or "origin_country,dest_country,zone", or "origin,dest" with what postcodes of any
/// country begin with, or ranges of them (see zone_area.h); perhaps "service", "effective_from". Or the carriers' own layout: one row a
/// destination, one column a service ("Dest. ZIP,Ground,3 Day Select", UPS zone charts), with title lines above that may say the origin.
Result<SheetContents<ZoneChart>> readZones(const imports::Sheet &sheet, const SheetDefaults &defaults);

/// "carrier,kind,effective_from" and perhaps "effective_until,service,price_type,zone_from,zone_to,zip_from,zip_to,amount,
/// currency,percent".
Result<SheetContents<Surcharge>> readSurchargeLines(const imports::Sheet &sheet, const SheetDefaults &defaults);

/// "carrier,divisor" and perhaps "service,price_type,effective_from,unit,rounding,only_above": how volumes are counted, see DimensionalRule.
/// "unit" is "in" or "cm"; without it a divisor from 1,000 on is of centimetres. "rounding" of the sides is "none", "nearest" or "up".
Result<SheetContents<DimensionalRule>> readDivisors(const imports::Sheet &sheet, const SheetDefaults &defaults);

/// "tracking,charges" and perhaps "carrier,invoice,service,currency,billed_weight,weight_unit,date", or the carriers' own words for them; the
/// rows of one parcel on one invoice are added up. Credits are negative.
Result<SheetContents<BilledParcel>> readInvoices(const imports::Sheet &sheet, const SheetDefaults &defaults);

} // namespace crossdock::rates
