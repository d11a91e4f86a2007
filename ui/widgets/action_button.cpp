#include "ui/widgets/action_button.h"

#include <QAction>

namespace crossdock::ui {

ActionButton::ActionButton(QAction *action, QWidget *parent, Icon icon)
    : QPushButton(parent)
    , m_action(action)
    , m_icon(icon)
{
    connect(action, &QAction::changed, this, &ActionButton::look);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
    look();
}

void ActionButton::look()
{
    QString title = m_action->text();
    setText(title.remove(u'&')); // the mnemonic belongs to the menu
    if (m_icon == Icon::Shown)
        setIcon(m_action->icon());
    const QString keys = m_action->shortcut().toString(QKeySequence::NativeText);
    setToolTip(keys.isEmpty() ? text() : text() + QStringLiteral(" (") + keys + u')');
    setEnabled(m_action->isEnabled());
    setVisible(m_action->isEnabled() && m_action->isVisible());
}

} // namespace crossdock::ui
