#pragma once

#include "core/inventory/fulfilment/rates/rate_sheet.h"

#include <QMap>

namespace crossdock::rates {

/// Which column of a price sheet holds what.
struct SheetColumns {
    QMap<QString, int> fields; ///< "zone", "max_weight", "price", ...
    QList<QPair<QStringList, int>> zones; ///< of a matrix: a column may stand for several zones
    QString weightUnit, currency; ///< as a column's title says: "weight_kg", "usd"
    QStringList unused;

    bool isMatrix() const { return zones.size() >= 2 && fields.contains(QStringLiteral("max_weight")); }
    QString cell(const imports::Sheet::Record &record, const QString &field) const
    {
        return fields.contains(field) ? record.cells.value(fields[field]) : QString();
    }
};

/// Reads titles. `known` are field names beside those of weight, price and zones.
SheetColumns readColumns(const QStringList &titles, const QStringList &known);

/// "Max Weight" to "max_weight".
QString normalTitle(const QString &title);

/// A date as ISO; null: none.
QDate readDate(const QString &text);

} // namespace crossdock::rates
