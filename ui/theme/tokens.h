#pragma once

#include <QColor>
#include <array>

namespace crossdock::ui {

/// Every colour of the program, by what it means. Each text colour has at least 4.5:1 on its surface.
struct Tokens {
    QColor window, surface, raised, border, hairline, text, muted, disabled;
    QColor accent, onAccent, accentSoft;
    QColor success, successSoft, warning, warningSoft, danger, dangerSoft, info, infoSoft;
    std::array<QColor, 6> series;
    bool isDark = false;
};

Tokens lightTokens();
Tokens darkTokens();

} // namespace crossdock::ui
