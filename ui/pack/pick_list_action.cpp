#include "ui/pack/pick_list_action.h"

#include "ui/error_text.h"
#include "ui/pack/pack_queue_model.h"
#include "ui/pack/pick_list.h"
#include "ui/pack/print_slip.h"
#include "ui/widgets/table_view.h"

#include <QItemSelectionModel>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int mostOrders = 100; // on one list: more than one walk

} // namespace

PickListAction::PickListAction(const Context &context, TableView &table, PackQueueModel &queue, QWidget *page)
    : QAction(tr("Print p&ick list…"), page)
    , m_context(context)
    , m_table(table)
    , m_queue(queue)
    , m_print([page](const QString &html) { printPage(tr("Pick list"), html, *page); })
{
    setObjectName(u"printPickList"_s);
    setIcon(context.theme.icon(u"print"_s));
    setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_P);
    connect(this, &QAction::triggered, this, &PickListAction::begin);
}

void PickListAction::begin()
{
    QList<int> rows;
    for (const QModelIndex &index : m_table.selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    if (rows.size() < 2) {
        rows.clear();
        for (int row = 0; row < std::min(m_queue.rowCount(), mostOrders); ++row)
            rows.append(row);
    }
    QList<OrderId> orders;
    for (const int row : rows)
        orders.append(m_queue.order(row).id);
    if (orders.isEmpty())
        Q_EMIT failed(tr("There is nothing to pick."));
    else
        readNext(orders, {});
}

void PickListAction::readNext(QList<OrderId> left, QList<OrderDetail> orders)
{
    if (left.isEmpty())
        return finish(orders);
    const OrderId id = left.takeFirst();
    m_context.inventory.ask(query::Order{id}, this, [this, left, orders](const Result<OrderDetail> &order) mutable {
        if (!order) {
            Q_EMIT failed(errorText(order.error()));
            return;
        }
        orders.append(*order);
        readNext(left, orders);
    });
}

void PickListAction::finish(const QList<OrderDetail> &orders)
{
    const QList<Sku> skus = papers::skusToPick(orders);
    if (skus.isEmpty()) {
        Q_EMIT failed(tr("Everything of these orders is picked."));
        return;
    }
    m_context.inventory.ask(query::StockOf{skus, {}}, this, [this, orders](const Result<QList<query::StockOf::Item>> &items) {
        if (items)
            m_print(pickListHtml(papers::pickLines(orders, *items), static_cast<int>(orders.size())));
        else
            Q_EMIT failed(errorText(items.error()));
    });
}

} // namespace crossdock::ui
