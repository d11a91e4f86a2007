#include "ui/widgets/named_action.h"

#include "ui/theme/theme.h"

#include <QAction>

namespace crossdock::ui {

QAction *namedAction(const Theme &theme, QObject *owner, const QString &name, const QString &text, const QString &icon, const QKeySequence &keys)
{
    auto *action = new QAction(theme.icon(icon), text, owner);
    action->setObjectName(name);
    action->setShortcut(keys);
    return action;
}

} // namespace crossdock::ui
