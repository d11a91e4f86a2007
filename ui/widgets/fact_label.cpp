#include "ui/widgets/fact_label.h"

namespace crossdock::ui {

FactLabel::FactLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus); // the flags make it focusable by a click: a stop that no key reaches
}

} // namespace crossdock::ui
