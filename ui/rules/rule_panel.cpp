#include "ui/rules/rule_panel.h"

#include "ui/error_text.h"
#include "ui/rules/back_test.h"
#include "ui/rules/refusal_strip.h"
#include "ui/rules/rule_words.h"
#include "ui/rules/run_log.h"
#include "ui/rules/sentence_edit.h"
#include "ui/rules/version_list.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/pill.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int pauseMs = 180; // after the last key, before the sentence is read
constexpr int soonMs = 50; // several events of one commit are one reading
constexpr int mostRuns = 200;
constexpr int mostCompletions = 40;
constexpr int sentenceHeight = 96; // three lines: most rules are two

} // namespace

RulePanel::RulePanel(const Context &context, RuleActions &actions, MeaningView::NameOf nameOf, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_actions(actions)
    , m_name(new QLineEdit(this))
    , m_state(new Pill(context.theme, this))
    , m_unsaved(new QLabel(tr("Not saved"), this))
    , m_word(new QLabel(this))
    , m_banner(new Banner(context.theme, this))
    , m_sentence(new SentenceEdit(context.theme, this))
    , m_refusal(new RefusalStrip(context.theme, this))
    , m_tabs(new QTabWidget(this))
{
    setProperty("card", true);
    setMinimumWidth(520);
    m_sentence->setFixedHeight(sentenceHeight);
    m_word->setProperty("role", u"muted"_s);
    m_word->setObjectName(u"wordRole"_s);
    m_word->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a long word does not widen the page
    m_word->setMinimumHeight(m_word->fontMetrics().lineSpacing());
    makeTabs(std::move(nameOf));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QAction *action : actions.ofRule()) {
        auto *button = new ActionButton(action, this, ActionButton::Icon::Hidden);
        button->setProperty("primary", action == actions.saveAction());
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(makeHead());
    column->addWidget(m_banner);
    column->addWidget(m_sentence);
    column->addWidget(m_word);
    column->addWidget(m_refusal);
    column->addLayout(buttons);
    column->addWidget(m_tabs, 1);
    wire();
}

void RulePanel::focusSentence()
{
    m_sentence->setFocus(Qt::TabFocusReason);
}

QLayout *RulePanel::makeHead()
{
    m_name->setObjectName(u"ruleName"_s);
    m_name->setAccessibleName(tr("Name of the rule"));
    m_name->setPlaceholderText(tr("Name (made of its first words)"));
    m_unsaved->setProperty("role", u"muted"_s);
    m_unsaved->setObjectName(u"unsaved"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_name, 1);
    head->addWidget(m_unsaved);
    head->addWidget(m_state);
    return head;
}

void RulePanel::makeTabs(MeaningView::NameOf nameOf)
{
    m_meaning = new MeaningView(m_context.theme, std::move(nameOf), this);
    m_backTest = new BackTest(m_context, this);
    m_runs = new RunLog(m_context, this);
    m_versions = new VersionList(m_context, this);
    m_tabs->setObjectName(u"ruleTabs"_s);
    m_tabs->addTab(m_meaning, tr("Meaning"));
    m_tabs->addTab(m_backTest, tr("Past 30 days"));
    m_tabs->addTab(m_runs, tr("Runs"));
    m_tabs->addTab(m_versions, tr("Versions"));
    m_tabs->tabBar()->setAccessibleName(tr("Views of the rule"));
    m_tabs->setFocusProxy(nullptr); // else the next line would speak of the bar
    m_tabs->setFocusPolicy(Qt::NoFocus); // the bar is the stop
}

void RulePanel::wire()
{
    for (QTimer *timer : {&m_pause, &m_soon})
        timer->setSingleShot(true);
    m_pause.setInterval(pauseMs);
    m_soon.setInterval(soonMs);
    connect(&m_pause, &QTimer::timeout, this, &RulePanel::readSentence);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (m_isOpen && m_rule != 0)
            readRule();
    });
    connect(m_sentence, &SentenceEdit::edited, this, &RulePanel::edited);
    connect(m_sentence, &SentenceEdit::completionWanted, this, &RulePanel::complete);
    connect(m_sentence, &SentenceEdit::wordReached, m_word, &QLabel::setText);
    connect(m_name, &QLineEdit::textEdited, this, &RulePanel::look);
    connect(m_refusal, &RefusalStrip::repairChosen, this, &RulePanel::repair);
    connect(m_meaning, &MeaningView::ruleRequested, this, &RulePanel::ruleRequested);
    connect(m_backTest, &BackTest::entryActivated, this, &RulePanel::entryActivated);
    connect(m_runs, &RunLog::entryActivated, this, &RulePanel::entryActivated);
    connect(m_versions, &VersionList::revertRequested, this, &RulePanel::takeEarlier);
    connect(&m_actions, &RuleActions::saved, this, &RulePanel::takeSaved);
    connect(&m_context.inventory, &Inventory::happened, this, &RulePanel::take);
}

void RulePanel::take(const Events &events)
{
    for (const Event &event : *events) {
        const auto *changed = std::get_if<event::RuleChanged>(&event);
        if (changed && changed->row.rule == m_rule && !changed->isRemoved && !m_soon.isActive())
            m_soon.start();
    }
}

bool RulePanel::isChanged() const
{
    if (m_rule != 0)
        return m_answer && !texts().says({m_answer->row.name, m_answer->row.text});
    return !m_sentence->sentence().trimmed().isEmpty();
}

RulePanel::Draft RulePanel::texts() const
{
    return {m_name->text(), m_sentence->sentence()};
}

void RulePanel::keepDraft()
{
    if (!m_isOpen || isReading())
        return;
    if (m_saved ? !texts().says(*m_saved) : isChanged())
        m_drafts.insert(m_rule, texts());
    else
        m_drafts.remove(m_rule);
}

/// Late answers about what stood here before are dropped.
void RulePanel::startSheet(qint64 rule)
{
    keepDraft();
    ++m_sheet;
    ++m_ruleRequest;
    ++m_readRequest;
    ++m_completeRequest;
    m_pause.stop();
    m_soon.stop();
    m_backTest->cancel();
    m_rule = rule;
    m_isOpen = true;
    m_answer.reset();
    m_saved.reset();
    m_reading.reset();
    m_banner->clear();
}

void RulePanel::open(qint64 rule)
{
    if (m_isOpen && rule == m_rule)
        return;
    startSheet(rule);
    look(); // until it is read
    readRule();
}

void RulePanel::write(const QString &name, const QString &sentence)
{
    if (!m_isOpen || m_rule != 0) {
        startSheet(0);
        m_runs->display({}, {});
        m_versions->display({});
        setTexts(m_drafts.value(0));
    }
    m_tabs->setCurrentWidget(m_meaning);
    if (!sentence.isEmpty() && isChanged())
        replaceTexts({name, sentence}, tr("It stands in place of what you were writing. Ctrl+Z in the sentence brings that back."));
    else if (!sentence.isEmpty())
        setTexts({name, sentence});
    readSentence();
    m_sentence->setFocus();
}

/// An earlier version comes back at once, but not over words that are on no record: then it is for the person to save it.
void RulePanel::takeEarlier(const QString &text)
{
    if (isChanged())
        replaceTexts({m_name->text(), text}, tr("The earlier version stands in place of your unsaved words. Save makes it the newest; Ctrl+Z in the sentence brings your words back."));
    else
        m_actions.revert(text);
}

void RulePanel::forget(qint64 rule)
{
    m_drafts.remove(rule);
    if (rule != m_rule)
        return;
    m_isOpen = false;
    m_actions.setSubject({});
}

/// Of what was sent, only that is on record: what was typed meanwhile stays, as a draft.
void RulePanel::takeSaved(const RuleActions::Subject &what, qint64 rule)
{
    const Draft sent{what.name, what.text};
    const Draft kept = m_drafts.take(what.rule());
    if (what.sheet != m_sheet) { // another rule is open by now
        if (!kept.text.isEmpty() && !kept.says(sent))
            m_drafts.insert(rule, kept);
        return;
    }
    m_saved = sent;
    m_rule = rule;
    readRule();
    Q_EMIT ruleRequested(rule);
}

void RulePanel::readRule()
{
    const qint64 request = ++m_ruleRequest;
    m_context.inventory.ask(query::Rule{m_rule, mostRuns}, this, [this, request](const Result<query::Rule::Answer> &answer) {
        if (request != m_ruleRequest)
            return;
        if (answer)
            display(*answer);
        else
            fail(answer.error());
    });
}

void RulePanel::fail(const Error &error)
{
    m_banner->say(Tone::Bad, errorText(error));
    if (!isReading())
        return;
    m_isOpen = false; // choosing it again tries again
    setTexts({});
    readSentence();
}

void RulePanel::display(const query::Rule::Answer &answer)
{
    const bool isFirst = isReading();
    const bool isTyped = m_saved ? !texts().says(*m_saved) : isChanged();
    m_saved.reset();
    m_answer = answer;
    m_runs->display(answer.runs, answer.versions);
    m_versions->display(answer.versions);
    const Draft onRecord{answer.row.name, answer.row.text};
    if (isFirst)
        setTexts(m_drafts.value(m_rule, onRecord));
    else if (!isTyped && !texts().says(onRecord))
        setTexts(onRecord); // somebody else wrote it, or it has got a name
    if (!isChanged())
        displayReading(answer.reading);
    else if (isFirst)
        readSentence();
    if (!answer.row.words.isEmpty() && answer.row.state == RuleRow::State::Paused)
        m_banner->say(Tone::Warning, answer.row.words);
    else
        m_banner->clear();
    look();
}

void RulePanel::setTexts(const Draft &draft)
{
    m_name->setText(draft.name);
    m_sentence->setSentence(draft.text);
    m_word->clear();
    m_reading.reset();
    m_refusal->clear();
    look();
}

/// Can be undone like typing.
void RulePanel::replaceTexts(const Draft &draft, const QString &why)
{
    m_name->selectAll();
    m_name->insert(draft.name);
    m_sentence->replace(0, static_cast<int>(m_sentence->sentence().size()), draft.text);
    m_banner->say(Tone::Neutral, why);
}

void RulePanel::edited()
{
    m_reading.reset();
    ++m_readRequest; // what is under way is about another sentence
    m_backTest->cancel();
    m_pause.start();
    look();
}

void RulePanel::readSentence()
{
    const QString text = m_sentence->sentence();
    const qint64 request = ++m_readRequest;
    m_pause.stop();
    if (text.trimmed().isEmpty()) {
        m_refusal->clear();
        m_sentence->display({}, {});
        m_sentence->setAccessibleDescription({});
        m_meaning->clear(tr("Write what is to happen in plain English: when something happens, if something holds, do this. "
                            "What was understood is said back here as you write; Ctrl+Space lists what may come next."));
        m_backTest->setSentence({});
        return;
    }
    m_context.inventory.ask(query::ReadRule{text, m_rule}, this, [this, request](const Result<RuleReading> &reading) {
        if (request != m_readRequest)
            return;
        if (reading)
            displayReading(*reading);
        else
            m_banner->say(Tone::Bad, errorText(reading.error()));
    });
}

void RulePanel::displayReading(const RuleReading &reading)
{
    ++m_readRequest;
    m_reading = reading;
    m_sentence->display(reading.words, reading.refusal);
    if (reading.refusal) {
        m_refusal->display(*reading.refusal, m_sentence);
        m_sentence->setAccessibleDescription(reading.refusal->message);
        m_meaning->clear(tr("Not understood yet."));
        m_backTest->setSentence({});
    } else {
        m_refusal->clear();
        m_sentence->setAccessibleDescription(reading.paraphrase);
        m_meaning->display(reading, m_rule);
        m_backTest->setSentence(m_sentence->sentence());
    }
    look();
}

void RulePanel::complete(const QString &text)
{
    const qint64 request = ++m_completeRequest;
    m_context.inventory.ask(query::CompleteRule{text, mostCompletions}, this, [this, request, text](const Result<QList<RuleCompletion>> &completions) {
        if (request == m_completeRequest && completions)
            m_sentence->offer(text, *completions);
    });
}

/// A suggestion that is a rule by itself replaces the sentence, any other the words that were refused.
void RulePanel::repair(const QString &suggestion)
{
    const qint64 request = m_readRequest;
    m_context.inventory.ask(query::ReadRule{suggestion, m_rule}, this, [this, request, suggestion](const Result<RuleReading> &reading) {
        if (request != m_readRequest || !reading || !m_reading || !m_reading->refusal)
            return;
        const RuleRefusal refusal = *m_reading->refusal;
        if (reading->refusal)
            m_sentence->replace(refusal.from, refusal.to, suggestion);
        else
            m_sentence->replace(0, static_cast<int>(m_sentence->sentence().size()), suggestion);
        m_sentence->setFocus();
        readSentence();
    });
}

void RulePanel::look()
{
    const bool isLocked = isReading() || m_context.inventory.isReadOnly();
    m_sentence->setReadOnly(isLocked);
    m_name->setReadOnly(isLocked);
    if (m_rule != 0 && !m_answer) {
        m_actions.setSubject({}); // what is on record is not known yet
        return;
    }
    const bool hasRow = m_answer.has_value(), changed = isChanged();
    m_unsaved->setVisible(changed);
    m_state->setVisible(hasRow);
    if (hasRow)
        m_state->say(badge(m_answer->row.state));
    m_tabs->setTabVisible(m_tabs->indexOf(m_runs), hasRow);
    m_tabs->setTabVisible(m_tabs->indexOf(m_versions), hasRow);
    const bool isUnderstood = m_reading && !m_reading->refusal && !m_reading->paraphrase.isEmpty();
    m_actions.setSubject({.row = hasRow ? std::optional(m_answer->row) : std::nullopt, .name = m_name->text(), .text = m_sentence->sentence(),
                          .isChanged = changed, .isUnderstood = isUnderstood, .sheet = m_sheet});
}

} // namespace crossdock::ui
