#pragma once

#include "core/inventory/fulfilment/wave_view.h"
#include "ui/widgets/text_table_model.h"

#include <memory>

namespace crossdock::ui {

/// A wave under a name, to be compared.
struct NamedWave {
    QString name;
    std::shared_ptr<const fulfilment::WaveView> wave;
};

/// Waves side by side: what each comes to, and the difference of the last to the first. One row a figure, one a place.
QList<TextTableModel::Column> compareColumns(const QList<NamedWave> &waves);
QList<QList<TextTableModel::Cell>> compareRows(const QList<NamedWave> &waves);

} // namespace crossdock::ui
