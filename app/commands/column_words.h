#pragma once

#include "app/command_line/arguments.h"
#include "core/inventory/imports/preview.h"

namespace crossdock::app {

/// What a person says of the columns of a file that are not called as ours: --column, --set and --dates.
struct ColumnWords {
    QMap<QString, QString> columns; ///< title of the column, by field
    imports::Reading reading;

    static tl::expected<ColumnWords, UsageError> read(const Arguments &given, imports::What what);

    /// The columns named, and for other fields those that are guessed. InvalidInput: there is no such column.
    Result<imports::Mapping> mapping(imports::What what, const QStringList &header) const;
};

/// --dates.
tl::expected<imports::DayOrder, UsageError> dayOrderFrom(const Arguments &given);

} // namespace crossdock::app
