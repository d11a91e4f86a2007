#pragma once

#include "ui/page.h"

namespace crossdock::ui {

class TextTableModel;

/// Where a SKU lies in our warehouses: each bin with its zone, what is picked from first on top. Not seen while nobody said. UI thread.
class BinsView : public QWidget
{
    Q_OBJECT

public:
    explicit BinsView(const Context &context, QWidget *parent = nullptr);

    void setBins(const QList<stock::BinAt> &bins);

private:
    TextTableModel *m_model;
};

} // namespace crossdock::ui
