#pragma once

#include "core/inventory/purchases/purchase_order.h"

#include <QComboBox>

namespace crossdock::ui {

/// Which open purchase order units of a SKU came of, if of any. At first: of none.
class PurchaseChoice : public QComboBox
{
    Q_OBJECT

public:
    explicit PurchaseChoice(QWidget *parent);

    void offer(const QList<purchases::PurchaseOrder> &orders, const Sku &sku);
    void choose(const QString &number); ///< none of that number: leaves it as it is
    const purchases::PurchaseOrder *chosen() const; ///< nullptr: none
    QString chosenNumber() const; ///< empty: none

private:
    QList<purchases::PurchaseOrder> m_orders;
};

} // namespace crossdock::ui
