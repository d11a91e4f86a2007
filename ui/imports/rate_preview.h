#pragma once

#include "core/inventory/fulfilment/rates/rate_plan.h"
#include "core/inventory/imports/preview.h"

namespace crossdock::ui {

/// A file of carriers' prices as the import dialog shows it: its rows with what is wrong with them.
struct RatePreview {
    imports::Preview preview;
    QStringList fields; ///< the file's own columns
    QStringList unused; ///< columns that say nothing known
    QStringList notes; ///< "4: …", of a line: what a person may not expect of a row that is not bad
    qint64 changed = 0; ///< prices, zones or lines that are not known yet, or otherwise
};

Result<RatePreview> previewRates(rates::SheetKind kind, const imports::Sheet &sheet, const rates::SheetDefaults &defaults, const rates::RateBook &book, const Actor &actor);

} // namespace crossdock::ui
