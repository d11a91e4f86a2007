#include "ui/orders/ship_dialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using Purpose = ShipDialog::Purpose;

QString titleOf(const OrderDetail &order, Purpose purpose)
{
    return (purpose == Purpose::Ship ? ShipDialog::tr("Ship order %1") : ShipDialog::tr("Correct tracking of %1")).arg(order.row.id.text());
}

QString explanationOf(const OrderDetail &order, Purpose purpose)
{
    if (purpose == Purpose::Correct)
        return ShipDialog::tr("%1 is told again of the parcel that left last.").arg(order.row.id.channel.text());
    return ShipDialog::tr("%Ln unit(s) leave the warehouse, and the channel is told. This cannot be undone; what comes back is a return.", nullptr,
                          static_cast<int>(order.row.units - order.row.shortUnits));
}

} // namespace

ShipDialog::ShipDialog(const Theme &theme, const OrderDetail &order, Purpose purpose, QWidget *parent)
    : FormDialog(theme, titleOf(order, purpose), explanationOf(order, purpose), purpose == Purpose::Ship ? tr("Ship") : tr("Tell the channel"), parent)
    , m_carrier(new QComboBox(this))
    , m_tracking(new QLineEdit(this))
{
    setObjectName(u"shipDialog"_s);
    m_carrier->setObjectName(u"carrier"_s);
    m_carrier->setEditable(true);
    m_carrier->addItems({QString(), u"UPS"_s, u"USPS"_s, u"FedEx"_s, u"DHL"_s, u"Royal Mail"_s, u"Delhivery"_s, u"Shiprocket"_s});
    m_carrier->lineEdit()->setPlaceholderText(tr("Who brings it"));
    m_tracking->setObjectName(u"tracking"_s);
    m_tracking->setPlaceholderText(tr("None if empty; commas between several"));
    if (purpose == Purpose::Correct && !order.shipments.isEmpty()) {
        m_carrier->setEditText(order.shipments.last().parcel.carrier);
        m_tracking->setText(order.shipments.last().parcel.tracking);
        m_tracking->selectAll();
    }
    form().addRow(tr("Ca&rrier"), m_carrier);
    form().addRow(tr("&Tracking number"), m_tracking);
    m_tracking->setFocus();
}

QString ShipDialog::carrier() const
{
    return m_carrier->currentText().trimmed();
}

QString ShipDialog::tracking() const
{
    return m_tracking->text().trimmed();
}

} // namespace crossdock::ui
