#include "ui/rules/back_test.h"

#include "core/inventory/rules/rehearsal_difference.h"
#include "ui/error_text.h"
#include "ui/rules/day_strip.h"
#include "ui/rules/moved_money_words.h"
#include "ui/rules/past_questions.h"
#include "ui/rules/rule_words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/busy_bar.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/text_table_model.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int days = 30;
constexpr int mostCases = 20'000; // of a version: what is beyond is not compared
constexpr int titleWidth = 72; // beside half a month of squares
enum Column { Whose, When, What, Deeds, Moved };

QDate dayOf(Time at)
{
    return toDateTime(at).toLocalTime().date();
}

} // namespace

BackTest::BackTest(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_beside(new QLabel(tr("Besi&de"), this))
    , m_versions(new QComboBox(this))
    , m_summary(new QLabel(this))
    , m_money(new QLabel(this))
    , m_assumptions(new QLabel(this))
    , m_wordsTitle(new QLabel(tr("These words"), this))
    , m_versionTitle(new QLabel(this))
    , m_days(new DayStrip(context.theme, this))
    , m_versionDays(new DayStrip(context.theme, this))
    , m_busy(new BusyBar(this))
    , m_questions(new PastQuestions(context.inventory, *m_busy, this))
    , m_banner(new Banner(context.theme, this))
    , m_model(new TextTableModel({{tr("Only")}, {tr("When")}, {tr("On what")}, {tr("It would")}, {tr("Money")}}, this))
    , m_table(new TableView(context.theme, tr("What the rule would have done"), this))
{
    m_summary->setObjectName(u"rehearsed"_s);
    m_summary->setWordWrap(true);
    m_money->setObjectName(u"moved"_s);
    m_money->setWordWrap(true);
    m_assumptions->setWordWrap(true);
    m_assumptions->setProperty("role", u"muted"_s);
    m_table->setModel(m_model);
    m_table->setObjectName(u"cases"_s);
    m_table->setColumnWidth(Whose, 108);
    m_table->setColumnWidth(When, 112);
    m_table->horizontalHeader()->setSectionResizeMode(Deeds, QHeaderView::Stretch);
    m_table->setColumnWidth(Moved, 132);
    m_table->setToolTip(tr("Enter opens the entry in the trail"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    column->addLayout(makeChoice());
    column->addWidget(m_summary);
    column->addWidget(m_money);
    column->addWidget(m_busy);
    column->addWidget(m_banner);
    column->addLayout(makeStrips());
    column->addWidget(m_table, 1);
    column->addWidget(m_assumptions);
    column->addStretch(); // without cases the rest stands together at the top
    wire();
    setVersions(0, {});
    setSentence({});
}

QLayout *BackTest::makeChoice()
{
    m_versions->setObjectName(u"beside"_s);
    m_versions->setAccessibleDescription(tr("Beside which version the words in the editor are tried"));
    m_beside->setBuddy(m_versions);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_beside);
    row->addWidget(m_versions);
    row->addStretch(1);
    return row;
}

QLayout *BackTest::makeStrips()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    m_versionDays->setObjectName(u"versionDays"_s);
    int row = 0;
    for (const auto &[title, strip] : {std::pair(m_wordsTitle, m_days), std::pair(m_versionTitle, m_versionDays)}) {
        title->setProperty("role", u"caption"_s);
        title->setWordWrap(true);
        title->setFixedWidth(titleWidth);
        grid->addWidget(title, row, 0, Qt::AlignTop);
        grid->addWidget(strip, row++, 1);
    }
    return grid;
}

void BackTest::wire()
{
    for (DayStrip *strip : {m_days, m_versionDays})
        connect(strip, &DayStrip::dayChosen, this, &BackTest::goTo);
    connect(m_table, &TableView::activatedByKey, this, &BackTest::activate);
    connect(m_table, &QTableView::doubleClicked, this, &BackTest::activate);
    connect(m_banner, &Banner::actionTriggered, this, &BackTest::run);
    connect(m_versions, &QComboBox::currentIndexChanged, this, &BackTest::reset);
    connect(m_questions, &PastQuestions::answered, this, &BackTest::take);
    connect(m_questions, &PastQuestions::failed, this, &BackTest::fail);
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
    if (!m_questions->isAsking())
        return;
    m_questions->cancel();
    m_tried = {};
    m_summary->clear();
}

void BackTest::setVersions(qint64 rule, const QList<RuleVersion> &versions)
{
    const int chosen = rule == m_rule ? m_versions->currentData().toInt() : 0;
    {
        const QSignalBlocker quiet(m_versions); // the same choice is no news
        m_rule = rule;
        m_versions->clear();
        m_versions->addItem(tr("nothing"), 0);
        for (const RuleVersion &one : versions)
            m_versions->addItem(one.version == versions.first().version ? tr("version %1, on record").arg(one.version) : tr("version %1").arg(one.version), one.version);
        m_versions->setCurrentIndex(std::max(0, m_versions->findData(chosen)));
    }
    m_beside->setVisible(!versions.isEmpty());
    m_versions->setVisible(!versions.isEmpty());
    if (m_tried != Trial{} && m_tried != wanted())
        reset();
}

void BackTest::compareWith(int version)
{
    m_versions->setCurrentIndex(std::max(0, m_versions->findData(version)));
}

BackTest::Trial BackTest::wanted() const
{
    const int version = m_versions->currentData().toInt();
    return {m_text, version == 0 ? 0 : m_rule, version};
}

void BackTest::setSentence(const QString &text)
{
    m_text = text;
    if (text.isEmpty() || m_tried != wanted())
        reset();
}

/// What was shown is about something else.
void BackTest::reset()
{
    cancel();
    m_tried = {};
    m_banner->clear();
    m_summary->setText(m_text.isEmpty() ? tr("Once the sentence is understood, it is tried on the last %1 days here.").arg(days) : QString());
    m_model->setRows({});
    for (QWidget *part : std::initializer_list<QWidget *>{m_money, m_assumptions, m_wordsTitle, m_versionTitle, m_days, m_versionDays, m_table})
        part->hide();
    if (isVisible())
        run();
}

void BackTest::run()
{
    if (m_text.isEmpty() || m_tried == wanted())
        return;
    m_tried = wanted();
    m_summary->setText(tr("Trying it on the last %1 days…").arg(days));
    m_first = dayOf(m_context.clock.now()).addDays(1 - days);
    const query::RehearseRule asked{.text = m_text, .since = fromMs(m_first.startOfDay().toMSecsSinceEpoch()), .limit = mostCases};
    QList<PastQuestions::Question> questions{{asked, tr("Reading the last %1 days").arg(days)}};
    if (m_tried.version > 0) {
        questions.append({asked, tr("Reading the last %1 days again, for version %2").arg(days).arg(m_tried.version)});
        questions.last().asked.text.clear();
        questions.last().asked.rule = m_tried.rule;
        questions.last().asked.version = m_tried.version;
    }
    m_questions->ask(questions);
}

void BackTest::fail(const Error &error)
{
    if (error.code == Error::Code::Cancelled) { // by the person who waited for it
        m_summary->setText(tr("You stopped it before it was tried."));
        return;
    }
    m_tried = {};
    m_summary->setText(tr("It could not be tried."));
    m_banner->say(Tone::Bad, errorText(error), tr("Try again"));
}

void BackTest::take(const QList<RuleRehearsal> &answers)
{
    m_banner->clear();
    showDays(answers);
    if (answers.size() == 1)
        sayOne(answers.first());
    else
        sayBoth(answers.first(), answers.last());
    sayMoney(answers);
    sayDoubts(answers.first(), answers.size() == 1);
    m_summary->setToolTip(m_assumptions->text());
    announce(*m_summary);
}

/// Of each, and beside a version the difference: a line for each kind of deed and currency.
void BackTest::sayMoney(const QList<RuleRehearsal> &answers)
{
    const auto said = [](const QString &whose, const QList<MovedMoney> &rows) { return whose.arg(rows.isEmpty() ? tr("no money") : movedMoneyLines(rows).join(tr("; "))); };
    const QList<MovedMoney> &words = answers.first().money, &version = answers.last().money;
    QStringList lines;
    if (answers.size() == 1)
        lines = movedMoneyLines(words);
    else if (!words.isEmpty() || !version.isEmpty())
        lines = {said(tr("These words move: %1"), words), said(tr("Version %1 moves: %2").arg(m_tried.version).arg(u"%1"_s), version),
                 said(tr("Difference: %1"), differenceOf(words, version))};
    m_money->setText(lines.join(u'\n'));
    m_money->setVisible(!lines.isEmpty());
}

/// What is read as it is today, and how many runs of a schedule could not be told whole.
void BackTest::sayDoubts(const RuleRehearsal &rehearsal, bool isAlone)
{
    QStringList doubts;
    if (!rehearsal.assumptions.isEmpty())
        doubts.append(tr("Read as it is today: %1").arg(rehearsal.assumptions.join(u", "_s)));
    if (!rehearsal.gaps.isEmpty()) {
        const RuleRehearsal::Gap &first = rehearsal.gaps.first();
        doubts.append(tr("Of %Ln run(s) of the schedule not all is known; of the first, %1: %2.", nullptr, static_cast<int>(rehearsal.gaps.size())).arg(shortMoment(first.at), first.words));
    }
    m_assumptions->setText(doubts.join(u' '));
    m_assumptions->setVisible(!doubts.isEmpty() && isAlone); // beside a version the room is for the cases
}

void BackTest::sayOne(const RuleRehearsal &rehearsal)
{
    showCases(rehearsal.cases, {});
    m_summary->setText(rehearsal.runs == 0
                           ? tr("It would not have run in the last %1 days (%2 events read).").arg(days).arg(number(rehearsal.events))
                           : tr("It would have run %Ln time(s) in the last %1 days (%2 events read).", nullptr, static_cast<int>(rehearsal.runs))
                                 .arg(days).arg(number(rehearsal.events)));
}

void BackTest::sayBoth(const RuleRehearsal &words, const RuleRehearsal &version)
{
    const auto figures = [](const RuleRehearsal &one) {
        return tr("%1 on %2", "runs, things").arg(tr("%Ln run(s)", nullptr, static_cast<int>(one.runs)), tr("%Ln thing(s)", nullptr, thingsIn(one.cases)));
    };
    const RehearsalDifference difference = differenceOf(words, version);
    showCases(difference.onlyFirst, difference.onlySecond);
    const bool isSame = difference.onlyFirst.isEmpty() && difference.onlySecond.isEmpty();
    QString text = tr("These words: %1. Version %2: %3.").arg(figures(words)).arg(m_tried.version).arg(figures(version)) + u' '
        + (isSame ? tr("They would have done the same.") : tr("%Ln run(s) are the same; below is what only one of them would have done.", nullptr, static_cast<int>(difference.inBoth)));
    if (std::max(words.runs, version.runs) > mostCases)
        text += u' ' + tr("Only the first %1 of each are compared.").arg(number(mostCases));
    m_summary->setText(text);
}

QList<int> BackTest::runsByDay(const RuleRehearsal &rehearsal) const
{
    QList<int> runs(days, 0);
    for (const RuleRehearsal::Case &one : rehearsal.cases)
        if (const qint64 day = m_first.daysTo(dayOf(one.at)); day >= 0 && day < days)
            ++runs[day];
    return runs;
}

void BackTest::showDays(const QList<RuleRehearsal> &answers)
{
    const bool isBeside = answers.size() > 1;
    const QList<int> words = runsByDay(answers.first()), version = runsByDay(answers.last());
    const int most = std::max(*std::max_element(words.cbegin(), words.cend()), *std::max_element(version.cbegin(), version.cend()));
    m_versionTitle->setText(tr("Version %1").arg(m_tried.version));
    m_days->setTitle(isBeside ? m_wordsTitle->text() : QString());
    m_versionDays->setTitle(m_versionTitle->text());
    m_days->display(m_first, words, most);
    m_versionDays->display(m_first, version, most);
    m_days->show();
    for (QWidget *part : std::initializer_list<QWidget *>{m_wordsTitle, m_versionTitle, m_versionDays})
        part->setVisible(isBeside);
}

void BackTest::showCases(const QList<RuleRehearsal::Case> &cases, const QList<RuleRehearsal::Case> &ofVersion)
{
    QList<std::pair<RuleRehearsal::Case, bool>> all; // and whether it is the version's
    for (const RuleRehearsal::Case &one : cases)
        all.append({one, false});
    for (const RuleRehearsal::Case &one : ofVersion)
        all.append({one, true});
    std::stable_sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.first.at > b.first.at; });
    m_cases.clear();
    QList<QList<TextTableModel::Cell>> rows;
    bool isMoved = false;
    for (const auto &[one, isVersion] : std::as_const(all)) {
        m_cases.append(one);
        const QString deeds = one.actions.join(u", "_s);
        rows.append({{.text = isVersion ? m_versionTitle->text() : m_wordsTitle->text(), .tone = isVersion ? Tone::Neutral : Tone::Busy},
                     {.text = shortMoment(one.at), .emphasis = Emphasis::Muted},
                     {.text = subjectText(one.subject), .spoken = subjectText(one.subject)}, // whole, where it is cut
                     {.text = one.branch == 0 ? deeds : tr("otherwise: %1").arg(deeds), .spoken = deeds},
                     {.text = movedMoneyAmounts(one.money), .spoken = movedMoneyLines(one.money).join(u", "_s)}});
        isMoved = isMoved || !one.money.isEmpty();
    }
    m_model->setRows(rows);
    m_table->setColumnHidden(Whose, m_tried.version == 0);
    m_table->setColumnHidden(Moved, !isMoved);
    m_table->setColumnWidth(What, m_tried.version == 0 ? 190 : 138); // what is done stays readable beside it
    m_table->setVisible(!rows.isEmpty());
}

void BackTest::goTo(const QDate &day)
{
    for (int row = 0; row < static_cast<int>(m_cases.size()); ++row) {
        if (dayOf(m_cases[row].at) == day) {
            m_table->selectRow(row);
            m_table->scrollTo(m_model->index(row, When), QAbstractItemView::PositionAtTop);
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
