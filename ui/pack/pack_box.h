#pragma once

#include "core/inventory/query.h"

namespace crossdock::ui {

/// One order on the packing bench: what belongs into the box, and what scans have shown to be in it. Pure.
class PackBox
{
public:
    struct Item {
        Sku sku; ///< of the component, where a kit was sold
        QString name, barcode;
        QString place; ///< the bins to fetch it from, a line each; with the warehouse where the order is fetched at several; empty: nobody said, or it is picked
        Quantity wanted = 0, checked = 0;
        std::optional<qint64> weightG; ///< of one unit; nothing: the product does not say
    };
    enum class Scan {
        Counted,
        TooMany, ///< all units of that product are in the box already
        NotInOrder,
    };

    PackBox() = default;
    /// What lies at places of others goes into no box here. `items`: what the store knows of skusToPack().
    PackBox(OrderDetail order, const QList<query::StockOf::Item> &items);

    bool isOpen() const { return !m_order.row.id.number.isEmpty(); }
    const OrderDetail &order() const { return m_order; }
    const QList<Item> &items() const { return m_items; }

    /// The SKU or the barcode of a unit that goes into the box. Case, blanks and the leading zero that turns a UPC into an EAN do not matter.
    Scan take(const QString &code);
    std::optional<Item> takeBack(); ///< the unit that was counted last; nothing: none was

    Quantity wanted() const;
    Quantity checked() const;
    bool isComplete() const { return wanted() > 0 && checked() == wanted(); }
    int lastRow() const { return m_scanned.isEmpty() ? -1 : m_scanned.last(); } ///< of items(), of the newest unit
    std::optional<qint64> weightG() const; ///< of all units; nothing if one of the products does not say

    /// Why an order cannot be packed, as a sentence; empty: it can.
    static QString obstacle(const OrderDetail &order);

private:
    OrderDetail m_order;
    QList<Item> m_items;
    QList<int> m_scanned; ///< rows, oldest first
};

/// The SKUs that are held for an order at warehouses of ours.
QList<Sku> skusToPack(const OrderDetail &order);
/// The warehouses of ours that hold something of it.
QList<NodeId> nodesToPack(const OrderDetail &order);
/// The places of others that hold something of it: what lies there is packed there.
QList<NodeId> nodesOfOthers(const OrderDetail &order);
QString namesOf(const QList<NodeId> &nodes); ///< "east, west"

} // namespace crossdock::ui
