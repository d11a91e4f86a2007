#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"

#include <QWidget>

class QFormLayout;
class QSpinBox;

namespace crossdock::ui {

/// What the scale and the ruler say of the box: fields of a form. 0 is "nobody looked".
class BoxMeasures : public QObject
{
    Q_OBJECT

public:
    BoxMeasures(QFormLayout &form, QWidget *parent); ///< adds its rows

    int weightG() const;
    rates::Weight weight() const;
    std::optional<rates::Dimensions> dimensions() const; ///< nothing: not all sides are measured
    void start(std::optional<qint64> weightG); ///< another box; the weight that its products say

Q_SIGNALS:
    void changed();

private:
    QSpinBox *m_weight, *m_length, *m_width, *m_height;
};

} // namespace crossdock::ui
