#include "ui/audit/audit_page.h"

#include "ui/audit/entry_panel.h"
#include "ui/audit/export_dialog.h"
#include "ui/audit/trail_filter_bar.h"
#include "ui/audit/trail_model.h"
#include "ui/error_text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/table_view.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QRegularExpression>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr std::array entryWidths = {72, 168, 216, 150, 152, 166, 92}; // all are seen in a window of 1280, and what happened in full
static_assert(entryWidths.size() == TrailModel::ColumnCount);

/// A sentence of the engine, its numbers as everywhere on the screen. The name of a file behind them stays as it is.
QString withGroupedNumbers(const QString &sentence)
{
    static const QRegularExpression wholeNumber(u"(?<![\\w/.\\\\-])\\d{4,}(?![\\w/.\\\\-])"_s);
    QString text = sentence;
    auto matches = wholeNumber.globalMatch(sentence);
    for (qsizetype shift = 0; matches.hasNext();) {
        const auto match = matches.next();
        const QString grouped = number(match.captured().toLongLong());
        text.replace(match.capturedStart() + shift, match.capturedLength(), grouped);
        shift += grouped.size() - match.capturedLength();
    }
    return text;
}

} // namespace

AuditPage::AuditPage(const Context &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_verify(new QAction(context.theme.icon(u"check"_s), tr("&Verify"), this))
    , m_against(new QAction(context.theme.icon(u"audit"_s), tr("&Compare…"), this))
    , m_export(new QAction(context.theme.icon(u"export"_s), tr("&Export…"), this))
    , m_model(new TrailModel(context.inventory, this))
    , m_header(makeHeader())
    , m_filter(new TrailFilterBar(context.clock, this))
    , m_review(new Banner(context.theme, this))
    , m_banner(new Banner(context.theme, this))
    , m_busy(new BusyBar(this))
    , m_table(new TableView(context.theme, tr("Trail"), this))
    , m_empty(new EmptyState(context.theme, u"audit"_s, this))
    , m_stack(new QStackedWidget(this))
    , m_panel(new EntryPanel(context, this))
{
    makeTable();
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
    layout->addWidget(m_review);
    layout->addWidget(m_filter);
    layout->addWidget(m_banner);
    layout->addWidget(m_busy);
    layout->addWidget(splitter, 1);
    connectParts();
    readChannels();
}

PageHeader *AuditPage::makeHeader()
{
    m_verify->setObjectName(u"verify"_s);
    m_verify->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_V);
    m_against->setObjectName(u"against"_s);
    m_against->setToolTip(tr("Holds the trail against a file that was sealed from it before: tells whether anybody cut off or replaced entries since"));
    m_against->setEnabled(!m_context.inventory.isReadOnly());
    m_export->setObjectName(u"export"_s);
    m_export->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    m_export->setEnabled(!m_context.inventory.isReadOnly()); // a sealed file is not sealed again
    addActions(commands());
    connect(m_verify, &QAction::triggered, this, [this] { verify({}); });
    connect(m_against, &QAction::triggered, this, &AuditPage::askToHoldAgainst);
    connect(m_export, &QAction::triggered, this, &AuditPage::askToExport);
    auto *header = new PageHeader(tr("Audit"), this);
    for (QAction *action : commands())
        header->add(new ActionButton(action, this));
    return header;
}

void AuditPage::makeTable()
{
    m_table->setModel(m_model);
    m_table->setObjectName(u"trail"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    for (int column = 0; column < TrailModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, entryWidths.at(static_cast<size_t>(column)));
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table, &TableView::activatedByKey, this, &AuditPage::openRow);
    connect(m_table, &QTableView::clicked, this, &AuditPage::openRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (m_panel->isVisible())
            openRow(current); // the panel follows the arrow keys
    });
}

void AuditPage::connectParts()
{
    connect(m_filter, &TrailFilterBar::changed, this, [this] { m_model->setFilter(m_filter->filter()); });
    connect(m_model, &TrailModel::pageRead, this, &AuditPage::look);
    connect(m_model, &TrailModel::rowsInserted, this, &AuditPage::look);
    connect(m_model, &TrailModel::failed, this, [this](const Error &error) { m_banner->say(Tone::Bad, errorText(error)); });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_filter->isEmpty())
            Q_EMIT openRequested(u"stock"_s, {});
        else
            m_filter->reset();
    });
    connect(m_panel, &EntryPanel::closeRequested, this, &AuditPage::closePanel);
    connect(m_panel, &EntryPanel::entryActivated, this, &AuditPage::openEntry);
    connect(m_panel, &EntryPanel::failed, this, &Page::failed);
    connect(m_busy, &BusyBar::cancelled, this, [this] {
        ++m_job;
        m_isWorking = false;
    });
    connect(m_banner, &Banner::actionTriggered, this, [this] { openEntry(m_broken); });
    connect(&m_context.inventory, &Inventory::happened, this, [this](const Events &events) {
        for (const Event &event : *events)
            if (std::holds_alternative<event::ChannelChanged>(event))
                readChannels();
    });
}

void AuditPage::readChannels()
{
    m_context.inventory.ask(query::Channels{}, this, [this](const Result<query::Channels::Answer> &channels) {
        if (!channels)
            return; // the list itself says what is wrong
        QList<ChannelId> names;
        for (const ChannelRow &channel : *channels)
            names.append(channel.details.name);
        m_filter->setChannels(names);
    });
}

void AuditPage::setReviewedFile(const QString &file)
{
    m_review->say(Tone::Busy, tr("You look at %1, sealed and read-only. Nothing here can be changed, nothing leaves this machine.")
                                  .arg(QFileInfo(file).fileName()));
    verify({}); // who opens a sealed file asks this first
}

void AuditPage::look()
{
    const int shown = m_model->rowCount();
    if (m_model->isComplete())
        m_header->setFigure(tr("%Ln entries", nullptr, shown));
    else if (m_filter->isEmpty() && !m_context.inventory.isReadOnly()) // the newest entry's number counts them all, but not those of a sealed span
        m_header->setFigure(tr("%1 of %2 entries read").arg(number(shown), number(m_model->entry(0).number)));
    else
        m_header->setFigure(tr("%Ln entries read, newest first", nullptr, shown));
    if (m_filter->isEmpty())
        m_empty->say(tr("Nothing happened yet"), tr("Every change appears here, with who, what and why. Begin with your products."), tr("Go to Stock"));
    else
        m_empty->say(tr("No entry fits the filter"), tr("The whole trail was searched."), tr("Show all"));
    m_stack->setCurrentWidget(shown > 0 ? static_cast<QWidget *>(m_table) : m_empty);
}

void AuditPage::openRow(const QModelIndex &index)
{
    if (index.isValid())
        showEntry(m_model->entry(index.row()));
}

void AuditPage::showEntry(const Entry &entry)
{
    ++m_opening;
    m_panel->show();
    m_panel->display(entry);
}

void AuditPage::openEntry(qint64 number)
{
    if (const int row = m_model->rowOf(number); row >= 0) {
        m_table->selectRow(row);
        openRow(m_model->index(row, 0));
        return;
    }
    const qint64 opening = ++m_opening;
    m_context.inventory.ask(query::Trail{.before = number + 1, .limit = 1}, this,
                            [this, opening, number](const Result<query::Trail::Answer> &page) {
                                if (opening != m_opening)
                                    return;
                                if (page && !page->entries.isEmpty() && page->entries.first().number == number)
                                    showEntry(page->entries.first());
                                else
                                    Q_EMIT failed(page ? tr("There is no entry %1.").arg(number) : errorText(page.error()));
                            });
}

void AuditPage::open(const QString &id)
{
    bool isNumber = false;
    const qint64 number = id.toLongLong(&isNumber);
    if (isNumber)
        openEntry(number);
    else
        Q_EMIT failed(tr("“%1” is not the number of an entry.").arg(id));
}

QString AuditPage::selectedId() const
{
    return m_panel->isVisible() ? QString::number(m_panel->entryNumber()) : QString();
}

void AuditPage::focusFilter()
{
    m_filter->focusFirst();
}

bool AuditPage::closePanel()
{
    if (!m_panel->isVisible())
        return false;
    m_panel->hide();
    m_table->setFocus();
    return true;
}

void AuditPage::askToHoldAgainst()
{
    auto *dialog = new QFileDialog(this, tr("Compare the trail with a sealed file"), QString(), tr("Sealed audit files (*.crossdock *.audit);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &AuditPage::verify);
    dialog->open();
}

bool AuditPage::isFree()
{
    if (m_isWorking)
        Q_EMIT failed(tr("The trail is still being read. Wait for it, or cancel it; then try again."));
    return !m_isWorking;
}

void AuditPage::endJob()
{
    m_isWorking = false;
    m_busy->finish();
}

void AuditPage::verify(const QString &sealedFile)
{
    if (!isFree())
        return;
    m_isWorking = true;
    const qint64 job = ++m_job;
    auto progress = std::make_shared<Progress>();
    m_banner->clear();
    m_busy->start(tr("Recomputing the hash of every entry…"), progress);
    m_context.inventory.ask(
        query::Verify{sealedFile}, this,
        [this, job, sealedFile](const Result<Verification> &found) {
            if (job != m_job)
                return;
            endJob();
            if (found)
                showVerification(*found, sealedFile);
            else
                m_banner->say(Tone::Bad, errorText(found.error()));
        },
        progress);
}

void AuditPage::showVerification(const Verification &found, const QString &sealedFile)
{
    if (found.isWhole) {
        const QString words = tr("The trail is whole: all %1 entries are as they were written.").arg(number(found.entries));
        m_banner->say(Tone::Good, sealedFile.isEmpty() ? words : words + u' ' + tr("What %1 sealed still stands in it.").arg(QFileInfo(sealedFile).fileName()));
        return;
    }
    m_broken = found.firstBroken;
    if (m_broken == 0) {
        m_banner->say(Tone::Bad, found.words);
        return;
    }
    m_banner->say(Tone::Bad, tr("The trail was changed: entry %1 is the first that does not fit. %2").arg(number(m_broken), found.words),
                  tr("Open entry %1").arg(number(m_broken)));
    openEntry(m_broken);
}

void AuditPage::askToExport()
{
    auto *dialog = new ExportDialog(m_context.theme, m_context.clock, this);
    connect(dialog, &FormDialog::submitted, this, [this, dialog] {
        if (!dialog->mayWrite())
            return;
        exportTo(dialog->file(), dialog->from(), dialog->to());
        dialog->accept();
    });
    dialog->open();
}

void AuditPage::exportTo(const QString &file, std::optional<Time> from, std::optional<Time> to)
{
    if (!isFree())
        return;
    m_isWorking = true;
    const qint64 job = ++m_job;
    auto progress = std::make_shared<Progress>();
    m_banner->clear();
    m_busy->start(tr("Sealing the trail into %1…").arg(QFileInfo(file).fileName()), progress);
    m_context.desk.exportAudit(file, from, to, progress, this, [this, job](const Result<QString> &done) {
        if (job != m_job)
            return;
        endJob();
        m_banner->say(done ? Tone::Good : Tone::Bad, done ? withGroupedNumbers(*done) : errorText(done.error()));
    });
}

} // namespace crossdock::ui
