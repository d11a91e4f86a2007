#pragma once

#include <QSplitter>

class QScrollArea;

namespace crossdock::ui {

/// Two parts with a handle between them; neither can be shut by it.
QSplitter *panes(Qt::Orientation orientation, QWidget *first, QWidget *second, QWidget *parent);

/// A panel that scrolls up and down as a whole. No stop of Tab: what is in it is reached, and scrolls it.
QScrollArea *scrollPane(QWidget *content, QWidget *parent);

} // namespace crossdock::ui
