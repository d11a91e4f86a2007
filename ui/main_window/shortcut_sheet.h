#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

namespace crossdock::ui {

/// F1: every key, by menu, in columns that fit on a small screen.
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

private:
    QLayout *makeColumn(const QList<Group> &groups);

    const Theme &m_theme;
};

} // namespace crossdock::ui
