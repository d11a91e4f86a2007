#pragma once

#include "ui/page.h"
#include "ui/widgets/form_dialog.h"

class QLabel;
class QSpinBox;

namespace crossdock::ui {

/// Before a rule goes live: how much it may do in an hour before it is stopped and taken back; and, where it cannot go live,
/// why. For a rule that is live, only its bound.
class ArmDialog : public FormDialog
{
    Q_OBJECT

public:
    ArmDialog(const Context &context, const RuleRow &rule, QWidget *parent);

Q_SIGNALS:
    void armed(int most); ///< things within an hour; 0: no bound

private:
    void readRule();
    void display(const query::Rule::Answer &answer);
    void displayTouches(const std::optional<RuleTouch> &touches);
    void arm();

    Context m_context;
    RuleRow m_rule;
    QSpinBox *m_most;
    QLabel *m_touches;
    std::optional<int> m_allows; ///< more things than it may touch without asking, as the person saw
};

} // namespace crossdock::ui
