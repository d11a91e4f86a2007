#pragma once

#include "ui/stock/stock_model.h"
#include "ui/widgets/frozen_table_view.h"

namespace crossdock::ui {

/// The table of the stock page: SKU and product never scroll away, the product has what the numbers leave.
class StockGrid : public FrozenTableView
{
    Q_OBJECT

public:
    StockGrid(const Theme &theme, StockModel &model, QWidget *parent);

    void setWidths(); ///< of all columns, as at the start
    void fitProduct();
    QString nameOf(int column) const; ///< for the settings: outlives a translation
    query::Explain questionAt(const QModelIndex &index) const; ///< why the cell says what it says

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    StockModel &m_model;
};

} // namespace crossdock::ui
