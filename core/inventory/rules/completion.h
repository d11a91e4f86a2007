#pragma once

#include "core/inventory/rules/compiler.h"

namespace crossdock::rules {

/// Something that may stand at a place of a sentence.
struct Completion {
    QString text; ///< a word, a name, or an example of an amount; a blank in front where one is still to be written
    WordRole::Role role = WordRole::Role::Grammar;
    int from = 0; ///< so many UTF-16 units of what was written stay; `text` stands for what is behind them
    bool isExample = false; ///< the writer has to think of something in its place
    friend bool operator==(const Completion &, const Completion &) = default;
};

/// What may stand next after `text`, by the grammar that the compiler reads with: what continues the word or the name in
/// which it ends, and where that is whole also what may follow. The likeliest first, at most `limit`: behind a rule that
/// works the ways on, where an amount has to stand examples that fit, then the shop's own names, then words. Empty where
/// nothing that begins so is a sentence.
std::vector<Completion> complete(const Compiler &compiler, const QString &text, int limit);

} // namespace crossdock::rules
