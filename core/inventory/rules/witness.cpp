#include "core/inventory/rules/witness.h"

#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/ranges.h"

#include <QHash>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

/// A number between the bounds that is none of those left out; a whole step from a bound where there is room for one.
std::optional<double> numberIn(const Range &range)
{
    const bool hasLow = std::isfinite(range.low), hasHigh = std::isfinite(range.high);
    const double middle = hasLow && hasHigh ? (range.low + range.high) / 2 : 0;
    const double steps[]{range.low, range.low + 1, range.high, range.high - 1, middle, range.low + 2, range.high - 2, range.high / 2};
    for (const double step : steps) {
        const bool isAbove = range.lowOpen ? step > range.low : step >= range.low;
        const bool isBelow = range.highOpen ? step < range.high : step <= range.high;
        if (std::isfinite(step) && isAbove && isBelow && (hasLow || step >= 0) && std::ranges::find(range.notNumbers, step) == range.notNumbers.end())
            return step;
    }
    return std::nullopt;
}

/// 4320 minutes are said as 3 days, 5000 g as 5 kg.
void useLargestUnit(Leaf &leaf, double number)
{
    static constexpr Unit units[]{Unit::Weeks, Unit::Days, Unit::Hours, Unit::Minutes, Unit::Kilogram, Unit::Gram};
    leaf.value = number;
    for (const Unit unit : units) {
        const double count = number / inBaseUnit(1, unit);
        if (measureOf(unit) != measureOf(leaf.unit) || count < 1 || count != std::floor(count))
            continue;
        leaf.value = count;
        leaf.unit = unit;
        return;
    }
}

bool isPlainNumber(FieldKind kind)
{
    return kind <= FieldKind::Rating;
}

/// One value of the field; where none can be told, what was asked of it.
std::vector<Leaf> valuesIn(const Range &range)
{
    Leaf leaf = range.leaves.front();
    if (isPlainNumber(specOf(leaf.field).kind)) {
        const auto number = numberIn(range);
        if (!number)
            return range.leaves;
        leaf.op = Op::Eq;
        useLargestUnit(leaf, *number);
        return {leaf};
    }
    if (!range.words)
        return range.leaves;
    const auto word = std::ranges::find_if(*range.words, [&](const QString &one) { return !range.notWords.contains(one); });
    if (word == range.words->end())
        return range.leaves;
    leaf.op = Op::Eq;
    if (specOf(leaf.field).kind == FieldKind::Month)
        leaf.value = word->toDouble();
    else
        leaf.value = *word;
    return {leaf};
}

void addReferences(const Combination &way, std::vector<Tree> &parts)
{
    for (const Leaf &leaf : way) {
        if (std::holds_alternative<FieldRef>(leaf.value))
            parts.push_back(Tree::of(leaf));
    }
}

void collectWords(const Tree &tree, QHash<QString, QString> &spelling)
{
    for (const Tree &child : tree.children)
        collectWords(child, spelling);
    if (const auto *word = std::get_if<QString>(&tree.leaf.value))
        spelling.insert(foldedText(*word), *word);
    if (const auto *words = std::get_if<QStringList>(&tree.leaf.value)) {
        for (const QString &word : *words)
            spelling.insert(foldedText(word), word);
    }
}

void respell(Tree &tree, const QHash<QString, QString> &spelling)
{
    for (Tree &child : tree.children)
        respell(child, spelling);
    if (auto *word = std::get_if<QString>(&tree.leaf.value))
        *word = spelling.value(*word, *word);
    if (auto *words = std::get_if<QStringList>(&tree.leaf.value)) {
        for (QString &word : *words)
            word = spelling.value(word, word);
    }
}

} // namespace

std::optional<Tree> witnessOf(std::vector<std::optional<Tree>> trees)
{
    std::vector<Tree> parts;
    for (auto &tree : trees) {
        if (tree)
            parts.push_back(std::move(*tree));
    }
    const auto all = normalForm(Tree::join(Tree::Kind::And, std::move(parts)));
    const auto ways = all ? waysOf(*all) : std::nullopt;
    if (!ways)
        return std::nullopt;
    for (const Combination &way : *ways) {
        const std::vector<Range> ranges = rangesOf(way);
        if (!std::ranges::all_of(ranges, [](const Range &range) { return isPossible(range); }))
            continue;
        std::vector<Tree> values;
        for (const Range &range : ranges) {
            for (const Leaf &leaf : valuesIn(range))
                values.push_back(Tree::of(leaf));
        }
        addReferences(way, values);
        return Tree::join(Tree::Kind::And, std::move(values));
    }
    return std::nullopt;
}

Tree spelledAs(const Trigger &trigger, Tree witness)
{
    QHash<QString, QString> spelling;
    if (trigger.event.where)
        collectWords(*trigger.event.where, spelling);
    if (trigger.then.conditions)
        collectWords(*trigger.then.conditions, spelling);
    for (const Branch &branch : trigger.otherwise) {
        if (branch.conditions)
            collectWords(*branch.conditions, spelling);
    }
    respell(witness, spelling);
    return witness;
}

} // namespace crossdock::rules
