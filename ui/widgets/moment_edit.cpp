#include "ui/widgets/moment_edit.h"

#include "ui/words.h"

namespace crossdock::ui {

MomentEdit::MomentEdit(QWidget *parent)
    : QDateTimeEdit(parent)
{
    setDisplayFormat(dateTimeFormat());
}

bool MomentEdit::focusNextPrevChild(bool next)
{
    return QWidget::focusNextPrevChild(next); // QDateTimeEdit's own goes to its next part
}

} // namespace crossdock::ui
