#pragma once

#include "core/inventory/rules/compiler.h"
#include "core/inventory/rules/lattice.h"
#include "core/inventory/rules/resolver.h"

namespace crossdock::rules {

/// The message for a fault: the user's words quoted, what they were taken for, why that fails.
Refusal refusalFor(const Fault &fault, const QString &sentence, const Lattice &lattice);

/// The quoted words, what they were taken for, and why that fails: a sentence. Every class has one.
QString wordsOf(const Fault &fault, const QString &quoted);

/// The words of `known` that are one or two edits from `word`, the nearest first, at most `count`.
QStringList nearestWords(const QString &word, const QStringList &known, int count);

} // namespace crossdock::rules
