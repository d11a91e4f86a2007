#pragma once

#include "ui/page.h"

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace crossdock::ui {

/// Where one says freely what should happen; Enter asks the assistant, which proposes sentences that compile. Hidden while no assistant is
/// set up.
class SuggestBox : public QWidget
{
    Q_OBJECT

public:
    SuggestBox(const Context &context, QWidget *parent);

Q_SIGNALS:
    void chosen(const QString &sentence);

private:
    void look();
    void ask();
    void display(const Result<QList<RuleProposal>> &proposals);
    void clearProposals();

    Context m_context;
    QLineEdit *m_talk;
    QLabel *m_notice, *m_state;
    QVBoxLayout *m_proposals;
    qint64 m_request = 0; ///< late answers to older questions are dropped
};

} // namespace crossdock::ui
