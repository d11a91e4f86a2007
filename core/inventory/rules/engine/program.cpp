#include "core/inventory/rules/engine/program.h"

#include "core/inventory/rules/normal_form.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

bool isNumeric(FieldKind kind)
{
    return kind != FieldKind::Text && kind != FieldKind::Set && kind != FieldKind::OneOf;
}

double numberOf(FieldKind kind, const QString &word)
{
    return kind == FieldKind::TimeOfDay ? minutesOf(word) : kind == FieldKind::Date ? dayNumberOf(word) : word.toDouble();
}

/// A SKU names one thing of a hundred thousand, a country some tens of percent of them.
int sharpnessOf(FieldId field)
{
    static const QHash<QString, int> known{{u"product.sku"_s, 10}, {u"order.skus"_s, 10}, {u"customer.email"_s, 10},
                                           {u"product.tags"_s, 5}, {u"order.tags"_s, 5},  {u"product.category"_s, 6},
                                           {u"product.brand"_s, 6}, {u"product.supplier"_s, 6}, {u"order.categories"_s, 6},
                                           {u"order.brands"_s, 6}, {u"order.postcode"_s, 8}, {u"order.city"_s, 7},
                                           {u"order.region"_s, 5}, {u"order.country"_s, 4}, {u"channel"_s, 3}, {u"node"_s, 3}};
    return known.value(fieldName(field), 0);
}

/// Tags come and go, and stock moves at one node after the other.
bool isSteady(FieldId field)
{
    const QString name = fieldName(field);
    return name != u"node" && !name.endsWith(u"tags");
}

bool isDenial(Op op)
{
    return op == Op::Ne || op == Op::NotIn || op == Op::NotContains || op == Op::NotStartsWith || op == Op::NotEndsWith;
}

} // namespace

Program::Program(const std::optional<Tree> &tree, SlotTable &slots, Milliseconds span)
{
    if (const auto normal = normalForm(tree))
        emitTree(*normal, holdsAll, holdsNot, true, {slots, span});
}

/// Behind first: an instruction knows where to go on. Answers where the tree begins.
int Program::emitTree(const Tree &tree, qint32 onYes, qint32 onNo, bool mustHold, const Reads &reads)
{
    switch (tree.kind) {
    case Tree::Kind::Leaf:
        return emitLeaf(tree.leaf, false, onYes, onNo, mustHold, reads);
    case Tree::Kind::Not: // normal forms have it only above a comparison
        return emitLeaf(tree.children.front().leaf, true, onYes, onNo, false, reads);
    case Tree::Kind::And: {
        qint32 next = onYes;
        for (auto child = tree.children.rbegin(); child != tree.children.rend(); ++child)
            next = emitTree(*child, next, onNo, mustHold, reads);
        return next;
    }
    case Tree::Kind::Or: {
        qint32 next = onNo;
        for (auto child = tree.children.rbegin(); child != tree.children.rend(); ++child)
            next = emitTree(*child, onYes, next, false, reads);
        return next;
    }
    }
    Q_UNREACHABLE();
}

int Program::emitLeaf(const Leaf &leaf, bool isNegated, qint32 onYes, qint32 onNo, bool mustHold, const Reads &reads)
{
    const FieldSpec &spec = specOf(leaf.field);
    Instruction instruction;
    instruction.op = leaf.op;
    instruction.kind = spec.kind;
    instruction.isNegated = isNegated;
    const bool isShare = spec.kind == FieldKind::MoneyOrPercent && leaf.unit == Unit::Percent;
    SlotKey key{leaf.field, leaf.scope, isShare};
    if (entityOf(leaf.field) == u"sales") {
        key.span = reads.span;
        key.currency = measureOf(leaf.unit) == Measure::Money ? leaf.unit : Unit::None;
    }
    instruction.slot = reads.slots.slotOf(key);
    instruction.unit = measureOf(leaf.unit) == Measure::Money ? leaf.unit : Unit::None;
    instruction.onYes = onYes;
    instruction.onNo = onNo;
    instruction.mustHold = mustHold && !isNegated;
    setValue(instruction, leaf, reads.slots);
    m_code.push_back(instruction);
    return int(m_code.size()) - 1;
}

void Program::setValue(Instruction &instruction, const Leaf &leaf, SlotTable &slots)
{
    QStringList words;
    std::vector<double> numbers;
    if (const auto *yes = std::get_if<bool>(&leaf.value))
        numbers = {*yes ? 1.0 : 0.0};
    else if (const auto *number = std::get_if<double>(&leaf.value))
        numbers = {inBaseUnit(*number, leaf.unit)};
    else if (const auto *many = std::get_if<std::vector<double>>(&leaf.value))
        numbers = *many;
    else if (const auto *word = std::get_if<QString>(&leaf.value))
        words = {foldedText(*word)};
    else if (const auto *texts = std::get_if<QStringList>(&leaf.value))
        words = *texts;
    else if (const auto *field = std::get_if<FieldRef>(&leaf.value))
        instruction.other = slots.slotOf({field->field, {}, false});
    if (isNumeric(instruction.kind)) {
        for (const QString &word : std::as_const(words))
            numbers.push_back(numberOf(instruction.kind, word));
        words.clear();
    }
    for (QString &word : words)
        word = foldedText(word);
    instruction.low = numbers.empty() ? 0 : numbers.front();
    instruction.high = numbers.empty() ? 0 : numbers.back();
    instruction.firstWord = qint32(m_words.size());
    instruction.words = qint32(words.size());
    m_words += words;
    instruction.firstNumber = qint32(m_numbers.size());
    instruction.numbers = qint32(numbers.size());
    m_numbers.insert(m_numbers.end(), numbers.begin(), numbers.end());
}

bool Program::holds(Reading &reading) const
{
    qint32 at = qint32(m_code.size()) - 1;
    while (at >= 0) {
        const Instruction &instruction = m_code[size_t(at)];
        at = test(instruction, reading) == Truth::Yes ? instruction.onYes : instruction.onNo;
    }
    return at == holdsAll;
}

Truth Program::truth(Reading &reading) const
{
    return m_code.size() == 1 ? test(m_code.front(), reading) : holds(reading) ? Truth::Yes : Truth::No;
}

Truth Program::test(const Instruction &instruction, Reading &reading) const
{
    const Fact &value = reading.at(instruction.slot);
    if (!value.isKnown())
        return Truth::Unknown;
    bool isSo = false;
    if (value.kind == Fact::Kind::Number) {
        double low = instruction.low, high = instruction.high;
        Unit unit = instruction.unit;
        if (instruction.other >= 0) {
            const Fact &other = reading.at(instruction.other);
            if (other.kind != Fact::Kind::Number)
                return Truth::Unknown;
            low = high = other.number;
            unit = other.unit;
        }
        if (unit != Unit::None && value.unit != Unit::None && unit != value.unit)
            return Truth::Unknown; // another currency
        isSo = compareNumber(instruction, value.number, low, high);
    } else if (value.kind == Fact::Kind::Text) {
        isSo = compareText(instruction, value.text);
    } else {
        isSo = compareSet(instruction, value.set);
    }
    return isSo != instruction.isNegated ? Truth::Yes : Truth::No;
}

bool Program::compareNumber(const Instruction &instruction, double value, double low, double high) const
{
    constexpr double tiny = 1e-6; // percentages and rates are quotients
    switch (instruction.op) {
    case Op::Eq: return std::abs(value - low) < tiny;
    case Op::Ne: return std::abs(value - low) >= tiny;
    case Op::Lt: return value < low - tiny;
    case Op::Lte: return value <= low + tiny;
    case Op::Gt: return value > low + tiny;
    case Op::Gte: return value >= low - tiny;
    case Op::Between: return low <= high ? value >= low && value <= high : value >= low || value <= high; // over midnight
    case Op::In:
    case Op::NotIn: {
        const auto first = m_numbers.begin() + instruction.firstNumber;
        const bool isIn = std::find(first, first + instruction.numbers, value) != first + instruction.numbers;
        return isIn == (instruction.op == Op::In);
    }
    default: return false; // the others are for texts: the check lets none through
    }
}

bool Program::compareText(const Instruction &instruction, const QString &text) const
{
    const auto first = m_words.begin() + instruction.firstWord;
    const auto last = first + instruction.words;
    const auto any = [&](auto matches) { return std::any_of(first, last, matches); };
    switch (instruction.op) {
    case Op::Eq:
    case Op::In: return any([&](const QString &word) { return text == word; });
    case Op::Ne:
    case Op::NotIn: return !any([&](const QString &word) { return text == word; });
    case Op::Contains: return any([&](const QString &word) { return text.contains(word); });
    case Op::NotContains: return !any([&](const QString &word) { return text.contains(word); });
    case Op::StartsWith: return any([&](const QString &word) { return text.startsWith(word); });
    case Op::NotStartsWith: return !any([&](const QString &word) { return text.startsWith(word); });
    case Op::EndsWith: return any([&](const QString &word) { return text.endsWith(word); });
    case Op::NotEndsWith: return !any([&](const QString &word) { return text.endsWith(word); });
    case Op::IsEmpty: return text.isEmpty();
    case Op::IsNotEmpty: return !text.isEmpty();
    default: return false;
    }
}

bool Program::compareSet(const Instruction &instruction, const QStringList &set) const
{
    if (instruction.op == Op::IsEmpty || instruction.op == Op::IsNotEmpty)
        return set.isEmpty() == (instruction.op == Op::IsEmpty);
    if (instruction.kind == FieldKind::Text) { // of several texts one does, and none may be what is denied
        const auto meets = [&](const QString &one) { return compareText(instruction, one); };
        return isDenial(instruction.op) ? std::all_of(set.begin(), set.end(), meets) : std::any_of(set.begin(), set.end(), meets);
    }
    const auto first = m_words.begin() + instruction.firstWord;
    const bool hasOne = std::any_of(first, first + instruction.words, [&](const QString &word) { return set.contains(word); });
    const bool isWanted = instruction.op == Op::Contains || instruction.op == Op::Eq || instruction.op == Op::In;
    return hasOne == isWanted;
}

std::vector<int> Program::slotsUsed() const
{
    std::vector<int> all;
    for (auto one = m_code.rbegin(); one != m_code.rend(); ++one) {
        for (const int slot : {one->slot, one->other}) {
            if (slot >= 0 && std::ranges::find(all, slot) == all.end())
                all.push_back(slot);
        }
    }
    return all;
}

std::optional<Program::Equality> Program::sharpestEquality(const SlotTable &slots, Among fields) const
{
    std::optional<Equality> best;
    for (const Instruction &one : m_code) {
        const bool isEquality = one.mustHold && one.words > 0 && (one.op == Op::Eq || one.op == Op::In || (one.op == Op::Contains && one.kind == FieldKind::Set));
        const FieldId field = slots.key(one.slot).field;
        const bool isAllowed = fields == Among::AllFields || isSteady(field);
        const int sharpness = isEquality && isAllowed ? sharpnessOf(field) : 0;
        if (sharpness > (best ? best->sharpness : 0))
            best = Equality{one.slot, m_words.mid(one.firstWord, one.words), sharpness};
    }
    return best;
}

} // namespace crossdock::rules
