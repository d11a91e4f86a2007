#include "ui/widgets/described_chart.h"

#include <QAccessibleWidget>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QValueAxis>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

/// A picture with a description and nothing inside: what a chart is to a screen reader.
class ChartAccessible : public QAccessibleWidget
{
public:
    explicit ChartAccessible(DescribedChart *chart)
        : QAccessibleWidget(chart, QAccessible::Chart)
    {
    }
    int childCount() const override { return 0; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Description)
            return static_cast<const DescribedChart *>(widget())->description();
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *chart = qobject_cast<DescribedChart *>(object);
    return chart ? new ChartAccessible(chart) : nullptr;
}

} // namespace

double roundStep(double step)
{
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= step)
            return factor * power;
    return 10 * power;
}

DescribedChart::DescribedChart(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : QChartView(parent)
    , m_theme(theme)
{
    QAccessible::installFactory(makeAccessible); // known already: nothing happens
    setAccessibleName(accessibleName);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::NoFocus);
    setMinimumHeight(96);
    chart()->setBackgroundRoundness(0);
    chart()->setDropShadowEnabled(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins(QMargins(0, 4, 8, 0));
    chart()->legend()->setMarkerShape(QLegend::MarkerShapeCircle);
    connect(&theme, &Theme::changed, this, [this] { dress(); });
}

void DescribedChart::setDescription(const QString &description)
{
    m_description = description;
    setAccessibleDescription(description);
    setToolTip(description);
}

void DescribedChart::dress()
{
    const Tokens &tokens = m_theme.tokens();
    setStyleSheet(u"background: transparent; border: none"_s); // else a frame stays in the card
    chart()->setBackgroundBrush(tokens.surface);
    chart()->legend()->setFont(Theme::uiFont(12));
    chart()->legend()->setLabelColor(tokens.text);
}

void DescribedChart::dressAxis(QValueAxis &axis) const
{
    const Tokens &tokens = m_theme.tokens();
    axis.setLabelsFont(Theme::numberFont(11));
    axis.setLabelsColor(tokens.muted);
    axis.setGridLineColor(tokens.hairline);
    axis.setLinePenColor(tokens.border);
}

} // namespace crossdock::ui
