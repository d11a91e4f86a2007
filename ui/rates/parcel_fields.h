#pragma once

#include "ui/rates/shipment_draft.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace crossdock::ui {

/// Weight and sides of one parcel, in a line.
class ParcelFields : public QWidget
{
    Q_OBJECT

public:
    explicit ParcelFields(QWidget *parent);

    void setNumber(int number, int of); ///< its title; the only one cannot be removed
    ShipmentDraft::Parcel draft() const;
    void setDraft(const ShipmentDraft::Parcel &parcel);
    void focusWeight();

Q_SIGNALS:
    void changed();
    void removeRequested();

private:
    QLineEdit *addEdit(const QString &label);
    QComboBox *addUnits(const QStringList &names, const QString &what);

    QLabel *m_title;
    QLineEdit *m_weight, *m_length, *m_width, *m_height;
    QComboBox *m_unit, *m_lengthUnit;
    QPushButton *m_remove;
};

} // namespace crossdock::ui
