#pragma once

#include "core/inventory/rules/rule.h"
#include "core/inventory/rules/workspace.h"

namespace crossdock::rules {

/// One English sentence for a trigger, from the trigger alone: trigger, filters, window, conditions, actions, else,
/// limit. Compiling it gives the same trigger again, up to its normal form.
QString paraphrase(const Trigger &trigger, const Workspace &workspace);

/// The parts of it: what stands before the colon, and at its end how often it may run and when again; empty: always.
QString paraphraseStart(const Trigger &trigger, const Workspace &workspace);
QString paraphraseLimit(const Trigger &trigger, const Workspace &workspace);

/// A condition or an action as it stands in a paraphrase.
QString paraphrase(const Tree &tree, const Workspace &workspace);
QString paraphrase(const Action &action, const Workspace &workspace);

/// "an order arrives"; and "the available stock on eBay is less than 5", with `be` for "is".
QString eventWords(const QString &type);
QString leafWords(const Leaf &leaf, const QString &be, const Workspace &workspace);

/// The number as a sentence has it: shortest digits, never an exponent.
QString plainNumber(double number);

/// The text between quotation marks, with \" \\ and \u{…} where needed.
QString quoted(const QString &text);

} // namespace crossdock::rules
