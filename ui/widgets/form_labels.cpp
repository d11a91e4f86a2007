#include "ui/widgets/form_labels.h"

#include <QFormLayout>
#include <algorithm>

namespace crossdock::ui {

void centreLabels(QFormLayout &form)
{
    constexpr int highestField = 40; // of one line: the label of a taller field stays at its top
    for (int row = 0; row < form.rowCount(); ++row) {
        const QLayoutItem *label = form.itemAt(row, QFormLayout::LabelRole);
        const QLayoutItem *field = form.itemAt(row, QFormLayout::FieldRole);
        if (label && label->widget() && field)
            label->widget()->setMinimumHeight(std::min(highestField, field->sizeHint().height()));
    }
}

} // namespace crossdock::ui
