#pragma once

#include "core/inventory/rules/rule.h"

#include <cmath>

/// Conditions as what they leave of each value: intervals of numbers, sets of names. No solver: the trees are small.
namespace crossdock::rules {

/// One way to meet a tree: leaves that must all hold.
using Combination = std::vector<Leaf>;

/// The disjunctive form of a normal tree; nothing if it would be too large.
std::optional<std::vector<Combination>> waysOf(const Tree &tree);

/// What is known of one field of one scope. Numbers are in base units.
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
    QStringList beginnings;
    bool isEmpty = false;
    bool isNotEmpty = false;
    std::optional<bool> yes;
    bool isImpossible = false;
    std::vector<Leaf> leaves; ///< that it was made from

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

/// What a way leaves of each field, of each scope and currency on its own, in a fixed order. References are left out.
std::vector<Range> rangesOf(const Combination &way);

/// Some value is left.
bool isPossible(const Range &range);

} // namespace crossdock::rules
