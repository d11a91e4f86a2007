#pragma once

#include "ui/theme/theme.h"

#include <QIconEngine>

namespace crossdock::ui {

/// A monochrome SVG in the theme's colours: crisp at any scale, right after every change of the theme.
class TintedIcon : public QIconEngine
{
public:
    TintedIcon(QByteArray svg, const Theme &theme);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QIconEngine *clone() const override { return new TintedIcon(m_svg, m_theme); }

    /// Paints the same SVG in any colour.
    static void paint(QPainter &painter, const QRectF &rect, QByteArray svg, const QColor &color);

private:
    QByteArray m_svg;
    const Theme &m_theme;
};

} // namespace crossdock::ui
