#pragma once

#include "core/inventory/desk.h"
#include "ui/theme/theme.h"

#include <QListWidget>

namespace crossdock::ui {

/// The kinds of channels to choose from: each with its name and where its keys are found.
class KindList : public QListWidget
{
    Q_OBJECT

public:
    KindList(const Theme &theme, const QList<Desk::Kind> &kinds, QWidget *parent);
};

} // namespace crossdock::ui
