#pragma once

#include "ui/stock/stock_cells.h"
#include "ui/stock/stock_filter.h"

#include <QAbstractTableModel>
#include <QTimer>
#include <limits>

namespace crossdock::ui {

/// The stock grid: 100,000 rows, changes merged into one update a frame, its own order and filter. Rows move only when a
/// person sorts or filters, never under the pointer. UI thread.
class StockModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// The stamp of news that is in no entry (what a lane has on the wire): newer than anything that was read.
    static constexpr qint64 live = std::numeric_limits<qint64>::max();

    explicit StockModel(const Clock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    void setFilter(const StockFilter &filter);
    void setChannels(const QList<ChannelId> &channels); ///< their columns, in this order; further ones follow
    void addChannel(const ChannelId &channel); ///< also one that was removed
    void removeChannel(const ChannelId &channel);

    void addRows(const QList<StockRow> &rows, qint64 stamp); ///< a page; SKUs that are there already are updated
    void apply(const StockRow &row, qint64 stamp); ///< shown within a frame; nothing if the row is newer already
    void applyOffer(const Sku &sku, const OfferState &offer, qint64 stamp);

    const StockTable &table() const { return m_table; }
    const StockCells &cells() const { return m_cells; }
    int tableRow(int row) const { return m_order[row]; } ///< of the table, for a row of the view
    int rowOf(const Sku &sku) const; ///< in the view; -1: not shown
    bool knows(const Sku &sku) const { return m_table.find(sku) >= 0; }
    Sku skuAt(int row) const { return m_table.row(m_order[row]).sku; }
    /// Empty for columns that belong to no channel.
    ChannelId channelAt(int column) const;

    void flush(); ///< what the frame timer does

Q_SIGNALS:
    void flushed(); ///< cells changed and flash
    void countChanged();

private:
    void touch(int tableRow, const StockTable::Changes &changes);
    void syncChannels();
    void rebuild();
    void sortOrder();
    void showNewRows();

    struct Touched {
        quint32 fixed = 0;
        quint64 channels = 0;
    };

    StockTable m_table;
    StockCells m_cells;
    StockFilter m_filter;
    QList<int> m_order; ///< rows of the table as they are shown
    QList<int> m_position; ///< the inverse: -1 where it is not shown
    int m_channelColumns = 0; ///< how many the views know of
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QHash<int, Touched> m_touched;
    QHash<quint64, qint64> m_flashes; ///< (table row, column) to when it changed
    QTimer m_frame;
};

} // namespace crossdock::ui
