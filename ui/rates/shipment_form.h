#pragma once

#include "ui/page.h"
#include "ui/rates/rates_inquiry.h"
#include "ui/rates/shipment_draft.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace crossdock::ui {

class ParcelFields;

/// What is to be sent, from where and to where: typed, or taken from an order.
class ShipmentForm : public QFrame
{
    Q_OBJECT

public:
    ShipmentForm(const Context &context, QAction &ask, QWidget *parent);

    void takeOrder(const OrderId &order); ///< reads it, then fills the fields
    void focusOrder();
    void addParcel();
    bool isReady() const; ///< a shipment can be made of it
    /// One way for each place it may leave from; empty while it is not ready.
    QList<Way> ways() const;
    QString orderText() const;

Q_SIGNALS:
    void changed();
    void taken(const QString &sentence); ///< an order is in the fields
    void failed(const QString &sentence);

private:
    QLayout *makeFromRow();
    QLayout *makeToRow();
    QWidget *addField(QLayout &row, const QString &label, QWidget *field);
    void readNodes();
    void fill(const OrderDetail &order);
    void setDraft(const ShipmentDraft &draft);
    ShipmentDraft draft() const;
    void addParcel(const ShipmentDraft::Parcel &parcel);
    void numberParcels();
    void look();

    Context m_context;
    QList<NodeRow> m_nodes;
    QString m_city, m_region; ///< of the order
    QLineEdit *m_order;
    QComboBox *m_from;
    QWidget *m_typedFrom;
    QLineEdit *m_fromCountry, *m_fromPostcode, *m_country, *m_postcode, *m_date;
    QCheckBox *m_residential;
    QVBoxLayout *m_parcelColumn;
    QList<ParcelFields *> m_parcels;
    QLabel *m_missing;
    qint64 m_request = 0; ///< a late answer about another order is dropped
};

} // namespace crossdock::ui
