#include "ui/rules/rule_panel.h"

#include "ui/error_text.h"
#include "ui/rules/back_test.h"
#include "ui/rules/example_list.h"
#include "ui/rules/meaning_view.h"
#include "ui/rules/rule_words.h"
#include "ui/rules/rules_model.h"
#include "ui/rules/run_log.h"
#include "ui/rules/sentence_pane.h"
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

constexpr int commitMs = 50; // several events of one commit are one reading
constexpr int mostRuns = 200;

} // namespace

RulePanel::RulePanel(const Context &context, RuleActions &actions, const RulesModel &rules, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_actions(actions)
    , m_list(rules)
    , m_name(new QLineEdit(this))
    , m_state(new Pill(context.theme, this))
    , m_unsaved(new QLabel(tr("Not saved"), this))
    , m_banner(new Banner(context.theme, this))
    , m_sentence(new SentencePane(context, this))
    , m_tabs(new QTabWidget(this))
{
    setProperty("card", true);
    setMinimumWidth(520);
    makeTabs();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(makeHead());
    column->addWidget(m_banner);
    column->addLayout(makeAnswers());
    column->addWidget(m_sentence);
    column->addLayout(makeButtons());
    column->addWidget(m_tabs, 1);
    wire();
    wireTabs();
}

void RulePanel::focusSentence()
{
    m_sentence->focusSentence();
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

/// Takes no room while the rule asks nothing.
QLayout *RulePanel::makeAnswers()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QAction *action : m_actions.answers())
        buttons->addWidget(new ActionButton(action, this, ActionButton::Icon::Hidden));
    buttons->addStretch(1);
    return buttons;
}

QLayout *RulePanel::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QAction *action : m_actions.ofRule()) {
        auto *button = new ActionButton(action, this, ActionButton::Icon::Hidden);
        button->setProperty("primary", action == m_actions.saveAction());
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    return buttons;
}

void RulePanel::makeTabs()
{
    m_meaning = new MeaningView(m_context.theme, [this](qint64 rule) { return m_list.nameOf(rule); }, this);
    m_backTest = new BackTest(m_context, this);
    m_examples = new ExampleList(m_context, this);
    m_runs = new RunLog(m_context, m_actions.takeBackAction(), this);
    m_versions = new VersionList(m_context, this);
    m_tabs->setObjectName(u"ruleTabs"_s);
    m_tabs->addTab(m_meaning, tr("Meaning"));
    m_tabs->addTab(m_backTest, tr("Past 30 days"));
    m_tabs->addTab(m_examples, tr("Examples"));
    m_tabs->addTab(m_runs, tr("Runs"));
    m_tabs->addTab(m_versions, tr("Versions"));
    m_tabs->tabBar()->setAccessibleName(tr("Views of the rule"));
    m_tabs->setFocusProxy(nullptr); // else the next line would speak of the bar
    m_tabs->setFocusPolicy(Qt::NoFocus); // the bar is the stop
}

void RulePanel::wire()
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(commitMs);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (m_isOpen && m_rule != 0)
            readRule();
    });
    connect(m_sentence, &SentencePane::edited, this, &RulePanel::takeEdit);
    connect(m_sentence, &SentencePane::wasRead, this, &RulePanel::takeReading);
    connect(m_sentence, &SentencePane::wasEmptied, this, &RulePanel::clearReading);
    connect(m_sentence, &SentencePane::failed, this, [this](const Error &error) { m_banner->say(Tone::Bad, errorText(error)); });
    connect(m_name, &QLineEdit::textEdited, this, &RulePanel::look);
    connect(&m_actions, &RuleActions::saved, this, &RulePanel::takeSaved);
    connect(&m_list, &RulesModel::pastChanged, this, &RulePanel::showPast);
    connect(&m_context.inventory, &Inventory::happened, this, &RulePanel::take);
}

void RulePanel::wireTabs()
{
    connect(m_meaning, &MeaningView::ruleRequested, this, &RulePanel::ruleRequested);
    connect(m_backTest, &BackTest::entryActivated, this, &RulePanel::entryActivated);
    connect(m_examples, &ExampleList::said, this, &RulePanel::said);
    connect(m_examples, &ExampleList::changed, this, &RulePanel::refresh);
    connect(m_runs, &RunLog::entryActivated, this, &RulePanel::entryActivated);
    connect(m_versions, &VersionList::revertRequested, this, &RulePanel::takeEarlier);
    connect(m_versions, &VersionList::compareRequested, this, &RulePanel::compare);
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

bool RulePanel::hasUnsaved()
{
    keepDraft();
    return !m_drafts.isEmpty();
}

/// Late answers about what stood here before are dropped.
void RulePanel::startSheet(qint64 rule)
{
    keepDraft();
    ++m_sheet;
    ++m_ruleRequest;
    m_soon.stop();
    m_sentence->start(rule);
    m_backTest->cancel();
    m_rule = rule;
    m_isOpen = true;
    m_answer.reset();
    m_saved.reset();
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
        showTabs();
        setTexts(m_drafts.value(0));
    }
    m_tabs->setCurrentWidget(m_meaning);
    if (!sentence.isEmpty() && isChanged())
        replaceTexts({name, sentence}, tr("It stands in place of what you were writing. Ctrl+Z in the sentence brings that back."));
    else if (!sentence.isEmpty())
        setTexts({name, sentence});
    m_sentence->read();
    focusSentence();
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
    m_sentence->setRule(rule);
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
    m_sentence->read();
}

void RulePanel::display(const query::Rule::Answer &answer)
{
    const bool isFirst = isReading();
    const bool isTyped = m_saved ? !texts().says(*m_saved) : isChanged();
    m_saved.reset();
    m_answer = answer;
    showTabs();
    const Draft onRecord{answer.row.name, answer.row.text};
    if (isFirst)
        setTexts(m_drafts.value(m_rule, onRecord));
    else if (!isTyped && !texts().says(onRecord))
        setTexts(onRecord); // somebody else wrote it, or it has got a name
    if (!isChanged())
        m_sentence->display(answer.reading);
    else if (isFirst)
        m_sentence->read();
    if (!answer.row.words.isEmpty() && answer.row.state == RuleRow::State::Paused)
        m_banner->say(Tone::Warning, answer.row.words);
    else if (answer.row.question)
        m_banner->say(Tone::Warning, questionText(*answer.row.question));
    else
        m_banner->clear();
    look();
}

void RulePanel::setTexts(const Draft &draft)
{
    m_name->setText(draft.name);
    m_sentence->setSentence(draft.text);
    look();
}

/// Can be undone like typing.
void RulePanel::replaceTexts(const Draft &draft, const QString &why)
{
    m_name->selectAll();
    m_name->insert(draft.name);
    m_sentence->replace(draft.text);
    m_banner->say(Tone::Neutral, why);
}

void RulePanel::takeEdit()
{
    m_backTest->cancel();
    look();
}

void RulePanel::takeReading(const RuleReading &reading)
{
    if (reading.refusal)
        m_meaning->clear(tr("Not understood yet."));
    else
        m_meaning->display(reading, m_rule);
    m_backTest->setSentence(reading.refusal ? QString() : m_sentence->sentence());
    look();
}

void RulePanel::clearReading()
{
    m_meaning->clear(tr("Write what is to happen in plain English: when something happens, if something holds, do this. "
                        "What was understood is said back here as you write; Ctrl+Space lists what may come next."));
    m_backTest->setSentence({});
}

void RulePanel::compare(int version)
{
    m_backTest->compareWith(version);
    m_tabs->setCurrentWidget(m_backTest);
    m_tabs->tabBar()->setFocus(Qt::OtherFocusReason);
}

void RulePanel::showPast()
{
    m_meaning->displayPast(m_answer ? m_list.pastOf(m_rule) : QList<RuleFinding>(), m_rule);
}

/// What is on record of the rule that is open; of a new one nothing is.
void RulePanel::showTabs()
{
    const query::Rule::Answer known = m_answer.value_or(query::Rule::Answer{});
    m_runs->display(known.runs, known.versions);
    m_versions->display(known.versions);
    m_backTest->setVersions(known.row.rule, known.versions);
    m_examples->display(known.row.rule, known.examples);
    const int fails = ExampleList::failing(known.examples);
    m_tabs->setTabText(m_tabs->indexOf(m_examples), fails == 0 ? tr("Examples") : tr("%Ln example(s) fail", nullptr, fails));
    showPast();
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
    m_examples->setUnsaved(changed);
    for (QWidget *tab : std::initializer_list<QWidget *>{m_examples, m_runs, m_versions})
        m_tabs->setTabVisible(m_tabs->indexOf(tab), hasRow);
    m_actions.setSubject({.row = hasRow ? std::optional(m_answer->row) : std::nullopt, .name = m_name->text(), .text = m_sentence->sentence(),
                          .isChanged = changed, .isUnderstood = m_sentence->isUnderstood(), .sheet = m_sheet});
}

} // namespace crossdock::ui
