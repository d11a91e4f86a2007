#include "ui/widgets/form_labels.h"

#include <QDialog>
#include <QFormLayout>
#include <algorithm>

namespace crossdock::ui {

void centreLabels(QFormLayout &form)
{
    constexpr int highestField = 40; // of one line: the label of a taller field stays at its top
    for (int row = 0; row < form.rowCount(); ++row) {
        const QLayoutItem *label = form.itemAt(row, QFormLayout::LabelRole);
        const QLayoutItem *field = form.itemAt(row, QFormLayout::FieldRole);
        if (!label || !label->widget() || !field)
            continue;
        if (QWidget *widget = field->widget())
            widget->ensurePolished(); // it may be hidden as yet
        const int height = field->widget() ? field->widget()->sizeHint().height() : field->sizeHint().height(); // an item that is hidden has none
        label->widget()->setMinimumHeight(std::min(highestField, height));
    }
}

void makeRoom(QDialog &dialog)
{
    if (!dialog.isVisible())
        return; // it opens as large as it must be
    dialog.layout()->activate();
    const int needed = dialog.layout()->totalHeightForWidth(dialog.width());
    if (needed > dialog.height())
        dialog.resize(dialog.width(), needed);
}

} // namespace crossdock::ui
