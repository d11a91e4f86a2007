#pragma once

#include "core/inventory/query.h"

namespace crossdock::ui {

/// What is to be fetched for some orders: each SKU once at each place, with the orders that want it. Pure.
class PickList
{
public:
    struct Line {
        NodeId node;
        Sku sku;
        Quantity units = 0;
        QList<QPair<QString, Quantity>> orders; ///< number, units
    };

    explicit PickList(const QList<OrderDetail> &orders);

    const QList<Line> &lines() const { return m_lines; } ///< by place, then by SKU
    QList<Sku> skus() const;
    /// A page to print, with a box to tick for each line. `items`: what the store knows of the SKUs.
    QString html(const QList<query::StockOf::Item> &items) const;

private:
    int m_orders = 0;
    QList<Line> m_lines;
};

} // namespace crossdock::ui
