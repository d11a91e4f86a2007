#pragma once

#include "core/inventory/fulfilment/rates/rate_sheet.h"

#include <QMap>

#include <span>

namespace crossdock::rates {

/// Which column of a price sheet holds what.
struct SheetColumns {
    QMap<QString, int> fields; ///< "zone", "max_weight", "price", ...
    QList<QPair<QStringList, int>> zones; ///< of a matrix: a column may stand for several zones
    QMap<QString, QString> values = {}; ///< field to what a person says it is in rows that have nothing of it
    QString weightUnit, currency; ///< as a column's title says: "weight_kg", "usd"
    QStringList unused;
    bool isOneZone = false; ///< one column of prices is all of them

    bool isMatrix() const { return zones.size() >= (isOneZone ? 1 : 2) && fields.contains(QStringLiteral("max_weight")); }
    bool has(const QString &field) const { return fields.contains(field) || values.contains(field); }
    QString cell(const imports::Sheet::Record &record, const QString &field) const
    {
        const QString text = fields.contains(field) ? record.cells.value(fields[field]) : QString();
        return text.isEmpty() ? values.value(field) : text;
    }
};

/// Reads titles. `known` are field names beside those of weight, price and zones; what a person says of columns comes before their titles.
SheetColumns readColumns(const QStringList &titles, const QStringList &known, const SheetDefaults &said = {});

/// Of a list that tells no zones: its column of prices is that of zone "1", or its only column of a zone that of all. The note on it; empty: it is none.
QString takeOneZone(SheetColumns &columns, const QStringList &titles);

/// Of a list that tells neither zones nor prices: columns that hold nothing but amounts are those of zones, by their titles. The note; empty: there are none.
QString takeNamedZones(SheetColumns &columns, const QStringList &titles, std::span<const imports::Sheet::Record> records);

/// A date as people write it; null: none, or one of two, and the order does not tell.
QDate readDate(const QString &text, imports::DayOrder order = imports::DayOrder::Unknown);

} // namespace crossdock::rates
