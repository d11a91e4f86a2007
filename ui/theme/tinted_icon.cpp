#include "ui/theme/tinted_icon.h"

#include <QPainter>
#include <QSvgRenderer>

namespace crossdock::ui {

TintedIcon::TintedIcon(QByteArray svg, const Theme &theme)
    : m_svg(std::move(svg))
    , m_theme(theme)
{
}

void TintedIcon::paint(QPainter &painter, const QRectF &rect, QByteArray svg, const QColor &color)
{
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer(svg).render(&painter, rect);
}

void TintedIcon::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const Tokens &tokens = m_theme.tokens();
    const bool isLit = state == QIcon::On || mode == QIcon::Selected;
    paint(*painter, rect, m_svg, mode == QIcon::Disabled ? tokens.disabled : isLit ? tokens.accent : tokens.muted);
}

QPixmap TintedIcon::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
}

QPixmap TintedIcon::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal)
{
    return pixmap(size, mode, state); // `size` is in device pixels already
}

} // namespace crossdock::ui
