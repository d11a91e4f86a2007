#pragma once

#include "core/inventory/fulfilment/wave_view.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;

namespace crossdock::ui {

class ValueSlider;

/// What counts in a plan, each with its switch, and what-ifs about one place at a time.
class PolicyForm : public QWidget
{
    Q_OBJECT

public:
    explicit PolicyForm(QWidget *parent);

    void setWave(const fulfilment::WaveView &wave); ///< its places and its currency
    const fulfilment::WavePolicy &policy() const { return m_policy; }
    void setPolicy(const fulfilment::WavePolicy &policy);

    /// What of it differs from the policy that is in force: "Dallas is closed, late costs 8.00 USD".
    static QStringList differences(const fulfilment::WaveView &wave, const fulfilment::WavePolicy &policy, const fulfilment::WavePolicy &now = {});

Q_SIGNALS:
    void changed();

private:
    ValueSlider *addSlider(QFormLayout &form, const QString &name, const QString &label);
    QCheckBox *addSwitch(QFormLayout &form, const QString &name, const QString &label);
    void setRanges();
    void showPolicy();
    void showPlace();
    void readPolicy();
    void readPlace();
    NodeId place() const;
    double unit() const; ///< minor units in one of the currency
    qint64 minor(const ValueSlider &slider) const;

    fulfilment::WavePolicy m_policy;
    QList<QPair<QString, QString>> m_places; ///< name, title
    QString m_currency;
    bool m_isShowing = false;
    ValueSlider *m_maxParcels, *m_parcelFee, *m_lateCost, *m_carbonPrice, *m_waitCost, *m_changeCost, *m_capacity, *m_pickFee, *m_fuel;
    QCheckBox *m_keepsCapacity, *m_protects, *m_isGreedy, *m_isNearest, *m_isClosed;
    QComboBox *m_place;
};

} // namespace crossdock::ui
