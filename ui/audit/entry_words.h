#pragma once

#include "core/inventory/query.h"

#include <QString>

/// The trail in the words that people read.
namespace crossdock::ui {

QString momentText(Time at); ///< "24 Nov 18:00:03", local
QString exactMomentText(Time at); ///< "2026-11-24 18:00:03.125 UTC"
QString actorText(const Actor &actor); ///< "Anna", "Rule: night stock", "Crossdock"

/// "Stock received". A name that is not known stays as it is.
QString entryPhrase(const QString &what);

/// Beginnings of entry names to filter by, with their titles: "stock.", "Stock".
QList<QPair<QString, QString>> entryGroups();

/// What an entry is about: "TENT-2P at main", "shopify-us/1004".
QString aboutText(const Entry &entry);

/// Old and new value: "free at main 12 -> 10". Empty where nothing was counted.
QString changeText(const Entry &entry);

} // namespace crossdock::ui
