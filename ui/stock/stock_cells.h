#pragma once

#include "core/inventory/environment.h"
#include "ui/stock/stock_table.h"

#include <QCoreApplication>
#include <QVariant>

namespace crossdock::ui {

enum StockColumn { SkuColumn, NameColumn, StatusColumn, OnHandColumn, ReservedColumn, AvailableColumn, InTransitColumn,
                   QuarantineColumn, FirstChannelColumn };

/// What the cells of the grid say, look like and sort by.
class StockCells
{
    Q_DECLARE_TR_FUNCTIONS(StockCells)

public:
    StockCells(const StockTable &table, const Clock &clock)
        : m_table(table)
        , m_clock(clock)
    {
    }

    QVariant display(int tableRow, int column) const;
    QVariant sortValue(int tableRow, int column) const; ///< raw, for sorting and copying
    QVariant mark(int tableRow, int column) const; ///< int(Tone) of a channel that does not show what it should
    QString spoken(int tableRow, int column) const; ///< the whole truth of a channel's cell, with its age
    QVariant shortAge(int tableRow, int column) const; ///< since when a channel shows what it shows
    int emphasis(int tableRow, int column) const;
    static qint64 numberOf(const StockTable::Row &row, int column);
    static int statusTone(const StockTable::Row &row); ///< int(Tone)

private:
    const StockTable &m_table;
    const Clock &m_clock;
};

} // namespace crossdock::ui
