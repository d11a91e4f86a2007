#pragma once

#include "core/inventory/rules/workspace.h"

#include <QMap>

namespace crossdock::rules {

/// Names that a sentence about `talk` may need, by kind: all channels, places, people and reports, and of what a catalogue, cartons and
/// carriers' lists name only what is spoken of. Nothing of orders or buyers.
QMap<QString, QStringList> spokenNames(const Workspace &workspace, const QString &talk);

} // namespace crossdock::rules
