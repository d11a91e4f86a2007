#include "ui/stock/purchase_choice.h"

#include "ui/words.h"

namespace crossdock::ui {
namespace {

constexpr int mostSupplier = 140; // pixels of a name: what is longer stands in the tool tip
constexpr int fewestLetters = 32; // of a number and such a name

} // namespace

PurchaseChoice::PurchaseChoice(QWidget *parent)
    : QComboBox(parent)
{
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon); // a long name does not widen the dialog
    setMinimumContentsLength(fewestLetters);
    addItem(tr("None", "no purchase order"));
    connect(this, &QComboBox::currentIndexChanged, this, [this](int row) { setToolTip(itemData(row, Qt::ToolTipRole).toString()); });
}

void PurchaseChoice::offer(const QList<purchases::PurchaseOrder> &orders, const Sku &sku)
{
    m_orders = orders;
    for (const purchases::PurchaseOrder &order : orders) {
        addItem(tr("%1 from %2", "number of a purchase order, supplier").arg(order.number, fontMetrics().elidedText(order.supplier, Qt::ElideRight, mostSupplier)));
        setItemData(count() - 1, tr("%1 from %2: %3 to come").arg(order.number, order.supplier, number(order.toCome(sku))), Qt::ToolTipRole);
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
