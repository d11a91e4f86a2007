#include "ui/channels/lag_chart.h"

#include <QChart>
#include <QLegend>
#include <QLineSeries>
#include <QLocale>
#include <QValueAxis>
#include <QPainter>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr double minutes = static_cast<double>(LagHistory::span.count()) / 60'000;

} // namespace

LagChart::LagChart(const Theme &theme, QWidget *parent)
    : DescribedChart(theme, tr("Lag of the channel"), parent)
    , m_p50(new QLineSeries(this))
    , m_p99(new QLineSeries(this))
    , m_minutes(new QValueAxis(this))
    , m_milliseconds(new QValueAxis(this))
{
    m_p50->setName(tr("p50"));
    m_p99->setName(tr("p99"));
    chart()->addSeries(m_p99);
    chart()->addSeries(m_p50);
    chart()->addAxis(m_minutes, Qt::AlignBottom);
    chart()->addAxis(m_milliseconds, Qt::AlignLeft);
    for (QLineSeries *series : {m_p50, m_p99}) {
        series->attachAxis(m_minutes);
        series->attachAxis(m_milliseconds);
    }
    m_minutes->setRange(-minutes, 0);
    m_minutes->setTickCount(6);
    m_minutes->setLabelFormat(tr("%.0f min", "minutes ago on an axis"));
    m_milliseconds->setLabelFormat(tr("%.0f ms", "milliseconds on an axis"));
    m_milliseconds->setRange(0, 10);
    m_milliseconds->setTickCount(3);
    chart()->legend()->setAlignment(Qt::AlignRight); // above it would take the height from a low chart
    dress();
    display({}, Time{});
}

void LagChart::drawForeground(QPainter *painter, const QRectF &area)
{
    DescribedChart::drawForeground(painter, area);
    if (m_p50->count() > 0)
        return;
    painter->setFont(Theme::uiFont(13));
    painter->setPen(theme().tokens().muted);
    painter->drawText(chart()->plotArea(), Qt::AlignCenter | Qt::TextWordWrap, tr("No data yet"));
}

void LagChart::dress()
{
    DescribedChart::dress();
    const Tokens &tokens = theme().tokens();
    for (QValueAxis *axis : {m_minutes, m_milliseconds})
        dressAxis(*axis);
    m_minutes->setGridLineVisible(false);
    m_milliseconds->setLineVisible(false);
    m_p50->setPen(QPen(tokens.isDark ? tokens.accent : tokens.series[0], 1.6));
    m_p99->setPen(QPen(tokens.series[2], 1.6, Qt::DashLine)); // told apart without colour too
}

void LagChart::display(const QList<LagHistory::Point> &points, Time now)
{
    QList<QPointF> p50, p99;
    double highest = 0;
    for (const LagHistory::Point &point : points) {
        const double x = static_cast<double>((point.at - now).count()) / 60'000;
        p50.append({x, point.p50Ms});
        p99.append({x, point.p99Ms});
        highest = std::max({highest, point.p50Ms, point.p99Ms});
    }
    m_p50->replace(p50);
    m_p99->replace(p99);
    chart()->legend()->setVisible(!points.isEmpty());
    m_milliseconds->setRange(0, roundStep(std::max(10.0, highest) / 2) * 2); // below 10 ms the labels would repeat
    const QLocale locale;
    const auto text = [&](double ms) { return locale.toString(ms, 'f', ms < 10 ? 1 : 0); };
    setDescription(points.isEmpty()
        ? tr("Nothing was told in the last five minutes.")
        : tr("Last five minutes: p50 now %1 ms, p99 now %2 ms, highest %3 ms.")
              .arg(text(points.last().p50Ms), text(points.last().p99Ms), text(highest)));
}

} // namespace crossdock::ui
