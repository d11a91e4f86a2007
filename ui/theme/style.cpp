#include "ui/theme/style.h"

#include <QCheckBox>
#include <QFile>
#include <QRadioButton>
#include <QStyleFactory>

namespace crossdock::ui {

using namespace Qt::Literals::StringLiterals;

Style::Style()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

/// The style sheet around us sizes small buttons by their text alone.
void Style::polish(QWidget *widget)
{
    constexpr int leastHeight = 30; // with its focus ring
    if (qobject_cast<QCheckBox *>(widget) || qobject_cast<QRadioButton *>(widget))
        widget->setMinimumHeight(std::max(widget->minimumHeight(), leastHeight));
    QProxyStyle::polish(widget);
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0; // Fusion's own icons are of another time
    case SH_ToolTip_WakeUpDelay:
        return 400;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return 16;
    case PM_ScrollBarExtent:
        return 12;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    constexpr int leastTarget = 26; // what a finger or an unsteady hand still meets
    const QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    const bool isSmall = type == CT_CheckBox || type == CT_RadioButton;
    return isSmall ? wanted.expandedTo({0, leastTarget}) : wanted;
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_CheckBoxClickRect || element == SE_RadioButtonClickRect)
        return option->rect; // all that is seen of it is its target
    return QProxyStyle::subElementRect(element, option, widget);
}

QPalette paletteFrom(const Tokens &tokens)
{
    QPalette palette;
    const std::pair<QPalette::ColorRole, QColor> colors[] = {
        {QPalette::Window, tokens.window}, {QPalette::WindowText, tokens.text}, {QPalette::Base, tokens.surface},
        {QPalette::AlternateBase, tokens.window}, {QPalette::Text, tokens.text}, {QPalette::Button, tokens.surface},
        {QPalette::ButtonText, tokens.text}, {QPalette::BrightText, tokens.danger}, {QPalette::Highlight, tokens.accent},
        {QPalette::HighlightedText, tokens.onAccent}, {QPalette::Link, tokens.accent}, {QPalette::LinkVisited, tokens.accent},
        {QPalette::ToolTipBase, tokens.raised}, {QPalette::ToolTipText, tokens.text},
        {QPalette::PlaceholderText, tokens.muted}, {QPalette::Light, tokens.raised}, {QPalette::Midlight, tokens.hairline},
        {QPalette::Mid, tokens.border}, {QPalette::Dark, tokens.border},
        {QPalette::Shadow, tokens.isDark ? tokens.window.darker() : tokens.muted},
    };
    for (const auto &[role, color] : colors)
        palette.setColor(role, color);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, tokens.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tokens.border);
    return palette;
}

QString styleSheetFrom(const Tokens &tokens)
{
    QFile file(u":/styles/window.qss"_s);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen); // it is part of the program
    QString sheet = QString::fromUtf8(file.readAll());
    sheet.replace("%name"_L1, tokens.isDark ? "dark"_L1 : "light"_L1);
    // longest names first, else %accent eats the beginning of %accentSoft
    const std::pair<QLatin1StringView, QColor> colors[] = {
        {"%accentHover"_L1, tokens.isDark ? tokens.accent.lighter(112) : tokens.accent.darker(112)},
        {"%accentSoft"_L1, tokens.accentSoft}, {"%onAccent"_L1, tokens.onAccent}, {"%onDanger"_L1, tokens.onAccent},
        {"%disabled"_L1, tokens.disabled}, {"%hairline"_L1, tokens.hairline}, {"%surface"_L1, tokens.surface},
        {"%accent"_L1, tokens.accent}, {"%border"_L1, tokens.border}, {"%danger"_L1, tokens.danger},
        {"%raised"_L1, tokens.raised}, {"%scroll"_L1, tokens.border}, {"%window"_L1, tokens.window},
        {"%muted"_L1, tokens.muted}, {"%text"_L1, tokens.text},
    };
    for (const auto &[name, color] : colors)
        sheet.replace(name, color.name());
    return sheet;
}

} // namespace crossdock::ui
