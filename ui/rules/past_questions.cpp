#include "ui/rules/past_questions.h"

#include "ui/widgets/busy_bar.h"

namespace crossdock::ui {

PastQuestions::PastQuestions(Inventory &inventory, BusyBar &bar, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_bar(bar)
{
    connect(&bar, &BusyBar::cancelled, this, [this] { give(Error{Error::Code::Cancelled, {}, {}}); });
}

PastQuestions::~PastQuestions()
{
    if (m_progress)
        m_progress->isCancelled = true; // the bar may be gone
}

void PastQuestions::ask(const QList<Question> &questions)
{
    cancel();
    m_questions = questions;
    m_answers.clear();
    askNext();
}

void PastQuestions::cancel()
{
    if (m_progress)
        stop();
}

void PastQuestions::stop()
{
    m_progress->isCancelled = true;
    m_progress.reset();
    ++m_request;
    m_bar.finish();
}

void PastQuestions::give(const Error &error)
{
    if (!m_progress)
        return;
    stop();
    Q_EMIT failed(error);
}

void PastQuestions::askNext()
{
    const Question &next = m_questions.at(m_answers.size());
    m_progress = std::make_shared<Progress>();
    m_bar.start(next.words, m_progress);
    const qint64 request = ++m_request;
    m_inventory.ask(next.asked, this, [this, request](const Result<RuleRehearsal> &answer) {
        if (request != m_request)
            return;
        if (!answer) {
            give(answer.error());
            return;
        }
        m_answers.append(*answer);
        m_progress.reset();
        m_bar.finish();
        if (m_answers.size() < m_questions.size())
            askNext();
        else
            Q_EMIT answered(m_answers);
    }, m_progress);
}

} // namespace crossdock::ui
