#pragma once

#include "ui/page.h"

namespace crossdock::ui {

class PackQueueModel;
class TableView;

/// Prints what is to be fetched for the orders that are selected in the queue; for all of them if one or none is.
class PickListAction : public QAction
{
    Q_OBJECT

public:
    PickListAction(const Context &context, TableView &table, PackQueueModel &queue, QWidget *page);

    using Print = std::function<void(const QString &html)>;
    void setPrint(Print print) { m_print = std::move(print); } ///< instead of the system's printer dialog

Q_SIGNALS:
    void failed(const QString &sentence);

private:
    void begin();
    void readNext(QList<OrderId> left, QList<OrderDetail> orders);
    void finish(const QList<OrderDetail> &orders);

    Context m_context;
    TableView &m_table;
    PackQueueModel &m_queue;
    Print m_print;
};

} // namespace crossdock::ui
