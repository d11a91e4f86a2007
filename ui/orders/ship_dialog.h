#pragma once

#include "core/inventory/query.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QLineEdit;

namespace crossdock::ui {

/// Asks who brings a parcel that leaves and under which number; without either is fine. Or what was wrong with them, of one that has left.
class ShipDialog : public FormDialog
{
    Q_OBJECT

public:
    enum class Purpose { Ship, Correct };

    ShipDialog(const Theme &theme, const OrderDetail &order, Purpose purpose, QWidget *parent);
    QString carrier() const;
    QString tracking() const;

private:
    QComboBox *m_carrier;
    QLineEdit *m_tracking;
};

} // namespace crossdock::ui
