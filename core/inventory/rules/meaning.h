#pragma once

#include "core/inventory/rules/grammar.h"
#include "core/inventory/rules/rule.h"
#include "core/inventory/rules/shared_value.h"

#include <QString>
#include <algorithm>
#include <vector>

namespace crossdock::rules {

/// A stretch of tokens.
struct TokenSpan {
    int from = 0;
    int to = 0;
};

/// One piece of what a phrase means. A phrase hands up the pieces of its parts until a step takes them.
struct Meaning {
    enum class Kind : quint8 {
        Comparison, ///< op
        Amount, ///< slot, number, unit; or field (a reference)
        Name, ///< slot, keys
        Text, ///< text
        Moment, ///< text HH:MM, isUnsure
        Day, ///< text yyyy-mm-dd, isUnsure
        Field, ///< candidates
        Filter, ///< tree: what restricts a thing
        Main, ///< tree: what a clause says
        Place, ///< slot Channel or Node, keys
        Thing, ///< text: entity; isPronoun
        Negation,
        Event, ///< text: type; parts
        Count, ///< op, number
        Sum, ///< op, number, unit, candidates
        Within, ///< number, unit
        Previous, ///< number, unit
        Lasting, ///< op, number, unit
        By, ///< text
        TextOp, ///< op
        Parameter, ///< text, argument
        Action, ///< action; parts: its object
        Recipient, ///< keys
        Way, ///< text: via
        Target, ///< text: channel, all, others, its
        Sub, ///< text: when if onlyif unless delayed; parts
        Schedule, ///< schedule
        ScheduleBit, ///< text: what; keys, number
        TimeFilter, ///< tree
        Limit, ///< limit
        Rearm, ///< parts
        Else, ///< parts: perhaps Mains, then actions
        Crossing, ///< tree: becomes, said beside the event
        Staying, ///< number, unit
        Each, ///< text
        WindowPart, ///< parts
        Mistake, ///< text: class; keys: detail
    };

    Kind kind = Kind::Text;
    TokenSpan span;
    Op op = Op::Eq;
    Slot slot = Slot::Any;
    double number = 0;
    Unit unit = Unit::None;
    QString text;
    QStringList keys;
    bool isUnsure = false;
    bool isPronoun = false;
    bool isTheOne = false; ///< of a Thing: "the listing", one that was named before
    bool isPlural = false; ///< of a Thing: orders, they
    bool isEvery = false; ///< of a Thing: all orders, every order
    bool isLoose = false; ///< made by "and" or "or" without brackets; of an Event: implied by a noun; of a wait: said beside what waits; of a delay or a time: an end, not a moment
    bool isLast = false; ///< of a time: the last moment for what happens
    bool isOr = false;
    std::vector<FieldId> candidates;
    Argument argument;
    SharedValue<Tree> tree;
    SharedValue<Action> action;
    SharedValue<Schedule> schedule;
    SharedValue<Limit> limit;
    SharedValue<std::vector<Meaning>> parts;
};

using Meanings = std::vector<Meaning>;

/// Null where there is none.
inline const Meaning *firstOf(const Meanings &meanings, Meaning::Kind kind)
{
    const auto found = std::ranges::find(meanings, kind, &Meaning::kind);
    return found == meanings.end() ? nullptr : &*found;
}

/// Of an amount: it is the value of a field, not a number that was said.
inline bool isReference(const Meaning &amount)
{
    return !amount.candidates.empty();
}

/// What stands for a node that is called "there".
inline const QString lastNode = QStringLiteral("@there");

} // namespace crossdock::rules
