#include "ui/theme/tokens.h"

namespace crossdock::ui {
namespace {

constexpr QColor rgb(unsigned value)
{
    return QColor(static_cast<int>(value >> 16), static_cast<int>((value >> 8) & 255), static_cast<int>(value & 255));
}

constexpr std::array series = {rgb(0x2457D6), rgb(0x0E9F8A), rgb(0xD97706), rgb(0x9333EA), rgb(0xDB2777), rgb(0x64748B)};

} // namespace

Tokens lightTokens()
{
    return {.window = rgb(0xF5F6F8), .surface = rgb(0xFFFFFF), .raised = rgb(0xFFFFFF), .border = rgb(0xDDE1E7),
            .hairline = rgb(0xECEEF2), .text = rgb(0x171C26), .muted = rgb(0x566072), .disabled = rgb(0x9AA3B2),
            .accent = rgb(0x2457D6), .onAccent = rgb(0xFFFFFF), .accentSoft = rgb(0xE8EEFD),
            .success = rgb(0x146C3A), .successSoft = rgb(0xDDF4E5), .warning = rgb(0x8A4B00), .warningSoft = rgb(0xFDEFD2),
            .danger = rgb(0xB3261E), .dangerSoft = rgb(0xFCE4E2), .info = rgb(0x0B5C8A), .infoSoft = rgb(0xDDF0FA),
            .series = series, .isDark = false};
}

Tokens darkTokens()
{
    return {.window = rgb(0x0E1218), .surface = rgb(0x161B23), .raised = rgb(0x1D2430), .border = rgb(0x2C3543),
            .hairline = rgb(0x232B37), .text = rgb(0xE7EAF0), .muted = rgb(0x9BA6B8), .disabled = rgb(0x5D6778),
            .accent = rgb(0x7DA6FF), .onAccent = rgb(0x0E1218), .accentSoft = rgb(0x1C2A47),
            .success = rgb(0x5FD08D), .successSoft = rgb(0x13301F), .warning = rgb(0xF2B655), .warningSoft = rgb(0x35270F),
            .danger = rgb(0xFF8A80), .dangerSoft = rgb(0x3A1A19), .info = rgb(0x7CC4F0), .infoSoft = rgb(0x12303F),
            .series = series, .isDark = true};
}

} // namespace crossdock::ui
