#pragma once

#include "core/inventory/values/time.h"

#include <QSlider>

namespace crossdock::ui {

/// A slider over a span of time. The mouse moves it freely; Left and Right ask for the next entry, Page Up and Page
/// Down move an hour, with Ctrl a day, Home and End go to the ends.
class TimeSlider : public QSlider
{
    Q_OBJECT

public:
    explicit TimeSlider(QWidget *parent);

    void setSpan(Time first, Time last);
    void setTime(Time at); ///< moved into the span; says nothing
    Time time() const { return m_at; }
    Time first() const { return m_first; }
    Time last() const { return m_last; }

Q_SIGNALS:
    void timeChosen(crossdock::Time at); ///< by hand
    void entryStepped(int direction); ///< 1: the next one, -1: the one before

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(Time at);
    Time timeOf(int position) const;

    Time m_first{}, m_last{}, m_at{};
};

} // namespace crossdock::ui
