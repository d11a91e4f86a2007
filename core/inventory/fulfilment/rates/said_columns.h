#pragma once

#include "core/inventory/fulfilment/rates/rate_sheet.h"

/// What a person says of the columns of a stranger's file, in SheetDefaults: the titles or the numbers of columns by field.
namespace crossdock::rates {

inline const QString zonePrefix = QStringLiteral("zone:"); ///< "zone:DE": the column of prices to zone DE

bool isSaid(const SheetDefaults &said, const QString &field);

/// Those that are said and that these titles have, by field.
QMap<QString, int> saidColumns(const SheetDefaults &said, const QStringList &titles);

/// The line that most likely holds the titles: the first that is about as full as the fullest.
QStringList likelyTitles(const imports::Sheet &sheet);

/// A file with its titles where it is said that they are.
struct SaidSheet {
    imports::Sheet sheet; ///< without a line of titles its header is empty
    std::optional<qsizetype> first; ///< of the records below the titles; nothing: nothing is said that tells
};

/// InvalidInput: no line holds the titles that are said, or no line a number in the column that is said to.
Result<SaidSheet> saidSheet(const imports::Sheet &sheet, const SheetDefaults &said);

/// The titles above that record.
QStringList titlesAbove(const imports::Sheet &sheet, qsizetype first);

} // namespace crossdock::rates
