#pragma once

#include "core/inventory/query.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;

namespace crossdock::ui {

/// Asks for the tracking number of a parcel that leaves; without one is fine.
class ShipDialog : public FormDialog
{
    Q_OBJECT

public:
    ShipDialog(const Theme &theme, const OrderDetail &order, QWidget *parent);
    QString tracking() const;

private:
    QLineEdit *m_tracking;
};

} // namespace crossdock::ui
