#include "ui/rules/rules_page.h"

#include "ui/error_text.h"
#include "ui/rules/gallery.h"
#include "ui/rules/history_check.h"
#include "ui/rules/notices_dialog.h"
#include "ui/rules/rule_actions.h"
#include "ui/rules/rule_panel.h"
#include "ui/rules/rules_model.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/down_key.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/table_view.h"

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

constexpr int minuteMs = 60'000; // "3m" becomes "4m"
constexpr int runsMs = 400; // a rule may run hundreds of times a second
constexpr int noticesMs = 400; // a rule may leave hundreds at once: they are counted once
constexpr int mostNotices = 200;
constexpr std::array columnWidths = {150, 94, 64, 84, 66};
static_assert(columnWidths.size() == RulesModel::ColumnCount);

} // namespace

RulesPage::RulesPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_actions(new RuleActions(context, this))
    , m_model(new RulesModel(context.inventory, context.clock, this))
    , m_filter(new QLineEdit(this))
    , m_notices(new QPushButton(context.theme.icon(u"info"_s), tr("Messages"), this))
    , m_header(makeHeader())
    , m_banner(new Banner(context.theme, this))
    , m_table(new TableView(context.theme, tr("Rules"), this))
    , m_history(new HistoryCheck(context, m_actions->history(), this))
    , m_panel(new RulePanel(context, *m_actions, *m_model, this))
    , m_empty(new EmptyState(context.theme, u"rules"_s, this))
    , m_none(new EmptyState(context.theme, u"rules"_s, this))
    , m_stack(new QStackedWidget(this))
    , m_list(new QStackedWidget(this))
{
    addActions(m_actions->all());
    QSplitter *splitter = panes(Qt::Horizontal, makeList(), m_panel, this);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({500, 520});
    m_empty->say(tr("No rule yet"),
                 tr("A rule is a sentence: “When the stock of any product drops below 10, message the warehouse.” It is said back to you, tried "
                    "on the past, and does nothing until you make it live."),
                 context.inventory.isReadOnly() ? QString() : tr("Choose a ready rule"));
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    wire();
    look();
    countNotices();
}

PageHeader *RulesPage::makeHeader()
{
    auto *header = new PageHeader(tr("Rules"), this);
    m_filter->setPlaceholderText(tr("Filter by words"));
    m_filter->setAccessibleName(tr("Filter rules by their words"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(170);
    m_filter->setObjectName(u"filter"_s);
    for (QToolButton *button : m_filter->findChildren<QToolButton *>())
        button->setAccessibleName(tr("Clear the filter"));
    m_notices->setObjectName(u"noticesButton"_s);
    header->add(m_filter);
    header->add(m_notices);
    header->add(new ActionButton(m_actions->gallery(), this));
    auto *write = new ActionButton(m_actions->write(), this, ActionButton::Icon::Hidden); // grey on the accent colour cannot be seen
    write->setProperty("primary", true);
    header->add(write);
    return header;
}

QWidget *RulesPage::makeList()
{
    makeTable();
    auto *list = new QWidget(this);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_list->addWidget(m_table);
    m_list->addWidget(m_none);
    column->addWidget(m_list, 1);
    column->addWidget(m_history);
    return list;
}

void RulesPage::makeTable()
{
    m_table->setModel(m_model);
    m_table->setObjectName(u"rules"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setMinimumWidth(300);
    m_table->verticalHeader()->setDefaultSectionSize(TableView::twoLinesHeight);
    for (int column = 0; column < RulesModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, columnWidths.at(static_cast<size_t>(column)));
    m_table->horizontalHeader()->setSectionResizeMode(RulesModel::Name, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RulesPage::select);
    connect(m_table, &TableView::activatedByKey, m_panel, &RulePanel::focusSentence);
    connect(m_model, &RulesModel::dataChanged, m_table, &TableView::flashesStarted);
}

void RulesPage::wire()
{
    leadDown(m_filter, m_table);
    connect(m_filter, &QLineEdit::textChanged, m_model, &RulesModel::setFilter);
    connect(m_notices, &QPushButton::clicked, m_actions->notices(), &QAction::trigger);
    connect(m_empty, &EmptyState::actionTriggered, m_actions->gallery(), &QAction::trigger);
    connect(m_model, &RulesModel::listRead, this, &RulesPage::look);
    connect(m_model, &RulesModel::failed, this, [this](const Error &error) { m_banner->say(Tone::Bad, errorText(error), tr("Try again")); });
    connect(m_banner, &Banner::actionTriggered, m_model, &RulesModel::reload);
    connect(m_actions->write(), &QAction::triggered, this, [this] { write({}, {}); });
    connect(m_actions->gallery(), &QAction::triggered, this, &RulesPage::openGallery);
    connect(m_actions->notices(), &QAction::triggered, this, &RulesPage::openNotices);
    connect(m_actions, &RuleActions::said, this, &Page::said);
    connect(m_actions, &RuleActions::failed, this, &Page::failed);
    connect(m_actions, &RuleActions::removed, m_panel, &RulePanel::forget);
    connect(m_history, &HistoryCheck::found, m_model, &RulesModel::setPast);
    connect(m_panel, &RulePanel::said, this, &Page::said);
    connect(m_panel, &RulePanel::ruleRequested, this, [this](qint64 rule) { open(QString::number(rule)); });
    connect(m_panel, &RulePanel::entryActivated, this, [this](qint64 entry) { Q_EMIT openRequested(u"audit"_s, QString::number(entry)); });
    connect(&m_context.inventory, &Inventory::happened, this, &RulesPage::hear);
    m_minute.setInterval(minuteMs);
    m_runsSoon.setSingleShot(true);
    m_runsSoon.setInterval(runsMs);
    m_noticesSoon.setSingleShot(true);
    m_noticesSoon.setInterval(noticesMs);
    connect(&m_minute, &QTimer::timeout, this, &RulesPage::refresh);
    connect(&m_runsSoon, &QTimer::timeout, this, &RulesPage::refresh);
    connect(&m_noticesSoon, &QTimer::timeout, this, &RulesPage::countNotices);
}

void RulesPage::hear(const Events &events)
{
    for (const Event &event : *events) {
        if (std::holds_alternative<event::RuleRan>(event) && isVisible() && !m_runsSoon.isActive())
            m_runsSoon.start();
        if ((std::holds_alternative<event::NoticeChanged>(event) || std::holds_alternative<event::OthersWrote>(event)) && !m_noticesSoon.isActive())
            m_noticesSoon.start();
    }
}

void RulesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_minute.start();
    if (m_model->isRead())
        refresh();
}

void RulesPage::hideEvent(QHideEvent *event)
{
    m_minute.stop();
    m_history->cancel();
    Page::hideEvent(event);
}

void RulesPage::refresh()
{
    m_model->reload();
    m_panel->refresh();
}

void RulesPage::look()
{
    if (!m_model->isRead())
        return; // nothing is known yet: neither that there are rules nor that there are none
    m_banner->clear();
    m_header->setFigure(m_model->total() == 0 ? QString() : tr("%1, %2 live", "rules, how many of them").arg(tr("%Ln rule(s)", nullptr, m_model->total())).arg(m_model->live()));
    const bool isEmpty = m_model->total() == 0 && !m_panel->isWriting();
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    if (m_model->total() == 0)
        m_none->say(tr("No rule yet"), tr("The one that you write stands here once it is saved."));
    else
        m_none->say(tr("No rule has these words"), tr("Rules are looked for by their names and sentences."));
    m_list->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
    follow();
}

/// Selects the rule that is open, or is to be.
void RulesPage::follow()
{
    if (m_wanted != 0) {
        if (const int row = m_model->rowOf(m_wanted); row >= 0) {
            m_table->selectRow(row);
            m_wanted = 0;
        }
        return; // what is wanted comes, or the panel says that there is no such rule
    }
    if (m_panel->isWriting())
        return;
    if (const int row = m_model->rowOf(m_panel->rule()); row >= 0 && row != m_table->currentIndex().row())
        m_table->selectRow(row);
    else if (row < 0 && m_model->rowCount() > 0)
        m_table->selectRow(0);
}

void RulesPage::select()
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return;
    m_wanted = 0;
    m_panel->open(m_model->rule(row).rule);
}

void RulesPage::write(const QString &name, const QString &sentence)
{
    m_wanted = 0;
    m_stack->setCurrentIndex(0);
    m_table->clearSelection();
    m_table->setCurrentIndex({});
    m_panel->write(name, sentence);
}

void RulesPage::openGallery()
{
    auto *gallery = new Gallery(m_context, this);
    connect(gallery, &Gallery::chosen, this, &RulesPage::write);
    gallery->open();
}

void RulesPage::openNotices()
{
    auto *dialog = new NoticesDialog(m_context, this);
    connect(dialog, &NoticesDialog::entryActivated, this, [this](qint64 entry) { Q_EMIT openRequested(u"audit"_s, QString::number(entry)); });
    dialog->open();
}

void RulesPage::countNotices()
{
    const qint64 request = ++m_noticesRequest;
    m_context.inventory.ask(query::Notices{.onlyUnsettled = true, .limit = mostNotices}, this, [this, request](const Result<QList<Notice>> &notices) {
        if (request != m_noticesRequest || !notices)
            return;
        const int count = static_cast<int>(notices->size());
        const QString figure = count < mostNotices ? number(count) : tr("%1+", "at least so many").arg(number(mostNotices));
        m_notices->setText(count == 0 ? tr("Messages") : tr("Messages (%1)").arg(figure));
        m_notices->setToolTip(tr("Messages and tasks that rules left here (%1)").arg(m_actions->notices()->shortcut().toString(QKeySequence::NativeText)));
    });
}

void RulesPage::open(const QString &id)
{
    const qint64 rule = id.toLongLong();
    if (rule <= 0)
        return;
    m_stack->setCurrentIndex(0);
    m_panel->open(rule);
    m_wanted = rule;
    if (m_model->knows(rule) && m_model->rowOf(rule) < 0)
        m_filter->clear(); // it hides what is to be seen; the list follows
    else
        follow();
}

QString RulesPage::selectedId() const
{
    return m_panel->rule() > 0 ? QString::number(m_panel->rule()) : QString();
}

void RulesPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QString RulesPage::unsaved()
{
    return m_panel->hasUnsaved() ? tr("What you wrote on this page is not saved.") : QString();
}

QList<QAction *> RulesPage::commands() const
{
    return m_actions->all();
}

} // namespace crossdock::ui
