#pragma once

#include "core/inventory/fulfilment/rates/rate_sheet.h"

#include <QMap>

#include <span>

namespace crossdock::rates {

/// Which column of a price sheet holds what.
struct SheetColumns {
    QMap<QString, int> fields; ///< "zone", "max_weight", "price", ...
    QList<QPair<QStringList, int>> zones; ///< of a matrix: a column may stand for several zones
    QString weightUnit, currency; ///< as a column's title says: "weight_kg", "usd"
    QStringList unused;
    bool isOneZone = false; ///< one column of prices is all of them

    bool isMatrix() const { return zones.size() >= (isOneZone ? 1 : 2) && fields.contains(QStringLiteral("max_weight")); }
    QString cell(const imports::Sheet::Record &record, const QString &field) const
    {
        return fields.contains(field) ? record.cells.value(fields[field]) : QString();
    }
};

/// Reads titles. `known` are field names beside those of weight, price and zones.
SheetColumns readColumns(const QStringList &titles, const QStringList &known);

/// Of a list that tells no zones: its column of prices is that of zone "1", or its only column of a zone that of all. The note on it; empty: it is none.
QString takeOneZone(SheetColumns &columns, const QStringList &titles);

/// Of a list that tells neither zones nor prices: columns that hold nothing but amounts are those of zones, by their titles. The note; empty: there are none.
QString takeNamedZones(SheetColumns &columns, const QStringList &titles, std::span<const imports::Sheet::Record> records);

/// A date as ISO; null: none.
QDate readDate(const QString &text);

} // namespace crossdock::rates
