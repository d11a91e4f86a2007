#include "ui/orders/order_parcels.h"

#include "ui/routing/routing_words.h"
#include "ui/widgets/role_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::Parcel;

/// "billed 9.00 USD, 0.88 USD more than quoted"
QString chargedText(const Money &charged, const std::optional<Money> &beyond)
{
    const QString billed = OrderParcels::tr("billed %1").arg(money(charged));
    if (!beyond || beyond->amount == 0)
        return billed;
    const QString difference = money({std::abs(beyond->amount), beyond->currency});
    return beyond->amount > 0 ? OrderParcels::tr("%1, %2 more than quoted").arg(billed, difference) : OrderParcels::tr("%1, %2 less than quoted").arg(billed, difference);
}

/// How it travels, and what else there is to say: "FedEx ground, 61299995, billed 8.12 USD".
QString travelText(const Parcel &parcel)
{
    QStringList facts{parcel.carrier.isEmpty() ? serviceText(parcel.plan.service) : serviceText(parcel.carrier), parcel.tracking};
    if (parcel.plan.quoted)
        facts.append(OrderParcels::tr("quoted %1", "what its place or carrier asked for it when it was decided").arg(money(*parcel.plan.quoted)));
    if (const auto charged = parcel.charged())
        facts.append(chargedText(*charged, parcel.beyondQuoted()));
    if (!parcel.words.isEmpty())
        facts.append(OrderParcels::tr("“%1”", "a node's own words").arg(parcel.words));
    facts.removeAll(QString());
    return facts.join(u", "_s);
}

QString withDetails(const QString &text, const QString &details)
{
    return details.isEmpty() ? text : text + u'\n' + details;
}

} // namespace

OrderParcels::OrderParcels(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(new TextTableModel({{tr("From")}, {tr("Stands")}, {tr("What")}}, this))
    , m_table(new TableView(theme, tr("Parcels of the order"), this))
{
    QLabel *title = roleLabel(u"section"_s, this, tr("Parcels"));
    m_table->setModel(m_model);
    m_table->setObjectName(u"parcels"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->setDefaultSectionSize(TableView::twoLinesHeight);
    m_table->setColumnWidth(0, 118);
    m_table->setColumnWidth(1, 148);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(title);
    column->addWidget(m_table);
    hide();
}

void OrderParcels::display(const OrderDetail &order)
{
    QList<QList<TextTableModel::Cell>> rows;
    for (const Parcel &parcel : order.parcels) {
        const Badge state = badge(parcel.state);
        const QString leaves = parcel.sentAt ? shortMoment(*parcel.sentAt) : dayText(parcel.plan.shipsOn), travels = travelText(parcel);
        rows.append({{.text = withDetails(parcel.plan.node.text(), leaves), .emphasis = Emphasis::Strong},
                     {.text = state.text, .tone = state.tone},
                     {.text = withDetails(linesText(parcel.plan), travels), .spoken = travels.isEmpty() ? QString() : linesText(parcel.plan) + u", "_s + travels}});
    }
    m_model->setRows(rows);
    m_table->setFixedHeight(TableView::rowHeight + 3 + static_cast<int>(rows.size()) * TableView::twoLinesHeight);
    setVisible(!rows.isEmpty());
}

} // namespace crossdock::ui
