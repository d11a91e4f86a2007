#include "ui/rules/notices_dialog.h"

#include "ui/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fact_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int noticesMs = 50; // several events of one commit are one reading
constexpr int titleColumn = 3;
constexpr int cellPaddings = 20; // both, as in CellDelegate

/// A text may begin with its title, or be it.
QString beyondTitle(const Notice &notice)
{
    const bool repeats = notice.text == notice.title || notice.text.startsWith(notice.title + u'\n');
    return repeats ? notice.text.mid(notice.title.size()).trimmed() : notice.text;
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u'\n');
}

QString kindText(const Notice &notice)
{
    if (notice.kind == u"task")
        return NoticesDialog::tr("Task");
    if (notice.kind == u"document")
        return NoticesDialog::tr("Print");
    return notice.kind == u"report" ? NoticesDialog::tr("Report") : NoticesDialog::tr("Message");
}

QString whoText(const Notice &notice)
{
    if (notice.kind == u"document")
        return notice.order ? notice.order->text() : QString();
    return notice.order ? NoticesDialog::tr("Buyer of %1", "an order").arg(notice.order->text()) : notice.recipient;
}

Badge badge(const Notice &notice)
{
    switch (notice.state) {
    case Notice::State::Waiting:
        return {NoticesDialog::tr("Waiting"), Tone::Busy};
    case Notice::State::Sent:
        return {NoticesDialog::tr("Sent"), Tone::Good};
    case Notice::State::Failed:
        return {NoticesDialog::tr("Failed"), Tone::Bad};
    case Notice::State::Open:
        return {NoticesDialog::tr("Open"), Tone::Warning};
    case Notice::State::Done:
        return {NoticesDialog::tr("Done"), Tone::Good};
    }
    Q_UNREACHABLE();
}

} // namespace

NoticesDialog::NoticesDialog(const Context &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_text(new FactLabel(this))
    , m_banner(new Banner(context.theme, this))
    , m_model(new TextTableModel({{tr("When")}, {tr("What")}, {tr("For")}, {tr("Title")}, {tr("State")}}, this))
    , m_table(new TableView(context.theme, tr("Messages and tasks"), this))
    , m_done(new QPushButton(tr("Done"), this))
    , m_trail(new QPushButton(tr("Show in the trail"), this))
{
    setObjectName(u"notices"_s);
    setWindowTitle(tr("Messages and tasks"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(880, 560);
    m_table->setModel(m_model);
    m_table->setObjectName(u"noticeTable"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    const std::pair<int, int> widths[] = {{0, 84}, {1, 84}, {2, 150}, {4, 104}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    m_table->horizontalHeader()->setSectionResizeMode(titleColumn, QHeaderView::Stretch); // the rest is short
    m_text->setObjectName(u"noticeText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_done->setObjectName(u"settle"_s);
    m_done->setProperty("primary", true);
    auto *close = new QPushButton(tr("Close"), this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_done);
    row->addWidget(m_trail);
    row->addStretch(1);
    row->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(m_banner);
    column->addWidget(m_table, 1);
    column->addWidget(m_text);
    column->addLayout(row);
    m_soon.setSingleShot(true);
    m_soon.setInterval(noticesMs);
    connect(&m_soon, &QTimer::timeout, this, &NoticesDialog::read);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &NoticesDialog::look);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, &NoticesDialog::look);
    connect(m_table, &TableView::activatedByKey, this, &NoticesDialog::settle);
    connect(m_done, &QPushButton::clicked, this, &NoticesDialog::settle);
    connect(m_trail, &QPushButton::clicked, this, [this] {
        const qint64 entry = current()->entry;
        accept();
        Q_EMIT entryActivated(entry);
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&context.inventory, &Inventory::happened, this, [this](const Events &events) {
        for (const Event &event : *events)
            if ((std::holds_alternative<event::NoticeChanged>(event) || std::holds_alternative<event::OthersWrote>(event)) && !m_soon.isActive())
                m_soon.start();
    });
    look();
    read();
}

void NoticesDialog::read()
{
    const qint64 request = ++m_request;
    m_context.inventory.ask(query::Notices{.onlyUnsettled = true}, this, [this, request](const Result<QList<Notice>> &notices) {
        if (request != m_request)
            return;
        if (notices)
            display(*notices);
        else
            m_banner->say(Tone::Bad, errorText(notices.error()));
    });
}

void NoticesDialog::display(const QList<Notice> &notices)
{
    const qint64 chosen = current() ? current()->notice : 0;
    const int place = std::max(0, m_table->currentIndex().row());
    m_notices = notices;
    QList<QList<TextTableModel::Cell>> rows;
    for (const Notice &notice : notices) {
        const Badge state = badge(notice);
        rows.append({{.text = age(notice.at, m_context.clock.now()), .emphasis = Emphasis::Muted}, {.text = kindText(notice)}, {.text = whoText(notice)},
                     {.text = notice.title, .spoken = joined({notice.title, beyondTitle(notice)})}, {.text = state.text, .tone = state.tone, .spoken = notice.words}});
    }
    m_model->setRows(rows);
    const auto same = std::find_if(m_notices.cbegin(), m_notices.cend(), [chosen](const Notice &notice) { return notice.notice == chosen; });
    if (same != m_notices.cend())
        m_table->selectRow(static_cast<int>(same - m_notices.cbegin()));
    else if (!rows.isEmpty()) // it is settled: the next one took its place
        m_table->selectRow(std::min(place, static_cast<int>(rows.size()) - 1));
    look();
}

const Notice *NoticesDialog::current() const
{
    const int row = m_table->currentIndex().row();
    return row >= 0 && row < m_notices.size() ? &m_notices[row] : nullptr;
}

void NoticesDialog::look()
{
    const Notice *notice = current();
    m_done->setEnabled(notice && !m_isSettling && !m_context.inventory.isReadOnly() && notice->state != Notice::State::Done);
    m_trail->setEnabled(notice && notice->entry > 0);
    if (!notice) {
        m_text->setText(m_notices.isEmpty() ? tr("Nothing waits for you. Rules leave their messages and tasks here.") : QString());
        return;
    }
    m_text->setText(restOf(*notice));
}

QString NoticesDialog::restOf(const Notice &notice) const
{
    const bool isCut = QFontMetrics(Theme::uiFont(13)).horizontalAdvance(notice.title) + cellPaddings > m_table->columnWidth(titleColumn);
    return joined({isCut ? notice.title : QString(), beyondTitle(notice), notice.words});
}

void NoticesDialog::settle()
{
    if (!m_done->isEnabled())
        return;
    const bool isByButton = m_done->hasFocus(); // which it loses while it is grey
    m_isSettling = true;
    look();
    const qint64 notice = current()->notice;
    const command::SettleNotice command{notice, command::SettleNotice::What::Done, {}};
    m_context.inventory.perform(Request{.actor = m_context.actor(), .command = command}, this, [this, notice, isByButton](const Result<Entry> &entry) {
        m_isSettling = false;
        QList<Notice> rest = m_notices;
        if (entry)
            rest.removeIf([notice](const Notice &one) { return one.notice == notice; });
        else
            m_banner->say(Tone::Bad, errorText(entry.error()));
        display(rest);
        if (isByButton)
            m_done->setFocus();
    });
}

} // namespace crossdock::ui
