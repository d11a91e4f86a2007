#include "ui/stock/bins_view.h"

#include "ui/stock/fit_height.h"
#include "ui/widgets/role_label.h"
#include "ui/widgets/text_table_model.h"

#include <QLabel>
#include <QVBoxLayout>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

BinsView::BinsView(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_model(new TextTableModel({{tr("Place")}, {tr("Zone")}, {tr("Bin")}}, this))
{
    setObjectName(u"bins"_s);
    auto *table = new TableView(context.theme, tr("Where it lies"), this);
    table->setModel(m_model);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->setColumnWidth(1, 96);
    table->setColumnWidth(2, 124);
    table->setToolTip(tr("What is picked from first stands on top"));
    connect(m_model, &QAbstractItemModel::modelReset, table, [table] { fitHeight(*table); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(roleLabel(u"caption"_s, this, tr("Where it lies")));
    column->addWidget(table);
    hide();
}

void BinsView::setBins(const QList<stock::BinAt> &bins)
{
    QList<QList<TextTableModel::Cell>> rows;
    NodeId last;
    for (const stock::BinAt &one : bins) {
        const bool isFirst = one.node != last;
        last = one.node;
        rows.append({{.text = one.node.text(), .emphasis = isFirst ? Emphasis::Strong : Emphasis::Muted},
                     {.text = one.bin.zone, .emphasis = Emphasis::Muted},
                     {.text = one.bin.name, .emphasis = isFirst ? Emphasis::Strong : Emphasis::Normal, .spoken = isFirst ? tr("%1, picked from first", "a bin").arg(one.bin.name) : QString()}});
    }
    m_model->setRows(rows);
    setVisible(!rows.isEmpty());
}

} // namespace crossdock::ui
