#pragma once

#include "core/inventory/rules/compiler.h"
#include "core/inventory/rules/grammar.h"

#include <QSet>

/// Amounts, times and texts to show where the writer has to think of one.
namespace crossdock::rules {

/// Something that could stand for a slot.
struct Example {
    Slot slot;
    QString text;
};

/// Examples for the slots among `expected` that go on with `begun`, behind `before`. Where several kinds of amount may
/// stand by the grammar, only those that the sentence does not refuse: units of stock, money for a price.
std::vector<Example> examplesFor(const Compiler &compiler, const QSet<int> &expected, const QString &before, const QString &begun);

} // namespace crossdock::rules
