#pragma once

#include "core/inventory/rules/engine/needs.h"

namespace crossdock::rules {

/// Why “what” (an event, a field, an action that goes by the offers of others) cannot be known on the channels that are meant, in
/// sentences; empty: it is told. No channel named means those that tell it: one must be connected.
QStringList missingOfMarket(const QString &what, const QStringList &named, const Setting &setting);

/// A price that goes by others' must say how low it may go: two sellers that undercut each other end there.
QStringList missingFloor(const Action &action);

} // namespace crossdock::rules
