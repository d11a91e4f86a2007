#pragma once

#include "ui/channels/lag_history.h"
#include "ui/theme/theme.h"

#include <QChartView>

QT_FORWARD_DECLARE_CLASS(QLineSeries)
QT_FORWARD_DECLARE_CLASS(QValueAxis)

namespace crossdock::ui {

/// How long one channel took to answer over the last minutes: half of the offers, and all but one of a hundred.
class LagChart : public QChartView
{
    Q_OBJECT

public:
    LagChart(const Theme &theme, QWidget *parent);

    void display(const QList<LagHistory::Point> &points, Time now);
    QString description() const { return m_description; } ///< the figures in words, for assistive technology

protected:
    void drawForeground(QPainter *painter, const QRectF &area) override;

private:
    void dress();

    const Theme &m_theme;
    QLineSeries *m_p50, *m_p99;
    QValueAxis *m_minutes, *m_milliseconds;
    QString m_description;
};

} // namespace crossdock::ui
