#pragma once

#include "ui/pack/pack_box.h"

#include <QObject>

namespace crossdock {
class Inventory;
}

namespace crossdock::ui {

/// From what a scanner read to an order and its products. Only the newest question is answered. UI thread.
class OrderFinder : public QObject
{
    Q_OBJECT

public:
    OrderFinder(Inventory &inventory, QObject *parent);

    /// By its whole number, on whatever channel; "channel/number" where two channels have the same.
    void find(const QString &number);
    void read(const OrderId &id);

Q_SIGNALS:
    void found(const crossdock::ui::PackBox &box);
    void unknown(const QString &number); ///< no order has it
    void failed(const QString &sentence); ///< also: the order cannot be packed

private:
    template <class Query, class Then>
    void ask(const Query &query, Then then);
    void choose(const QString &number, const QList<OrderRow> &rows);
    void readItems(const OrderDetail &order);

    Inventory &m_inventory;
    int m_asked = 0;
};

} // namespace crossdock::ui
