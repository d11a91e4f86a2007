#include "ui/routing/routing_page.h"

#include "ui/error_text.h"
#include "ui/routing/board_view.h"
#include "ui/routing/node_board.h"
#include "ui/routing/places_view.h"
#include "ui/routing/policy_back_test.h"
#include "ui/routing/routing_actions.h"
#include "ui/routing/routing_words.h"
#include "ui/routing/wave_figures.h"
#include "ui/routing/wave_model.h"
#include "ui/routing/what_if.h"
#include "ui/routing/why_route.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/down_key.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/frozen_table_view.h"
#include "ui/widgets/named_action.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/reading_order.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr std::array columnWidths = {172, 100, 140, 92, 88, 96, 110, 112, 106}; // all are seen in a window of 1280
static_assert(columnWidths.size() == WaveModel::ColumnCount);

} // namespace

RoutingPage::RoutingPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_feed(new WaveFeed(context, this))
    , m_model(new WaveModel(this))
    , m_actions(new RoutingActions(context, *m_feed, this))
    , m_why(add(u"whyRoute"_s, tr("&Why from there?"), u"why"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_W, &RoutingPage::openWhy))
    , m_order(add(u"openOrder"_s, tr("Open the &order"), u"orders"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_G, &RoutingPage::openOrder))
    , m_sort(add(u"sortByColumn"_s, tr("Sort &by this column"), u"sort"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_O, &RoutingPage::sortByCurrent))
    , m_header(new PageHeader(tr("Routing"), this))
    , m_filter(new QLineEdit(this))
    , m_banner(new Banner(context.theme, this))
    , m_figures(new WaveFigures(this))
    , m_table(new FrozenTableView(context.theme, tr("Parcels of the waiting orders"), 1, this))
    , m_board(new NodeBoard(context.theme, this))
    , m_whatIf(new WhatIf(context, *m_feed, this))
    , m_backTest(new PolicyBackTest(context, this))
    , m_places(new PlacesView(context, this))
    , m_tabs(new QTabWidget(this))
    , m_whyPanel(new WhyRoute(context, {m_actions->pin(), m_actions->unpin(), m_order}, this))
    , m_nothing(new EmptyState(context.theme, u"routing"_s, this))
    , m_stack(new QStackedWidget(this))
    , m_minute(new QTimer(this))
{
    makeHeader();
    makeTable();
    makeTabs();
    QSplitter *splitter = panes(Qt::Horizontal, m_tabs, m_whyPanel, this);
    splitter->setStretchFactor(0, 1);
    m_whyPanel->hide();
    m_slow.setSingleShot(true);
    m_slow.setInterval(500); // shorter plans would only flicker
    m_minute->setObjectName(u"minute"_s);
    m_minute->start(60'000);
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_nothing);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addWidget(m_banner);
    layout->addWidget(m_figures);
    layout->addWidget(m_stack, 1);
    wire();
    showPolicies();
    look();
}

QAction *RoutingPage::add(const QString &name, const QString &text, const QString &icon, const QKeySequence &keys, void (RoutingPage::*slot)())
{
    QAction *action = namedAction(m_context.theme, this, name, text, icon, keys);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    return action;
}

void RoutingPage::makeHeader()
{
    m_filter->setObjectName(u"filter"_s);
    m_filter->setPlaceholderText(tr("Filter by order, place or SKU"));
    m_filter->setAccessibleName(tr("Filter the orders"));
    m_filter->setClearButtonEnabled(true);
    for (auto *button : m_filter->findChildren<QToolButton *>())
        button->setAccessibleName(tr("Clear"));
    m_filter->setFixedWidth(240);
    auto *publish = new ActionButton(m_actions->publish(), this, ActionButton::Icon::Hidden);
    publish->setProperty("primary", true);
    m_header->add(m_filter);
    m_header->add(new ActionButton(m_actions->replan(), this));
    m_header->add(publish);
}

void RoutingPage::makeTable()
{
    m_table->setModel(m_model);
    m_table->setObjectName(u"wave"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->setDefaultSectionSize(TableView::twoLinesHeight);
    for (int column = 0; column < WaveModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, columnWidths.at(static_cast<size_t>(column)));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as the wave has them
    m_table->setSortingEnabled(true);
}

/// A list and, in its place while there is nothing in it, why.
QWidget *RoutingPage::withEmpty(QWidget *widget)
{
    auto *stack = new QStackedWidget(this);
    auto *empty = new EmptyState(m_context.theme, u"routing"_s, stack);
    stack->addWidget(widget);
    stack->addWidget(empty);
    connect(empty, &EmptyState::actionTriggered, this, [this] { Q_EMIT openRequested(u"orders"_s, {}); });
    m_lists.append({stack, empty});
    return stack;
}

void RoutingPage::addTab(QWidget *widget, const QString &name, const QString &title)
{
    const int tab = m_tabs->addTab(widget, title);
    QAction *action = namedAction(m_context.theme, this, name, tr("Show: %1", "a part of the page").arg(title), u"routing"_s, QKeySequence(u"Alt+%1"_s.arg(tab + 1)));
    m_tabs->setTabToolTip(tab, tr("%1 (%2)", "a part of the page, its keys").arg(title, action->shortcut().toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, [this, tab] {
        m_tabs->setCurrentIndex(tab);
        if (tab == Board)
            m_board->focusCards();
        else if (tab == Orders)
            m_table->setFocus();
    });
    addAction(action);
    m_views.append(action);
}

void RoutingPage::makeTabs()
{
    addTab(withEmpty(m_table), u"showOrders"_s, tr("Orders"));
    addTab(withEmpty(m_board), u"showBoard"_s, tr("Board"));
    addTab(m_whatIf, u"showWhatIf"_s, tr("What if"));
    addTab(m_backTest, u"showPast"_s, tr("Last month"));
    addTab(m_places, u"showPlaces"_s, tr("Places"));
    connect(m_places, &PlacesView::said, this, &RoutingPage::said);
    m_tabs->setObjectName(u"routingTabs"_s);
    m_tabs->setAccessibleName(tr("About this plan"));
    m_tabs->setUsesScrollButtons(false);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setAccessibleName(tr("What to see of the plan"));
    m_tabs->setMinimumWidth(480); // the parts that need more are never beside the panel
    m_tabs->setFocusProxy(nullptr); // else the next line would speak of the bar
    m_tabs->setFocusPolicy(Qt::NoFocus); // the bar is the stop
}

void RoutingPage::wire()
{
    connect(m_feed, &WaveFeed::planned, this, &RoutingPage::take);
    connect(m_feed, &WaveFeed::planning, &m_slow, qOverload<>(&QTimer::start));
    connect(&m_slow, &QTimer::timeout, this, [this] { m_header->setFigure(tr("planning…")); });
    connect(m_minute, &QTimer::timeout, this, [this] {
        if (isVisible() && m_feed->wave())
            showTimes();
    });
    const auto sayFailure = [this](const QString &sentence) { say(Tone::Bad, sentence, tr("Plan again"), [this] { m_actions->replan()->trigger(); }); };
    connect(m_feed, &WaveFeed::failed, this, [this, sayFailure](const Error &error) {
        m_slow.stop();
        look();
        sayFailure(errorText(error));
    });
    connect(m_actions->replan(), &QAction::triggered, m_banner, &Banner::clear);
    connect(m_actions, &RoutingActions::told, this, [this](const QString &sentence) {
        say(Tone::Good, sentence);
        Q_EMIT said(sentence);
    });
    connect(m_actions, &RoutingActions::failed, this, sayFailure);
    connect(m_actions, &RoutingActions::pinned, this, [this](const QString &order, const QString &sentence) {
        select(order);
        say(Tone::Good, sentence, tr("Take it off"), [this, order] { m_actions->takePinOff(order); });
        Q_EMIT said(sentence);
    });
    connect(m_banner, &Banner::actionTriggered, this, [this] { m_offered(); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilter(text);
        select(m_current);
    });
    leadDown(m_filter, m_table);
    const auto openRow = [this](const QModelIndex &index) {
        if (index.isValid())
            openWhy();
    };
    connect(m_table, &TableView::activatedByKey, this, openRow);
    connect(m_table, &QTableView::doubleClicked, this, openRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (index.isValid() && !m_isSelecting)
            select(m_model->order(index.row()));
    });
    connect(m_board, &NodeBoard::lanesMade, this, [this] { tabInReadingOrder(*this); }); // they came last
    connect(m_board, &NodeBoard::currentChanged, this, &RoutingPage::select);
    connect(m_board, &NodeBoard::activated, this, &RoutingPage::openWhy);
    connect(m_board, &NodeBoard::pinWanted, m_actions, &RoutingActions::askForPin);
    connect(m_nothing, &EmptyState::actionTriggered, this, [this] {
        QGuiApplication::clipboard()->setText(u"crossdock node add"_s);
        Q_EMIT said(tr("“crossdock node add” is on the clipboard: run it in a terminal."));
    });
    connect(m_whyPanel, &WhyRoute::closeRequested, this, &RoutingPage::closePanel);
    connect(m_whatIf, &WhatIf::policyChanged, this, &RoutingPage::showPolicies);
    connect(m_actions, &RoutingActions::writable, m_board, [board = m_board](bool isWritable) { board->setReadOnly(!isWritable); });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab > Board)
            m_whyPanel->hide(); // speaks of one order; these do not
        look();
    });
}

void RoutingPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_feed->setWatched(true);
}

void RoutingPage::hideEvent(QHideEvent *event)
{
    m_feed->setWatched(false);
    Page::hideEvent(event);
}

void RoutingPage::take()
{
    m_slow.stop();
    m_isSelecting = true; // a reset moves the cursor
    m_model->setWave(m_feed->wave());
    m_isSelecting = false;
    showTimes();
    m_whatIf->display();
    select(m_current);
    look();
    sayDoubts();
    if (std::exchange(m_opensWhy, false))
        openWhy();
}

void RoutingPage::showTimes()
{
    const Time now = m_context.clock.now();
    m_board->display(boardOf(*m_feed->wave(), now));
    m_figures->display(*m_feed->wave(), now);
}

QString RoutingPage::subject() const
{
    const int tab = m_tabs->currentIndex();
    const bool isShown = m_whyPanel->isVisibleTo(this) || (tab == Orders && m_model->rowOf(m_current) >= 0) || (tab == Board && m_board->currentOrder() == m_current);
    return isShown ? m_current : QString();
}

void RoutingPage::look()
{
    const auto &wave = m_feed->wave();
    const bool hasPlaces = wave && wave->nodes.size() > 1, hasOrders = hasPlaces && !wave->orders.isEmpty();
    const QString order = hasOrders ? subject() : QString();
    m_actions->setOrder(order);
    m_why->setEnabled(!order.isEmpty());
    m_order->setEnabled(!order.isEmpty());
    m_sort->setEnabled(hasOrders && m_tabs->currentIndex() == Orders);
    m_filter->setVisible(hasOrders && m_tabs->currentIndex() == Orders);
    m_figures->setVisible(hasOrders);
    m_stack->setCurrentIndex(hasPlaces ? 0 : 1);
    for (const auto &[stack, empty] : std::as_const(m_lists))
        stack->setCurrentIndex(hasOrders ? 0 : 1);
    if (!hasOrders)
        m_whyPanel->hide();
    sayEmpty();
    if (!hasOrders) {
        m_header->setFigure({});
        return;
    }
    const QString orders = tr("%Ln order(s) wait(s)", nullptr, static_cast<int>(wave->orders.size())), places = tr("%Ln place(s)", nullptr, static_cast<int>(wave->nodes.size()));
    m_header->setFigure(wave->left == 0 ? tr("%1, %2", "orders, places").arg(orders, places) : tr("%1 and %2 more, %3", "orders, number, places").arg(orders, number(wave->left), places));
}

void RoutingPage::sayEmpty()
{
    const auto &wave = m_feed->wave();
    if (!wave)
        m_nothing->say(tr("Planning the waiting orders"), tr("They appear here as soon as the first plan is there."));
    else
        m_nothing->say(tr("Nothing to route: add a second place"), tr("With one place every order leaves from there. Add another with “crossdock node add”: a warehouse, Amazon FBA, ShipBob, ShipHero or ShipMonk."), tr("Copy the command"));
    for (const auto &[stack, empty] : std::as_const(m_lists))
        empty->say(tr("No order waits"), tr("Orders that are paid and not yet begun with appear here by themselves, with the place that each is best sent from."), tr("See all orders"));
}

/// Once, until they are others: a banner that comes back hides what was said since.
void RoutingPage::sayDoubts()
{
    const QStringList doubts = m_feed->wave()->orders.isEmpty() ? QStringList() : m_feed->wave()->doubts;
    if (std::exchange(m_doubts, doubts) != doubts && !doubts.isEmpty())
        say(Tone::Warning, tr("The prices are not sure: %1.", "facts").arg(doubts.join(u"; "_s)));
}

void RoutingPage::say(Tone tone, const QString &sentence, const QString &verb, const std::function<void()> &offer)
{
    m_offered = offer;
    m_banner->say(tone, sentence, verb);
}

void RoutingPage::select(const QString &order)
{
    m_current = order;
    m_isSelecting = true;
    const int row = m_model->rowOf(order), current = m_table->currentIndex().row();
    if (row >= 0 && (current < 0 || m_model->order(current) != order)) {
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
    }
    m_board->select(order);
    m_isSelecting = false;
    look();
    if (m_whyPanel->isVisible() && !order.isEmpty())
        openWhy(); // the panel follows the arrow keys
}

void RoutingPage::openWhy()
{
    const auto order = OrderId::parse(m_current);
    if (!order || !m_feed->wave())
        return;
    m_whyPanel->show();
    m_whyPanel->display(m_feed->wave(), *order);
    look();
}

void RoutingPage::openOrder()
{
    if (const QString order = subject(); !order.isEmpty())
        Q_EMIT openRequested(u"orders"_s, order);
}

void RoutingPage::sortByCurrent()
{
    const bool isAscending = m_table->sortByCurrentColumn() == Qt::AscendingOrder;
    const QString name = m_model->headerData(m_table->horizontalHeader()->sortIndicatorSection(), Qt::Horizontal).toString();
    Q_EMIT said(isAscending ? tr("Sorted by %1, lowest first.").arg(name) : tr("Sorted by %1, highest first.").arg(name));
}

void RoutingPage::showPolicies()
{
    fulfilment::WavePolicy greedy = m_whatIf->house(), nearest = greedy;
    greedy.isGreedy = true;
    greedy.isNearest = false;
    nearest.isNearest = true;
    QList<PolicyBackTest::NamedPolicy> policies{{tr("As now"), m_whatIf->house()}, {tr("Order by order"), greedy}, {tr("From the nearest place"), nearest}};
    if (m_whatIf->policy() != m_whatIf->house())
        policies.append({tr("What if"), m_whatIf->policy()});
    if (const auto kept = m_whatIf->keptPolicy())
        policies.append({tr("Kept what-if"), *kept});
    m_backTest->setPolicies(policies);
}

void RoutingPage::focusFilter()
{
    m_tabs->setCurrentIndex(Orders); // it filters no other part
    m_filter->setFocus();
    m_filter->selectAll();
}

bool RoutingPage::closePanel()
{
    if (!m_whyPanel->isVisible())
        return false;
    m_whyPanel->hide();
    look();
    if (m_tabs->currentIndex() == Board)
        m_board->focusCards();
    else
        m_table->setFocus();
    return true;
}

void RoutingPage::open(const QString &id)
{
    m_filter->clear();
    m_tabs->setCurrentIndex(Orders);
    m_opensWhy = !m_feed->wave();
    select(id);
    openWhy();
}

QList<QAction *> RoutingPage::commands() const
{
    return m_actions->all() + QList<QAction *>{m_why, m_order, m_sort} + m_views;
}

} // namespace crossdock::ui
