#pragma once

#include "core/inventory/fulfilment/rates/measures.h"

#include <QString>

/// What words and signs around a number mean in carriers' files.
namespace crossdock::rates {

/// "lbs", "Pounds", "kilo": the unit; nothing: none is called so.
std::optional<WeightUnit> unitOfWord(QString word);

/// "R$", "eur", "£" as a code. Signs that several countries share are `expected` where that is one of theirs, "$" else USD. Nothing: no currency,
/// or one of several.
std::optional<QString> currencyOfWord(const QString &word, const QString &expected);

/// "up to", "bis", "hasta", "≤": words before a weight that say what a row says anyway.
bool meansUpTo(const QString &word);

/// What carriers write where a weight is not offered to a zone.
bool isNotOffered(const QString &cell);

/// "Letter", "Envelope", "Pak": a row of prices for the carrier's own packaging, not for parcels by weight.
bool isPackaging(const QString &cell);

} // namespace crossdock::rates
