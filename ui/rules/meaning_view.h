#pragma once

#include "ui/rules/findings_list.h"

class QLabel;

namespace crossdock::ui {

class Banner;
class RulePicture;

/// How a sentence is understood: said back, drawn, what it lacks to be armed, and what is wrong with it, beside others and in
/// the past.
class MeaningView : public QWidget
{
    Q_OBJECT

public:
    MeaningView(const Theme &theme, const FindingsList::NameOf &nameOf, QWidget *parent);

    void display(const RuleReading &reading, qint64 rule); ///< `rule`: whose sentence it is; 0: of none yet
    void displayPast(const QList<RuleFinding> &findings, qint64 rule); ///< of the version on record; stays when another sentence is read
    void clear(const QString &hint);

Q_SIGNALS:
    void ruleRequested(qint64 rule);

private:
    void say(const QString &text, const QString &role);

    QLabel *m_paraphrase;
    RulePicture *m_picture;
    Banner *m_missing;
    FindingsList *m_findings, *m_past;
};

} // namespace crossdock::ui
