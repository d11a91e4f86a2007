#pragma once

#include "ui/channels/lag_history.h"
#include "ui/widgets/described_chart.h"

QT_FORWARD_DECLARE_CLASS(QLineSeries)
QT_FORWARD_DECLARE_CLASS(QValueAxis)

namespace crossdock::ui {

/// How long one channel took to answer over the last minutes: half of the offers, and all but one of a hundred.
class LagChart : public DescribedChart
{
    Q_OBJECT

public:
    LagChart(const Theme &theme, QWidget *parent);

    void display(const QList<LagHistory::Point> &points, Time now);

protected:
    void drawForeground(QPainter *painter, const QRectF &area) override;

    void dress() override;

private:
    QLineSeries *m_p50, *m_p99;
    QValueAxis *m_minutes, *m_milliseconds;
};

} // namespace crossdock::ui
