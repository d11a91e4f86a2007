#include "ui/rules/history_check.h"

#include "ui/error_text.h"
#include "ui/rules/rule_words.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/busy_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {

HistoryCheck::HistoryCheck(const Context &context, QAction *action, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_action(action)
    , m_outcome(new QLabel(this))
    , m_busy(new BusyBar(this))
{
    m_outcome->setObjectName(u"historyOutcome"_s);
    m_outcome->setProperty("role", u"muted"_s);
    m_outcome->setWordWrap(true);
    auto *button = new ActionButton(action, this, ActionButton::Icon::Hidden);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(button);
    row->addWidget(m_outcome, 1);
    row->addWidget(m_busy, 1);
    connect(action, &QAction::triggered, this, &HistoryCheck::start);
    connect(m_busy, &BusyBar::cancelled, this, [this] {
        cancel();
        say(tr("You stopped it."));
    });
}

HistoryCheck::~HistoryCheck()
{
    if (m_progress)
        m_progress->isCancelled = true; // the rest may be gone
}

void HistoryCheck::cancel()
{
    if (!m_progress)
        return;
    m_progress->isCancelled = true;
    m_progress.reset();
    ++m_request;
    m_busy->finish();
    m_outcome->clear();
    m_action->setEnabled(true);
}

void HistoryCheck::start()
{
    cancel();
    m_progress = std::make_shared<Progress>();
    m_action->setEnabled(false); // until it is answered
    m_outcome->clear();
    m_busy->start(tr("Reading 90 days"), m_progress);
    const qint64 request = ++m_request;
    m_context.inventory.ask(query::RuleFindings{.withHistory = true}, this, [this, request](const Result<QList<RuleFinding>> &answer) {
        if (request == m_request)
            take(answer);
    }, m_progress);
}

void HistoryCheck::take(const Result<QList<RuleFinding>> &answer)
{
    m_progress.reset();
    m_busy->finish();
    m_action->setEnabled(true);
    if (!answer) {
        say(errorText(answer.error()));
        return;
    }
    QList<RuleFinding> findings = *answer;
    findings.removeIf([](const RuleFinding &one) { return !isOfHistory(one.kind); });
    const QString when = QLocale().toString(toDateTime(m_context.clock.now()).toLocalTime().time(), QLocale::ShortFormat);
    say(findings.isEmpty() ? tr("Nothing found in the last 90 days, at %1.").arg(when)
                           : tr("%Ln finding(s) in the last 90 days, at %1.", nullptr, static_cast<int>(findings.size())).arg(when));
    Q_EMIT found(findings);
}

void HistoryCheck::say(const QString &sentence)
{
    m_outcome->setText(sentence);
    announce(*m_outcome);
}

} // namespace crossdock::ui
