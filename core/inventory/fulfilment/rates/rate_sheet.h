#pragma once

#include "core/inventory/fulfilment/rates/billing.h"
#include "core/inventory/fulfilment/rates/dimensional_rules.h"
#include "core/inventory/fulfilment/rates/price_list.h"
#include "core/inventory/fulfilment/rates/sheet_numbers.h"
#include "core/inventory/fulfilment/rates/surcharge.h"
#include "core/inventory/fulfilment/rates/zone_chart.h"
#include "core/inventory/imports/cell_time.h"
#include "core/inventory/imports/sheet.h"

#include <QMap>

#include <functional>

/// From the cells of a file to price lists, zones and surcharges. Pure: asks nobody.
namespace crossdock::rates {

/// What a file does not say itself. Empty: not given.
struct SheetDefaults {
    QString carrier, service;
    QString priceType = QStringLiteral("list");
    QString currency = {}; ///< where neither the signs of the file nor a line like "All prices in EUR" say one either: USD, and a note
    QString weightUnit = QStringLiteral("lb"); ///< of cells and columns that name none
    QDate effectiveFrom;
    std::optional<DecimalMark> decimalMark = {}; ///< nothing: the numbers of the file tell
    QString country = {}; ///< of zones: two letters
    QMap<QString, int> columns = {}; ///< field to column, from 1, where titles say nothing: see said_columns.h
    QString origin = {}; ///< of zones: where a chart begins, "100" or "100-103"
    QMap<QString, QString> titles = {}; ///< field to the title of its column, where we call it otherwise
    QMap<QString, QString> values = {}; ///< field to what it is in rows that have nothing of it
    imports::DayOrder dayOrder = imports::DayOrder::Unknown; ///< of dates like 3/4/2026
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
    QList<BadRow> notes = {}; ///< of rows that are not bad: what a person may not expect of them
    bool isCountryAssumed = false; ///< of zones: nothing says a country, they are taken for the US
};

/// One row a price ("carrier,service,price_type,effective_from,zone,max_weight,weight_unit,price,currency"), or the
/// carriers' own layout: one row a weight, one column a zone ("weight_lb,zone2,zone3", "Weight (lb),2,3", "Zones 1 & 2"),
/// with any number of title lines above and footnotes below. A list without zones, "Weight (g),Price", is one of zone "1"; one without either,
/// "Weight,Local,Up to 200 kms", has zones by those names; a note says so. A weight is in the unit that its cell names, else its column, else the default; a
/// cell in kilograms or grams below a title of pounds or ounces contradicts, and so the other way round: a bad row. InvalidInput: a column that is needed is missing, and has no default; or the file's numbers do
/// not tell their decimal mark ("decimal_mark").
Result<SheetContents<PriceList>> readPrices(const imports::Sheet &sheet, const SheetDefaults &defaults);

/// One row a way: "carrier,origin_zip3,dest_zip3,zone", or "origin_country,dest_country,zone", or "origin,dest" with what postcodes of any
/// country begin with, or ranges of them (see zone_area.h); perhaps "service", "effective_from". Or the carriers' own layout: one row a
/// destination, one column a service ("Dest. ZIP,Ground,3 Day Select", UPS zone charts), with title lines above that may say the origin.
Result<SheetContents<ZoneChart>> readZones(const imports::Sheet &sheet, const SheetDefaults &defaults);

/// The currencies of the price lists that a line is for.
using CurrenciesOf = std::function<QStringList(const Surcharge &)>;

/// "carrier,kind,effective_from" and perhaps "effective_until,service,price_type,zone_from,zone_to,country,zip_from,zip_to,amount,
/// currency,percent,share_of". With a country, postcodes are those that begin so. An amount without a currency is in that of its price lists.
Result<SheetContents<Surcharge>> readSurchargeLines(const imports::Sheet &sheet, const SheetDefaults &defaults, const CurrenciesOf &currenciesOf = {});

/// "carrier,divisor" and perhaps "service,price_type,effective_from,unit,rounding,only_above": how volumes are counted, see DimensionalRule.
/// A row that has a "weight_step" needs no divisor.
/// "unit" is "in" or "cm"; without it a divisor from 1,000 on is of centimetres. "rounding" of the sides is "none", "nearest" or "up".
Result<SheetContents<DimensionalRule>> readDivisors(const imports::Sheet &sheet, const SheetDefaults &defaults);

/// Of the same file "weight_step" ("0.5 kg", "1 lb", "1 oz") and perhaps "weight_rounding" ("up", or "nearest"): what is billed is rounded so in
/// rows of that unit. A row without a step says nothing of it.
Result<SheetContents<WeightStep>> readSteps(const imports::Sheet &sheet, const SheetDefaults &defaults);

/// "tracking,charges" and perhaps "carrier,invoice,service,currency,billed_weight,weight_unit,date", or the carriers' own words for them; the
/// rows of one parcel on one invoice are added up. Credits are negative. Title lines may stand above. The billing data of UPS has 250 columns and no
/// titles: it is known by what stands in it; of other files without titles the given columns say where the fields are.
Result<SheetContents<BilledParcel>> readInvoices(const imports::Sheet &sheet, const SheetDefaults &defaults);

} // namespace crossdock::rates
