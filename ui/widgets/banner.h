#pragma once

#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace crossdock::ui {

class BreakableLabel;

/// A sentence in place, coloured by its tone, announced when it changes; hidden while it has nothing to say. Good news goes
/// with the page that it stands on.
class Banner : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(const Theme &theme, QWidget *parent = nullptr);
    void say(Tone tone, const QString &sentence, const QString &action = {}); ///< with a button, if `action` is given
    void clear();

Q_SIGNALS:
    void actionTriggered();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void dress();

    const Theme &m_theme;
    Tone m_tone = Tone::Neutral;
    QLabel *m_icon;
    BreakableLabel *m_text;
    QPushButton *m_action;
};

/// Tells assistive technology that `widget` has something urgent to say.
void announce(QWidget &widget);

} // namespace crossdock::ui
