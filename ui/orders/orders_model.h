#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"
#include "ui/orders/orders_sort.h"
#include "ui/widgets/cell_delegate.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QTimer>
#include <array>
#include <optional>

namespace crossdock::ui {

/// Which orders are shown. The store judges the pages, matches() judges the news.
struct OrdersFilter {
    std::optional<ChannelId> channel;
    std::optional<OrderRow::State> state;
    QString text; ///< part of an order number
    bool onlyShort = false;

    bool matches(const OrderRow &row) const;
    friend bool operator==(const OrdersFilter &, const OrdersFilter &) = default;
};

/// Orders, newest first: read in pages, kept live by what happens, merged once a frame. A row keeps its texts, so that
/// data() formats nothing. Orders that stop matching the filter leave; new ones enter at their place; one that changes stays
/// where it is until somebody sorts again. Sorted otherwise, all pages are read, up to the newest 20,000.
class OrdersModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Channel, Placed, State, Lines, Units, Short, Total, ShipBy, ShipTo, ColumnCount };

    OrdersModel(Inventory &inventory, const Clock &clock, QObject *parent);

    void setFilter(const OrdersFilter &filter);
    const OrdersFilter &filter() const { return m_filter; }
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    const OrdersSort &sorting() const { return m_sort; }
    void reload();

    const OrderRow &order(int row) const { return m_rows.at(row).order; }
    int rowOf(const OrderId &id) const { return m_index.value(id, -1); } ///< -1: not among those read
    bool isComplete() const { return m_isEnd; } ///< nothing older is left in the store

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void pageRead(); ///< rows, or their absence, are now those of the filter
    void failed(const crossdock::Error &error);

private:
    struct Row {
        OrderRow order;
        std::array<QString, ColumnCount> texts;
        bool isLate = false;
        qint64 changedAtMs = 0;
    };

    void take(const Events &events);
    void ask(int offset);
    void takePage(int offset, const Result<query::Orders::Answer> &page);
    void flush();
    void update(const QList<OrderRow> &changed);
    void remove(QList<int> rows);
    void insert(QList<OrderRow> added);
    void append(const QList<OrderRow> &older);
    void arrange();
    void readOn();
    void dropOldest();
    void reindex();
    void refreshLateness();
    Row makeRow(const OrderRow &order) const;
    static Emphasis emphasis(const Row &row, int column);
    static bool isNumeric(int column);

    Inventory &m_inventory;
    const Clock &m_clock;
    OrdersFilter m_filter;
    OrdersSort m_sort;
    QList<Row> m_rows;
    QHash<OrderId, int> m_index;
    QHash<OrderId, OrderRow> m_pending; ///< of many changes in a frame, the last is shown
    QTimer m_frame, m_minute;
    qint64 m_request = 0; ///< a late answer to an older question is dropped
    bool m_isReading = false, m_isEnd = false;
};

} // namespace crossdock::ui
