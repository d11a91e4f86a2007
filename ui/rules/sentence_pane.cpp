#include "ui/rules/sentence_pane.h"

#include "ui/rules/refusal_strip.h"
#include "ui/rules/sentence_edit.h"
#include "ui/rules/suggest_box.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int readPauseMs = 180; // after the last key, before the sentence is read
constexpr int mostCompletions = 40;
constexpr int sentenceHeight = 96; // three lines: most rules are two

} // namespace

SentencePane::SentencePane(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_word(new QLabel(this))
    , m_sentence(new SentenceEdit(context.theme, this))
    , m_refusal(new RefusalStrip(context.theme, this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // what stands below it is never paid for with its lines
    m_sentence->setFixedHeight(sentenceHeight);
    m_word->setProperty("role", u"muted"_s);
    m_word->setObjectName(u"wordRole"_s);
    m_word->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a long word does not widen the page
    m_word->setMinimumHeight(m_word->fontMetrics().lineSpacing());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *assistant = new SuggestBox(context, this);
    column->addWidget(assistant);
    column->addWidget(m_sentence);
    column->addWidget(m_word);
    column->addWidget(m_refusal);
    m_pause.setSingleShot(true);
    m_pause.setInterval(readPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &SentencePane::read);
    connect(m_sentence, &SentenceEdit::edited, this, &SentencePane::edit);
    connect(m_sentence, &SentenceEdit::completionWanted, this, &SentencePane::complete);
    connect(m_sentence, &SentenceEdit::wordReached, this, [this](const QString &text) {
        m_word->setText(m_word->fontMetrics().elidedText(text, Qt::ElideMiddle, m_word->width())); // what it was taken for stands last
        m_word->setAccessibleName(text);
    });
    connect(assistant, &SuggestBox::chosen, this, [this](const QString &sentence) {
        replace(sentence);
        m_sentence->setFocus();
    });
    connect(m_refusal, &RefusalStrip::repairChosen, this, &SentencePane::repair);
}

void SentencePane::start(qint64 rule)
{
    m_rule = rule;
    m_reading.reset();
    ++m_readRequest;
    ++m_completeRequest;
    m_pause.stop();
}

void SentencePane::setSentence(const QString &text)
{
    m_sentence->setSentence(text);
    m_word->clear();
    m_reading.reset();
    m_refusal->clear();
}

void SentencePane::replace(const QString &text)
{
    m_sentence->replace(0, static_cast<int>(m_sentence->sentence().size()), text);
}

void SentencePane::setReadOnly(bool isReadOnly)
{
    m_sentence->setReadOnly(isReadOnly);
}

void SentencePane::focusSentence()
{
    m_sentence->setFocus(Qt::TabFocusReason);
}

QString SentencePane::sentence() const
{
    return m_sentence->sentence();
}

bool SentencePane::isUnderstood() const
{
    return m_reading && !m_reading->refusal && !m_reading->paraphrase.isEmpty();
}

void SentencePane::edit()
{
    m_reading.reset();
    ++m_readRequest; // what is under way is about another sentence
    m_pause.start();
    Q_EMIT edited();
}

void SentencePane::read()
{
    const QString text = m_sentence->sentence();
    const qint64 request = ++m_readRequest;
    m_pause.stop();
    if (text.trimmed().isEmpty()) {
        m_refusal->clear();
        m_sentence->display({}, {});
        m_sentence->setAccessibleDescription({});
        Q_EMIT wasEmptied();
        return;
    }
    m_context.inventory.ask(query::ReadRule{text, m_rule}, this, [this, request](const Result<RuleReading> &reading) {
        if (request != m_readRequest)
            return;
        if (reading)
            display(*reading);
        else
            Q_EMIT failed(reading.error());
    });
}

void SentencePane::display(const RuleReading &reading)
{
    ++m_readRequest;
    m_reading = reading;
    m_sentence->display(reading.words, reading.refusal);
    m_sentence->setAccessibleDescription(reading.refusal ? reading.refusal->message : reading.paraphrase);
    if (reading.refusal)
        m_refusal->display(*reading.refusal, m_sentence);
    else
        m_refusal->clear();
    Q_EMIT wasRead(reading);
}

void SentencePane::complete(const QString &text)
{
    const qint64 request = ++m_completeRequest;
    m_context.inventory.ask(query::CompleteRule{text, mostCompletions}, this, [this, request, text](const Result<QList<RuleCompletion>> &completions) {
        if (request == m_completeRequest && completions)
            m_sentence->offer(text, *completions);
    });
}

/// A suggestion that is a rule by itself replaces the sentence, any other the words that were refused.
void SentencePane::repair(const QString &suggestion)
{
    const qint64 request = m_readRequest;
    m_context.inventory.ask(query::ReadRule{suggestion, m_rule}, this, [this, request, suggestion](const Result<RuleReading> &reading) {
        if (request != m_readRequest || !reading || !m_reading || !m_reading->refusal)
            return;
        const RuleRefusal refusal = *m_reading->refusal;
        if (reading->refusal)
            m_sentence->replace(refusal.from, refusal.to, suggestion);
        else
            replace(suggestion);
        m_sentence->setFocus();
        read();
    });
}

} // namespace crossdock::ui
