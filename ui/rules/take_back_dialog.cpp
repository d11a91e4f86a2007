#include "ui/rules/take_back_dialog.h"

#include "core/inventory/rules/engine/taking_back.h"
#include "ui/error_text.h"
#include "ui/rules/rule_words.h"
#include "ui/widgets/banner.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr Milliseconds hour{3'600'000};
constexpr int pageOfRuns = 1'000;

QString explanationOf(const RuleRow &rule)
{
    const bool isRunning = rule.isLive() || rule.state == RuleRow::State::Shadow;
    return (isRunning ? TakeBackDialog::tr("The rule is paused first.") + u' ' : QString())
        + TakeBackDialog::tr("What somebody changed since stays as it is. A message says afterwards what was taken back and what was not.");
}

/// What becomes of deeds of one kind, for people.
QString fateText(const QString &action)
{
    switch (rules::wayBack(action)) {
    case rules::WayBack::Whole:
        return TakeBackDialog::tr("taken back");
    case rules::WayBack::InTheHouse:
        return TakeBackDialog::tr("settled if it is in this window; what was sent stays sent");
    case rules::WayBack::None:
        return TakeBackDialog::tr("stays: there is no way back");
    }
    Q_UNREACHABLE();
}

/// How many deeds of each kind left something that could be taken back, in the order of their names.
QMap<QString, int> deedsSince(const QList<RuleRun> &runs, Time since)
{
    QMap<QString, int> counts;
    for (const RuleRun &run : runs)
        for (const RuleRun::Deed &deed : run.deeds)
            if (run.at >= since && !run.isShadow && deed.entry > 0)
                counts[deed.action] += 1 + static_cast<int>(deed.more.size());
    return counts;
}

} // namespace

TakeBackDialog::TakeBackDialog(const Context &context, const RuleRow &rule, QWidget *parent)
    : FormDialog(context.theme, tr("Take back what “%1” did?").arg(ruleTitle(rule.rule, rule.name)), explanationOf(rule), tr("Take back"), parent, Weight::Danger)
    , m_context(context)
    , m_rule(rule)
    , m_now(context.clock.now())
    , m_span(new QComboBox(this))
    , m_deeds(new QLabel(this))
{
    setObjectName(u"takeBackDialog"_s);
    m_span->setObjectName(u"span"_s);
    m_span->setAccessibleDescription(tr("From when on"));
    const std::pair<QString, int> spans[] = {{tr("the last hour"), 1}, {tr("the last 24 hours"), 24}, {tr("the last 7 days"), 7 * 24}, {tr("the last 90 days"), 90 * 24}};
    for (const auto &[text, hours] : spans)
        m_span->addItem(text, hours);
    m_span->setCurrentIndex(rule.lastRunAt >= m_now - hour ? 0 : 1);
    m_deeds->setObjectName(u"deeds"_s);
    m_deeds->setWordWrap(true);
    m_deeds->setTextFormat(Qt::PlainText);
    form().addRow(tr("&What it did in"), m_span);
    form().addRow(m_deeds);
    m_span->setFocus(); // not the red button
    connect(m_span, &QComboBox::currentIndexChanged, this, &TakeBackDialog::readRuns);
    connect(this, &FormDialog::submitted, this, &TakeBackDialog::submitNow);
    readRuns();
}

Time TakeBackDialog::since() const
{
    return m_now - m_span->currentData().toInt() * hour;
}

void TakeBackDialog::readRuns()
{
    m_runs.clear();
    m_deeds->setText(tr("Reading its runs…"));
    setReady(false);
    askRuns(0);
}

void TakeBackDialog::askRuns(qint64 before)
{
    const qint64 request = ++m_request;
    const query::RuleRuns asked{.rule = m_rule.rule, .before = before, .limit = pageOfRuns};
    m_context.inventory.ask(asked, this, [this, request](const Result<QList<RuleRun>> &runs) {
        if (request != m_request)
            return;
        if (runs)
            take(*runs);
        else
            complain(errorText(runs.error()));
    });
}

/// Pages, until they are older than what is asked for.
void TakeBackDialog::take(const QList<RuleRun> &runs)
{
    m_runs += runs;
    const bool isEnd = runs.size() < pageOfRuns || runs.last().at < since();
    if (isEnd)
        display();
    else
        askRuns(runs.last().run);
}

void TakeBackDialog::display()
{
    const QMap<QString, int> counts = deedsSince(m_runs, since());
    QStringList lines;
    bool isAny = false;
    for (auto one = counts.cbegin(); one != counts.cend(); ++one) {
        lines.append(tr("%1, %2: %3", "what was done, how many times, what becomes of it").arg(actionText(one.key()), tr("%Ln time(s)", nullptr, one.value()), fateText(one.key())));
        isAny = isAny || rules::wayBack(one.key()) != rules::WayBack::None;
    }
    m_deeds->setText(lines.isEmpty() ? tr("It did nothing in that time.") : lines.join(u'\n'));
    setReady(isAny, isAny || lines.isEmpty() ? QString() : tr("Nothing of that can be taken back.")); // and makes room
    announce(*m_deeds);
}

void TakeBackDialog::submitNow()
{
    const command::ChangeRule command{.rule = m_rule.rule, .what = command::ChangeRule::What::Undo, .since = since()};
    const Request request{.key = key(), .actor = m_context.actor(), .why = tr("Taken back by hand"), .command = command};
    m_context.inventory.perform(request, this, [this](const Result<Entry> &entry) {
        if (!entry) {
            refuse(errorText(entry.error()));
            return;
        }
        accept();
        Q_EMIT takenBack();
    });
}

} // namespace crossdock::ui
