#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QMap>
#include <QSize>
#include <QStringList>

namespace crossdock::ui {

/// What the window remembers between two runs.
struct WindowSettings {
    QByteArray geometry; ///< QWidget::saveGeometry
    Theme::Mode theme = Theme::Mode::System;
    Theme::Motion motion = Theme::Motion::Full;
    QString page; ///< id of the page that was open
    QMap<QString, QString> hiddenColumns; ///< by page, as Page::hiddenColumns
    QStringList recent; ///< the palette's last choices, newest first
};

/// Where the settings are kept. `app` implements it with QSettings, tests in memory.
class SettingsStore
{
public:
    virtual ~SettingsStore() = default;
    virtual WindowSettings load() const = 0;
    virtual void save(const WindowSettings &settings) = 0;
};

} // namespace crossdock::ui
