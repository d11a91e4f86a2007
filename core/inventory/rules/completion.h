#pragma once

#include "core/inventory/rules/compiler.h"

namespace crossdock::rules {

/// Something that may stand at a place of a sentence.
struct Completion {
    QString text; ///< a word, a name, or an example of an amount
    WordRole::Role role = WordRole::Role::Grammar;
    friend bool operator==(const Completion &, const Completion &) = default;
};

/// What may stand next after `text`, by the grammar that the compiler reads with. Where `text` ends within a word, only what
/// continues it. Sorted, names before words; at most `limit`. Empty where nothing that begins so is a sentence.
std::vector<Completion> complete(const Compiler &compiler, const QString &text, int limit);

} // namespace crossdock::rules
