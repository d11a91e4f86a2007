#pragma once

#include "ui/page.h"
#include "ui/rules/rule_actions.h"

#include <QFrame>
#include <QHash>
#include <QTimer>
#include <optional>

class QLabel;
class QLineEdit;
class QTabWidget;

namespace crossdock::ui {

class BackTest;
class Banner;
class ExampleList;
class MeaningView;
class Pill;
class RulesModel;
class RunLog;
class SentencePane;
class VersionList;

/// One rule: its sentence, read while it is written, and below it what it means, would have done, must do, did, and was before.
/// What was typed and not saved is kept for as long as the page lives.
class RulePanel : public QFrame
{
    Q_OBJECT

public:
    RulePanel(const Context &context, RuleActions &actions, const RulesModel &rules, QWidget *parent);

    void open(qint64 rule);
    /// A new rule that begins with this. What was being written before can be had back by undoing; nothing: it goes on.
    void write(const QString &name, const QString &sentence);
    void focusSentence();
    void refresh() { m_soon.start(); } ///< reads the rule again: it ran
    qint64 rule() const { return m_rule; } ///< 0: of a new one
    bool hasUnsaved(); ///< of any rule
    bool isWriting() const { return m_rule == 0 && m_isOpen; }
    void forget(qint64 rule); ///< it is gone

Q_SIGNALS:
    void ruleRequested(qint64 rule);
    void entryActivated(qint64 number);
    void said(const QString &sentence);

private:
    /// What stands in the fields.
    struct Draft {
        QString name, text;
        bool says(const Draft &other) const { return name.trimmed() == other.name.trimmed() && text.simplified() == other.text.simplified(); }
    };

    QLayout *makeHead();
    QLayout *makeAnswers();
    QLayout *makeButtons();
    void makeTabs();
    void wire();
    void wireTabs();
    void readRule();
    void startSheet(qint64 rule);
    void fail(const Error &error);
    void takeSaved(const RuleActions::Subject &what, qint64 rule);
    void takeEarlier(const QString &text);
    void take(const Events &events);
    void display(const query::Rule::Answer &answer);
    void setTexts(const Draft &draft);
    void replaceTexts(const Draft &draft, const QString &why);
    Draft texts() const;
    void takeEdit();
    void takeReading(const RuleReading &reading);
    void clearReading();
    void compare(int version);
    void showPast();
    void showTabs();
    void keepDraft();
    void look();
    bool isReading() const { return m_rule != 0 && !m_answer && !m_saved; } ///< the fields show another rule
    bool isChanged() const;

    Context m_context;
    RuleActions &m_actions;
    const RulesModel &m_list; ///< what other rules are called, and what history says
    qint64 m_rule = 0;
    bool m_isOpen = false;
    qint64 m_sheet = 0; ///< counts the openings
    std::optional<query::Rule::Answer> m_answer;
    std::optional<Draft> m_saved; ///< is on record, and was not read back yet
    QHash<qint64, Draft> m_drafts; ///< typed and not saved
    QTimer m_soon;
    qint64 m_ruleRequest = 0; ///< a late answer is dropped
    QLineEdit *m_name;
    Pill *m_state;
    QLabel *m_unsaved;
    Banner *m_banner;
    SentencePane *m_sentence;
    QTabWidget *m_tabs;
    MeaningView *m_meaning;
    BackTest *m_backTest;
    ExampleList *m_examples;
    RunLog *m_runs;
    VersionList *m_versions;
};

} // namespace crossdock::ui
