#pragma once

#include "core/inventory/query.h"

namespace crossdock::papers {

/// Units of a SKU that are to be fetched at one warehouse of ours.
struct PickLine {
    NodeId node;
    Sku sku;
    QString name; ///< of the product
    Quantity units = 0;
    QList<stock::Bin> bins; ///< where it lies there, what is picked from first first; none: nobody said
    QList<std::pair<OrderId, Quantity>> orders; ///< that want it
};

/// What is to be fetched for some orders: each SKU once at each warehouse, in the order of a walk: by warehouse, then by zone and bin, then what
/// lies in no bin. What is picked is there already, and others pick what lies with them. `items`: what the store knows of the SKUs. Pure.
QList<PickLine> pickLines(const QList<OrderDetail> &orders, const QList<query::StockOf::Item> &items);

/// The SKUs that are to be fetched.
QList<Sku> skusToPick(const QList<OrderDetail> &orders);

} // namespace crossdock::papers
