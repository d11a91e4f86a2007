#pragma once

#include "core/inventory/command.h"
#include "core/inventory/query.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace crossdock::ui {

/// Takes units of an order back: which line, how many, where, and whether they can be sold again.
class ReturnDialog : public FormDialog
{
    Q_OBJECT

public:
    ReturnDialog(const Theme &theme, const OrderDetail &order, const QList<NodeRow> &nodes, QWidget *parent);

    command::ReceiveReturn command() const;
    QString reason() const;

private:
    void look();

    OrderId m_order;
    QList<OrderDetail::Line> m_lines;
    QList<NodeRow> m_nodes;
    QComboBox *m_line, *m_node, *m_condition;
    QSpinBox *m_quantity;
    QLineEdit *m_reason;
};

} // namespace crossdock::ui
