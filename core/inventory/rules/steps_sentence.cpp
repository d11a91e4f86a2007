#include "core/inventory/rules/context.h"
#include "core/inventory/rules/interpreter.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

/// Steps that make events, clauses and conditions on time.
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

/// "Arrives from Canada and is a gift or over $50": which of them belong together, nobody knows.
void Interpreter::stepUnmixed(Meanings &meanings, const QStringList &)
{
    const auto event = std::ranges::find(meanings, Kind::Event, &Meaning::kind);
    const bool isFiltered = event != meanings.end() && (has(event->parts, Kind::Filter) || has(event->parts, Kind::Place));
    if (isFiltered && std::ranges::any_of(meanings, [](const Meaning &one) { return one.kind == Kind::Main && one.isLoose && one.isOr; }))
        mistake(meanings, u"ambiguous"_s, u"and_or"_s, m_span);
}

/// "After 3 days, A" begins what is done; "has not arrived after 3 days" is what is looked at.
void Interpreter::stepApart(Meanings &, const QStringList &)
{
    static const QStringList joints{u"and"_s, u"then"_s, u"but"_s, u"or"_s};
    if (m_span.from == 0)
        return;
    const Token &before = m_lattice.token(m_span.from - 1);
    if (before.kind != Token::Kind::Mark && !joints.contains(before.word) && !m_grammar.isFiller(before.word))
        reject();
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

void Interpreter::stepTimeCond(Meanings &meanings, const QStringList &)
{
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Filter || meaning.kind == Kind::Main)
            meaning.kind = Kind::TimeFilter;
    }
}

/// "By 6 pm" is the last moment for what happens; what is so has none.
void Interpreter::stepDeadline(Meanings &meanings, const QStringList &)
{
    for (Meaning &meaning : meanings)
        meaning.isLast = meaning.isLast || meaning.kind == Kind::TimeFilter;
}

/// "Until 6 pm" behind something to do says how long, not when.
void Interpreter::stepUntil(Meanings &meanings, const QStringList &)
{
    for (Meaning &meaning : meanings)
        meaning.isLoose = meaning.isLoose || meaning.kind == Kind::TimeFilter;
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
