#pragma once

#include "core/inventory/imports/row_reader.h"
#include "core/inventory/rows.h"

/// A place that holds stock as a row of a file: everything that is known of it but its secrets.
namespace crossdock::imports {

/// What the file has no column for stays as it is. The fees stand or fall together: they are in one currency.
command::DefineNode readNode(RowReader &row);

/// The cells of a node, by field: what readNode() makes it of.
QMap<QString, QString> cellsOf(const NodeRow &node);

} // namespace crossdock::imports
