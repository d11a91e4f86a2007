#include "core/inventory/rules/interpreter.h"

using namespace Qt::Literals::StringLiterals;

/// Steps of what lasts, and of what is counted or summed over a span.
namespace crossdock::rules {

using Kind = Meaning::Kind;

void Interpreter::stepLonger(Meanings &meanings, const QStringList &)
{
    if (!has(meanings, Kind::Comparison))
        stepCmp(meanings, {u"gt"_s});
}

/// "Idle for 3 days" is a comparison of the field that measures it.
void Interpreter::stepLastingField(Meanings &meanings, const QStringList &arguments)
{
    if (has(meanings, Kind::Mistake))
        return;
    if (!has(meanings, Kind::Comparison))
        stepCmp(meanings, {u"gte"_s});
    stepCompare(meanings, arguments);
}

void Interpreter::stepHeld(Meanings &meanings, const QStringList &)
{
    stepLastingField(meanings, {u"order.hold_age"_s});
}

/// The one amount that was said, as a meaning of that kind: at least so much where nothing compares.
void Interpreter::makeCompared(Meanings &meanings, Kind kind)
{
    if (has(meanings, Kind::Mistake))
        return;
    const Meanings operators = take(meanings, Kind::Comparison);
    const Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.size() != 1 || operators.size() > 1)
        return reject();
    Meaning compared = made(kind);
    compared.op = operators.empty() ? Op::Gte : operators.front().op;
    compared.number = amounts.front().number;
    compared.unit = amounts.front().unit;
    meanings.push_back(std::move(compared));
}

void Interpreter::stepLasting(Meanings &meanings, const QStringList &)
{
    makeCompared(meanings, Kind::Lasting);
}

/// "For 2 weeks in Delhi": where the value that lasts is looked at.
void Interpreter::stepScope(Meanings &meanings, const QStringList &)
{
    const auto main = std::ranges::find_if(meanings, [](const Meaning &one) { return one.kind == Kind::Main && one.tree->kind == Tree::Kind::Leaf; });
    if (main == meanings.end() || !main->tree->leaf.scope.isEmpty())
        return reject();
    Leaf leaf = main->tree->leaf;
    const qsizetype place = main - meanings.begin();
    const auto before = std::ranges::count(meanings, Kind::Place, &Meaning::kind);
    Meanings places = take(meanings, Kind::Place);
    setScope(places, leaf);
    meanings[size_t(place)].tree = Tree::of(leaf);
    meanings.insert(meanings.end(), places.begin(), places.end());
    if (before == std::ranges::count(places, Kind::Place, &Meaning::kind))
        reject();
}

void Interpreter::stepWithin(Meanings &meanings, const QStringList &)
{
    if (has(meanings, Kind::Mistake))
        return;
    const Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.size() != 1)
        return reject();
    Meaning within = made(Kind::Within);
    within.number = amounts.front().number;
    within.unit = amounts.front().unit;
    meanings.push_back(std::move(within));
}

void Interpreter::stepPrevious(Meanings &meanings, const QStringList &)
{
    const Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.empty())
        return reject();
    Meaning previous = made(Kind::Previous);
    previous.number = amounts.front().number;
    previous.unit = amounts.front().unit;
    meanings.push_back(std::move(previous));
}

void Interpreter::stepCount(Meanings &meanings, const QStringList &)
{
    makeCompared(meanings, Kind::Count);
}

void Interpreter::stepSum(Meanings &meanings, const QStringList &)
{
    const Meanings fields = take(meanings, Kind::Field);
    const Meanings operators = take(meanings, Kind::Comparison);
    const Meanings amounts = take(meanings, Kind::Amount);
    if (fields.size() != 1 || amounts.size() != 1 || operators.size() > 1 || isReference(amounts.front()))
        return reject();
    Leaf leaf{fields.front().candidates.front(), operators.empty() ? Op::Gte : operators.front().op, {}, {}, {}};
    if (!convert(meanings, leaf.field, amounts, leaf))
        return;
    Meaning sum = made(Kind::Sum);
    sum.op = leaf.op;
    sum.number = std::get<double>(leaf.value);
    sum.unit = leaf.unit;
    sum.candidates = {leaf.field};
    meanings.push_back(std::move(sum));
}

/// "The second delivery attempt".
void Interpreter::stepAttempt(Meanings &meanings, const QStringList &)
{
    const Meanings amounts = take(meanings, Kind::Amount);
    if (amounts.size() != 1)
        return reject();
    addFilter(meanings, Tree::of({knownField(u"shipment.attempts"_s), Op::Eq, amounts.front().number, Unit::None, {}}));
}

} // namespace crossdock::rules
