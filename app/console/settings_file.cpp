#include "app/console/settings_file.h"

#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr std::pair<ui::Theme::Mode, QLatin1StringView> modes[] = {
    {ui::Theme::Mode::System, "system"_L1}, {ui::Theme::Mode::Light, "light"_L1}, {ui::Theme::Mode::Dark, "dark"_L1}};

ui::Theme::Mode modeOf(const QString &name)
{
    const auto *found = std::find_if(std::begin(modes), std::end(modes), [&](const auto &mode) { return mode.second == name; });
    return found == std::end(modes) ? ui::Theme::Mode::System : found->first;
}

QString nameOf(ui::Theme::Mode mode)
{
    return std::find_if(std::begin(modes), std::end(modes), [&](const auto &known) { return known.first == mode; })->second;
}

} // namespace

SettingsFile::SettingsFile(const QString &window)
    : m_file(u"%1/crossdock/%2.ini"_s.arg(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation), window), QSettings::IniFormat)
{
}

ui::WindowSettings SettingsFile::load() const
{
    ui::WindowSettings settings;
    settings.geometry = m_file.value(u"geometry"_s).toByteArray();
    settings.theme = modeOf(m_file.value(u"theme"_s).toString());
    settings.motion = m_file.value(u"reduced-motion"_s).toBool() ? ui::Theme::Motion::Reduced : ui::Theme::Motion::Full;
    settings.page = m_file.value(u"page"_s).toString();
    settings.recent = m_file.value(u"recent"_s).toStringList();
    m_file.beginGroup(u"hidden-columns"_s);
    const auto pages = m_file.childKeys();
    for (const QString &page : pages)
        settings.hiddenColumns[page] = m_file.value(page).toString();
    m_file.endGroup();
    return settings;
}

void SettingsFile::save(const ui::WindowSettings &settings)
{
    m_file.setValue(u"geometry"_s, settings.geometry);
    m_file.setValue(u"theme"_s, nameOf(settings.theme));
    m_file.setValue(u"reduced-motion"_s, settings.motion == ui::Theme::Motion::Reduced);
    m_file.setValue(u"page"_s, settings.page);
    m_file.setValue(u"recent"_s, settings.recent);
    for (auto columns = settings.hiddenColumns.begin(); columns != settings.hiddenColumns.end(); ++columns)
        m_file.setValue(u"hidden-columns/"_s + columns.key(), columns.value());
}

} // namespace crossdock::app
