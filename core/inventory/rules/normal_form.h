#pragma once

#include "core/inventory/rules/rule.h"

#include <QByteArray>
#include <optional>

namespace crossdock::rules {

/// The tree with negation pushed into the leaves, flat, sorted, without doubles; values in base units, ranges as
/// two bounds, counts with inclusive bounds, alternatives of one name as `in`. Two trees that say the same in
/// these ways are equal.
std::optional<Tree> normalForm(const std::optional<Tree> &tree);
Tree negated(const Tree &tree);
/// A comparison turned round, a `not` taken away, or one put before the rest.
Tree opposite(const Tree &tree);

/// The bytes by which two triggers that mean the same are equal. `where` and `conditions` are one where there is
/// no else.
QByteArray normalBytes(const Trigger &trigger);

/// The trigger with its filters and conditions joined and in normal form: what the analysis compares.
std::optional<Tree> allFilters(const Trigger &trigger);

/// The one channel that the event is about, or empty.
QString onlyChannel(const Trigger &trigger);

/// Lower case without stray blanks: how names and texts are compared.
QString foldedText(const QString &text);

} // namespace crossdock::rules
