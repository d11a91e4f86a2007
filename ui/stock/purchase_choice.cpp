#include "ui/stock/purchase_choice.h"

#include "ui/words.h"

#include <QLocale>

namespace crossdock::ui {

PurchaseChoice::PurchaseChoice(QWidget *parent)
    : QComboBox(parent)
{
    addItem(tr("None", "no purchase order"));
}

void PurchaseChoice::offer(const QList<purchases::PurchaseOrder> &orders, const Sku &sku)
{
    m_orders = orders;
    for (const purchases::PurchaseOrder &order : orders) {
        const QString units = number(order.toCome(sku));
        addItem(order.expectedOn ? tr("%1 from %2: %3 to come, expected %4").arg(order.number, order.supplier, units, QLocale().toString(*order.expectedOn, QLocale::ShortFormat))
                                 : tr("%1 from %2: %3 to come").arg(order.number, order.supplier, units));
    }
}

void PurchaseChoice::choose(const QString &number)
{
    const auto order = std::find_if(m_orders.begin(), m_orders.end(), [&](const purchases::PurchaseOrder &one) { return one.number == number; });
    if (order != m_orders.end())
        setCurrentIndex(static_cast<int>(order - m_orders.begin()) + 1);
}

const purchases::PurchaseOrder *PurchaseChoice::chosen() const
{
    const int place = currentIndex() - 1;
    return place >= 0 && place < m_orders.size() ? &m_orders[place] : nullptr;
}

QString PurchaseChoice::chosenNumber() const
{
    return chosen() ? chosen()->number : QString();
}

} // namespace crossdock::ui
