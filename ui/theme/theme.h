#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QIcon>
#include <QObject>

class QApplication;

namespace crossdock::ui {

/// Colours, fonts, icons and motion of the program. Made once in `app` and passed by reference; UI thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };
    enum class Motion { Full, Reduced };

    /// Reads whether the system is dark from the palette that `application` has now; styles it from here on.
    explicit Theme(QApplication &application, QObject *parent = nullptr);

    void apply(Mode mode, Motion motion);
    Mode mode() const { return m_mode; }
    bool isMotionReduced() const { return m_motion == Motion::Reduced; }
    const Tokens &tokens() const { return m_tokens; }

    static QFont uiFont(int pixels = 13, QFont::Weight weight = QFont::Normal);
    static QFont numberFont(int pixels = 13, QFont::Weight weight = QFont::Normal); ///< all digits equally wide

    /// One of resources/icons by name. Follows later changes of the theme.
    QIcon icon(const QString &name) const;

Q_SIGNALS:
    void changed();

private:
    QApplication &m_application;
    Mode m_mode = Mode::System;
    Motion m_motion = Motion::Full;
    bool m_isSystemDark = false;
    Tokens m_tokens;
};

} // namespace crossdock::ui
