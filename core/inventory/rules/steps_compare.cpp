#include "core/inventory/rules/context.h"
#include "core/inventory/rules/interpreter.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

/// Steps that make comparisons of numbers.
namespace crossdock::rules {

using Kind = Meaning::Kind;

namespace {

QString unitsThatFit(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Money: return u"money"_s;
    case FieldKind::Count: return u"count"_s;
    case FieldKind::Duration: return u"duration"_s;
    case FieldKind::Weight: return u"weight"_s;
    case FieldKind::Percent: return u"percent"_s;
    case FieldKind::MoneyOrPercent: return u"money or percent"_s;
    default: return u"rating"_s;
    }
}

bool fits(FieldKind kind, const Meaning &amount)
{
    const bool bare = amount.slot == Slot::Number || amount.slot == Slot::Ordinal;
    const bool plain = bare && amount.text.isEmpty();
    switch (kind) {
    case FieldKind::Money: return amount.slot == Slot::Money || plain;
    case FieldKind::Count: return bare && amount.text != u"stars"_s;
    case FieldKind::Duration: return amount.slot == Slot::Duration;
    case FieldKind::Weight: return amount.slot == Slot::Weight;
    case FieldKind::Percent: return amount.slot == Slot::Percent;
    case FieldKind::MoneyOrPercent: return amount.slot == Slot::Money || amount.slot == Slot::Percent;
    case FieldKind::Rating: return bare && amount.text != u"units"_s;
    default: return false;
    }
}

} // namespace

void Interpreter::stepCmp(Meanings &meanings, const QStringList &arguments)
{
    Meaning comparison = made(Kind::Comparison);
    comparison.op = *operatorOf(arguments.value(0));
    meanings.insert(meanings.begin(), std::move(comparison));
}

void Interpreter::stepNumber(Meanings &meanings, const QStringList &arguments)
{
    Meaning amount = made(Kind::Amount);
    amount.slot = Slot::Number;
    amount.number = arguments.value(0).toDouble();
    meanings.push_back(std::move(amount));
}

void Interpreter::stepDuration(Meanings &meanings, const QStringList &arguments)
{
    Meaning amount = made(Kind::Amount);
    amount.slot = Slot::Duration;
    amount.number = arguments.value(0).toDouble();
    amount.unit = *unitOf(arguments.value(1));
    meanings.push_back(std::move(amount));
}

void Interpreter::stepStars(Meanings &meanings, const QStringList &arguments)
{
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Amount)
            meaning.text = arguments.value(0, u"stars"_s);
    }
}

/// "One or two-star": one of several ratings.
void Interpreter::stepStarList(Meanings &meanings, const QStringList &)
{
    std::vector<Tree> parts;
    for (const Meaning &amount : take(meanings, Kind::Amount))
        parts.push_back(Tree::of({knownField(u"review.rating"_s), Op::Eq, amount.number, Unit::None, {}}));
    const size_t count = parts.size();
    if (auto tree = Tree::join(Tree::Kind::Or, std::move(parts)); tree && count > 1)
        addFilter(meanings, std::move(*tree));
    else
        reject(); // a single rating is said as stars
}

void Interpreter::stepReference(Meanings &meanings, const QStringList &)
{
    const Meanings taken = take(meanings, Kind::Field);
    if (taken.empty())
        return reject();
    Meaning amount = made(Kind::Amount);
    amount.candidates = taken.front().candidates;
    meanings.push_back(std::move(amount));
}

void Interpreter::stepRefField(Meanings &meanings, const QStringList &arguments)
{
    Meaning amount = made(Kind::Amount);
    amount.candidates = {knownField(arguments.value(0))};
    meanings.push_back(std::move(amount));
}

void Interpreter::stepField(Meanings &meanings, const QStringList &arguments)
{
    Meaning field = made(Kind::Field);
    for (const QString &name : arguments)
        field.candidates.push_back(knownField(name));
    meanings.push_back(std::move(field));
}

/// "Reaches 5" is at least, but what "hits zero" has come down to it.
void Interpreter::stepReached(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Comparison))
        return;
    const bool zero = std::ranges::any_of(meanings, [](const Meaning &one) {
        return one.kind == Kind::Amount && one.number == 0 && one.candidates.empty();
    });
    Meaning comparison = made(Kind::Comparison);
    comparison.op = zero ? Op::Lte : Op::Gte;
    meanings.insert(meanings.begin(), std::move(comparison));
}

void Interpreter::stepOver(Meanings &meanings, const QStringList &)
{
    if (!has(meanings, Kind::Comparison))
        stepCmp(meanings, {u"gt"_s});
}

bool Interpreter::convert(Meanings &meanings, FieldId field, const std::vector<Meaning> &amounts, Leaf &leaf)
{
    const FieldSpec &spec = specOf(field);
    if (isReference(amounts.front())) {
        if (amounts.size() > 1 || leaf.op == Op::Between || amounts.front().candidates.front() == field) {
            reject();
            return false;
        }
        const FieldKind other = specOf(amounts.front().candidates.front()).kind;
        if (other != spec.kind) {
            mistake(meanings, u"wrong_unit"_s, unitsThatFit(spec.kind), amounts.front().span);
            return false;
        }
        leaf.value = FieldRef{amounts.front().candidates.front()};
        return true;
    }
    std::vector<double> numbers;
    Unit unit = Unit::None;
    for (const Meaning &amount : amounts) {
        if (spec.kind == FieldKind::MoneyOrPercent && amount.slot == Slot::Number && amount.text.isEmpty()
            && unit == Unit::None && amounts.size() == 1) {
            mistake(meanings, u"ambiguous"_s, u"money_or_percent"_s, amount.span);
            return false;
        }
        Meaning known = amount;
        if (known.slot == Slot::Number && amounts.size() == 2 && known.text.isEmpty()) { // "50 to 100 dollars"
            const Meaning &other = &amount == &amounts.front() ? amounts.back() : amounts.front();
            known.slot = other.slot;
            known.unit = other.unit;
            known.text = other.text;
        }
        if (fieldName(field) == u"stock.days_of_cover"_s && known.slot == Slot::Number) {
            known.slot = Slot::Duration;
            known.unit = Unit::Days;
        }
        if (!fits(spec.kind, known)) {
            mistake(meanings, u"wrong_unit"_s, fieldName(field), amount.span);
            return false;
        }
        if (spec.kind == FieldKind::Money && known.slot == Slot::Number)
            known.unit = unitOf(m_workspace.currency).value_or(Unit::Usd);
        if (spec.kind == FieldKind::Count && known.number != std::floor(known.number)) {
            mistake(meanings, u"wrong_unit"_s, fieldName(field), amount.span);
            return false;
        }
        if (known.number < 0 && isNeverNegative(field)) {
            mistake(meanings, u"wrong_unit"_s, u"negative"_s, amount.span);
            return false;
        }
        if (unit != Unit::None && unit != known.unit) {
            if (measureOf(unit) != measureOf(known.unit) || measureOf(unit) == Measure::Money) {
                mistake(meanings, u"wrong_unit"_s, fieldName(field), amount.span);
                return false;
            }
            const double factor = inBaseUnit(1, unit) / inBaseUnit(1, known.unit);
            for (double &number : numbers)
                number *= factor;
        }
        unit = known.unit;
        numbers.push_back(known.number);
    }
    leaf.unit = unit;
    if (spec.kind == FieldKind::Rating
        && std::ranges::any_of(numbers, [](double number) { return number < 0 || number > 5; })) {
        mistake(meanings, u"contradictory"_s, u"rating"_s, amounts.front().span);
        return false;
    }
    if (numbers.size() == 2 && numbers[0] > numbers[1]) {
        mistake(meanings, u"contradictory"_s, u"range"_s, {amounts.front().span.from, amounts.back().span.to});
        return false;
    }
    if (numbers.size() == 2)
        leaf.value = numbers;
    else
        leaf.value = numbers.front();
    return true;
}

/// Takes the comparison and its amounts and makes a leaf of them. Nothing if they make none: then the reading is
/// rejected, or a mistake stands among the meanings.
std::optional<Leaf> Interpreter::comparison(Meanings &meanings, FieldId field)
{
    const Meanings operators = take(meanings, Kind::Comparison);
    const Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.empty() || amounts.size() > 2 || operators.size() > 1) {
        reject();
        return std::nullopt;
    }
    Leaf leaf{field, operators.empty() ? Op::Eq : operators.front().op, {}, Unit::None, {}};
    if ((amounts.size() == 2) != (leaf.op == Op::Between)) {
        reject();
        return std::nullopt;
    }
    if (leaf.op != Op::Between && take(meanings, Kind::Negation).size() % 2 == 1) // "is not exactly 5"
        leaf.op = inverse(leaf.op);
    return convert(meanings, field, amounts, leaf) ? std::optional(leaf) : std::nullopt;
}

void Interpreter::stepCompare(Meanings &meanings, const QStringList &arguments)
{
    const FieldId field = knownField(arguments.value(0));
    if (arguments.value(1) == u"first"_s)
        return addFilter(meanings, Tree::of({field, Op::Eq, 1.0, Unit::None, {}}));
    if (const auto leaf = comparison(meanings, field))
        addFilter(meanings, Tree::of(*leaf));
}

namespace {

/// The two comparisons of "more than 3 but fewer than 10", each with its amount; nothing if there are not two.
std::optional<std::pair<Meanings, Meanings>> twoComparisons(Meanings &meanings)
{
    const Meanings operators = take(meanings, Kind::Comparison);
    const Meanings amounts = take(meanings, Kind::Amount);
    if (operators.size() != 2 || amounts.size() != 2)
        return std::nullopt;
    return std::pair(Meanings{operators[0], amounts[0]}, Meanings{operators[1], amounts[1]});
}

} // namespace

void Interpreter::stepCompareTwo(Meanings &meanings, const QStringList &arguments)
{
    auto two = twoComparisons(meanings);
    if (!two)
        return reject();
    for (Meanings *one : {&two->first, &two->second}) {
        stepCompare(*one, arguments);
        meanings.insert(meanings.end(), one->begin(), one->end());
    }
}

/// "Stock is above 10 and below 50": the second says no more of where and of what.
void Interpreter::stepMeasureTwo(Meanings &meanings, const QStringList &arguments)
{
    auto two = twoComparisons(meanings);
    if (!two)
        return reject();
    const Meanings shared = meanings;
    meanings.clear();
    for (Meanings *one : {&two->first, &two->second}) {
        one->insert(one->begin(), shared.begin(), shared.end());
        stepMeasure(*one, arguments);
        if (m_rejected)
            return;
        const bool isFirst = one == &two->first;
        std::ranges::copy_if(*one, std::back_inserter(meanings), [&](const Meaning &part) { return isFirst || part.kind == Kind::Main || part.kind == Kind::Mistake; });
    }
}

/// "Over $50", "over 5 kg", "over 2 days": the amount says which field is meant.
void Interpreter::stepByKind(Meanings &meanings, const QStringList &arguments)
{
    const auto amount = std::ranges::find(meanings, Kind::Amount, &Meaning::kind);
    if (amount == meanings.end() || isReference(*amount))
        return reject();
    const qsizetype which = amount->slot == Slot::Weight ? 1 : amount->slot == Slot::Duration ? 2 : 0;
    if (amount->slot == Slot::Number && amount->text == u"units"_s)
        return reject(); // items are said otherwise
    if (which == 2)
        mistake(meanings, u"ambiguous"_s, u"age"_s, amount->span);
    if (const auto leaf = comparison(meanings, knownField(arguments.value(which))))
        addFilter(meanings, Tree::of(*leaf));
}

FieldId Interpreter::chosen(const Meaning &field, const Meanings &meanings)
{
    const auto thing = std::ranges::find(meanings, Kind::Thing, &Meaning::kind);
    const bool owned = thing != meanings.end() && !thing->isPronoun;
    if (owned) {
        const auto fitting = std::ranges::find_if(field.candidates, [&](FieldId one) {
            return canOwn(thing->text, entityOf(one).toString());
        });
        if (fitting == field.candidates.end()) {
            reject();
            return field.candidates.front();
        }
        return *fitting;
    }
    if (field.candidates.size() == 1)
        return field.candidates.front();
    m_dependsOnEvent = true;
    for (const QString &entity : thingsOf(m_event, m_each)) {
        for (const FieldId one : field.candidates) {
            if (entityOf(one) == entity)
                return one;
        }
    }
    return field.candidates.front();
}

void Interpreter::stepFieldCompare(Meanings &meanings, const QStringList &)
{
    const Meanings fields = take(meanings, Kind::Field);
    if (fields.size() != 1)
        return reject();
    const FieldId field = chosen(fields.front(), meanings);
    if (m_rejected)
        return;
    if (auto leaf = comparison(meanings, field)) {
        setScope(meanings, *leaf);
        addFilter(meanings, Tree::of(*leaf));
    }
}

void Interpreter::stepStockCompare(Meanings &meanings, const QStringList &arguments)
{
    if (auto leaf = comparison(meanings, knownField(arguments.value(0)))) {
        setScope(meanings, *leaf);
        addFilter(meanings, Tree::of(*leaf));
    }
}

/// What stands in a clause: a value of something somewhere goes somewhere.
void Interpreter::stepMeasure(Meanings &meanings, const QStringList &)
{
    const Meanings fields = take(meanings, Kind::Field);
    if (fields.size() != 1)
        return reject();
    const FieldId field = chosen(fields.front(), meanings);
    if (m_rejected)
        return;
    const Meanings things = take(meanings, Kind::Thing);
    for (const Meaning &thing : things) {
        if (!canOwn(thing.text, entityOf(field).toString()))
            return reject();
    }
    auto leaf = comparison(meanings, field);
    if (!leaf)
        return;
    setScope(meanings, *leaf);
    addFilter(meanings, Tree::of(*leaf), Kind::Main);
    if (std::ranges::any_of(things, &Meaning::isPronoun)) {
        m_dependsOnEvent = true;
        meanings.back().isPronoun = true;
    }
}

namespace {

/// The field of the fall or rise of another; invalid where there is none.
FieldId changeOf(FieldId field, QLatin1StringView suffix)
{
    return fieldNamed(fieldName(field) + suffix).value_or(FieldId());
}

} // namespace

void Interpreter::stepDrop(Meanings &meanings, const QStringList &)
{
    const auto field = std::ranges::find(meanings, Kind::Field, &Meaning::kind);
    if (field == meanings.end())
        return reject();
    for (FieldId &candidate : field->candidates) {
        const FieldId change = changeOf(candidate, "_drop"_L1);
        if (!change.isValid())
            return mistake(meanings, u"unsupported"_s, u"change "_s + fieldName(candidate), m_span);
        candidate = change;
    }
    if (!has(meanings, Kind::Comparison))
        stepCmp(meanings, {u"gte"_s});
}

void Interpreter::stepRise(Meanings &meanings, const QStringList &)
{
    const auto field = std::ranges::find(meanings, Kind::Field, &Meaning::kind);
    if (field == meanings.end())
        return reject();
    for (FieldId &candidate : field->candidates) {
        const FieldId change = changeOf(candidate, "_rise"_L1);
        if (!change.isValid())
            return mistake(meanings, u"unsupported"_s, u"change "_s + fieldName(candidate), m_span);
        candidate = change;
    }
    if (!has(meanings, Kind::Comparison))
        stepCmp(meanings, {u"gte"_s});
}

/// "Doubles" is a rise by 100 %.
void Interpreter::stepPercent(Meanings &meanings, const QStringList &arguments)
{
    Meaning amount = made(Kind::Amount);
    amount.slot = Slot::Percent;
    amount.number = arguments.value(0).toDouble();
    amount.unit = Unit::Percent;
    meanings.push_back(std::move(amount));
}

} // namespace crossdock::rules
