#pragma once

#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QLabel>

namespace crossdock::ui {

/// A word with a dot, coloured by its tone, as the tables paint it.
class Pill : public QLabel
{
    Q_OBJECT

public:
    explicit Pill(const Theme &theme, QWidget *parent = nullptr);
    void say(const Badge &badge);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Tone m_tone = Tone::Neutral;
};

} // namespace crossdock::ui
