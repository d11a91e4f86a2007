#include "ui/widgets/role_label.h"

namespace crossdock::ui {

QLabel *roleLabel(const QString &role, QWidget *parent, const QString &text)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("role", role);
    return label;
}

} // namespace crossdock::ui
