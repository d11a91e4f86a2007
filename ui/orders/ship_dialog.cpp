#include "ui/orders/ship_dialog.h"

#include <QFormLayout>
#include <QLineEdit>

namespace crossdock::ui {

ShipDialog::ShipDialog(const Theme &theme, const OrderDetail &order, QWidget *parent)
    : FormDialog(theme, tr("Ship order %1").arg(order.row.id.text()),
                 tr("%Ln unit(s) leave the warehouse. This cannot be undone; what comes back is a return.", nullptr,
                    static_cast<int>(order.row.units - order.row.shortUnits)),
                 tr("Ship"), parent)
    , m_tracking(new QLineEdit(this))
{
    setObjectName(QStringLiteral("shipDialog"));
    m_tracking->setObjectName(QStringLiteral("tracking"));
    m_tracking->setPlaceholderText(tr("Without one if you leave it empty"));
    form().addRow(tr("&Tracking number"), m_tracking);
    m_tracking->setFocus();
}

QString ShipDialog::tracking() const
{
    return m_tracking->text().trimmed();
}

} // namespace crossdock::ui
