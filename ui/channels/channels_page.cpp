#include "ui/channels/channels_page.h"

#include "ui/channels/channel_actions.h"
#include "ui/channels/channel_panel.h"
#include "ui/channels/channel_watch.h"
#include "ui/channels/channels_model.h"
#include "ui/channels/set_aside_panel.h"
#include "ui/error_text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/table_view.h"

#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int countsEveryMs = 2'000; // what waits and what was refused changes without news
constexpr std::array columnWidths = {122, 116, 130, 116, 60, 68, 70, 78, 86, 94, 80}; // all are seen in a window of 1280
static_assert(columnWidths.size() == ChannelsModel::ColumnCount);

} // namespace

Context ChannelsPage::watched(Context context, QObject *parent)
{
    if (!context.watch)
        context.watch = new ChannelWatch(context.inventory, context.desk, context.clock, parent);
    return context;
}

ChannelsPage::ChannelsPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(watched(context, this))
    , m_banner(new Banner(context.theme, this))
    , m_busy(new BusyBar(this))
    , m_actions(new ChannelActions(m_context, *m_busy, this))
    , m_model(new ChannelsModel(*m_context.watch, context.clock, this))
    , m_header(new PageHeader(tr("Channels"), this))
    , m_table(new TableView(context.theme, tr("Channels"), this))
    , m_empty(new EmptyState(context.theme, u"channels"_s, this))
    , m_stack(new QStackedWidget(this))
    , m_panel(new ChannelPanel(m_context, *m_actions, this))
    , m_setAside(new SetAsidePanel(context, this))
{
    auto *add = new ActionButton(m_actions->add(), this, ActionButton::Icon::Hidden); // grey on the accent colour cannot be seen
    add->setProperty("primary", true);
    m_header->add(add);
    makeTable();
    addActions(m_actions->all());
    addActions(m_setAside->actions());
    m_empty->say(tr("No channel yet"), tr("Add the first one: its address and its keys are all it takes."), tr("Add channel"));
    QSplitter *splitter = panes(Qt::Vertical, m_table, makeDetails(), this);
    splitter->setStretchFactor(0, 1); // the list has all the height that the details do not need
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addWidget(m_banner);
    layout->addWidget(m_busy);
    layout->addWidget(m_stack, 1);

    connect(m_empty, &EmptyState::actionTriggered, m_actions->add(), &QAction::trigger);
    connect(m_actions, &ChannelActions::told, this, [this](const QString &sentence) {
        m_banner->say(Tone::Good, sentence);
        Q_EMIT said(sentence);
    });
    connect(m_actions, &ChannelActions::failed, this, [this](const QString &sentence) { m_banner->say(Tone::Bad, sentence); });
    connect(m_actions, &ChannelActions::added, this, [this](const ChannelId &channel) { open(channel.text()); });
    connect(m_setAside, &SetAsidePanel::told, this, &Page::said);
    connect(m_setAside, &SetAsidePanel::failed, this, &Page::failed);
    connect(m_setAside, &SetAsidePanel::skuActivated, this, [this](const QString &sku) { Q_EMIT openRequested(u"stock"_s, sku); });
    connect(m_panel, &ChannelPanel::copied, this, &Page::said);
    m_setAside->hide(); // until there is something
    connect(m_setAside, &SetAsidePanel::counted, m_setAside, [this](int rows) { m_setAside->setVisible(rows > 0); });
    connect(m_context.watch, &ChannelWatch::changed, this, [this] {
        if (const int row = currentRow(); row >= 0 && isVisible())
            m_panel->displayLag(m_context.watch->lagOf(m_model->channel(row).details.name));
    });
    auto *counts = new QTimer(this);
    counts->setInterval(countsEveryMs);
    connect(counts, &QTimer::timeout, this, [this] {
        if (isVisible())
            m_context.watch->read();
    });
    counts->start();
    connect(m_context.watch, &ChannelWatch::listRead, this, &ChannelsPage::look);
    connect(m_context.watch, &ChannelWatch::failed, this, [this](const Error &error) { m_banner->say(Tone::Bad, errorText(error)); });
    if (m_context.watch->isRead())
        look();
    else
        m_context.watch->read();
}

void ChannelsPage::makeTable()
{
    m_table->setModel(m_model);
    m_table->setObjectName(u"channels"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setMinimumHeight(TableView::rowHeight * 4);
    for (int column = 0; column < ChannelsModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, columnWidths.at(static_cast<size_t>(column)));
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ChannelsPage::select);
    connect(m_model, &ChannelsModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        if (currentRow() >= first.row() && currentRow() <= last.row())
            display();
        look();
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, signal, this, &ChannelsPage::look);
}

QWidget *ChannelsPage::makeDetails()
{
    QSplitter *details = panes(Qt::Horizontal, m_panel, m_setAside, this);
    details->setStretchFactor(0, 3);
    details->setStretchFactor(1, 2);
    return details;
}

int ChannelsPage::currentRow() const
{
    return m_table->currentIndex().row();
}

void ChannelsPage::look()
{
    const int count = m_model->rowCount();
    const int troubled = m_context.watch->troubled();
    QString figure = tr("%Ln channel(s)", nullptr, count);
    if (troubled > 0)
        figure += u", "_s + tr("%Ln in trouble", nullptr, troubled);
    m_header->setFigure(figure);
    m_stack->setCurrentIndex(count > 0 ? 0 : 1);
    if (!m_wanted.isEmpty())
        open(m_wanted);
    if (count > 0 && currentRow() < 0)
        m_table->selectRow(0);
    if (count == 0)
        m_actions->setChannel({});
}

void ChannelsPage::select()
{
    const int row = currentRow();
    if (row < 0)
        return;
    const ChannelId &name = m_model->channel(row).details.name;
    m_setAside->setChannel(name);
    m_panel->displayLag(m_context.watch->lagOf(name));
    display();
}

void ChannelsPage::display()
{
    const int row = currentRow();
    m_panel->display(m_model->channel(row), m_model->health(row));
    m_actions->setChannel(m_model->channel(row));
}

void ChannelsPage::open(const QString &id)
{
    const auto channel = ChannelId::parse(id);
    const int row = channel ? m_model->rowOf(*channel) : -1;
    m_wanted = row < 0 ? id : QString();
    if (row >= 0)
        m_table->selectRow(row);
}

QString ChannelsPage::selectedId() const
{
    const int row = currentRow();
    return row < 0 ? QString() : m_model->channel(row).details.name.text();
}

void ChannelsPage::focusFilter()
{
    m_table->setFocus(Qt::ShortcutFocusReason);
}

QList<QAction *> ChannelsPage::commands() const
{
    return m_actions->all() + m_setAside->actions();
}

} // namespace crossdock::ui
