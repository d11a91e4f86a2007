#include "ui/audit/time_slider.h"

#include <QKeyEvent>
#include <algorithm>

namespace crossdock::ui {
namespace {

constexpr int positions = 10'000; // finer than the pixels of any screen

} // namespace

TimeSlider::TimeSlider(QWidget *parent)
    : QSlider(Qt::Horizontal, parent)
{
    setRange(0, positions);
    connect(this, &QSlider::sliderMoved, this, [this](int position) { choose(timeOf(position)); });
    connect(this, &QSlider::actionTriggered, this, [this] { choose(timeOf(sliderPosition())); }); // a click beside the handle
}

Time TimeSlider::timeOf(int position) const
{
    return m_first + Milliseconds((m_last - m_first).count() * position / positions);
}

void TimeSlider::setSpan(Time first, Time last)
{
    m_first = first;
    m_last = std::max(first, last);
    setTime(m_at);
}

void TimeSlider::setTime(Time at)
{
    m_at = std::clamp(at, m_first, m_last);
    const qint64 length = (m_last - m_first).count();
    const QSignalBlocker quiet(this);
    setValue(length == 0 ? 0 : static_cast<int>((m_at - m_first).count() * positions / length));
}

void TimeSlider::choose(Time at)
{
    at = std::clamp(at, m_first, m_last);
    if (at == m_at)
        return;
    m_at = at;
    Q_EMIT timeChosen(m_at);
}

void TimeSlider::keyPressEvent(QKeyEvent *event)
{
    const bool isDay = event->modifiers() & Qt::ControlModifier;
    const Milliseconds step = isDay ? std::chrono::hours(24) : std::chrono::hours(1);
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        Q_EMIT entryStepped(-1);
        return;
    case Qt::Key_Right:
    case Qt::Key_Up:
        Q_EMIT entryStepped(1);
        return;
    case Qt::Key_PageUp:
        choose(m_at + step);
        break;
    case Qt::Key_PageDown:
        choose(m_at - step);
        break;
    case Qt::Key_Home:
        choose(m_first);
        break;
    case Qt::Key_End:
        choose(m_last);
        break;
    default:
        QSlider::keyPressEvent(event);
        return;
    }
    setTime(m_at);
}

} // namespace crossdock::ui
