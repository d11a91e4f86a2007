#pragma once

#include <QPushButton>

class QAction;

namespace crossdock::ui {

/// A button for an action that also stands in a menu. Hidden while the action makes no sense: what is seen can be done.
class ActionButton : public QPushButton
{
    Q_OBJECT

public:
    ActionButton(QAction *action, QWidget *parent);

private:
    void look();

    QAction *m_action;
};

} // namespace crossdock::ui
