#pragma once

#include "core/inventory/fulfilment/cartons/carton.h"
#include "core/inventory/fulfilment/rates/rate_sheet.h"

namespace crossdock::cartons {

/// One row a kind: "name,length,width,height,unit,price" (the sides are the inner ones) and perhaps "outer_length,outer_width,outer_height,
/// max_weight,tare,weight_unit,blank". Units: in, cm; lb, oz, kg, g. Prices are in `currency`. InvalidInput: a column that is needed is missing.
Result<rates::SheetContents<Box>> readCartonSheet(const imports::Sheet &sheet, const QString &currency);

} // namespace crossdock::cartons
