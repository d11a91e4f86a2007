#include "ui/orders/return_dialog.h"

#include "ui/node_title.h"
#include "ui/words.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

ReturnDialog::ReturnDialog(const Theme &theme, const OrderDetail &order, const QList<NodeRow> &nodes, QWidget *parent)
    : FormDialog(theme, tr("Receive a return of order %1").arg(order.row.id.text()),
                 tr("Units that go to stock are on sale again at once; those in quarantine wait until somebody decides."),
                 tr("Receive"), parent)
    , m_order(order.row.id)
    , m_nodes(nodes)
    , m_line(new QComboBox(this))
    , m_node(new QComboBox(this))
    , m_condition(new QComboBox(this))
    , m_quantity(new QSpinBox(this))
    , m_reason(new QLineEdit(this))
{
    setObjectName(u"returnDialog"_s);
    for (const OrderDetail::Line &line : order.lines) {
        if (line.shipped <= line.returned)
            continue;
        m_lines.append(line);
        m_line->addItem(tr("%1, %2 shipped", "SKU, quantity")
                            .arg(line.sku.isEmpty() ? line.channelSku : line.sku.text(), number(line.shipped)));
    }
    for (const NodeRow &node : nodes)
        m_node->addItem(nodeTitle(node));
    m_condition->addItems({tr("To stock"), tr("To quarantine")});
    m_line->setObjectName(u"line"_s);
    m_node->setObjectName(u"node"_s);
    m_condition->setObjectName(u"condition"_s);
    m_quantity->setObjectName(u"quantity"_s);
    m_reason->setObjectName(u"reason"_s);
    form().addRow(tr("&Line"), m_line);
    form().addRow(tr("&Quantity"), m_quantity);
    form().addRow(tr("&Place"), m_node);
    form().addRow(tr("&Where to"), m_condition);
    form().addRow(tr("&Reason"), m_reason);
    connect(m_line, &QComboBox::currentIndexChanged, this, &ReturnDialog::look);
    look();
}

void ReturnDialog::look()
{
    const int line = m_line->currentIndex();
    setReady(line >= 0 && m_node->count() > 0);
    if (line < 0)
        return;
    const OrderDetail::Line &chosen = m_lines.at(line);
    m_quantity->setRange(1, static_cast<int>(std::min(chosen.shipped - chosen.returned, maxQuantity)));
    m_quantity->setValue(m_quantity->maximum());
}

command::ReceiveReturn ReturnDialog::command() const
{
    return {.order = m_order, .line = m_lines.at(m_line->currentIndex()).id,
            .node = m_nodes.at(m_node->currentIndex()).node, .quantity = m_quantity->value(),
            .toQuarantine = m_condition->currentIndex() == 1};
}

QString ReturnDialog::reason() const
{
    return m_reason->text().trimmed();
}

} // namespace crossdock::ui
