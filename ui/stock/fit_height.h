#pragma once

#include "ui/widgets/table_view.h"

#include <QHeaderView>

namespace crossdock::ui {

/// As high as its rows, of which eight are seen at most: panels scroll as a whole, not in their parts.
inline void fitHeight(TableView &table)
{
    const int rows = std::clamp(table.model()->rowCount(), 1, 8);
    table.setFixedHeight(table.horizontalHeader()->height() + rows * table.verticalHeader()->defaultSectionSize() + 4);
}

} // namespace crossdock::ui
