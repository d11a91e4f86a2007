#include "core/inventory/rules/normal_form.h"
#include "core/inventory/rules/verdict.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

constexpr size_t maximumAlternatives = 256;

/// One way to meet a tree: leaves that must all hold.
using Way = std::vector<Leaf>;

/// The disjunctive form of a normal tree; nothing if it would be too large.
std::optional<std::vector<Way>> waysOf(const Tree &tree)
{
    if (tree.kind == Tree::Kind::Leaf)
        return std::vector<Way>{{tree.leaf}};
    if (tree.kind == Tree::Kind::Not)
        return std::vector<Way>{{}}; // a range of hours: unknown, so it can hold
    std::vector<Way> ways;
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
        std::vector<Way> product;
        for (const Way &way : ways) {
            for (const Way &other : *more) {
                product.push_back(way);
                product.back().insert(product.back().end(), other.begin(), other.end());
            }
        }
        ways = std::move(product);
    }
    return ways;
}

/// What is known of one field of one scope.
struct Range {
    double low = -INFINITY;
    double high = INFINITY;
    bool lowOpen = false;
    bool highOpen = false;
    std::vector<double> notNumbers;
    std::optional<QStringList> words; ///< one of these
    QStringList notWords;
    QStringList contains;
    QStringList notContains;
    bool isEmpty = false;
    bool isNotEmpty = false;
    std::optional<bool> yes;
    bool isImpossible = false;

    void atLeast(double value, bool open)
    {
        if (value > low || (value == low && open)) {
            low = value;
            lowOpen = open;
        }
    }
    void atMost(double value, bool open)
    {
        if (value < high || (value == high && open)) {
            high = value;
            highOpen = open;
        }
    }
    void oneOf(const QStringList &some)
    {
        if (!words) {
            words = some;
            return;
        }
        QStringList both;
        for (const QString &word : some) {
            if (words->contains(word))
                both.append(word);
        }
        words = both;
    }
};

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
    default: break; // beginnings and ends: unknown
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

bool isPossible(const Range &range, FieldId field)
{
    if (range.isImpossible || range.low > range.high
        || (range.low == range.high && (range.lowOpen || range.highOpen)))
        return false;
    if (range.low == range.high
        && std::ranges::find(range.notNumbers, range.low) != range.notNumbers.end())
        return false;
    if (range.words) {
        const bool some = std::ranges::any_of(*range.words, [&](const QString &word) {
            return !range.notWords.contains(word)
                && std::ranges::all_of(range.contains, [&](const QString &part) { return word.contains(part); })
                && std::ranges::none_of(range.notContains, [&](const QString &part) { return word.contains(part); });
        });
        if (!some)
            return false;
    }
    const bool isSet = specOf(field).kind == FieldKind::Set;
    for (const QString &word : range.contains) {
        const bool denied = std::ranges::any_of(range.notContains, [&](const QString &part) {
            return isSet ? word == part : word.contains(part);
        });
        if (denied || range.isEmpty)
            return false;
    }
    return !(range.isEmpty && (range.isNotEmpty || (range.words && !range.words->isEmpty())));
}

bool isPossible(const Way &way)
{
    std::map<QString, std::pair<FieldId, Range>> ranges;
    for (const Leaf &leaf : way) {
        const QString key = fieldName(leaf.field) + u'|' + leaf.scope.channels.join(u',') + u'|'
            + leaf.scope.nodes.join(u',') + u'|' + (measureOf(leaf.unit) == Measure::Money ? unitName(leaf.unit) : QString());
        auto &entry = ranges.try_emplace(key, leaf.field, Range()).first->second;
        if (!std::holds_alternative<FieldRef>(leaf.value))
            narrow(entry.second, leaf);
    }
    return std::ranges::all_of(ranges, [](const auto &entry) {
        return isPossible(entry.second.second, entry.second.first);
    });
}

} // namespace

bool isSatisfiable(const std::optional<Tree> &tree)
{
    if (!tree)
        return true;
    const auto normal = normalForm(tree);
    const auto ways = waysOf(*normal);
    return !ways || std::ranges::any_of(*ways, [](const Way &way) { return isPossible(way); });
}

bool isSatisfiableTogether(const std::optional<Tree> &one, const std::optional<Tree> &other)
{
    std::vector<Tree> both;
    if (one)
        both.push_back(*one);
    if (other)
        both.push_back(*other);
    return isSatisfiable(Tree::join(Tree::Kind::And, std::move(both)));
}

bool implies(const std::optional<Tree> &narrow, const std::optional<Tree> &wide)
{
    if (!wide)
        return true;
    if (!narrow)
        return false;
    const auto normalNarrow = normalForm(narrow);
    const auto normalWide = normalForm(wide);
    if (*normalNarrow == *normalWide)
        return true;
    // Hours over midnight and other texts are not reasoned about: then only equal parts imply each other.
    const Tree denied = negated(*normalWide);
    const auto ways = waysOf(*normalForm(denied));
    const auto hasUnknown = [](const std::vector<Way> &all) {
        return std::ranges::any_of(all, [](const Way &way) {
            return way.empty() || std::ranges::any_of(way, [](const Leaf &leaf) {
                return leaf.op >= Op::StartsWith && leaf.op <= Op::NotEndsWith;
            });
        });
    };
    if (!ways || hasUnknown(*ways))
        return false;
    return !isSatisfiableTogether(narrow, denied);
}

} // namespace crossdock::rules
