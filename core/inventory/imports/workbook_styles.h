#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace crossdock::imports {

/// How a workbook shows its numbers: which are dates (ECMA-376 part 1, 18.8.30), and how many digits were typed.
class WorkbookStyles
{
public:
    void addFormat(int id, const QString &code);
    void addStyle(int formatId) { m_formats.append(formatId); }

    /// "46023" to "2026-01-01" in a style of dates, "12.340000000000001" to "12.34" in any other.
    QString shown(const QString &value, int style, bool countsFrom1904) const;

private:
    bool isDate(int style) const;

    QHash<int, QString> m_codes;
    QList<int> m_formats; ///< by style
};

} // namespace crossdock::imports
