#pragma once

#include "ui/page.h"

namespace crossdock::ui {

class TableView;
class TextTableModel;

/// The parcels of an order that are on record: from where, what, and where each stands. Hidden while it was never planned.
class OrderParcels : public QWidget
{
    Q_OBJECT

public:
    OrderParcels(const Theme &theme, QWidget *parent);
    void display(const OrderDetail &order);

private:
    TextTableModel *m_model;
    TableView *m_table;
};

} // namespace crossdock::ui
