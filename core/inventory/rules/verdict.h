#pragma once

#include "core/inventory/rules/resolver.h"

namespace crossdock::rules {

/// What is wrong with a trigger that is well-formed: never true, undoing itself, running in a circle, dangerous.
std::optional<Fault> judge(const Trigger &trigger);

/// Whether conditions can all hold: intervals per number, sets per name. Errs to "can".
bool isSatisfiable(const std::optional<Tree> &tree);
bool isSatisfiableTogether(const std::optional<Tree> &one, const std::optional<Tree> &other);

/// Whether everything that meets `narrow` meets `wide`. Errs to "no".
bool implies(const std::optional<Tree> &narrow, const std::optional<Tree> &wide);

} // namespace crossdock::rules
