#include "core/inventory/imports/cell_time.h"

#include <QLocale>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {
namespace {

/// A date in three numbers, as they stand; `rest` is the time of the day.
struct Numbers {
    int first = 0, second = 0, third = 0;
    bool beginsWithYear = false, hasPoints = false;
    QString rest;
};

std::optional<Numbers> numbersOf(const QString &cell)
{
    static const QRegularExpression form(u"^(\\d{4}|\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{1,2})(?:[T, ]+(.*))?$"_s);
    const auto match = form.match(cell);
    if (!match.hasMatch())
        return {};
    return Numbers{match.captured(1).toInt(), match.captured(3).toInt(), match.captured(4).toInt(), match.captured(1).size() == 4, match.captured(2) == u".", match.captured(5)};
}

/// Two digits are of this century: exports of orders are young.
int wholeYear(int year)
{
    return year < 100 ? 2'000 + year : year;
}

Result<QDate> dateOf(const Numbers &numbers, DayOrder order)
{
    if (numbers.beginsWithYear)
        return QDate(numbers.first, numbers.second, numbers.third);
    const int year = wholeYear(numbers.third);
    const QDate byDay(year, numbers.second, numbers.first), byMonth(year, numbers.first, numbers.second);
    if (numbers.hasPoints || order == DayOrder::DayFirst)
        return byDay;
    if (order == DayOrder::MonthFirst)
        return byMonth;
    if (byDay.isValid() && byMonth.isValid() && byDay != byMonth)
        return fail(Error::Code::InvalidInput, {}, u"no row of the file tells whether the day or the month is first: write it like %1; on the command line --dates day-first or --dates month-first says it"_s.arg(byDay.toString(Qt::ISODate)));
    return byDay.isValid() ? byDay : byMonth;
}

/// 1 to 12 of "Jan", "January"; 0: it is no month.
int monthFrom(const QString &word)
{
    constexpr int shortName = 3; // letters
    const QLocale english = QLocale::c();
    for (int month = 1; month <= 12; ++month)
        if (word.size() >= shortName && english.monthName(month).startsWith(word, Qt::CaseInsensitive))
            return month;
    return 0;
}

/// "31 Jan 2018", "31-Jan-18", "Wed, January 31, 2018", with what stands behind.
std::optional<std::pair<QDate, QString>> dateInWords(const QString &cell)
{
    static const QRegularExpression dayFirst(u"^(?:[A-Za-z]+,\\s*)?(\\d{1,2})[ ./-]+([A-Za-z]{3,9})[ .,/-]+(\\d{4}|\\d{2})(?:[, ]+(.*))?$"_s);
    static const QRegularExpression monthFirst(u"^(?:[A-Za-z]+,\\s*)?([A-Za-z]{3,9})[ .-]+(\\d{1,2})[ ,-]+(\\d{4}|\\d{2})(?:[, ]+(.*))?$"_s);
    if (const auto match = dayFirst.match(cell); match.hasMatch())
        return std::pair(QDate(wholeYear(match.captured(3).toInt()), monthFrom(match.captured(2)), match.captured(1).toInt()), match.captured(4));
    if (const auto match = monthFirst.match(cell); match.hasMatch())
        return std::pair(QDate(wholeYear(match.captured(3).toInt()), monthFrom(match.captured(1)), match.captured(2).toInt()), match.captured(4));
    return {};
}

/// Milliseconds since midnight UTC of the day; nothing: it is no time of the day. Empty is midnight.
std::optional<qint64> millisecondsOf(const QString &text)
{
    static const QRegularExpression form(u"^(?:at )?(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*([AP]\\.?M\\.?)?\\s*(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?$"_s, QRegularExpression::CaseInsensitiveOption);
    if (text.isEmpty())
        return 0;
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {};
    int hour = match.captured(1).toInt();
    const QString half = match.captured(5).toLower();
    if (!half.isEmpty() && (hour < 1 || hour > 12))
        return {};
    if (!half.isEmpty())
        hour = hour % 12 + (half.startsWith(u'p') ? 12 : 0);
    const QTime time(hour, match.captured(2).toInt(), match.captured(3).toInt(), match.captured(4).leftJustified(3, u'0', true).toInt());
    if (!time.isValid())
        return {};
    const QString offset = match.captured(6).remove(u':');
    const bool isNumber = offset.startsWith(u'+') || offset.startsWith(u'-');
    const qint64 minutes = isNumber ? offset.sliced(1, 2).toLongLong() * 60 + offset.sliced(3).toLongLong() : 0;
    return time.msecsSinceStartOfDay() - (offset.startsWith(u'-') ? -minutes : minutes) * 60'000;
}

} // namespace

DayOrder dayOrderOf(const QStringList &cells)
{
    constexpr int mostMonths = 12;
    bool isDayFirst = false, isMonthFirst = false;
    for (const QString &cell : cells) {
        const auto numbers = numbersOf(cell.trimmed());
        if (!numbers || numbers->beginsWithYear || numbers->hasPoints)
            continue;
        isDayFirst = isDayFirst || numbers->first > mostMonths;
        isMonthFirst = isMonthFirst || numbers->second > mostMonths;
    }
    if (isDayFirst == isMonthFirst)
        return DayOrder::Unknown;
    return isDayFirst ? DayOrder::DayFirst : DayOrder::MonthFirst;
}

Result<Time> timeFrom(const QString &cell, DayOrder order)
{
    const QString text = cell.trimmed();
    if (const auto time = parseTime(text))
        return time;
    QDate day;
    QString rest;
    if (const auto numbers = numbersOf(text)) {
        const auto found = dateOf(*numbers, order);
        if (!found)
            return tl::make_unexpected(found.error());
        day = *found;
        rest = numbers->rest;
    } else if (const auto words = dateInWords(text)) {
        std::tie(day, rest) = *words;
    } else if (text.size() == 8) {
        day = QDate::fromString(text, u"yyyyMMdd"_s);
    }
    const auto time = millisecondsOf(rest.trimmed());
    if (!day.isValid() || !time)
        return fail(Error::Code::InvalidInput, cell, u"not a time like 2026-11-25T09:30:00Z"_s);
    return fromMs(day.startOfDay(Qt::UTC).toMSecsSinceEpoch() + *time);
}

} // namespace crossdock::imports
