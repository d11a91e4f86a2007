#include "core/inventory/rules/amounts.h"

#include <QDate>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

std::optional<int> wholeAt(std::span<const Token> tokens, int at)
{
    if (at < 0 || size_t(at) >= tokens.size() || tokens[size_t(at)].kind != Token::Kind::Number)
        return std::nullopt;
    bool valid = false;
    const int whole = tokens[size_t(at)].word.toInt(&valid);
    return valid ? std::optional(whole) : std::nullopt;
}

bool isGluedAt(std::span<const Token> tokens, int at)
{
    return size_t(at) < tokens.size() && tokens[size_t(at)].isGlued;
}

struct Clock {
    int hour = 0;
    int minute = 0;
    int end = 0;
    bool isSure = false; ///< said in 24 hours
};

/// The hour as a number or a word, for "half past seven".
std::optional<std::pair<int, int>> hourAt(std::span<const Token> tokens, int at)
{
    const auto number = readNumber(tokens, at);
    if (!number || number->number < 0 || number->number > 24 || number->number != int(number->number))
        return std::nullopt;
    return std::pair(int(number->number), number->end);
}

/// Half past seven, quarter to six, ten past nine.
std::optional<Clock> readPast(std::span<const Token> tokens, int at)
{
    int next = at + (wordAt(tokens, at) == u"a"_s ? 1 : 0);
    int minutes = 0;
    bool isPlain = false; // "9 to 5" is no time
    if (wordAt(tokens, next) == u"half"_s) {
        minutes = 30;
        ++next;
    } else if (wordAt(tokens, next) == u"quarter"_s) {
        minutes = 15;
        ++next;
    } else if (const auto number = readNumber(tokens, next)) {
        minutes = int(number->number);
        next = number->end;
        isPlain = wordAt(tokens, next) != u"minutes"_s;
        next += isPlain ? 0 : 1;
    } else {
        return std::nullopt;
    }
    const bool past = wordAt(tokens, next) == u"past"_s;
    if ((!past && (isPlain || wordAt(tokens, next) != u"to"_s)) || minutes <= 0 || minutes > 30)
        return std::nullopt;
    const auto hour = hourAt(tokens, next + 1);
    if (!hour || hour->first > 12 || hour->first < 1)
        return std::nullopt;
    const int total = hour->first * 60 + (past ? minutes : -minutes);
    return Clock{total / 60, total % 60, hour->second, false};
}

std::optional<Clock> readClock(std::span<const Token> tokens, int at)
{
    const auto hour = wholeAt(tokens, at);
    if (hour && wordAt(tokens, at + 1) == u":"_s && isGluedAt(tokens, at + 1) && isGluedAt(tokens, at + 2)) {
        const auto minute = wholeAt(tokens, at + 2);
        const int digits = int(tokens[size_t(at)].text.size());
        if (minute && *hour < 24 && *minute < 60 && tokens[size_t(at) + 2].text.size() == 2)
            return Clock{*hour, *minute, at + 3, digits == 2 || *hour == 0};
        return std::nullopt;
    }
    if (const auto past = readPast(tokens, at))
        return past;
    if (size_t(at) < tokens.size() && tokens[size_t(at)].kind == Token::Kind::Number && !hour) {
        const QStringList parts = tokens[size_t(at)].text.split(u'.'); // 6.30 pm
        if (parts.size() == 2 && parts[1].size() == 2 && parts[0].toInt() < 24 && parts[1].toInt() < 60)
            return Clock{parts[0].toInt(), parts[1].toInt(), at + 1, false};
        return std::nullopt;
    }
    const auto spoken = hourAt(tokens, at);
    if (!spoken || spoken->first > 23)
        return std::nullopt;
    return Clock{spoken->first, 0, spoken->second, false};
}

enum class HalfOfDay : quint8 { Unsaid, Morning, Evening };

/// am, pm, in the morning, at night; `at` moves behind it.
HalfOfDay readHalf(std::span<const Token> tokens, int &at, int hour)
{
    const QString word = wordAt(tokens, at);
    if (word == u"am"_s || word == u"pm"_s) {
        ++at;
        return word == u"am"_s ? HalfOfDay::Morning : HalfOfDay::Evening;
    }
    if (word == u"in"_s && wordAt(tokens, at + 1) == u"the"_s) {
        const QString part = wordAt(tokens, at + 2);
        if (part == u"morning"_s || part == u"afternoon"_s || part == u"evening"_s) {
            at += 3;
            return part == u"morning"_s ? HalfOfDay::Morning : HalfOfDay::Evening;
        }
    }
    if (word == u"at"_s && wordAt(tokens, at + 1) == u"night"_s) {
        at += 2;
        return hour >= 6 && hour < 12 ? HalfOfDay::Evening : HalfOfDay::Morning;
    }
    return HalfOfDay::Unsaid;
}

Amount timeAmount(int hour, int minute, int end, bool unsure)
{
    const QString text = u"%1:%2"_s.arg(hour, 2, 10, QChar(u'0')).arg(minute, 2, 10, QChar(u'0'));
    return Amount{Slot::Time, end, double(hour * 60 + minute), {}, text, unsure};
}

} // namespace

std::optional<Amount> readTime(std::span<const Token> tokens, int at)
{
    const QString word = wordAt(tokens, at);
    const bool twelve = word == u"12"_s && size_t(at) + 1 < tokens.size();
    const QString named = twelve ? wordAt(tokens, at + 1) : word;
    if (named == u"noon"_s || named == u"midday"_s)
        return timeAmount(12, 0, at + (twelve ? 2 : 1), false);
    if (named == u"midnight"_s)
        return timeAmount(0, 0, at + (twelve ? 2 : 1), false);
    const bool isRest = at > 1 && wordAt(tokens, at - 1) == u":"_s && isGluedAt(tokens, at) && wholeAt(tokens, at - 2); // of 25:00
    auto clock = isRest ? std::nullopt : readClock(tokens, at);
    if (!clock)
        return std::nullopt;
    if (wordAt(tokens, clock->end) == u"o'clock"_s)
        ++clock->end;
    int end = clock->end;
    const HalfOfDay half = readHalf(tokens, end, clock->hour);
    if (half == HalfOfDay::Unsaid)
        return timeAmount(clock->hour, clock->minute, end, !clock->isSure && clock->hour <= 12);
    if (clock->hour > 12 || clock->hour == 0)
        return std::nullopt; // 13 pm is no hour: was 1 pm meant, or 13:00?
    const int hour = clock->hour % 12 + (half == HalfOfDay::Evening ? 12 : 0);
    return timeAmount(hour, clock->minute, end, false);
}

namespace {

std::optional<std::pair<int, int>> dayAt(std::span<const Token> tokens, int at)
{
    const auto day = wholeAt(tokens, at);
    if (!day || *day < 1 || *day > 31)
        return std::nullopt;
    static const QStringList endings{u"st"_s, u"nd"_s, u"rd"_s, u"th"_s};
    const bool ordinal = endings.contains(wordAt(tokens, at + 1)) && isGluedAt(tokens, at + 1);
    return std::pair(*day, at + (ordinal ? 2 : 1));
}

std::optional<Amount> dateAmount(int year, int month, int day, int end, bool unsure)
{
    if (!QDate::isValid(year == 0 ? 2024 : year, month, day))
        return std::nullopt;
    const QString text = (year == 0 ? u"----"_s : u"%1-"_s.arg(year, 4, 10, QChar(u'0')))
        + u"%1-%2"_s.arg(month, 2, 10, QChar(u'0')).arg(day, 2, 10, QChar(u'0'));
    return Amount{Slot::Date, end, 0, {}, text, unsure || year == 0};
}

/// The year behind a day and a month, if one is said; `at` moves behind it.
int readYear(std::span<const Token> tokens, int &at)
{
    const int start = at + (wordAt(tokens, at) == u","_s ? 1 : 0);
    const auto year = wholeAt(tokens, start);
    if (!year || *year < 1900 || *year > 2199 || tokens[size_t(start)].text.size() != 4)
        return 0;
    at = start + 1;
    return *year;
}

/// 2026-12-24, 24/12/2026 or 12/24/2026; 03/04 is one whose year nobody knows.
std::optional<Amount> readNumericDate(std::span<const Token> tokens, int at)
{
    const auto first = wholeAt(tokens, at);
    if (!first)
        return std::nullopt;
    const auto second = wholeAt(tokens, at + 1);
    const auto third = wholeAt(tokens, at + 2);
    if (*first > 1900 && second && third && tokens[size_t(at) + 1].isHyphened && tokens[size_t(at) + 2].isHyphened)
        return dateAmount(*first, *second, *third, at + 3, false);
    if (wordAt(tokens, at + 1) != u"/"_s || !isGluedAt(tokens, at + 1) || !isGluedAt(tokens, at + 2))
        return std::nullopt;
    const auto middle = wholeAt(tokens, at + 2);
    if (middle && wordAt(tokens, at + 3) != u"/"_s)
        return *first > 12 ? dateAmount(0, *middle, *first, at + 3, true) : dateAmount(0, *first, *middle, at + 3, true);
    const auto year = wholeAt(tokens, at + 4);
    if (!middle || !year || *year < 1900)
        return std::nullopt;
    if (*first > 12)
        return dateAmount(*year, *middle, *first, at + 5, false);
    if (*middle > 12 || *middle == *first)
        return dateAmount(*year, *first, *middle, at + 5, false);
    return dateAmount(*year, *middle, *first, at + 5, true);
}

} // namespace

std::optional<Amount> readDate(std::span<const Token> tokens, int at)
{
    if (const auto numeric = readNumericDate(tokens, at))
        return numeric;
    int start = at + (wordAt(tokens, at) == u"the"_s ? 1 : 0);
    if (const auto day = dayAt(tokens, start)) {
        int next = day->second + (wordAt(tokens, day->second) == u"of"_s ? 1 : 0);
        const int month = monthNamed(wordAt(tokens, next));
        if (month == 0)
            return std::nullopt;
        ++next;
        const int year = readYear(tokens, next);
        return dateAmount(year, month, day->first, next, false);
    }
    const int month = monthNamed(wordAt(tokens, at));
    if (month == 0)
        return std::nullopt;
    const auto day = dayAt(tokens, at + 1 + (wordAt(tokens, at + 1) == u"the"_s ? 1 : 0));
    if (!day)
        return std::nullopt;
    int next = day->second;
    const int year = readYear(tokens, next);
    return dateAmount(year, month, day->first, next, false);
}

const QHash<QString, int> &monthNames()
{
    static const QHash<QString, int> months = [] {
        const QStringList names{u"january"_s, u"february"_s, u"march"_s,     u"april"_s,   u"may"_s,      u"june"_s,
                                u"july"_s,    u"august"_s,   u"september"_s, u"october"_s, u"november"_s, u"december"_s};
        constexpr qsizetype shortLength = 3;
        QHash<QString, int> all{{u"sept"_s, 9}};
        for (int i = 0; i < names.size(); ++i) {
            all.insert(names[i], i + 1);
            all.insert(names[i].left(shortLength), i + 1);
        }
        return all;
    }();
    return months;
}

const QHash<QString, QString> &weekdayNames()
{
    static const QHash<QString, QString> weekdays = [] {
        const QStringList names{u"monday"_s, u"tuesday"_s, u"wednesday"_s, u"thursday"_s, u"friday"_s, u"saturday"_s, u"sunday"_s};
        constexpr qsizetype shortLength = 3;
        QHash<QString, QString> all{{u"tues"_s, u"tue"_s}, {u"thurs"_s, u"thu"_s}};
        for (const QString &name : names) {
            const QString key = name.left(shortLength);
            for (const QString &said : {name, name + u's', key})
                all.insert(said, key);
        }
        return all;
    }();
    return weekdays;
}

int monthNamed(const QString &word)
{
    return monthNames().value(word, 0);
}

QString weekdayNamed(const QString &word)
{
    return weekdayNames().value(word);
}

} // namespace crossdock::rules
