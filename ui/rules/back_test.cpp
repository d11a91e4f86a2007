#include "ui/rules/back_test.h"

#include "ui/error_text.h"
#include "ui/rules/day_strip.h"
#include "ui/rules/rule_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int days = 30;
constexpr int mostCases = 2'000;
} // namespace

BackTest::BackTest(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_summary(new QLabel(this))
    , m_assumptions(new QLabel(this))
    , m_days(new DayStrip(context.theme, this))
    , m_busy(new BusyBar(this))
    , m_banner(new Banner(context.theme, this))
    , m_model(new TextTableModel({{tr("When")}, {tr("On what")}, {tr("It would")}}, this))
    , m_table(new TableView(context.theme, tr("What the rule would have done"), this))
{
    m_summary->setObjectName(u"rehearsed"_s);
    m_summary->setWordWrap(true);
    m_assumptions->setWordWrap(true);
    m_assumptions->setProperty("role", u"muted"_s);
    m_table->setModel(m_model);
    m_table->setObjectName(u"cases"_s);
    m_table->setColumnWidth(0, 104);
    m_table->setColumnWidth(1, 150);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setToolTip(tr("Enter opens the entry in the trail"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_summary);
    column->addWidget(m_busy);
    column->addWidget(m_banner);
    column->addWidget(m_days);
    column->addWidget(m_table, 1);
    column->addWidget(m_assumptions);
    connect(m_days, &DayStrip::dayChosen, this, &BackTest::goTo);
    connect(m_table, &TableView::activatedByKey, this, &BackTest::activate);
    connect(m_table, &QTableView::doubleClicked, this, &BackTest::activate);
    connect(m_banner, &Banner::actionTriggered, this, &BackTest::run);
    setSentence({});
}

BackTest::~BackTest()
{
    cancel();
}

void BackTest::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    run();
}

void BackTest::hideEvent(QHideEvent *event)
{
    cancel();
    QWidget::hideEvent(event);
}

void BackTest::cancel()
{
    if (!m_progress)
        return;
    m_progress->isCancelled = true;
    m_progress.reset();
    ++m_request;
    m_busy->finish();
    m_tried.clear();
    m_summary->clear();
}

void BackTest::setSentence(const QString &text)
{
    m_text = text;
    if (text == m_tried && !text.isEmpty())
        return;
    cancel();
    m_tried.clear();
    m_banner->clear();
    m_summary->setText(text.isEmpty() ? tr("Once the sentence is understood, it is tried on the last %1 days here.").arg(days) : QString());
    m_summary->setVisible(true);
    m_assumptions->hide();
    m_model->setRows({});
    m_days->hide();
    m_table->hide();
    if (isVisible())
        run();
}

void BackTest::run()
{
    if (m_text.isEmpty() || m_text == m_tried)
        return;
    m_tried = m_text;
    m_progress = std::make_shared<Progress>();
    m_summary->setText(tr("Trying it on the last %1 days…").arg(days));
    m_busy->start(tr("Reading the last %1 days").arg(days), m_progress);
    const QDate today = toDateTime(m_context.clock.now()).toLocalTime().date();
    m_first = today.addDays(1 - days);
    const query::RehearseRule question{.text = m_text, .since = fromMs(m_first.startOfDay().toMSecsSinceEpoch()), .limit = mostCases};
    const qint64 request = ++m_request;
    m_context.inventory.ask(question, this, [this, request](const Result<RuleRehearsal> &rehearsal) {
        if (request != m_request)
            return;
        m_progress.reset();
        m_busy->finish();
        if (rehearsal)
            take(*rehearsal);
        else
            fail(rehearsal.error());
    }, m_progress);
}

void BackTest::fail(const Error &error)
{
    if (error.code == Error::Code::Cancelled) { // by the person who waited for it
        m_summary->setText(tr("You stopped it before it was tried."));
        return;
    }
    m_tried.clear();
    m_summary->setText(tr("It could not be tried."));
    m_banner->say(Tone::Bad, errorText(error), tr("Try again"));
}

void BackTest::take(const RuleRehearsal &rehearsal)
{
    m_banner->clear();
    QList<int> runs(days, 0);
    m_cases = rehearsal.cases;
    std::reverse(m_cases.begin(), m_cases.end());
    QList<QList<TextTableModel::Cell>> rows;
    for (const RuleRehearsal::Case &one : std::as_const(m_cases)) {
        const qint64 day = m_first.daysTo(toDateTime(one.at).toLocalTime().date());
        if (day >= 0 && day < days)
            ++runs[day];
        const QString deeds = one.actions.join(u", "_s);
        rows.append({{.text = shortMoment(one.at), .emphasis = Emphasis::Muted},
                     {.text = subjectText(one.subject)},
                     {.text = one.branch == 0 ? deeds : tr("otherwise: %1").arg(deeds), .spoken = deeds}});
    }
    m_model->setRows(rows);
    m_days->display(m_first, runs);
    m_summary->setText(rehearsal.runs == 0
                           ? tr("It would not have run in the last %1 days (%2 events read).").arg(days).arg(number(rehearsal.events))
                           : tr("It would have run %Ln time(s) in the last %1 days (%2 events read).", nullptr, static_cast<int>(rehearsal.runs))
                                 .arg(days).arg(number(rehearsal.events)));
    m_assumptions->setText(rehearsal.assumptions.isEmpty() ? QString() : tr("Read as it is today: %1").arg(rehearsal.assumptions.join(u", "_s)));
    m_assumptions->setVisible(!rehearsal.assumptions.isEmpty());
    m_days->show();
    m_table->setVisible(!rows.isEmpty());
    announce(*m_summary);
}

void BackTest::goTo(const QDate &day)
{
    for (int row = 0; row < static_cast<int>(m_cases.size()); ++row) {
        if (toDateTime(m_cases[row].at).toLocalTime().date() == day) {
            m_table->selectRow(row);
            m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtTop);
            return;
        }
    }
}

void BackTest::activate(const QModelIndex &index)
{
    if (index.isValid() && index.row() < m_cases.size() && m_cases[index.row()].entry > 0)
        Q_EMIT entryActivated(m_cases[index.row()].entry);
}

} // namespace crossdock::ui
