#pragma once

#include "ui/widgets/described_chart.h"

QT_FORWARD_DECLARE_CLASS(QLineSeries)
QT_FORWARD_DECLARE_CLASS(QScatterSeries)

namespace crossdock::ui {

/// A difference with the interval that it lies in, beside the line where there is none.
class IntervalChart : public DescribedChart
{
    Q_OBJECT

public:
    IntervalChart(const Theme &theme, const QString &accessibleName, QWidget *parent);

    /// `description` says the figures in words; `digits` behind the point of the axis.
    void display(double value, double low, double high, int digits, const QString &description);

protected:
    void dress() override;

private:
    QLineSeries *m_interval, *m_zero;
    QScatterSeries *m_value;
    QValueAxis *m_across, *m_up;
};

} // namespace crossdock::ui
