#include "ui/rules/notices_dialog.h"

#include "ui/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/fact_label.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int soonMs = 50; // several events of one commit are one reading

QString kindText(const Notice &notice)
{
    if (notice.kind == u"task")
        return NoticesDialog::tr("Task");
    return notice.kind == u"report" ? NoticesDialog::tr("Report") : NoticesDialog::tr("Message");
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
    , m_done(new QPushButton(context.theme.icon(u"check"_s), tr("Done"), this))
    , m_trail(new QPushButton(tr("Show in the trail"), this))
{
    setObjectName(u"notices"_s);
    setWindowTitle(tr("Messages and tasks"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(720, 520);
    m_table->setModel(m_model);
    m_table->setObjectName(u"noticeTable"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    const int widths[] = {116, 84, 104, 260, 96};
    for (int column = 0; column < 5; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->horizontalHeader()->setStretchLastSection(true);
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
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &NoticesDialog::read);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &NoticesDialog::look);
    connect(m_table, &TableView::activatedByKey, this, &NoticesDialog::settle);
    connect(m_done, &QPushButton::clicked, this, &NoticesDialog::settle);
    connect(m_trail, &QPushButton::clicked, this, [this] {
        const qint64 entry = m_notices.at(m_table->currentIndex().row()).entry;
        accept();
        Q_EMIT entryActivated(entry);
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&context.inventory, &Inventory::happened, this, [this](const Events &events) {
        for (const Event &event : *events)
            if (std::holds_alternative<event::NoticeChanged>(event) && !m_soon.isActive())
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
    const int row = std::max(0, m_table->currentIndex().row());
    m_notices = notices;
    QList<QList<TextTableModel::Cell>> rows;
    for (const Notice &notice : notices) {
        const Badge state = badge(notice);
        rows.append({{.text = age(notice.at, m_context.clock.now()), .emphasis = Emphasis::Muted}, {.text = kindText(notice)}, {.text = notice.recipient},
                     {.text = notice.title, .spoken = notice.text}, {.text = state.text, .tone = state.tone, .spoken = notice.words}});
    }
    m_model->setRows(rows);
    if (!rows.isEmpty())
        m_table->selectRow(std::min(row, static_cast<int>(rows.size()) - 1));
    look();
}

void NoticesDialog::look()
{
    const int row = m_table->currentIndex().row();
    const bool isThere = row >= 0 && row < m_notices.size();
    m_done->setEnabled(isThere && !m_context.inventory.isReadOnly() && m_notices[row].state != Notice::State::Done);
    m_trail->setEnabled(isThere && m_notices[row].entry > 0);
    if (!isThere)
        m_text->setText(m_notices.isEmpty() ? tr("Nothing waits for you. Rules leave their messages and tasks here.") : QString());
    else
        m_text->setText(m_notices[row].words.isEmpty() ? m_notices[row].text : m_notices[row].text + u'\n' + m_notices[row].words);
}

void NoticesDialog::settle()
{
    if (!m_done->isEnabled())
        return;
    const command::SettleNotice command{m_notices.at(m_table->currentIndex().row()).notice, command::SettleNotice::What::Done, {}};
    m_context.inventory.perform(Request{.actor = m_context.actor(), .command = command}, this, [this](const Result<Entry> &entry) {
        if (entry)
            read();
        else
            m_banner->say(Tone::Bad, errorText(entry.error()));
    });
}

} // namespace crossdock::ui
