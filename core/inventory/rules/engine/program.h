#pragma once

#include "core/inventory/rules/engine/facts.h"

namespace crossdock::rules {

enum class Truth : quint8 { No, Yes, Unknown };

/// A condition as flat, typed code: comparisons with two ways on from each. Running it allocates nothing. What cannot be
/// told is not met, negated or not.
class Program
{
public:
    Program() = default; ///< always holds
    /// `span`: what sales in it are added up over.
    Program(const std::optional<Tree> &tree, SlotTable &slots, Milliseconds span = {});

    bool holds(Reading &reading) const;
    /// Of a program of one comparison: also whether it can be told.
    Truth truth(Reading &reading) const;
    bool isEmpty() const { return m_code.empty(); }
    /// The slots it may look at, in order.
    std::vector<int> slotsUsed() const;

    /// A comparison that must hold if the whole does: "channel is amazon", for the index. The words are folded.
    struct Equality {
        int slot = 0;
        QStringList words;
        int sharpness = 0; ///< how few things it lets through, by kind of field
    };
    enum class Among {
        AllFields,
        SteadyFields, ///< that a thing keeps: a rule that follows a crossing must see it also while its filter does not hold
    };
    std::optional<Equality> sharpestEquality(const SlotTable &slots, Among fields) const;

private:
    struct Instruction {
        Op op = Op::Eq;
        FieldKind kind = FieldKind::Text;
        Unit unit = Unit::None;
        bool isNegated = false;
        qint32 slot = 0, other = -1; ///< `other`: the slot whose value stands on the right
        qint32 onYes = 0, onNo = 0; ///< next instruction; -1: holds, -2: does not
        double low = 0, high = 0;
        qint32 firstWord = 0, words = 0, firstNumber = 0, numbers = 0;
        bool mustHold = false; ///< a part of the outermost `and`
    };
    static constexpr qint32 holdsAll = -1, holdsNot = -2;

    struct Reads {
        SlotTable &slots;
        Milliseconds span;
    };
    int emitTree(const Tree &tree, qint32 onYes, qint32 onNo, bool mustHold, const Reads &reads);
    int emitLeaf(const Leaf &leaf, bool isNegated, qint32 onYes, qint32 onNo, bool mustHold, const Reads &reads);
    void setValue(Instruction &instruction, const Leaf &leaf, SlotTable &slots);
    Truth test(const Instruction &instruction, Reading &reading) const;
    bool compareNumber(const Instruction &instruction, double value, double low, double high) const;
    bool compareText(const Instruction &instruction, const QString &text) const;
    bool compareSet(const Instruction &instruction, const QStringList &set) const;

    std::vector<Instruction> m_code; ///< the last one is the first to run
    QStringList m_words;
    std::vector<double> m_numbers;
};

} // namespace crossdock::rules
