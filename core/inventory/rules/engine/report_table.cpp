#include "core/inventory/rules/engine/report_table.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules::reports {
namespace {

/// A spreadsheet takes what begins with such a sign for a formula; a number keeps its own.
QString csvCell(QString cell)
{
    bool isNumber = false;
    cell.toDouble(&isNumber);
    if (!isNumber && !cell.isEmpty() && QStringView(u"=+-@\t").contains(cell.front()))
        cell.prepend(u'\'');
    return u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
}

QString csvLine(const QStringList &cells)
{
    QStringList quoted;
    for (const QString &cell : cells)
        quoted.append(csvCell(cell));
    return quoted.join(u',') + u"\r\n"_s;
}

} // namespace

void Table::addRow(const QStringList &cells)
{
    m_rows += csvLine(cells);
}

QString Table::text() const
{
    QString text = m_rows + u"\r\n"_s;
    for (const QStringList &note : m_notes)
        text += csvLine(note);
    return text;
}

QString amountCell(qint64 amount, const QString &currency)
{
    return currency.isEmpty() ? QString() : toDecimal({amount, currency});
}

} // namespace crossdock::rules::reports
