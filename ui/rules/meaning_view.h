#pragma once

#include "core/inventory/rules/rule_rows.h"
#include "ui/theme/theme.h"

#include <QWidget>
#include <functional>

class QLabel;
class QVBoxLayout;

namespace crossdock::ui {

class Banner;
class RulePicture;

/// How a sentence is understood: said back, drawn, what it lacks to be armed, and what is wrong with it beside others.
class MeaningView : public QWidget
{
    Q_OBJECT

public:
    using NameOf = std::function<QString(qint64 rule)>;
    MeaningView(const Theme &theme, NameOf nameOf, QWidget *parent);

    void display(const RuleReading &reading, qint64 rule); ///< `rule`: whose sentence it is; 0: of none yet
    void clear(const QString &hint);

Q_SIGNALS:
    void ruleRequested(qint64 rule);

private:
    void showFindings(const QList<RuleFinding> &findings, qint64 rule);
    QWidget *makeFinding(const RuleFinding &finding, qint64 rule);

    const Theme &m_theme;
    NameOf m_nameOf;
    QLabel *m_paraphrase;
    RulePicture *m_picture;
    Banner *m_missing;
    QLabel *m_findingsTitle;
    QWidget *m_findings;
    QVBoxLayout *m_findingsColumn;
    QString m_shownFindings; ///< as words, to say them once
};

} // namespace crossdock::ui
