#include "core/inventory/imports/workbook_styles.h"

#include <QDateTime>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {
namespace {

/// A format of days or times, seen by its letters outside quotes, brackets and escapes.
bool hasDateLetters(const QString &code)
{
    bool isQuoted = false, isBracketed = false;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar c = code.at(i).toLower();
        if (c == u'"')
            isQuoted = !isQuoted;
        else if (!isQuoted && c == u'\\')
            ++i;
        else if (!isQuoted && (c == u'[' || c == u']'))
            isBracketed = c == u'[';
        else if (!isQuoted && !isBracketed && (c == u'd' || c == u'm' || c == u'y' || c == u'h' || c == u's'))
            return true;
    }
    return false;
}

/// A count of days since the last day of 1899; the year 1900 has a 29 February there.
QString dateText(double days, bool countsFrom1904)
{
    constexpr double mostDays = 2'958'466; // the year 9999
    if (!(days >= 0) || days >= mostDays)
        return {};
    const qint64 whole = static_cast<qint64>(std::floor(days));
    const QDate first = countsFrom1904 ? QDate(1904, 1, 1) : whole < 60 ? QDate(1899, 12, 31) : QDate(1899, 12, 30);
    const qint64 seconds = std::llround((days - static_cast<double>(whole)) * 86'400);
    if (seconds == 0)
        return first.addDays(whole).toString(Qt::ISODate);
    return QDateTime(first.addDays(whole), QTime(0, 0), Qt::UTC).addSecs(seconds).toString(u"yyyy-MM-ddTHH:mm:ss"_s);
}

} // namespace

void WorkbookStyles::addFormat(int id, const QString &code)
{
    m_codes.insert(id, code);
}

bool WorkbookStyles::isDate(int style) const
{
    if (style < 0 || style >= m_formats.size())
        return false;
    const int format = m_formats.at(style);
    const auto code = m_codes.constFind(format);
    if (code != m_codes.constEnd())
        return hasDateLetters(*code);
    const auto isIn = [format](int from, int to) { return from <= format && format <= to; };
    return isIn(14, 22) || isIn(27, 36) || isIn(45, 47) || isIn(50, 58);
}

QString WorkbookStyles::shown(const QString &value, int style, bool countsFrom1904) const
{
    constexpr int typedDigits = 15; // what a spreadsheet keeps of what is typed
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number))
        return value;
    if (isDate(style)) {
        const QString date = dateText(number, countsFrom1904);
        return date.isEmpty() ? value : date;
    }
    const QString text = QString::number(number, 'g', typedDigits);
    return text.contains(u'e') ? QString::number(number, 'f', QLocale::FloatingPointShortest) : text;
}

} // namespace crossdock::imports
