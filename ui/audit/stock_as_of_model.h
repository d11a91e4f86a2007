#pragma once

#include "core/inventory/query.h"

#include <QAbstractTableModel>
#include <array>

namespace crossdock::ui {

/// The stock at one moment: given whole, filtered here.
class StockAsOfModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Item, Product, OnHand, Reserved, Available, InTransit, Quarantine, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setItems(const query::StockOf::Answer &items);
    void setFilter(const QString &text); ///< part of a SKU or a product's name
    int total() const { return static_cast<int>(m_rows.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString key; ///< lower case, for the filter
        std::array<QString, ColumnCount> texts;
    };
    void sift(); ///< fills m_shown

    QList<Row> m_rows;
    QList<int> m_shown; ///< numbers of rows that fit the filter
    QString m_filter;
};

} // namespace crossdock::ui
