#include "core/inventory/rules/context.h"
#include "core/inventory/rules/interpreter.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

/// Steps that make events, clauses, schedules and conditions on time.
namespace crossdock::rules {

using Kind = Meaning::Kind;

void Interpreter::stepEvent(Meanings &meanings, const QStringList &arguments)
{
    Meaning event = made(Kind::Event);
    event.text = arguments.value(0);
    event.isLoose = arguments.value(1) == u"implied"_s;
    meanings.push_back(std::move(event));
}

/// "Email them after 2 days": the wait, said last, comes first.
void Interpreter::stepPutOff(Meanings &meanings, const QStringList &)
{
    const auto wait = std::ranges::find_if(meanings, [](const Meaning &one) { return one.kind == Kind::Action && one.action->type == u"wait"_s; });
    if (wait == meanings.end())
        return;
    wait->isLoose = true;
    std::rotate(meanings.begin(), wait, wait + 1);
}

namespace {

/// What is said of an order where there is none, or of its total where the thing has an amount of its own.
bool isAstray(const Meaning &filter, const QString &event, const Meanings &all)
{
    if (filter.kind != Kind::Filter || filter.tree->kind != Tree::Kind::Leaf || entityOf(filter.tree->leaf.field) != u"order")
        return false;
    static const QStringList withAmount{u"refund"_s, u"chargeback"_s, u"return"_s, u"payout"_s};
    const bool isOrderNamed = std::ranges::any_of(all, [](const Meaning &one) { return one.kind == Kind::Thing && one.text == u"order"; });
    const bool isOthersAmount = fieldName(filter.tree->leaf.field) == u"order.total" && withAmount.contains(thingsOf(event, {}).value(0));
    return !canReach(event, {}, u"order"_s) || (isOthersAmount && !isOrderNamed);
}

} // namespace

/// Everything that was said of one event becomes its parts.
void Interpreter::stepHappening(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    if (std::ranges::any_of(meanings, [](const Meaning &one) { return one.kind == Kind::Main; })
        && !has(meanings, Kind::Event)) // a sales measure stands alone
        return;
    Meanings events = take(meanings, Kind::Event);
    const bool same = std::ranges::all_of(events, [&](const Meaning &one) { return one.text == events.front().text; });
    if (events.empty() || !same)
        return reject();
    Meaning event = std::move(events.front());
    event.span = m_span;
    stepPlace(meanings, {});
    const bool loose = std::ranges::any_of(meanings, [](const Meaning &one) {
        return one.kind == Kind::Name || one.kind == Kind::Text || one.kind == Kind::Comparison
            || one.kind == Kind::Amount || one.kind == Kind::Field;
    });
    const bool counts = has(meanings, Kind::Count) || has(meanings, Kind::Sum);
    if (loose || counts != has(meanings, Kind::Within))
        return reject();
    if (std::ranges::any_of(meanings, [&](const Meaning &one) { return isAstray(one, event.text, meanings); }))
        return reject();
    event.parts = std::move(meanings);
    meanings = {std::move(event)};
}

void Interpreter::stepSub(Meanings &meanings, const QStringList &arguments)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    Meaning sub = made(Kind::Sub);
    sub.text = arguments.value(0);
    sub.isLoose = arguments.value(1) == u"within"_s;
    if (sub.text == u"delayed"_s) {
        const Meanings amounts = take(meanings, Kind::Amount);
        if (amounts.size() != 1)
            return reject();
        sub.number = amounts.front().number;
        sub.unit = amounts.front().unit;
    }
    sub.parts = std::move(meanings);
    meanings = {std::move(sub)};
}

void Interpreter::stepElse(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    Meaning other = made(Kind::Else);
    other.parts = std::move(meanings);
    meanings = {std::move(other)};
}

void Interpreter::stepRearm(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Mistake)) {
        meanings = take(meanings, Kind::Mistake);
        return;
    }
    Meaning rearm = made(Kind::Rearm);
    rearm.parts = std::move(meanings);
    meanings = {std::move(rearm)};
}

/// "Until it is above 20": it is the value that crossed.
void Interpreter::stepRearmIt(Meanings &meanings, const QStringList &)
{
    m_dependsOnEvent = true;
    const FieldId field = m_crossing.field.isValid() ? m_crossing.field : *fieldNamed(u"stock.available");
    if (auto leaf = comparison(meanings, field)) {
        leaf->scope = m_crossing.scope;
        addFilter(meanings, Tree::of(*leaf), Kind::Main);
    }
}

void Interpreter::stepKey(Meanings &meanings, const QStringList &arguments)
{
    stepBy(meanings, arguments);
}

void Interpreter::stepLimit(Meanings &meanings, const QStringList &)
{
    take(meanings, Kind::Comparison);
    const Meanings amounts = take(meanings, Kind::Amount);
    const Meanings keys = take(meanings, Kind::By);
    const auto per = std::ranges::find(amounts, Slot::Duration, &Meaning::slot);
    const auto times = std::ranges::find(amounts, Slot::Number, &Meaning::slot);
    if (per == amounts.end() || amounts.size() > 2 || keys.size() > 1 || (amounts.size() == 2 && times == amounts.end()))
        return reject();
    Meaning limit = made(Kind::Limit);
    limit.limit = Limit{times == amounts.end() ? 1 : int(times->number), {per->number, per->unit}, keys.empty() ? QString() : keys.front().text};
    if (times != amounts.end() && (times->number < 1 || times->number != std::floor(times->number)))
        return mistake(meanings, u"contradictory"_s, u"limit"_s, m_span);
    meanings = {std::move(limit)};
}

// --- schedules: bits are gathered, then put together

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

// --- conditions on time

void Interpreter::stepTimeCond(Meanings &meanings, const QStringList &)
{
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Filter || meaning.kind == Kind::Main)
            meaning.kind = Kind::TimeFilter;
    }
}

void Interpreter::stepTimeClause(Meanings &meanings, const QStringList &)
{
    if (take(meanings, Kind::Negation).size() % 2 == 1)
        stepNot(meanings, {});
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Filter || meaning.kind == Kind::TimeFilter)
            meaning.kind = Kind::Main;
        meaning.isPronoun = false;
    }
}

void Interpreter::stepWeekday(Meanings &meanings, const QStringList &)
{
    QStringList days;
    for (const Meaning &name : take(meanings, Kind::Name))
        days += name.keys;
    if (days.isEmpty()) { // "weekend", "weekdays": stepped once for the set and once for the phrase
        bool weekend = false;
        for (int i = m_span.from; i < m_span.to; ++i)
            weekend = weekend || m_lattice.token(i).word.startsWith(u"weekend"_s);
        if (has(meanings, Kind::Filter))
            return;
        days = weekend ? QStringList{u"sat"_s, u"sun"_s}
                       : QStringList{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s};
        Meaning set = made(Kind::Name);
        set.slot = Slot::Weekday;
        set.keys = days;
        meanings.push_back(std::move(set));
        return;
    }
    days.removeDuplicates();
    const FieldId field = *fieldNamed(u"time.weekday"_s);
    const Leaf leaf = days.size() == 1 ? Leaf{field, Op::Eq, days.first(), Unit::None, {}}
                                       : Leaf{field, Op::In, days, Unit::None, {}};
    addFilter(meanings, Tree::of(leaf), Kind::TimeFilter);
}

void Interpreter::stepWeekdayRange(Meanings &meanings, const QStringList &)
{
    static const QStringList week{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    const Meanings ends = take(meanings, Kind::Name);
    if (ends.size() != 2)
        return reject();
    const qsizetype first = week.indexOf(ends[0].keys.first());
    const qsizetype last = week.indexOf(ends[1].keys.first());
    QStringList days;
    for (qsizetype i = first; i <= last + (last < first ? 7 : 0); ++i)
        days.append(week[i % 7]);
    addFilter(meanings, Tree::of({*fieldNamed(u"time.weekday"_s), Op::In, days, Unit::None, {}}), Kind::TimeFilter);
}

void Interpreter::stepMonth(Meanings &meanings, const QStringList &)
{
    std::vector<double> months;
    for (const Meaning &name : take(meanings, Kind::Name)) {
        if (name.slot != Slot::Month)
            return reject();
        months.push_back(name.number);
    }
    if (months.empty())
        return reject();
    const FieldId field = *fieldNamed(u"time.month"_s);
    const Leaf leaf = months.size() == 1 ? Leaf{field, Op::Eq, months.front(), Unit::None, {}}
                                         : Leaf{field, Op::In, months, Unit::None, {}};
    addFilter(meanings, Tree::of(leaf), Kind::TimeFilter);
}

void Interpreter::stepMonthRange(Meanings &meanings, const QStringList &)
{
    const Meanings ends = take(meanings, Kind::Name);
    if (ends.size() != 2)
        return reject();
    const int first = int(ends[0].number);
    const int last = int(ends[1].number);
    std::vector<double> months;
    for (int month = first; month <= last + (last < first ? 12 : 0); ++month)
        months.push_back((month - 1) % 12 + 1);
    addFilter(meanings, Tree::of({*fieldNamed(u"time.month"_s), Op::In, months, Unit::None, {}}), Kind::TimeFilter);
}

void Interpreter::stepTimeOfDay(Meanings &meanings, const QStringList &)
{
    const Meanings operators = take(meanings, Kind::Comparison);
    const Meanings moments = take(meanings, Kind::Moment);
    const Meanings zones = take(meanings, Kind::ScheduleBit);
    if (operators.size() != 1 || moments.empty())
        return reject();
    const Op op = operators.front().op;
    for (const Meaning &moment : moments) {
        if (moment.isUnsure)
            return mistake(meanings, u"ambiguous"_s, u"am_pm"_s, moment.span);
    }
    for (const Meaning &zone : zones) {
        if (zone.keys.value(0) != u"local"_s)
            return mistake(meanings, u"unsupported"_s, u"zone_condition"_s, zone.span);
    }
    const FieldId field = *fieldNamed(u"time.of_day"_s);
    const Leaf leaf = moments.size() == 2
        ? Leaf{field, op, QStringList{moments[0].text, moments[1].text}, Unit::None, {}}
        : Leaf{field, op, moments[0].text, Unit::None, {}};
    if ((moments.size() == 2) != (op == Op::Between))
        return reject();
    addFilter(meanings, Tree::of(leaf), Kind::TimeFilter);
}

void Interpreter::stepDate(Meanings &meanings, const QStringList &)
{
    const Meanings operators = take(meanings, Kind::Comparison);
    Meanings days = take(meanings, Kind::Day);
    if (operators.size() != 1 || days.empty())
        return reject();
    const Op op = operators.front().op;
    if ((days.size() == 2) != (op == Op::Between))
        return reject();
    if (days.size() == 2 && days[0].text.startsWith(u"----"_s) && !days[1].text.startsWith(u"-"_s)) {
        days[0].text = days[1].text.left(5) + days[0].text.mid(4); // the year is said once
        days[0].isUnsure = false;
    }
    for (const Meaning &day : days) {
        if (day.isUnsure)
            return mistake(meanings, u"ambiguous"_s, day.text, day.span);
    }
    const FieldId field = *fieldNamed(u"time.date"_s);
    if (days.size() == 2 && days[0].text > days[1].text)
        return mistake(meanings, u"contradictory"_s, u"range"_s, {days[0].span.from, days[1].span.to});
    const Leaf leaf = days.size() == 2 ? Leaf{field, op, QStringList{days[0].text, days[1].text}, Unit::None, {}}
                                       : Leaf{field, op, days[0].text, Unit::None, {}};
    addFilter(meanings, Tree::of(leaf), Kind::TimeFilter);
}

} // namespace crossdock::rules
