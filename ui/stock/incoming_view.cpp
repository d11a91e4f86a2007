#include "ui/stock/incoming_view.h"

#include "ui/stock/fit_height.h"
#include "ui/widgets/role_label.h"
#include "ui/widgets/text_table_model.h"
#include "ui/words.h"

#include <QLabel>
#include <QVBoxLayout>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

IncomingView::IncomingView(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new TextTableModel({{tr("Purchase order")}, {tr("To come"), true}, {tr("Expected")}}, this))
{
    setObjectName(u"incoming"_s);
    auto *table = new TableView(context.theme, tr("What suppliers are to bring"), this);
    table->setModel(m_model);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->setColumnWidth(1, 72);
    table->setColumnWidth(2, 144); // a day and that it is late
    table->verticalHeader()->setDefaultSectionSize(TableView::twoLinesHeight); // supplier and place stand below: the panel is narrow
    connect(m_model, &QAbstractItemModel::modelReset, table, [table] { fitHeight(*table); });
    const auto receive = [this](const QModelIndex &index) { Q_EMIT receiveRequested(m_sku, index.siblingAtColumn(0).data(SortRole).toString()); };
    connect(table, &TableView::activatedByKey, this, receive);
    connect(table, &QAbstractItemView::doubleClicked, this, receive);
    table->setToolTip(tr("Enter receives what came of a purchase order"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(roleLabel(u"caption"_s, this, tr("On order from suppliers")));
    column->addWidget(table);
    hide();
}

void IncomingView::ask(const Sku &sku)
{
    if (sku != m_sku)
        fill({});
    m_sku = sku;
    const int request = ++m_request;
    if (sku.isEmpty())
        return;
    m_context.inventory.ask(query::Purchases{.sku = sku, .onlyOpen = true}, this, [this, request](const Result<query::Purchases::Answer> &orders) {
        if (request == m_request && orders)
            fill(*orders);
    });
}

/// The next to come is the first.
void IncomingView::fill(const QList<purchases::PurchaseOrder> &orders)
{
    QList<purchases::PurchaseOrder> sorted = orders;
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.expectedOn.value_or(QDate(9999, 1, 1)) < b.expectedOn.value_or(QDate(9999, 1, 1)); });
    const Time now = m_context.clock.now();
    QList<QList<TextTableModel::Cell>> rows;
    for (const purchases::PurchaseOrder &order : std::as_const(sorted)) {
        const bool isLate = order.lateSince(now).has_value();
        const QString day = order.expectedOn ? QLocale().toString(*order.expectedOn, QLocale::ShortFormat) : tr("day not told", "when goods of a supplier come");
        const QString when = isLate ? tr("%1, late").arg(day) : day, where = order.node ? tr("at %1", "a place").arg(order.node->text()) : QString();
        rows.append({{.text = order.number + u'\n' + order.supplier, .emphasis = Emphasis::Strong, .spoken = tr("%1 from %2").arg(order.number, order.supplier), .raw = order.number},
                     {.text = number(order.toCome(m_sku))},
                     {.text = where.isEmpty() ? when : when + u'\n' + where,
                      .emphasis = isLate           ? Emphasis::Danger
                                  : order.expectedOn ? Emphasis::Normal
                                                     : Emphasis::Muted,
                      .spoken = where.isEmpty() ? when : when + u' ' + where}});
    }
    m_model->setRows(rows);
    setVisible(!rows.isEmpty());
}

} // namespace crossdock::ui
