#include "ui/channels/set_aside_panel.h"

#include "ui/channels/set_aside_model.h"
#include "ui/error_text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/table_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

SetAsidePanel::SetAsidePanel(const Context &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_model(new SetAsideModel(context.inventory, context.clock, this))
    , m_table(new TableView(context.theme, tr("Set aside"), this))
    , m_empty(new EmptyState(context.theme, u"success"_s, this))
    , m_stack(new QStackedWidget(this))
    , m_title(new QLabel(tr("Set aside"), this))
    , m_retry(new QAction(context.theme.icon(u"refresh"_s), tr("&Try again"), this))
    , m_retryAll(new QAction(tr("Try a&ll again"), this))
{
    setProperty("card", true);
    m_title->setProperty("role", u"section"_s);
    m_table->setModel(m_model);
    m_table->setObjectName(u"setAside"_s);
    m_table->setColumnWidth(SetAsideModel::Listing, 84);
    m_table->setColumnWidth(SetAsideModel::Item, 100);
    m_table->setColumnWidth(SetAsideModel::Wanted, 72);
    m_table->setColumnWidth(SetAsideModel::Since, 88);
    m_empty->say(tr("Nothing is set aside"), tr("What the channel refuses appears here, with its own words."));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_retry->setObjectName(u"retryListing"_s);
    m_retry->setShortcut(Qt::CTRL | Qt::Key_Return);
    m_retryAll->setObjectName(u"retryAll"_s);
    m_retryAll->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Return);
    connect(m_retry, &QAction::triggered, this, [this] { retry(selectedRows()); });
    connect(m_retryAll, &QAction::triggered, this, [this] { retry(allRows()); });
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(new ActionButton(m_retry, this));
    head->addWidget(new ActionButton(m_retryAll, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);
    connect(m_model, &QAbstractItemModel::modelReset, this, &SetAsidePanel::look);
    connect(m_model, &SetAsideModel::failed, this, [this](const Error &error) { Q_EMIT failed(errorText(error)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SetAsidePanel::look);
    connect(m_table, &TableView::activatedByKey, this, [this](const QModelIndex &index) {
        Q_EMIT skuActivated(m_model->item(index.row()).address.sku.text());
    });
    look();
}

/// The channel's words have the room that is left, and enough to be read.
void SetAsidePanel::resizeEvent(QResizeEvent *event)
{
    constexpr int leastWords = 220;
    QFrame::resizeEvent(event);
    int others = 0;
    for (const int column : {SetAsideModel::Listing, SetAsideModel::Item, SetAsideModel::Wanted, SetAsideModel::Since})
        others += m_table->columnWidth(column);
    m_table->setColumnWidth(SetAsideModel::Words, std::max(leastWords, m_stack->width() - others - 20));
}

void SetAsidePanel::setChannel(const ChannelId &channel)
{
    m_model->setChannel(channel);
}

void SetAsidePanel::look()
{
    const int rows = m_model->rowCount();
    const bool canWrite = !m_context.inventory.isReadOnly();
    m_title->setText(rows > 0 ? tr("Set aside: %Ln listing(s)", nullptr, rows) : tr("Set aside"));
    m_stack->setCurrentWidget(rows > 0 ? static_cast<QWidget *>(m_table) : m_empty);
    m_retry->setEnabled(canWrite && rows > 0 && m_table->selectionModel()->hasSelection());
    m_retryAll->setEnabled(canWrite && rows > 0);
    Q_EMIT counted(rows);
}

QList<int> SetAsidePanel::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    return rows;
}

QList<int> SetAsidePanel::allRows() const
{
    QList<int> rows;
    for (int row = 0; row < m_model->rowCount(); ++row)
        rows.append(row);
    return rows;
}

void SetAsidePanel::retry(const QList<int> &rows)
{
    QList<Request> requests;
    for (const int row : rows)
        requests.append(Request{.actor = m_context.actor(), .command = command::RetryListing{m_model->item(row).offer.listing}});
    if (requests.isEmpty())
        return;
    const int count = static_cast<int>(requests.size());
    m_context.inventory.performAll(requests, this, [this, count](const Result<QList<Entry>> &entries) {
        if (entries)
            Q_EMIT told(tr("%Ln listing(s) are sent again.", nullptr, count));
        else
            Q_EMIT failed(errorText(entries.error()));
    });
}

} // namespace crossdock::ui
