#pragma once

#include "core/inventory/rules/rule.h"

namespace crossdock::rules {

/// Values at which all of `trees` hold: a comparison of each field that they name, with `exactly` where a number will do.
/// Nothing if they never can, or if nothing is said of any field. Names are in normal form.
std::optional<Tree> witnessOf(std::vector<std::optional<Tree>> trees);

/// The witness with its names spelled as the trigger spells them.
Tree spelledAs(const Trigger &trigger, Tree witness);

} // namespace crossdock::rules
