#include "core/inventory/rules/interpreter.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// Steps of the forms that paraphrases use.
namespace crossdock::rules {

using Kind = Meaning::Kind;

void Interpreter::stepMain(Meanings &meanings, const QStringList &)
{
    for (Meaning &meaning : meanings) {
        if (meaning.kind == Kind::Filter || meaning.kind == Kind::TimeFilter)
            meaning.kind = Kind::Main;
    }
}

/// What stands in brackets is one condition.
void Interpreter::stepGrouped(Meanings &meanings, const QStringList &)
{
    stepPack(meanings, {});
}

void Interpreter::stepCrossing(Meanings &meanings, const QStringList &)
{
    Meanings mains = take(meanings, Kind::Main);
    const Meanings filters = take(meanings, Kind::Filter);
    mains.insert(mains.end(), filters.begin(), filters.end());
    if (mains.size() != 1 || mains.front().tree->kind != Tree::Kind::Leaf)
        return has(meanings, Kind::Mistake) ? void() : reject();
    mains.front().kind = Kind::Crossing;
    meanings.push_back(std::move(mains.front()));
}

void Interpreter::stepStaying(Meanings &meanings, const QStringList &)
{
    const Meanings amounts = take(meanings, Kind::Amount);
    Meaning staying = made(Kind::Staying);
    staying.number = amounts.front().number;
    staying.unit = amounts.front().unit;
    meanings.push_back(std::move(staying));
}

void Interpreter::stepEach(Meanings &meanings, const QStringList &arguments)
{
    Meaning each = made(Kind::Each);
    each.text = arguments.value(0);
    meanings.push_back(std::move(each));
}

/// "Counting more than 3 times within 24 hours for the same customer".
void Interpreter::stepWindowPart(Meanings &meanings, const QStringList &)
{
    const Meanings amounts = take(meanings, Kind::Amount);
    for (const Meaning &amount : amounts) {
        if (amount.slot != Slot::Duration)
            return reject();
        Meaning within = made(Kind::Within);
        within.number = amount.number;
        within.unit = amount.unit;
        meanings.push_back(std::move(within));
    }
    Meaning window = made(Kind::WindowPart);
    window.parts = std::move(meanings);
    meanings = {std::move(window)};
}

void Interpreter::stepWindowSum(Meanings &meanings, const QStringList &)
{
    Meanings amounts = take(meanings, Kind::Amount);
    const Meanings fields = take(meanings, Kind::Field);
    const Meanings operators = take(meanings, Kind::Comparison);
    if (amounts.size() != 2 || fields.size() != 1 || operators.size() != 1)
        return reject();
    Meaning sum = made(Kind::Sum);
    sum.op = operators.front().op;
    sum.number = amounts[0].number;
    sum.unit = amounts[0].unit;
    sum.candidates = fields.front().candidates;
    meanings.push_back(std::move(sum));
    meanings.push_back(std::move(amounts[1]));
    stepWindowPart(meanings, {});
}

void Interpreter::stepWindowPrevious(Meanings &meanings, const QStringList &)
{
    stepPrevious(meanings, {});
    stepWindowPart(meanings, {});
}

void Interpreter::stepPlainDate(Meanings &meanings, const QStringList &)
{
    const Meanings days = take(meanings, Kind::Day);
    if (days.empty())
        return;
    Meaning bit = made(Kind::ScheduleBit);
    bit.text = u"date"_s;
    bit.keys = {days.front().text};
    meanings.push_back(std::move(bit));
}

} // namespace crossdock::rules
