#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

namespace crossdock::ui {

/// F1: every key, by menu.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    struct Line {
        QString what, keys;
    };
    struct Group {
        QString title;
        QList<Line> lines;
    };
    ShortcutSheet(const Theme &theme, const QList<Group> &groups, QWidget *parent);
};

} // namespace crossdock::ui
