#include "ui/routing/interval_chart.h"

#include <QChart>
#include <QLegend>
#include <QLineSeries>
#include <QScatterSeries>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr int steps = 4; // of the axis, about

} // namespace

IntervalChart::IntervalChart(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : DescribedChart(theme, accessibleName, parent)
    , m_interval(new QLineSeries(this))
    , m_zero(new QLineSeries(this))
    , m_value(new QScatterSeries(this))
    , m_across(new QValueAxis(this))
    , m_up(new QValueAxis(this))
{
    m_interval->setName(tr("95 of 100 resampled spans lie here"));
    m_value->setName(tr("Difference"));
    m_zero->setName(tr("No difference"));
    chart()->addAxis(m_across, Qt::AlignBottom);
    chart()->addAxis(m_up, Qt::AlignLeft);
    for (QXYSeries *series : std::initializer_list<QXYSeries *>{m_zero, m_interval, m_value}) {
        chart()->addSeries(series);
        series->attachAxis(m_across);
        series->attachAxis(m_up);
    }
    m_up->setRange(0, 2);
    m_up->setVisible(false);
    m_value->setMarkerSize(11);
    chart()->legend()->setAlignment(Qt::AlignTop);
    setMinimumHeight(132);
    setMaximumHeight(148);
    dress();
}

void IntervalChart::display(double value, double low, double high, int digits, const QString &description)
{
    const double least = std::min({0.0, value, low}), most = std::max({0.0, value, high});
    const double finest = std::pow(10.0, -digits); // what the labels can still tell apart
    const double step = roundStep(std::max({(most - least) / steps, finest}));
    double from = std::floor(least / step) * step, to = std::max(std::ceil(most / step) * step, from + step);
    const double edge = step / 10; // the marks are not cut by it
    from -= least - from < edge ? step : 0;
    to += to - most < edge ? step : 0;
    m_across->setRange(from, to);
    m_across->setTickCount(static_cast<int>(std::lround((to - from) / step)) + 1);
    m_across->setLabelFormat(u"%.%1f"_s.arg(digits));
    m_interval->replace(QList<QPointF>{{low, 1}, {high, 1}});
    m_zero->replace(QList<QPointF>{{0, 0}, {0, 2}});
    m_value->replace(QList<QPointF>{{value, 1}});
    setDescription(description);
}

void IntervalChart::dress()
{
    DescribedChart::dress();
    const Tokens &tokens = theme().tokens();
    dressAxis(*m_across);
    m_interval->setPen(QPen(tokens.accent, 4, Qt::SolidLine, Qt::RoundCap));
    m_zero->setPen(QPen(tokens.muted, 1.2, Qt::DashLine));
    m_value->setColor(tokens.text);
    m_value->setBorderColor(tokens.surface);
}

} // namespace crossdock::ui
