#include "ui/rules/run_log.h"

#include "ui/rules/rule_words.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

QString deedsText(const RuleRun &run)
{
    QStringList deeds;
    for (const RuleRun::Deed &deed : run.deeds)
        deeds.append(deedText(deed));
    QString text = deeds.isEmpty() ? RunLog::tr("Nothing to do") : deeds.join(u", "_s);
    if (run.state == RuleRun::State::Waiting)
        text += u' ' + RunLog::tr("(goes on at %1)").arg(dateTime(run.due));
    if (run.branch > 0)
        text = RunLog::tr("Otherwise: %1").arg(text);
    return run.isCatchUp ? RunLog::tr("Caught up: %1").arg(text) : text;
}

/// The first thing that it did, else what it answered.
qint64 entryOf(const RuleRun &run)
{
    for (const RuleRun::Deed &deed : run.deeds)
        if (deed.entry > 0)
            return deed.entry;
    return run.cause;
}

} // namespace

RunLog::RunLog(const Context &context, QAction *takeBack, QWidget *parent)
    : QWidget(parent)
    , m_empty(new QLabel(tr("It has not run yet. Make it live, or let it run in shadow to see what it would do without doing it."), this))
    , m_model(new TextTableModel({{tr("When")}, {tr("On what, and what was done")}, {tr("State")}}, this))
    , m_table(new TableView(context.theme, tr("Runs of the rule"), this))
{
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", u"muted"_s);
    m_table->setModel(m_model);
    m_table->setObjectName(u"runs"_s);
    m_table->verticalHeader()->setDefaultSectionSize(TableView::twoLinesHeight);
    m_table->setColumnWidth(0, 124);
    m_table->setColumnWidth(2, 100);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->setToolTip(tr("Enter opens the entry in the trail"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(m_empty);
    column->addWidget(m_table, 1);
    column->addWidget(new ActionButton(takeBack, this), 0, Qt::AlignLeft);
    column->addStretch(0); // without a table, the words stand on top
    connect(m_table, &TableView::activatedByKey, this, &RunLog::activate);
    connect(m_table, &QTableView::doubleClicked, this, &RunLog::activate);
    display({}, {});
}

void RunLog::display(const QList<RuleRun> &runs, const QList<RuleVersion> &versions)
{
    m_runs = runs;
    const int newest = versions.isEmpty() ? 0 : versions.first().version;
    QList<QList<TextTableModel::Cell>> rows;
    for (const RuleRun &run : runs) {
        const QString what = subjectText(run.subject);
        const QString subject = run.version == newest || newest == 0 ? what : tr("%1 (version %2)").arg(what).arg(run.version);
        const QString deeds = deedsText(run);
        const Badge state = badge(run);
        rows.append({{.text = shortMomentWithSeconds(run.at), .emphasis = Emphasis::Muted},
                     {.text = subject + QChar(QChar::LineFeed) + deeds, .spoken = subject + u": "_s + deeds},
                     {.text = state.text, .tone = state.tone}});
    }
    m_model->setRows(rows);
    m_table->setVisible(!rows.isEmpty());
    m_empty->setVisible(rows.isEmpty());
}

void RunLog::activate(const QModelIndex &index)
{
    if (index.isValid() && index.row() < m_runs.size() && entryOf(m_runs[index.row()]) > 0)
        Q_EMIT entryActivated(entryOf(m_runs[index.row()]));
}

} // namespace crossdock::ui
