#pragma once

#include "core/inventory/inventory.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace crossdock::ui {

/// The orders of which something lies at warehouses of ours and can be packed now, the most urgent first, kept up to date. UI thread.
class PackQueueModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Order, ShipBy, Units, ColumnCount };

    explicit PackQueueModel(Inventory &inventory, QObject *parent = nullptr);

    const OrderRow &order(int row) const { return m_rows.at(row); }
    bool isRead() const { return m_isRead; }
    void reload();

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void failed(const crossdock::Error &error);

private:
    void take(const Events &events);
    void readPage(OrderRow::State state, int offset);
    void show(QList<OrderRow> rows);

    Inventory &m_inventory;
    QList<OrderRow> m_rows, m_pages; ///< the second: what was read of the next list
    QTimer m_rest; ///< orders come in swarms: the list is read when there is a pause
    bool m_isRead = false, m_isReading = false;
};

} // namespace crossdock::ui
