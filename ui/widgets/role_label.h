#pragma once

#include <QLabel>

namespace crossdock::ui {

/// A label that the style sheet dresses by what it is for: "title", "section", "caption", "figure", "muted", "danger".
QLabel *roleLabel(const QString &role, QWidget *parent, const QString &text = {});

} // namespace crossdock::ui
