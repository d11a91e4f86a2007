#pragma once

#include <QList>

class QWidget;

namespace crossdock::ui {

/// The controls below `root` that Tab stops at, as their layouts place them: row by row, panel by panel.
QList<QWidget *> inReadingOrder(QWidget &root);

/// Lets Tab follow what the eye sees, whatever order the controls were made in.
void tabInReadingOrder(QWidget &root);

} // namespace crossdock::ui
