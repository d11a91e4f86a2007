#pragma once

#include "core/inventory/values/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace crossdock::imports {

/// A CSV file cut into cells (RFC 4180 quotes; comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252), or a sheet of an Excel workbook.
struct Sheet {
    struct Record {
        int line = 0; ///< where it begins in the file, from 1
        QStringList cells; ///< trimmed; as many as there are
    };
    QString encoding; ///< "UTF-8", "UTF-16", "Windows-1252", "XLSX"
    QChar delimiter; ///< null: a workbook
    QStringList header;
    QList<Record> records; ///< without empty lines
    QByteArray fingerprint; ///< SHA-256 of the bytes: the same file has the same operation keys
};

/// InvalidInput for a file without a header row, or with a quote that never ends (`detail` names the line). A workbook is known by its first
/// bytes, and `name` is that of the sheet in it; empty: the first.
Result<Sheet> readSheet(const QByteArray &bytes, const QString &name = {});

/// A column's title without what people decorate it with: "Order-ID " to "order_id".
QString plainTitle(const QString &title);

} // namespace crossdock::imports
