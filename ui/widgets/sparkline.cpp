#include "ui/widgets/sparkline.h"

#include "ui/words.h"

#include <QAccessible>
#include <QPainter>
#include <QPainterPath>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int axisHeight = 18;
constexpr int axisWidth = 40;

qint64 spanMs(const query::Trend::Answer &points)
{
    return points.size() < 2 ? 1 : std::max<qint64>(1, (points.last().at - points.first().at).count());
}

/// Round moments between the labels of the axis: some four of them.
qint64 tickMs(qint64 span)
{
    constexpr qint64 minute = 60'000;
    for (const qint64 step : {minute, 5 * minute, 15 * minute, 60 * minute, 180 * minute}) {
        if (span / step <= 5)
            return step;
    }
    return 360 * minute;
}

} // namespace

Sparkline::Sparkline(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setMinimumHeight(120);
    setAccessibleName(tr("Available units in the last 24 hours"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Sparkline::setPoints(const query::Trend::Answer &points)
{
    m_points = points;
    m_description.clear();
    QString trimmed;
    const auto isSame = [&points](const auto &point) { return point.onHand == points.first().onHand && point.available == points.first().available; };
    const auto firstChange = std::find_if_not(points.cbegin(), points.cend(), isSame);
    if (const qint64 quiet = firstChange == points.cend() ? 0 : (firstChange->at - points.first().at).count(); 2 * quiet > spanMs(points)) {
        // young data: what has happened has the width, not the hours before it
        const qint64 lead = std::max<qint64>(60'000, (points.last().at - firstChange->at).count() / 8);
        const Time start = std::max(points.first().at, firstChange->at - Milliseconds(lead));
        query::Trend::Point before = points.first();
        before.at = start;
        m_points = points.sliced(firstChange - points.cbegin());
        m_points.prepend(before);
        trimmed = tr("Drawn from %1 on: nothing changed before.").arg(dateTime(start));
    }
    if (!points.isEmpty()) {
        const auto less = [](const auto &a, const auto &b) { return a.available < b.available; };
        const auto [lowest, highest] = std::minmax_element(points.begin(), points.end(), less);
        m_low = lowest->available;
        m_high = std::max(m_low + 1, highest->available);
        m_description = tr("From %1 to %2 in 24 hours; lowest %3, highest %4")
                            .arg(number(points.first().available), number(points.last().available), number(m_low),
                                 number(highest->available));
        m_description += trimmed.isEmpty() ? QString() : u". "_s + trimmed;
    }
    setAccessibleDescription(m_description);
    update();
}

QRectF Sparkline::plot() const
{
    return QRectF(rect()).adjusted(axisWidth, 6, -4, -axisHeight);
}

void Sparkline::paintScale(QPainter &painter, const QRectF &area) const
{
    const Tokens &tokens = m_theme.tokens();
    painter.setFont(Theme::numberFont(11));
    for (const auto &[value, y] : {std::pair{m_high, area.top()}, std::pair{m_low, area.bottom()}}) {
        painter.setPen(tokens.hairline);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(tokens.muted);
        painter.drawText(QRectF(0, y - 8, area.left() - 8, 16), Qt::AlignRight | Qt::AlignVCenter, number(value));
    }
    const QDateTime first = toDateTime(m_points.first().at).toLocalTime();
    const qint64 step = tickMs(spanMs(m_points));
    for (qint64 at = step - first.time().msecsSinceStartOfDay() % step; at < spanMs(m_points); at += step) {
        const qreal x = area.left() + area.width() * static_cast<qreal>(at) / static_cast<qreal>(spanMs(m_points));
        if (x - 20 < area.left() || x + 20 > area.right())
            continue; // its label would be cut
        painter.drawText(QRectF(x - 24, area.bottom() + 3, 48, axisHeight - 3), Qt::AlignCenter,
                         first.addMSecs(at).toString(u"HH:mm"_s));
    }
}

void Sparkline::paintEvent(QPaintEvent *)
{
    if (m_points.isEmpty())
        return;
    const Tokens &tokens = m_theme.tokens();
    const QRectF area = plot();
    QPainter painter(this);
    paintScale(painter, area);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto x = [&](Time at) {
        return area.left() + area.width() * static_cast<qreal>((at - m_points.first().at).count()) / static_cast<qreal>(spanMs(m_points));
    };
    const auto y = [&](Quantity units) {
        return area.bottom() - area.height() * static_cast<qreal>(units - m_low) / static_cast<qreal>(m_high - m_low);
    };
    QPainterPath line(QPointF(x(m_points.first().at), y(m_points.first().available)));
    for (const auto &point : std::as_const(m_points)) { // a count stays until it changes: steps, not slopes
        line.lineTo(x(point.at), line.currentPosition().y());
        line.lineTo(x(point.at), y(point.available));
    }
    QPainterPath ground = line;
    ground.lineTo(area.right(), area.bottom());
    ground.lineTo(area.left(), area.bottom());
    QColor soft = tokens.accent;
    soft.setAlpha(30);
    painter.fillPath(ground, soft);
    painter.setPen(QPen(tokens.accent, 1.6));
    painter.drawPath(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.accent);
    painter.drawEllipse(line.currentPosition(), 3, 3);
}

} // namespace crossdock::ui
