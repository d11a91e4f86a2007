#pragma once

#include "ui/page.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QLabel;

namespace crossdock::ui {

/// Asks from when on the deeds of a rule are to be taken back, and says which there are and which of them can be.
class TakeBackDialog : public FormDialog
{
    Q_OBJECT

public:
    TakeBackDialog(const Context &context, const RuleRow &rule, QWidget *parent);

Q_SIGNALS:
    void takenBack(); ///< it is asked; what came of it is left as a message

private:
    Time since() const;
    void readRuns();
    void askRuns(qint64 before);
    void take(const QList<RuleRun> &runs);
    void display();
    void submitNow();

    Context m_context;
    RuleRow m_rule;
    Time m_now{}; ///< when it was opened: spans are counted back from here
    qint64 m_request = 0; ///< a late answer about another span is dropped
    QList<RuleRun> m_runs; ///< newest first
    QComboBox *m_span;
    QLabel *m_deeds;
};

} // namespace crossdock::ui
