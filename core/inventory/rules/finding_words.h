#pragma once

#include "core/inventory/rules/analysis.h"
#include "core/inventory/rules/workspace.h"

namespace crossdock::rules {

/// A finding as sentences: what is wrong, and a case in which it shows: "For instance when an order arrives and the order
/// total is exactly 501 USD." `names` are those of the rules, by place.
QString findingWords(const Finding &finding, std::span<const std::optional<Trigger>> rules, const QStringList &names, const Workspace &workspace);

} // namespace crossdock::rules
