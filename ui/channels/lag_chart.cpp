#include "ui/channels/lag_chart.h"

#include <QAccessibleWidget>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QLocale>
#include <QValueAxis>
#include <QPainter>
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

constexpr double minutes = static_cast<double>(LagHistory::span.count()) / 60'000;

/// A picture with a description and nothing inside: what a chart is to a screen reader.
class ChartAccessible : public QAccessibleWidget
{
public:
    explicit ChartAccessible(LagChart *chart)
        : QAccessibleWidget(chart, QAccessible::Chart)
    {
    }
    int childCount() const override { return 0; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Description)
            return static_cast<const LagChart *>(widget())->description();
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *makeAccessible(const QString &name, QObject *object)
{
    auto *chart = name == "crossdock::ui::LagChart"_L1 ? qobject_cast<LagChart *>(object) : nullptr;
    return chart ? new ChartAccessible(chart) : nullptr;
}

/// The next of 1, 2, 5, 10, 20, 50 ...: four steps of it read well.
double roundStep(double step)
{
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= step)
            return factor * power;
    return 10 * power;
}

} // namespace

LagChart::LagChart(const Theme &theme, QWidget *parent)
    : QChartView(parent)
    , m_theme(theme)
    , m_p50(new QLineSeries(this))
    , m_p99(new QLineSeries(this))
    , m_minutes(new QValueAxis(this))
    , m_milliseconds(new QValueAxis(this))
{
    QAccessible::installFactory(makeAccessible); // known already: nothing happens
    setAccessibleName(tr("Lag of the channel"));
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::NoFocus);
    setMinimumHeight(96);
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
    chart()->setBackgroundRoundness(0);
    chart()->setDropShadowEnabled(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins(QMargins(0, 4, 8, 0));
    chart()->legend()->setAlignment(Qt::AlignRight); // above it would take the height from a low chart
    chart()->legend()->setMarkerShape(QLegend::MarkerShapeCircle);
    connect(&theme, &Theme::changed, this, &LagChart::dress);
    dress();
    display({}, Time{});
}

void LagChart::drawForeground(QPainter *painter, const QRectF &area)
{
    QChartView::drawForeground(painter, area);
    if (m_p50->count() > 0)
        return;
    painter->setFont(Theme::uiFont(13));
    painter->setPen(m_theme.tokens().muted);
    painter->drawText(chart()->plotArea(), Qt::AlignCenter | Qt::TextWordWrap, tr("No data yet"));
}

void LagChart::dress()
{
    const Tokens &tokens = m_theme.tokens();
    setStyleSheet(u"background: transparent; border: none"_s); // else a frame stays in the card
    chart()->setBackgroundBrush(tokens.surface);
    for (QValueAxis *axis : {m_minutes, m_milliseconds}) {
        axis->setLabelsFont(Theme::numberFont(11));
        axis->setLabelsColor(tokens.muted);
        axis->setGridLineColor(tokens.hairline);
        axis->setLinePenColor(tokens.border);
    }
    m_minutes->setGridLineVisible(false);
    m_milliseconds->setLineVisible(false);
    m_p50->setPen(QPen(tokens.isDark ? tokens.accent : tokens.series[0], 1.6));
    m_p99->setPen(QPen(tokens.series[2], 1.6, Qt::DashLine)); // told apart without colour too
    chart()->legend()->setFont(Theme::uiFont(12));
    chart()->legend()->setLabelColor(tokens.text);
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
    m_description = points.isEmpty()
        ? tr("Nothing was told in the last five minutes.")
        : tr("Last five minutes: p50 now %1 ms, p99 now %2 ms, highest %3 ms.")
              .arg(text(points.last().p50Ms), text(points.last().p99Ms), text(highest));
    setAccessibleDescription(m_description);
    setToolTip(m_description);
}

} // namespace crossdock::ui
