#pragma once

#include <QKeySequence>
#include <QString>

class QAction;
class QObject;

namespace crossdock::ui {

class Theme;

/// An action with a name (for tests and drivers), a text, an icon and keys; `owner` deletes it.
QAction *namedAction(const Theme &theme, QObject *owner, const QString &name, const QString &text, const QString &icon, const QKeySequence &keys);

} // namespace crossdock::ui
