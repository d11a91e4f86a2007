#pragma once

#include "core/inventory/query.h"

#include <QString>

/// What an entry of the trail says beside the words of ui/words.h. Reads the body as core/inventory/audit/draft.h
/// writes it: about{kind: [names]}, movements[{sku, from, to, quantity}], changes[{what, old, new}],
/// offers[{channel, listing, sku, old, new}].
namespace crossdock::ui {

/// One line of the double entry: units leave one account and enter another.
struct MovementText {
    QString sku, from, to; ///< "Free at main", "Outside"
    Quantity quantity = 0;
    QString words; ///< "2 reserved at main"
};

/// One value before and after.
struct ChangeText {
    QString what, before, after;
};

QString exactMomentText(Time at); ///< "2026-11-24 18:00:03.125 UTC"

/// Beginnings of entry names to filter by, with their titles: "stock.", "Stock".
QList<QPair<QString, QString>> entryGroups();

/// What an entry is about: "shopify-us/1004, TENT-2P".
QString aboutText(const Entry &entry);

QList<MovementText> movementsOf(const Entry &entry);
QList<ChangeText> changesOf(const Entry &entry); ///< changed values, then offers; where there is neither nor a movement, what it says

/// The first changed value and how many more there are, else the first movement in words: "2 reserved at main"; else
/// what the entry says: "12.99 USD given back".
QString changeText(const Entry &entry);

} // namespace crossdock::ui
