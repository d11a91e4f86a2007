#pragma once

#include "core/inventory/rules/rule_rows.h"
#include "ui/theme/theme.h"

#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace crossdock::ui {

/// What is wrong with a rule, each in words and with the way to the other rules it is about. Hidden while there is nothing;
/// said once to assistive technology.
class FindingsList : public QWidget
{
    Q_OBJECT

public:
    using NameOf = std::function<QString(qint64 rule)>;
    FindingsList(const Theme &theme, NameOf nameOf, const QString &title, QWidget *parent);

    void display(const QList<RuleFinding> &findings, qint64 rule); ///< `rule`: whose they are; 0: of none yet

Q_SIGNALS:
    void ruleRequested(qint64 rule);

private:
    QWidget *makeFinding(const RuleFinding &finding, qint64 rule);

    const Theme &m_theme;
    NameOf m_nameOf;
    QVBoxLayout *m_column;
    QStringList m_shown; ///< whose, the words, and the names of the other rules
};

} // namespace crossdock::ui
