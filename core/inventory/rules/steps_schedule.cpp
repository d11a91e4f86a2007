#include "core/inventory/rules/interpreter.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

/// Steps that make schedules: bits are gathered, then put together.
namespace crossdock::rules {

using Kind = Meaning::Kind;

void Interpreter::stepBit(Meanings &meanings, const QStringList &arguments)
{
    Meaning bit = made(Kind::ScheduleBit);
    static const QStringList frequencies{u"minutely"_s, u"hourly"_s, u"daily"_s, u"weekly"_s, u"monthly"_s};
    const QString first = arguments.value(0);
    if (frequencies.contains(first)) {
        bit.text = u"freq"_s;
    } else if (first.contains(u'/') || first == u"UTC"_s || first == u"local"_s) {
        bit.text = u"zone"_s;
    } else if (first.contains(u':')) {
        bit.text = u"at"_s;
        bit.isLoose = true; // morning: gives way to a time
    } else if (first == u"last"_s || first == u"first"_s) {
        bit.text = u"monthdays"_s;
        bit.number = first == u"last"_s ? -1 : 1;
    } else if (first.isEmpty()) {
        const QStringList words = takeWords(meanings);
        bit.text = u"zone"_s;
        bit.keys = {words.value(0)};
        meanings.push_back(std::move(bit));
        return;
    } else if (first.toInt() > 0) {
        bit.text = u"interval"_s;
        bit.number = first.toInt();
    } else {
        bit.text = u"weekdays"_s;
    }
    bit.keys = arguments;
    meanings.push_back(std::move(bit));
}

void Interpreter::stepBitNumbers(Meanings &meanings, const QStringList &arguments)
{
    const bool asDays = arguments.value(0) == u"days"_s;
    const Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.empty())
        return reject();
    for (const Meaning &amount : amounts) {
        Meaning bit = made(Kind::ScheduleBit);
        const bool day = amount.slot == Slot::Ordinal || asDays;
        bit.text = day ? u"monthdays"_s : u"interval"_s;
        bit.number = amount.number;
        bit.span = amount.span;
        if (amount.number < 1 || amount.number != std::floor(amount.number) || (day && amount.number > 31))
            return mistake(meanings, u"contradictory"_s, u"schedule"_s, amount.span);
        meanings.push_back(std::move(bit));
    }
}

/// "Except Sunday": the days that are not named.
void Interpreter::stepOtherDays(Meanings &meanings, const QStringList &)
{
    Meaning bit = made(Kind::ScheduleBit);
    bit.text = u"weekdays"_s;
    bit.keys = {u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    for (const Meaning &name : take(meanings, Kind::Name))
        bit.keys.removeIf([&](const QString &day) { return name.keys.contains(day); });
    if (bit.keys.isEmpty())
        return mistake(meanings, u"contradictory"_s, u"schedule"_s, m_span);
    meanings.push_back(std::move(bit));
}

/// An hour without am or pm waits for its schedule: "every morning at 10" says which is meant.
void Interpreter::stepAt(Meanings &meanings, const QStringList &)
{
    for (const Meaning &moment : take(meanings, Kind::Moment)) {
        Meaning bit = made(Kind::ScheduleBit);
        bit.text = u"at"_s;
        bit.keys = {moment.text};
        bit.span = moment.span;
        bit.isUnsure = moment.isUnsure;
        meanings.push_back(std::move(bit));
    }
}

namespace {

/// The hour in the part of the day that was named; empty where it does not lie there.
QString inPartOfDay(const QString &time, const QString &part)
{
    const int hour = time.left(2).toInt() % 12;
    const bool isMorning = part == u"09:00";
    const bool isThere = isMorning ? hour >= 4 : part == u"14:00" ? hour < 7 : part == u"18:00" ? hour >= 4 && hour < 11 : hour >= 7;
    return isThere ? u"%1:%2"_s.arg(hour + (isMorning ? 0 : 12), 2, 10, QLatin1Char('0')).arg(time.mid(3)) : QString();
}

} // namespace

void Interpreter::stepOnce(Meanings &meanings, const QStringList &)
{
    const Meanings days = take(meanings, Kind::Day);
    if (days.size() != 1)
        return reject();
    if (days.front().isUnsure)
        return mistake(meanings, u"ambiguous"_s, days.front().text, days.front().span);
    Meaning bit = made(Kind::ScheduleBit);
    bit.text = u"once"_s;
    bit.keys = {days.front().text};
    meanings.push_back(std::move(bit));
}

void Interpreter::stepSchedule(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    const Meanings conditions = take(meanings, Kind::TimeFilter);
    Meaning result = made(Kind::Schedule);
    Schedule &schedule = result.schedule.edit();
    QStringList parts;
    for (const Meaning &name : take(meanings, Kind::Name)) {
        if (name.slot != Slot::Weekday)
            return reject();
        schedule.weekdays += name.keys;
    }
    Meanings bits = take(meanings, Kind::ScheduleBit);
    const auto part = std::ranges::find_if(bits, [](const Meaning &bit) { return bit.text == u"at" && bit.isLoose; });
    for (Meaning &bit : bits) {
        if (bit.isUnsure && part != bits.end()) {
            bit.keys = {inPartOfDay(bit.keys.first(), part->keys.first())};
            bit.isUnsure = bit.keys.first().isEmpty();
        }
        if (bit.isUnsure) {
            meanings.clear();
            return mistake(meanings, u"ambiguous"_s, u"am_pm"_s, bit.span);
        }
    }
    for (const Meaning &bit : bits) {
        if (bit.text == u"freq"_s)
            schedule.frequency = bit.keys.first();
        else if (bit.text == u"interval"_s)
            schedule.interval = int(bit.number);
        else if (bit.text == u"weekdays"_s)
            schedule.weekdays += bit.keys;
        else if (bit.text == u"monthdays"_s)
            schedule.monthDays.push_back(int(bit.number));
        else if (bit.text == u"at"_s)
            (bit.isLoose ? parts : schedule.at) += bit.keys.first();
        else if (bit.text == u"zone"_s)
            schedule.zone = bit.keys.first() == u"local"_s ? QString() : bit.keys.first();
        else if (bit.text == u"date"_s)
            schedule.date = bit.keys.first();
        else if (bit.text == u"once"_s) {
            schedule.frequency = u"once"_s;
            schedule.date = bit.keys.first();
        }
    }
    if (!meanings.empty() || schedule.frequency.isEmpty())
        return reject();
    const bool clocked = schedule.frequency != u"minutely"_s && schedule.frequency != u"hourly"_s;
    if (schedule.at.isEmpty())
        schedule.at = parts;
    if (schedule.at.isEmpty() && clocked)
        schedule.at = {u"09:00"_s};
    if (!clocked && !schedule.at.isEmpty())
        return reject();
    schedule.weekdays.removeDuplicates();
    schedule.at.removeDuplicates();
    meanings = {std::move(result)};
    meanings.insert(meanings.end(), conditions.begin(), conditions.end());
}

} // namespace crossdock::rules
