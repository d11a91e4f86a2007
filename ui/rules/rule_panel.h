#pragma once

#include "ui/page.h"
#include "ui/rules/meaning_view.h"
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
class Pill;
class RefusalStrip;
class RunLog;
class SentenceEdit;
class VersionList;

/// One rule: its sentence, read while it is written, and beside it what it means, would have done, did, and was before.
/// What was typed and not saved is kept for as long as the page lives.
class RulePanel : public QFrame
{
    Q_OBJECT

public:
    RulePanel(const Context &context, RuleActions &actions, MeaningView::NameOf nameOf, QWidget *parent);

    void open(qint64 rule);
    /// A new rule that begins with this. What was being written before can be had back by undoing; nothing: it goes on.
    void write(const QString &name, const QString &sentence);
    void focusSentence();
    void refresh() { m_soon.start(); } ///< reads the rule again: it ran
    qint64 rule() const { return m_rule; } ///< 0: of a new one
    bool isWriting() const { return m_rule == 0 && m_isOpen; }
    void forget(qint64 rule); ///< it is gone

Q_SIGNALS:
    void ruleRequested(qint64 rule);
    void entryActivated(qint64 number);

private:
    /// What stands in the fields.
    struct Draft {
        QString name, text;
        bool says(const Draft &other) const { return name.trimmed() == other.name.trimmed() && text.simplified() == other.text.simplified(); }
    };

    QLayout *makeHead();
    void makeTabs(MeaningView::NameOf nameOf);
    void wire();
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
    void edited();
    void readSentence();
    void displayReading(const RuleReading &reading);
    void complete(const QString &text);
    void repair(const QString &suggestion);
    void keepDraft();
    void look();
    bool isReading() const { return m_rule != 0 && !m_answer && !m_saved; } ///< the fields show another rule
    bool isChanged() const;

    Context m_context;
    RuleActions &m_actions;
    qint64 m_rule = 0;
    bool m_isOpen = false;
    qint64 m_sheet = 0; ///< counts the openings
    std::optional<query::Rule::Answer> m_answer;
    std::optional<Draft> m_saved; ///< is on record, and was not read back yet
    std::optional<RuleReading> m_reading; ///< of the sentence as it stands
    QHash<qint64, Draft> m_drafts; ///< typed and not saved
    QTimer m_pause, m_soon;
    qint64 m_ruleRequest = 0, m_readRequest = 0, m_completeRequest = 0; ///< late answers to older questions are dropped
    QLineEdit *m_name;
    Pill *m_state;
    QLabel *m_unsaved, *m_word;
    Banner *m_banner;
    SentenceEdit *m_sentence;
    RefusalStrip *m_refusal;
    QTabWidget *m_tabs;
    MeaningView *m_meaning;
    BackTest *m_backTest;
    RunLog *m_runs;
    VersionList *m_versions;
};

} // namespace crossdock::ui
