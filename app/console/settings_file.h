#pragma once

#include "ui/settings_store.h"

#include <QSettings>

namespace crossdock::app {

/// What the window remembers, in an INI file of the platform's place for settings. One file for each kind of window:
/// practice does not change how the real console looks.
class SettingsFile : public ui::SettingsStore
{
public:
    explicit SettingsFile(const QString &window); ///< "console", "practice", "review"

    ui::WindowSettings load() const override;
    void save(const ui::WindowSettings &settings) override;

private:
    mutable QSettings m_file;
};

} // namespace crossdock::app
