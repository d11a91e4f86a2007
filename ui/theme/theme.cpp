#include "ui/theme/theme.h"

#include "ui/theme/style.h"
#include "ui/theme/tinted_icon.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>

namespace crossdock::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QFont font(const QStringList &families, int pixels, QFont::Weight weight)
{
    QFont font(families);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace

Theme::Theme(QApplication &application, QObject *parent)
    : QObject(parent)
    , m_application(application)
{
    // Qt 6.4 has no word for the system's scheme: its palette tells
    const QPalette system = application.palette();
    m_isSystemDark = system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
    for (const QString &file : {u"Inter-Regular.otf"_s, u"Inter-Medium.otf"_s, u"Inter-SemiBold.otf"_s, u"NotoSans-Regular.ttf"_s})
        QFontDatabase::addApplicationFont(u":/fonts/"_s + file);
    application.setStyle(new Style);
    application.setFont(uiFont());
    apply(Mode::System, Motion::Full);
}

void Theme::apply(Mode mode, Motion motion)
{
    m_mode = mode;
    m_motion = motion;
    const bool isDark = mode == Mode::Dark || (mode == Mode::System && m_isSystemDark);
    m_tokens = isDark ? darkTokens() : lightTokens();
    m_application.setPalette(paletteFrom(m_tokens));
    m_application.setStyleSheet(styleSheetFrom(m_tokens));
    Q_EMIT changed();
}

QFont Theme::uiFont(int pixels, QFont::Weight weight)
{
    return font({u"Inter"_s, u"Noto Sans"_s, u"DejaVu Sans"_s}, pixels, weight);
}

QFont Theme::numberFont(int pixels, QFont::Weight weight)
{
    return font({u"Noto Sans"_s, u"DejaVu Sans"_s}, pixels, weight);
}

QIcon Theme::icon(const QString &name) const
{
    QFile file(u":/icons/"_s + name + u".svg"_s);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "Theme::icon", qPrintable(name));
    return QIcon(new TintedIcon(file.readAll(), *this));
}

} // namespace crossdock::ui
