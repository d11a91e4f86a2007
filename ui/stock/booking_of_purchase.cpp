#include "ui/stock/booking_dialog.h"
#include "ui/stock/purchase_choice.h"
#include "ui/words.h"

#include <QCheckBox>
#include <QLocale>
#include <QSpinBox>

using namespace Qt::Literals::StringLiterals;

/// What the dialog asks and says of the purchase order that units came of.
namespace crossdock::ui {

/// Seen once there is an open one.
void BookingDialog::addPurchase()
{
    m_purchase = new PurchaseChoice(this);
    m_isLast = new QCheckBox(tr("&Nothing more of it will come"), this);
    addRow(tr("Purchase &order"), m_purchase);
    addRow(QString(), m_isLast);
    setRowVisible(m_purchase, false);
    setRowVisible(m_isLast, false);
    connect(m_purchase, &QComboBox::currentIndexChanged, this, &BookingDialog::purchaseChosen);
    connect(m_isLast, &QCheckBox::toggled, this, &BookingDialog::fieldChanged);
}

void BookingDialog::askForPurchases()
{
    if (!m_purchase)
        return;
    context().inventory.ask(query::Purchases{.sku = m_skus.first(), .onlyOpen = true}, this, [this](const Result<query::Purchases::Answer> &orders) {
        if (!orders || orders->isEmpty())
            return; // received without one, as ever
        m_purchase->offer(*orders, m_skus.first());
        setRowVisible(m_purchase, true);
        m_purchase->choose(m_wantedPurchase);
    });
}

void BookingDialog::choosePurchase(const QString &number)
{
    m_wantedPurchase = number;
}

/// It says where its units go to, and how many are to come.
void BookingDialog::purchaseChosen()
{
    const purchases::PurchaseOrder *order = m_purchase->chosen();
    setRowVisible(m_isLast, order != nullptr);
    if (!order)
        m_isLast->setChecked(false);
    const auto place = std::find_if(m_nodes.begin(), m_nodes.end(), [&](const NodeRow &node) { return order && order->node && node.node == *order->node; });
    if (place != m_nodes.end())
        m_node->setCurrentIndex(static_cast<int>(place - m_nodes.begin()));
    placeChanged();
}

QString BookingDialog::previewOfPurchase() const
{
    const purchases::PurchaseOrder &order = *m_purchase->chosen();
    const Quantity before = order.toCome(m_skus.first()), units = m_quantity->value();
    const QString expected = order.expectedOn ? u' ' + tr("Expected on %1.", "a purchase order").arg(QLocale().toString(*order.expectedOn, QLocale::ShortFormat)) : QString();
    if (units > before)
        return tr("%1: %Ln unit(s) more than were to come.", nullptr, static_cast<int>(units - before)).arg(order.number) + expected;
    if (m_isLast->isChecked())
        return tr("%1 is closed; %Ln unit(s) of this SKU did not come.", nullptr, static_cast<int>(before - units)).arg(order.number);
    return tr("%1: to come %2 → %3.").arg(order.number, number(before), number(before - units)) + expected;
}

} // namespace crossdock::ui
