#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/wave_view.h"
#include "ui/widgets/cell_delegate.h"

#include <QAbstractTableModel>
#include <array>
#include <memory>

namespace crossdock::ui {

/// The parcels of a wave, one a row, and the units that wait, one row an order. Takes whole waves; keeps its own order. UI thread.
class WaveModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Order, From, Lines, Carrier, Cost, Leaves, Chance, Stands, Why, ColumnCount };
    using Wave = std::shared_ptr<const fulfilment::WaveView>;

    using QAbstractTableModel::QAbstractTableModel;

    void setWave(const Wave &wave); ///< nullptr: none
    void setFilter(const QString &text); ///< part of an order, a SKU or a place
    QString order(int row) const { return m_rows.at(m_shown.at(row)).order; }
    int rowOf(const QString &order) const; ///< its first row; -1: not shown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    struct Row {
        QString order, key; ///< the key: what a filter is looked for in, in lower case
        std::array<QString, ColumnCount> texts;
        std::array<QVariant, ColumnCount> sorts; ///< invalid: none, and comes last
        Badge state;
        bool waits = false;
    };

    static Row rowOf(const fulfilment::WaveView &wave, const fulfilment::WaveOrder &order, int parcel);
    static Row waitingRow(const fulfilment::WaveView &wave, const fulfilment::WaveOrder &order);
    void arrange();

    QList<Row> m_rows; ///< in the order of the wave
    QList<int> m_shown;
    QString m_filter;
    int m_column = -1; ///< -1: as the wave has them
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace crossdock::ui
