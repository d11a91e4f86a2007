#include "core/inventory/rules/interpreter.h"

using namespace Qt::Literals::StringLiterals;

/// Steps that say which listing is meant, and at what price.
namespace crossdock::rules {

using Kind = Meaning::Kind;

void Interpreter::stepTarget(Meanings &meanings, const QStringList &)
{
    for (Meaning &meaning : meanings) {
        const bool isPlace = meaning.kind == Kind::Place || meaning.kind == Kind::Name;
        if (!isPlace || meaning.slot != Slot::Channel)
            continue;
        meaning.kind = Kind::Target;
        meaning.text = meaning.keys.first();
    }
}

void Interpreter::stepAll(Meanings &meanings, const QStringList &)
{
    Meaning target = made(Kind::Target);
    target.text = u"all"_s;
    meanings.push_back(std::move(target));
}

void Interpreter::stepOthers(Meanings &meanings, const QStringList &)
{
    Meaning target = made(Kind::Target);
    target.text = u"others"_s;
    meanings.push_back(std::move(target));
}

void Interpreter::stepItsListing(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Target))
        return;
    Meaning target = made(Kind::Target);
    const QString second = m_span.from + 1 < m_lattice.size() ? m_lattice.token(m_span.from + 1).word : QString();
    target.text = second == u"event"_s || (second == u"listing"_s && m_span.to - m_span.from == 4) ? u"athand"_s
                                                                                                    : u"its"_s;
    meanings.push_back(std::move(target));
}

void Interpreter::stepSetValue(Meanings &meanings, const QStringList &)
{
    const Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.size() != 1)
        return reject();
    if (amounts.front().number < 0 || amounts.front().number != std::floor(amounts.front().number))
        return mistake(meanings, u"wrong_unit"_s, u"quantity"_s, amounts.front().span);
    addArgument(meanings, u"value"_s, amounts.front().number);
}

void Interpreter::stepPrice(Meanings &meanings, const QStringList &arguments)
{
    const QString mode = arguments.value(0);
    const Meanings fields = take(meanings, Kind::Field);
    const Meanings amounts = take(meanings, Kind::Amount);
    addArgument(meanings, u"mode"_s, mode);
    if (amounts.empty())
        return mode == u"match"_s ? void() : reject();
    if (amounts.size() != 1 || mode == u"match"_s)
        return reject();
    const Meaning &amount = amounts.front();
    if (!amount.candidates.empty()) {
        if (amount.candidates.front() == *fieldNamed(u"competitor.price"_s) && mode == u"set"_s)
            return reject(); // that is a match
        if (specOf(amount.candidates.front()).kind != FieldKind::Money)
            return mistake(meanings, u"wrong_unit"_s, u"price"_s, amount.span);
        return addArgument(meanings, u"value"_s, FieldRef{amount.candidates.front()});
    }
    if (amount.slot == Slot::Weight || amount.slot == Slot::Duration)
        return mistake(meanings, u"wrong_unit"_s, u"price"_s, amount.span);
    if ((mode == u"set"_s && amount.number <= 0)
        || (mode == u"decrease"_s && amount.slot == Slot::Percent && amount.number >= 100))
        return mistake(meanings, u"unsafe"_s, u"price"_s, amount.span);
    if (amount.number <= 0)
        return mistake(meanings, u"contradictory"_s, u"price"_s, amount.span);
    addArgument(meanings, u"value"_s, amount.number);
    addArgument(meanings, u"unit"_s, amount.slot == Slot::Number ? m_workspace.currency : unitName(amount.unit));
}

void Interpreter::stepBound(Meanings &meanings, const QStringList &arguments)
{
    const Meanings amounts = take(meanings, Kind::Amount);
    take(meanings, Kind::Comparison);
    if (amounts.size() != 1)
        return reject();
    const Meaning &amount = amounts.front();
    if (!amount.candidates.empty())
        return addArgument(meanings, arguments.value(0), MoneyBound{FieldRef{amount.candidates.front()}, Unit::None});
    const Unit unit = amount.slot == Slot::Number ? unitOf(m_workspace.currency).value_or(Unit::Usd) : amount.unit;
    if (amount.number <= 0)
        return mistake(meanings, u"unsafe"_s, u"price"_s, amount.span);
    addArgument(meanings, arguments.value(0), MoneyBound{amount.number, unit});
}

void Interpreter::stepMinMax(Meanings &meanings, const QStringList &)
{
    Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.size() != 2)
        return reject();
    Meanings least{amounts[0]};
    Meanings most{amounts[1]};
    stepBound(least, {u"min"_s});
    stepBound(most, {u"max"_s});
    meanings.insert(meanings.end(), least.begin(), least.end());
    meanings.insert(meanings.end(), most.begin(), most.end());
}

} // namespace crossdock::rules
