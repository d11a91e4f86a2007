#pragma once

#include "core/sandbox/world.h"

namespace crossdock::sandbox {

/// Reads a world from JSON: {"seed", "skus", "rate", "faults": "late,lost=0.1", "edits_on_site", "nodes": [..],
/// "channels": [{"name", "kind", "share", "currency"}], "catalogue": [{"sku", "name", "price", "stock": {"main": 5}, ..}]}.
/// Everything may be left out. An error names the place: "catalogue[3].price".
Result<WorldSpec> parseWorldFile(const QByteArray &json);

} // namespace crossdock::sandbox
