#pragma once

#include "ui/theme/tokens.h"

#include <QPalette>
#include <QProxyStyle>

namespace crossdock::ui {

/// Fusion with our metrics. What it paints itself takes its colours from paletteFrom().
class Style : public QProxyStyle
{
public:
    Style();
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
};

QPalette paletteFrom(const Tokens &tokens);

/// resources/styles/window.qss with the tokens' colours for its %names.
QString styleSheetFrom(const Tokens &tokens);

} // namespace crossdock::ui
