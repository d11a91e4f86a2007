#include "ui/widgets/pill.h"

#include "ui/widgets/cell_delegate.h"

#include <QPainter>

namespace crossdock::ui {
namespace {

constexpr int pillHeight = 20;
constexpr int textLeft = 18; // behind the dot
constexpr int textRight = 8;

} // namespace

Pill::Pill(const Theme &theme, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
{
    setFont(Theme::uiFont(12, QFont::Medium));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Pill::say(const Badge &badge)
{
    m_tone = badge.tone;
    setText(badge.text);
    updateGeometry();
    update();
}

QSize Pill::sizeHint() const
{
    return {QFontMetrics(Theme::uiFont(12, QFont::Medium)).horizontalAdvance(text()) + textLeft + textRight, pillHeight};
}

void Pill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneGround(m_theme.tokens(), m_tone));
    painter.drawRoundedRect(rect(), pillHeight / 2.0, pillHeight / 2.0);
    const QColor color = toneColor(m_theme.tokens(), m_tone);
    painter.setBrush(color);
    painter.drawEllipse(QPointF(10, pillHeight / 2.0), 3, 3);
    painter.setPen(color);
    painter.setFont(Theme::uiFont(12, QFont::Medium));
    painter.drawText(rect().adjusted(textLeft, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
}

} // namespace crossdock::ui
