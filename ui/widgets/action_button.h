#pragma once

#include <QPushButton>

class QAction;

namespace crossdock::ui {

/// A button for an action that also stands in a menu. Hidden while the action makes no sense: what is seen can be done.
class ActionButton : public QPushButton
{
    Q_OBJECT

public:
    enum class Icon { Shown, Hidden };
    ActionButton(QAction *action, QWidget *parent, Icon icon = Icon::Shown);

private:
    void look();

    QAction *m_action;
    Icon m_icon;
};

} // namespace crossdock::ui
