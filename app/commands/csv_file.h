#pragma once

#include "core/inventory/values/result.h"

#include <QSaveFile>
#include <QStringList>

namespace crossdock::app {

/// Writes rows as RFC 4180 with commas, UTF-8. The file appears whole, with commit(), or not at all.
class CsvFile
{
public:
    explicit CsvFile(const QString &path)
        : m_file(path)
    {
    }

    Result<> open();
    void row(const QStringList &cells); ///< the first is the header
    Result<> commit();

    QString path() const { return m_file.fileName(); }
    qint64 rows() const { return m_lines - 1; } ///< without the header

    static QString quoted(const QString &cell);

private:
    QSaveFile m_file;
    qint64 m_lines = 0;
};

} // namespace crossdock::app
