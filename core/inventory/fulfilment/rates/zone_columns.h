#pragma once

#include "core/inventory/fulfilment/rates/rate_sheet.h"

namespace crossdock::rates {

/// Which column of a sheet of zones holds what.
struct ZoneColumns {
    QMap<QString, int> fields;
    QMap<QString, QString> values; ///< field to what a person says it is in rows that have nothing of it
    QMap<QString, QString> titles; ///< of the fields, as `imports::plainTitle()` has them
    QList<QPair<QString, int>> others; ///< by title; without a column of zones: services

    bool has(const QString &field) const { return fields.contains(field) || values.contains(field); }
    bool isHeader() const; ///< do they tell destinations, and zones or services?
    QString cell(const imports::Sheet::Record &record, const QString &field) const
    {
        const QString text = fields.contains(field) ? record.cells.value(fields[field]).trimmed() : QString();
        return text.isEmpty() ? values.value(field) : text;
    }
};

/// The field that a title names, as imports::plainTitle() has it; empty: none.
QString zoneFieldOf(const QString &title);

/// Reads titles; what a person says of columns comes before them.
ZoneColumns zoneColumns(const QStringList &titles, const SheetDefaults &said);

} // namespace crossdock::rates
