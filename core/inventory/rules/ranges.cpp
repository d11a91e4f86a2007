#include "core/inventory/rules/ranges.h"

#include <algorithm>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

constexpr size_t maximumAlternatives = 256;
constexpr double fullRating = 5, wholePercent = 100;

double timeNumber(const QString &text)
{
    return text.left(2).toInt() * 60 + text.mid(3).toInt();
}

double dateNumber(const QString &text)
{
    return text.left(4).toInt() * 10000 + text.mid(5, 2).toInt() * 100 + text.mid(8).toInt();
}

/// The number behind a value of an ordered field.
std::optional<double> numberOf(const Leaf &leaf)
{
    if (const auto *number = std::get_if<double>(&leaf.value))
        return *number;
    const auto *word = std::get_if<QString>(&leaf.value);
    if (!word)
        return std::nullopt;
    switch (specOf(leaf.field).kind) {
    case FieldKind::TimeOfDay: return timeNumber(*word);
    case FieldKind::Date: return dateNumber(*word);
    default: return std::nullopt;
    }
}

void narrowNumber(Range &range, const Leaf &leaf, double number)
{
    switch (leaf.op) {
    case Op::Eq:
        range.atLeast(number, false);
        range.atMost(number, false);
        break;
    case Op::Ne: range.notNumbers.push_back(number); break;
    case Op::Lt: range.atMost(number, true); break;
    case Op::Lte: range.atMost(number, false); break;
    case Op::Gt: range.atLeast(number, true); break;
    case Op::Gte: range.atLeast(number, false); break;
    default: break;
    }
}

void narrowWords(Range &range, const Leaf &leaf)
{
    QStringList words;
    if (const auto *one = std::get_if<QString>(&leaf.value))
        words = {*one};
    else if (const auto *many = std::get_if<QStringList>(&leaf.value))
        words = *many;
    else if (const auto *numbers = std::get_if<std::vector<double>>(&leaf.value)) {
        for (const double number : *numbers)
            words.append(QString::number(number));
    }
    switch (leaf.op) {
    case Op::Eq:
    case Op::In: range.oneOf(words); break;
    case Op::Ne:
    case Op::NotIn: range.notWords += words; break;
    case Op::Contains: range.contains += words; break;
    case Op::NotContains: range.notContains += words; break;
    case Op::IsEmpty: range.isEmpty = true; break;
    case Op::IsNotEmpty: range.isNotEmpty = true; break;
    case Op::StartsWith: range.beginnings += words; break;
    default: break; // ends, and what is no beginning: unknown
    }
}

void narrow(Range &range, const Leaf &leaf)
{
    if (const auto *yes = std::get_if<bool>(&leaf.value)) {
        range.isImpossible = range.isImpossible || (range.yes && *range.yes != *yes);
        range.yes = *yes;
        return;
    }
    if (specOf(leaf.field).kind == FieldKind::Month && std::holds_alternative<double>(leaf.value)) {
        Leaf named = leaf;
        named.value = QString::number(std::get<double>(leaf.value));
        return narrowWords(range, named);
    }
    if (const auto number = numberOf(leaf))
        return narrowNumber(range, leaf, *number);
    narrowWords(range, leaf);
}

/// Hours from one to another, or outside them, as bounds: those over midnight are two spans.
std::vector<Combination> hoursOf(const Leaf &leaf, bool isOutside)
{
    const auto *ends = std::get_if<QStringList>(&leaf.value);
    if (leaf.op != Op::Between || !ends || ends->size() != 2)
        return {isOutside ? Combination{} : Combination{leaf}}; // unknown, so it can hold
    Leaf from = leaf, to = leaf;
    from.op = isOutside ? Op::Lt : Op::Gte;
    from.value = ends->first();
    to.op = isOutside ? Op::Gt : Op::Lte;
    to.value = ends->last();
    const bool isOverMidnight = ends->first() > ends->last();
    if (isOverMidnight == isOutside)
        return {{from, to}};
    return {{from}, {to}};
}

} // namespace

std::optional<std::vector<Combination>> waysOf(const Tree &tree)
{
    if (tree.kind == Tree::Kind::Leaf)
        return hoursOf(tree.leaf, false);
    if (tree.kind == Tree::Kind::Not)
        return hoursOf(tree.children.front().leaf, true);
    std::vector<Combination> ways;
    if (tree.kind == Tree::Kind::Or) {
        for (const Tree &child : tree.children) {
            const auto more = waysOf(child);
            if (!more || ways.size() + more->size() > maximumAlternatives)
                return std::nullopt;
            ways.insert(ways.end(), more->begin(), more->end());
        }
        return ways;
    }
    ways.push_back({});
    for (const Tree &child : tree.children) {
        const auto more = waysOf(child);
        if (!more || ways.size() * more->size() > maximumAlternatives)
            return std::nullopt;
        std::vector<Combination> product;
        for (const Combination &way : ways) {
            for (const Combination &other : *more) {
                product.push_back(way);
                product.back().insert(product.back().end(), other.begin(), other.end());
            }
        }
        ways = std::move(product);
    }
    return ways;
}

namespace {

/// The names that are left, where the field has a fixed choice of them.
std::optional<QStringList> namesLeft(const Range &range)
{
    const FieldSpec &spec = specOf(range.leaves.front().field);
    const bool isFixed = spec.kind == FieldKind::OneOf && !spec.choices.startsWith(u'@');
    return !range.words && isFixed ? QString(spec.choices).split(u' ') : range.words;
}

/// Ratings have five stars, and of a whole no share is more than all of it: only what rises may more than double.
void narrowToPossible(Range &range, const Leaf &leaf)
{
    const FieldSpec &spec = specOf(leaf.field);
    if (spec.kind == FieldKind::Rating) {
        range.atLeast(0, false);
        range.atMost(fullRating, false);
    }
    if (leaf.unit != Unit::Percent)
        return;
    if (!spec.name.endsWith("margin"_L1))
        range.atLeast(0, false);
    if (!spec.name.endsWith("_rise"_L1))
        range.atMost(wholePercent, false);
}

} // namespace

bool isPossible(const Range &range)
{
    if (range.isImpossible || range.low > range.high
        || (range.low == range.high && (range.lowOpen || range.highOpen)))
        return false;
    if (range.low == range.high
        && std::ranges::find(range.notNumbers, range.low) != range.notNumbers.end())
        return false;
    if (const auto words = namesLeft(range)) {
        const bool some = std::ranges::any_of(*words, [&](const QString &word) {
            return !range.notWords.contains(word)
                && std::ranges::all_of(range.contains, [&](const QString &part) { return word.contains(part); })
                && std::ranges::none_of(range.notContains, [&](const QString &part) { return word.contains(part); });
        });
        if (!some)
            return false;
    }
    for (const QString &one : range.beginnings) {
        const bool clashes = std::ranges::any_of(range.beginnings, [&](const QString &other) { return !one.startsWith(other) && !other.startsWith(one); });
        if (clashes || range.isEmpty)
            return false;
    }
    const bool isSet = specOf(range.leaves.front().field).kind == FieldKind::Set;
    for (const QString &word : range.contains) {
        const bool denied = std::ranges::any_of(range.notContains, [&](const QString &part) {
            return isSet ? word == part : word.contains(part);
        });
        if (denied || range.isEmpty)
            return false;
    }
    return !(range.isEmpty && (range.isNotEmpty || (range.words && !range.words->isEmpty())));
}

std::vector<Range> rangesOf(const Combination &way)
{
    std::map<QString, Range> byPlace;
    for (const Leaf &leaf : way) {
        const QString key = fieldName(leaf.field) + u'|' + leaf.scope.channels.join(u',') + u'|'
            + leaf.scope.nodes.join(u',') + u'|' + (measureOf(leaf.unit) == Measure::Money ? unitName(leaf.unit) : QString());
        if (std::holds_alternative<FieldRef>(leaf.value))
            continue;
        Range &range = byPlace[key];
        if (range.leaves.empty())
            narrowToPossible(range, leaf);
        range.leaves.push_back(leaf);
        narrow(range, leaf);
    }
    std::vector<Range> ranges;
    for (auto &[key, range] : byPlace)
        ranges.push_back(std::move(range));
    return ranges;
}

} // namespace crossdock::rules
