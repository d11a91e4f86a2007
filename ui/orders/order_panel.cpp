#include "ui/orders/order_panel.h"

#include "core/inventory/fulfilment/order_papers.h"
#include "ui/audit/cause_words.h"
#include "ui/error_text.h"
#include "ui/orders/order_actions.h"
#include "ui/orders/order_fact_words.h"
#include "ui/orders/order_parcels.h"
#include "ui/orders/order_words.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/breakable_label.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/role_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int soonMs = 50; // several events of one commit are one reading
constexpr int mostLines = 5; // seen at once; the rest scrolls

/// Where the units of a line are, and what is missing: "2 at main, 1 short".
QString whereText(const OrderDetail::Line &line)
{
    QStringList parts;
    for (const OrderDetail::Reservation &part : line.reservations) {
        const QString of = part.sku == line.sku ? QString() : part.sku.text() + u' ';
        const auto add = [&](Quantity units, const QString &text) {
            if (units > 0)
                parts.append(of + text.arg(number(units), part.node.text()));
        };
        add(part.reserved, OrderPanel::tr("%1 reserved at %2"));
        add(part.picked, OrderPanel::tr("%1 picked at %2"));
        add(part.shipped, OrderPanel::tr("%1 shipped from %2"));
    }
    if (line.shortUnits > 0)
        parts.prepend(OrderPanel::tr("%1 short").arg(number(line.shortUnits)));
    if (line.returned > 0)
        parts.append(OrderPanel::tr("%1 returned").arg(number(line.returned)));
    return parts.isEmpty() ? OrderPanel::tr("nothing reserved") : parts.join(QChar(QChar::LineFeed));
}

QString unitsText(const OrderDetail::Line &line)
{
    return line.unitPrice ? OrderPanel::tr("%1\nat %2", "units, price of one").arg(number(line.quantity), money(*line.unitPrice))
                          : number(line.quantity);
}

QString buyerText(const OrderDetail &order)
{
    QStringList lines = papers::addressLines(order.buyer);
    for (const QString &line : {order.buyer.email, order.buyer.phone, buyingText(order), factsText(order.facts)})
        if (!line.isEmpty())
            lines.append(line);
    return lines.join(u'\n');
}

} // namespace

OrderPanel::OrderPanel(const Context &context, OrderActions &actions, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_actions(actions)
    , m_banner(new Banner(context.theme, this))
    , m_parcels(new OrderParcels(context.theme, this))
    , m_lines(new TextTableModel({{tr("Item")}, {tr("Units")}, {tr("Where")}}, this))
    , m_timeline(new TextTableModel({{tr("Time")}, {tr("What happened")}}, this))
    , m_lineTable(new TableView(context.theme, tr("Lines of the order"), this))
    , m_timelineTable(new TableView(context.theme, tr("What happened to the order"), this))
{
    setProperty("card", true);
    setMinimumWidth(420);
    m_lineTable->setModel(m_lines);
    m_lineTable->setColumnWidth(1, 104);
    m_lineTable->setColumnWidth(2, 138);
    m_lineTable->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_lineTable->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_timelineTable->setModel(m_timeline);
    m_timelineTable->setColumnWidth(0, 124);
    m_timelineTable->horizontalHeader()->setStretchLastSection(true);
    connect(m_lineTable->horizontalHeader(), &QHeaderView::sectionResized, this, &OrderPanel::fitLines);
    connect(m_timelineTable->horizontalHeader(), &QHeaderView::sectionResized, this, &OrderPanel::fitTimeline);
    m_timelineTable->setMinimumHeight(TableView::rowHeight + 2 * TableView::threeLinesHeight);
    m_timelineTable->setToolTip(tr("Enter opens the entry in the trail"));
    connect(m_timelineTable, &TableView::activatedByKey, this, &OrderPanel::activate);
    connect(m_timelineTable, &QTableView::doubleClicked, this, &OrderPanel::activate);

    m_reason = new BreakableLabel(this);
    m_reason->setObjectName(u"holdReason"_s);
    m_reason->hide();
    auto *content = new QWidget(this);
    content->setProperty("plain", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(16, 4, 16, 16);
    column->setSpacing(10);
    column->addWidget(m_reason);
    column->addLayout(makeFacts());
    column->addLayout(makeButtons());
    column->addWidget(m_banner);
    column->addWidget(roleLabel(u"section"_s, this, tr("Lines")));
    column->addWidget(m_lineTable);
    column->addWidget(m_parcels);
    column->addWidget(makeBuyer());
    column->addWidget(roleLabel(u"section"_s, this, tr("What happened")));
    column->addWidget(m_timelineTable, 1);
    m_pane = scrollPane(content, this);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(makeHead());
    layout->addWidget(m_pane, 1);

    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &OrderPanel::read);
    connect(&context.inventory, &Inventory::happened, this, &OrderPanel::take);
}

QLayout *OrderPanel::makeHead()
{
    m_number = roleLabel(u"section"_s, this);
    m_state = new Pill(m_context.theme, this);
    m_close = new QToolButton(this);
    m_close->setIcon(m_context.theme.icon(u"close"_s));
    m_close->setAccessibleName(tr("Close the order"));
    m_close->setToolTip(tr("Close (Esc)"));
    m_close->setObjectName(u"closePanel"_s);
    connect(m_close, &QToolButton::clicked, this, &OrderPanel::closeRequested);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 10, 10, 6);
    head->setSpacing(10);
    head->addWidget(m_number);
    head->addWidget(m_state);
    head->addStretch();
    head->addWidget(m_close);
    return head;
}

void OrderPanel::focusFirst()
{
    m_close->setFocus();
}

QLayout *OrderPanel::makeFacts()
{
    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(16);
    facts->setVerticalSpacing(2);
    facts->setColumnStretch(0, 1);
    facts->setColumnStretch(1, 1);
    int cell = 0;
    const auto add = [&](const QString &title) {
        const int row = cell / 2 * 3, column = cell % 2;
        facts->addWidget(roleLabel(u"caption"_s, this, title), row, column);
        auto *value = new BreakableLabel(this);
        facts->addWidget(value, row + 1, column);
        facts->setRowMinimumHeight(row + 2, 4);
        ++cell;
        return value;
    };
    m_channel = add(tr("Channel"));
    m_total = add(tr("Total"));
    m_placed = add(tr("Placed"));
    m_shipBy = add(tr("Ship by"));
    m_shipTo = add(tr("Ship to"));
    m_tracking = add(tr("Tracking"));
    m_wish = add(tr("To be sent by", "how a rule wants an order to be sent"));
    m_told = add(tr("Told to the channel"));
    return facts;
}

QLayout *OrderPanel::makeButtons()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QAction *action : m_actions.all())
        if (action != m_actions.forget()) // stands beside the buyer
            row->addWidget(new ActionButton(action, this, ActionButton::Icon::Hidden));
    row->addStretch();
    return row;
}

QWidget *OrderPanel::makeBuyer()
{
    m_buyer = new BreakableLabel(this);
    m_buyer->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *forget = new ActionButton(m_actions.forget(), this);
    forget->setProperty("quiet", true);
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(roleLabel(u"section"_s, this, tr("Buyer")), 0, 0);
    grid->addWidget(forget, 0, 1, Qt::AlignRight);
    grid->addWidget(m_buyer, 1, 0, 1, 2);
    return box;
}

void OrderPanel::open(const OrderId &id)
{
    if (m_id != id) {
        m_order.reset();
        m_actions.setOrder({});
        displayNothing();
        m_pane->verticalScrollBar()->setValue(0); // what is told of an order begins at its top
    }
    m_id = id;
    m_number->setText(id.number);
    read();
}

void OrderPanel::close()
{
    ++m_request;
    m_id = {};
    m_order.reset();
    m_actions.setOrder({});
}

void OrderPanel::read()
{
    if (m_id.number.isEmpty())
        return;
    const qint64 request = ++m_request;
    m_context.inventory.ask(query::Order{m_id}, this, [this, request](const Result<OrderDetail> &order) {
        if (request != m_request)
            return;
        if (order) {
            m_banner->clear();
            display(*order);
        } else {
            m_banner->say(Tone::Bad, errorText(order.error()));
        }
    });
}

void OrderPanel::take(const Events &events)
{
    for (const Event &event : *events) {
        const auto *changed = std::get_if<event::OrderChanged>(&event);
        const auto *sent = std::get_if<event::ParcelsChanged>(&event);
        const auto *others = std::get_if<event::OthersWrote>(&event);
        if (((changed && changed->row.id == m_id) || (sent && sent->order == m_id) || others) && !m_soon.isActive())
            m_soon.start();
    }
}

void OrderPanel::display(const OrderDetail &order)
{
    m_order = order;
    const bool late = isLate(order.row, m_context.clock.now());
    const QString nothing = tr("none");
    m_state->say(badge(order.row.state));
    m_state->show();
    m_channel->setFact(order.row.id.channel.text());
    m_total->setFact(order.row.total ? money(*order.row.total) : tr("not told by the channel"));
    m_placed->setFact(dateTime(order.row.createdAt));
    m_shipBy->setFact(order.row.shipBy ? shipByText(order.row, late) : nothing);
    m_shipBy->setProperty("role", late ? u"danger"_s : QString());
    m_shipBy->style()->polish(m_shipBy);
    m_shipTo->setFact(order.row.shipTo.isEmpty() ? nothing : order.row.shipTo);
    const bool isParcelRefused = std::any_of(order.shipments.begin(), order.shipments.end(), [](const Shipment &one) { return one.state == Shipment::State::Refused; });
    m_tracking->setFact(!order.shipments.isEmpty() ? shipmentsText(order) : order.tracking.isEmpty() ? nothing : order.tracking);
    m_tracking->setProperty("role", isParcelRefused ? u"danger"_s : QString());
    m_tracking->style()->polish(m_tracking);
    const QString wish = wishText(order.wish), told = toldText(order);
    m_wish->setFact(wish.isEmpty() ? nothing : wish);
    m_told->setFact(told.isEmpty() ? nothing : told);
    m_told->setProperty("role", isRefused(order) ? u"danger"_s : QString());
    m_told->style()->polish(m_told);
    const QString reason = reasonText(order);
    m_reason->setFact(reason);
    m_reason->setVisible(!reason.isEmpty());
    showLines(order);
    m_parcels->display(order);
    readNames(order);
    showBuyer(order);
    showTimeline(order);
    m_actions.setOrder(order);
}

void OrderPanel::displayNothing()
{
    m_banner->clear();
    m_state->hide();
    m_reason->hide();
    for (BreakableLabel *fact : {m_channel, m_total, m_placed, m_shipBy, m_shipTo, m_tracking, m_wish, m_told, m_buyer})
        fact->setFact({});
    m_lines->setRows({});
    m_timeline->setRows({});
    m_parcels->display({});
}

void OrderPanel::showLines(const OrderDetail &order)
{
    QList<QList<TextTableModel::Cell>> rows;
    for (const OrderDetail::Line &line : order.lines) {
        QString item = !line.sku.isEmpty() ? line.sku.text() : tr("%1, not mapped").arg(line.channelSku);
        if (const QString name = m_names.value(line.sku); !name.isEmpty())
            item += QChar(QChar::LineFeed) + name;
        const QString where = whereText(line);
        rows.append({{.text = item, .emphasis = Emphasis::Strong, .spoken = QString(item).replace(u'\n', u' ')},
                     {.text = unitsText(line), .spoken = unitsText(line).replace(u'\n', u' ')},
                     {.text = where, .emphasis = line.shortUnits > 0 ? Emphasis::Danger : Emphasis::Normal,
                      .spoken = QString(where).replace(u"\n"_s, u", "_s)}});
    }
    m_lines->setRows(rows);
    fitLines();
}

void OrderPanel::fitLines()
{
    int height = TableView::rowHeight + 3;
    for (int row = 0; row < m_lines->rowCount(); ++row) {
        int needed = TableView::twoLinesHeight;
        for (int column = 0; column < m_lines->columnCount(); ++column)
            needed = std::max(needed, heightOfDetails(m_lines->rows()[row].at(column).text, m_lineTable->columnWidth(column)));
        m_lineTable->setRowHeight(row, needed);
        height += row < mostLines ? needed : 0;
    }
    m_lineTable->setFixedHeight(height);
}

void OrderPanel::fitTimeline()
{
    for (int row = 0; row < m_timeline->rowCount(); ++row)
        m_timelineTable->setRowHeight(row, heightOfDetails(m_timeline->rows()[row].at(1).text, m_timelineTable->columnWidth(1)));
}

void OrderPanel::readNames(const OrderDetail &order)
{
    QList<Sku> skus;
    for (const OrderDetail::Line &line : order.lines)
        if (!line.sku.isEmpty() && !m_names.contains(line.sku) && !skus.contains(line.sku))
            skus.append(line.sku);
    if (skus.isEmpty())
        return;
    m_context.inventory.ask(query::StockOf{.skus = skus}, this, [this](const Result<query::StockOf::Answer> &items) {
        for (const query::StockOf::Item &item : items.value_or(query::StockOf::Answer{}))
            m_names.insert(item.row.sku, item.row.name);
        if (m_order)
            showLines(*m_order);
    });
}

void OrderPanel::showBuyer(const OrderDetail &order)
{
    const bool isUnknown = order.buyer.isEmpty();
    m_buyer->setFact(order.isForgotten ? tr("Forgotten: the key to this buyer's data was destroyed.")
                         : isUnknown   ? tr("The channel has not told who bought.")
                                       : buyerText(order));
    m_buyer->setProperty("role", order.isForgotten || isUnknown ? u"muted"_s : QString());
    m_buyer->style()->polish(m_buyer);
}

void OrderPanel::showTimeline(const OrderDetail &order)
{
    QList<QList<TextTableModel::Cell>> rows;
    for (const Entry &entry : order.timeline) {
        const QString what = entryText(entry.what);
        const QString who = actorText(entry.actor);
        const QString why = whyText(entry);
        const QString details = why.isEmpty() ? who : why + QChar(QChar::LineFeed) + who;
        rows.append({{.text = shortMomentWithSeconds(entry.at), .emphasis = Emphasis::Muted},
                     {.text = what + QChar(QChar::LineFeed) + details,
                      .spoken = why.isEmpty() ? tr("%1 by %2", "what, who").arg(what, who)
                                              : tr("%1 by %2, because: %3", "what, who, why").arg(what, who, why)}});
    }
    m_timeline->setRows(rows);
    fitTimeline();
}

void OrderPanel::activate(const QModelIndex &index)
{
    if (m_order && index.isValid() && index.row() < m_order->timeline.size())
        Q_EMIT entryActivated(m_order->timeline.at(index.row()).number);
}

} // namespace crossdock::ui
