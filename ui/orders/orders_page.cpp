#include "ui/orders/orders_page.h"

#include "ui/error_text.h"
#include "ui/orders/order_actions.h"
#include "ui/orders/order_panel.h"
#include "ui/orders/orders_model.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/column_chooser.h"
#include "ui/widgets/down_key.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int typingMs = 120;
constexpr std::array columnWidths = {184, 124, 160, 160, 56, 58, 62, 104, 116, 60};
constexpr std::array columnNames = {u"number", u"channel", u"placed", u"state", u"lines",
                                    u"units",  u"short",   u"total",  u"ship_by", u"ship_to"};
static_assert(columnWidths.size() == OrdersModel::ColumnCount && columnNames.size() == OrdersModel::ColumnCount);

using State = OrderRow::State;
constexpr std::array states = {State::AwaitingPayment, State::Open,    State::OnHold,
                               State::Picked,          State::Shipped, State::Cancelled};

} // namespace

OrdersPage::OrdersPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_actions(new OrderActions(context, this))
    , m_model(new OrdersModel(context.inventory, context.clock, this))
    , m_text(new QLineEdit(this))
    , m_channel(new QComboBox(this))
    , m_state(new QComboBox(this))
    , m_short(new QCheckBox(tr("Sho&rt only"), this))
    , m_banner(new Banner(context.theme, this))
    , m_table(new TableView(context.theme, tr("Orders"), this))
    , m_empty(new EmptyState(context.theme, u"orders"_s, this))
    , m_stack(new QStackedWidget(this))
    , m_panel(new OrderPanel(context, *m_actions, this))
{
    makeTable();
    m_header = makeHeader();
    m_sortByColumn = new QAction(context.theme.icon(u"sort"_s), tr("Sort &by this column"), this);
    m_sortByColumn->setObjectName(u"sortByColumn"_s);
    m_sortByColumn->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    connect(m_sortByColumn, &QAction::triggered, this, &OrdersPage::sortByCurrent);
    addActions(m_actions->all());
    addAction(m_sortByColumn);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    QSplitter *splitter = panes(Qt::Horizontal, m_stack, m_panel, this);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({620, 430});
    m_panel->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addWidget(m_banner);
    layout->addWidget(splitter, 1);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &OrdersPage::filter);
    connect(m_model, &OrdersModel::pageRead, this, &OrdersPage::look);
    connect(m_model, &OrdersModel::rowsInserted, this, &OrdersPage::look);
    connect(m_model, &OrdersModel::rowsRemoved, this, &OrdersPage::look);
    connect(m_model, &OrdersModel::failed, this, [this](const Error &error) { m_banner->say(Tone::Bad, errorText(error), tr("Try again")); });
    connect(m_banner, &Banner::actionTriggered, m_model, &OrdersModel::reload);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_model->filter() == OrdersFilter{})
            Q_EMIT openRequested(u"channels"_s, {});
        else
            resetFilter();
    });
    connect(m_panel, &OrderPanel::closeRequested, this, &OrdersPage::closePanel);
    connect(m_panel, &OrderPanel::entryActivated, this,
            [this](qint64 entry) { Q_EMIT openRequested(u"audit"_s, QString::number(entry)); });
    connect(m_actions, &OrderActions::said, this, &Page::said);
    connect(m_actions, &OrderActions::failed, this, &Page::failed);
    for (const QAction *action : m_actions->all())
        connect(action, &QAction::triggered, this, &OrdersPage::showChosen);
    connect(m_actions, &OrderActions::ratesRequested, this, [this](const OrderId &order) { Q_EMIT openRequested(u"rates"_s, order.text()); });
    connect(&context.inventory, &Inventory::happened, this, [this](const Events &events) {
        for (const Event &event : *events)
            if (std::holds_alternative<event::ChannelChanged>(event))
                readChannels();
    });
    readChannels();
}

PageHeader *OrdersPage::makeHeader()
{
    auto *header = new PageHeader(tr("Orders"), this);
    m_text->setPlaceholderText(tr("Filter by number"));
    m_text->setAccessibleName(tr("Filter orders by number"));
    m_text->setClearButtonEnabled(true);
    m_text->setFixedWidth(180);
    m_text->setObjectName(u"filter"_s);
    for (QToolButton *button : m_text->findChildren<QToolButton *>())
        button->setAccessibleName(tr("Clear the filter"));
    m_channel->setAccessibleDescription(tr("Channel"));
    m_channel->addItem(tr("All channels"));
    m_channel->setObjectName(u"channel"_s);
    m_state->setAccessibleDescription(tr("State"));
    m_state->setObjectName(u"state"_s);
    m_state->addItem(tr("All states"));
    for (const State state : states)
        m_state->addItem(badge(state).text);
    m_short->setToolTip(tr("Only orders with more units sold than were there"));
    m_short->setObjectName(u"onlyShort"_s);
    m_short->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred); // a target as high as its neighbours
    header->add(m_short);
    header->add(m_state);
    header->add(m_channel);
    header->add(m_text);
    auto *columns = new QPushButton(m_context.theme.icon(u"columns"_s), tr("Columns"), this);
    columns->setMenu(m_columns);
    header->add(columns);
    leadDown(m_text, m_table);
    connect(m_text, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_channel, &QComboBox::currentIndexChanged, this, &OrdersPage::filter);
    connect(m_state, &QComboBox::currentIndexChanged, this, &OrdersPage::filter);
    connect(m_short, &QCheckBox::toggled, this, &OrdersPage::filter);
    return header;
}

void OrdersPage::makeTable()
{
    m_table->setModel(m_model);
    m_table->setObjectName(u"orders"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    for (int column = 0; column < OrdersModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, columnWidths.at(static_cast<size_t>(column)));
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(OrdersModel::Placed, Qt::DescendingOrder);
    connect(header, &QHeaderView::sortIndicatorChanged, m_model, &OrdersModel::sort);
    connect(m_model, &OrdersModel::modelReset, this, &OrdersPage::selectAgain);
    const auto nameOf = [](int column) { return QString::fromUtf16(columnNames.at(static_cast<size_t>(column))); };
    m_columns = new ColumnChooser(*m_table, nameOf, {}, this);
    connect(m_table, &TableView::activatedByKey, this, [this](const QModelIndex &index) {
        openRow(index);
        m_panel->focusFirst();
    });
    connect(m_table, &QTableView::clicked, this, &OrdersPage::openRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current, const QModelIndex &before) {
        if (!current.isValid())
            return; // the list is read anew
        m_selected = m_model->order(current.row()).id;
        m_column = current.column();
        if (current.row() != before.row() || m_panel->id() != m_selected)
            m_panel->open(m_selected); // what is done is done to the order under the cursor, be the panel seen or not
    });
    connect(m_model, &OrdersModel::dataChanged, m_table, &TableView::flashesStarted);
}

void OrdersPage::readChannels()
{
    m_context.inventory.ask(query::Channels{}, this, [this](const Result<query::Channels::Answer> &channels) {
        if (!channels)
            return; // the list itself says what is wrong
        const QString chosen = m_channel->currentData().toString();
        {
            const QSignalBlocker quiet(m_channel);
            m_channel->clear();
            m_channel->addItem(tr("All channels"));
            for (const ChannelRow &channel : *channels)
                m_channel->addItem(channel.details.name.text(), channel.details.name.text());
            m_channel->setCurrentIndex(std::max(0, m_channel->findData(chosen)));
        }
        if (m_channel->currentData().toString() != chosen)
            filter(); // the one that was chosen is gone: all are shown, as it says
        m_hasChannels = !channels->isEmpty();
        sayEmpty();
    });
}

OrdersFilter OrdersPage::filterFromControls() const
{
    OrdersFilter filter{.text = m_text->text().trimmed(), .onlyShort = m_short->isChecked()};
    if (const auto channel = ChannelId::parse(m_channel->currentData().toString()); channel)
        filter.channel = *channel;
    if (const int state = m_state->currentIndex() - 1; state >= 0)
        filter.state = states.at(static_cast<size_t>(state));
    return filter;
}

void OrdersPage::filter()
{
    m_model->setFilter(filterFromControls());
}

void OrdersPage::resetFilter()
{
    m_text->clear();
    m_channel->setCurrentIndex(0);
    m_state->setCurrentIndex(0);
    m_short->setChecked(false);
    filter();
}

void OrdersPage::look()
{
    const int shown = m_model->rowCount();
    const bool isNewestFirst = m_model->sorting() == OrdersSort{};
    m_header->setFigure(m_model->isComplete() ? tr("%Ln order(s)", nullptr, shown)
                        : isNewestFirst       ? tr("%Ln orders read, newest first", nullptr, shown)
                                              : tr("the newest %Ln orders, as sorted", nullptr, shown));
    m_banner->clear();
    sayEmpty();
    if (shown == 0 && !m_panel->isVisible())
        m_panel->close(); // nothing is done to an order that nobody sees
    m_stack->setCurrentWidget(shown > 0 ? static_cast<QWidget *>(m_table) : m_empty);
}

void OrdersPage::sayEmpty()
{
    if (m_model->filter() != OrdersFilter{})
        m_empty->say(tr("No order fits the filter"), tr("Orders that are not read yet are searched as well."), tr("Show all"));
    else if (m_hasChannels)
        m_empty->say(tr("No orders yet"), tr("They appear here as soon as a channel sells something."));
    else
        m_empty->say(tr("No orders yet"), tr("Orders come from your channels: shops, marketplaces. Add the first one."), tr("Go to Channels"));
}

void OrdersPage::sortByCurrent()
{
    const bool isAscending = m_table->sortByCurrentColumn() == Qt::AscendingOrder;
    const QString name = m_model->headerData(m_table->horizontalHeader()->sortIndicatorSection(), Qt::Horizontal, Qt::DisplayRole).toString();
    Q_EMIT said(isAscending ? tr("Sorted by %1, lowest first.").arg(name) : tr("Sorted by %1, highest first.").arg(name));
}

/// The cursor stays on its order, or at the top where that is not among those read.
void OrdersPage::selectAgain()
{
    if (m_selected.number.isEmpty() || m_model->rowCount() == 0)
        return;
    const QModelIndex place = m_model->index(std::max(0, m_model->rowOf(m_selected)), m_column);
    m_table->setCurrentIndex(place);
    m_table->scrollTo(place);
}

/// A key acts on the chosen order wherever the list was scrolled to: it is seen which one that is.
void OrdersPage::showChosen()
{
    if (const int row = m_model->rowOf(m_panel->id()); row >= 0)
        m_table->scrollTo(m_model->index(row, m_column));
}

void OrdersPage::openRow(const QModelIndex &index)
{
    if (index.isValid())
        openOrder(m_model->order(index.row()).id);
}

void OrdersPage::openOrder(const OrderId &id)
{
    m_panel->show();
    m_panel->open(id);
}

void OrdersPage::open(const QString &id)
{
    const auto order = OrderId::parse(id);
    if (!order) {
        Q_EMIT failed(errorText(order.error()));
        return;
    }
    if (const int row = m_model->rowOf(*order); row >= 0)
        m_table->selectRow(row);
    openOrder(*order);
}

QString OrdersPage::selectedId() const
{
    return m_panel->id().number.isEmpty() ? QString() : m_panel->id().text();
}

void OrdersPage::focusFilter()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

bool OrdersPage::closePanel()
{
    if (!m_panel->isVisible())
        return false;
    m_panel->hide();
    if (m_model->rowCount() == 0)
        m_panel->close(); // as look() does
    m_table->setFocus();
    return true;
}

QString OrdersPage::hiddenColumns() const
{
    return m_columns->hidden();
}

void OrdersPage::setHiddenColumns(const QString &names)
{
    m_columns->setHidden(names);
}

bool OrdersPage::isForChosen(const QAction &command) const
{
    const QList<QAction *> ofOrder = m_actions->all();
    return std::any_of(ofOrder.begin(), ofOrder.end(), [&](const QAction *one) { return one == &command; }) && Page::isForChosen(command);
}

QList<QAction *> OrdersPage::commands() const
{
    return m_actions->all() + QList<QAction *>{m_sortByColumn, m_columns->menuAction()};
}

} // namespace crossdock::ui
