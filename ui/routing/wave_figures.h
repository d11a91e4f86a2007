#pragma once

#include "core/inventory/fulfilment/wave_view.h"

#include <QFrame>

class QGridLayout;
class QLabel;

namespace crossdock::ui {

/// What the wave comes to, and what it is measured against: the proven bound, and each order by itself.
class WaveFigures : public QFrame
{
    Q_OBJECT

public:
    explicit WaveFigures(QWidget *parent);
    void display(const fulfilment::WaveView &wave, Time now);

private:
    struct Figure {
        QLabel *caption, *value, *note;
    };
    Figure add(QGridLayout &grid, const QString &name, const QString &caption);
    static void say(const Figure &figure, const QString &value, const QString &note);

    Figure m_plan, m_naive, m_bound, m_parcels, m_next;
};

} // namespace crossdock::ui
