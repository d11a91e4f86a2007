#pragma once

#include "core/inventory/imports/sheet.h"

namespace crossdock::imports {

/// Reads one sheet of a workbook (ECMA-376, Office Open XML: .xlsx): the one of that name, else the first. Numbers as they were typed, dates
/// as ISO 8601, formulas as they were last reckoned. InvalidInput: `subject` names the part of the workbook or the cell; NotFound: the sheet,
/// with the names that there are.
Result<Sheet> readWorkbook(const QByteArray &bytes, const QString &sheetName);

} // namespace crossdock::imports
