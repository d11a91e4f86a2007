#pragma once

#include "ui/page.h"

namespace crossdock::ui {

class TextTableModel;

/// What suppliers are to bring of a SKU: each open purchase order with its place, units and day. Not seen while there is none. UI thread.
class IncomingView : public QWidget
{
    Q_OBJECT

public:
    explicit IncomingView(const Context &context, QWidget *parent = nullptr);

    void ask(const Sku &sku); ///< what was shown of another SKU is taken away at once

Q_SIGNALS:
    void receiveRequested(const crossdock::Sku &sku, const QString &purchase); ///< by Enter or a double click on its row

private:
    void fill(const QList<purchases::PurchaseOrder> &orders);

    Context m_context;
    Sku m_sku;
    int m_request = 0; ///< late answers about another SKU are dropped
    TextTableModel *m_model;
};

} // namespace crossdock::ui
