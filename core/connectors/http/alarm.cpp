#include "core/connectors/http/alarm.h"

namespace crossdock::http
{

Alarm::Alarm(std::function<void()> action)
    : m_action(std::move(action))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { ring(); });
}

void Alarm::set(std::chrono::milliseconds delay)
{
    m_due = QDeadlineTimer(delay, Qt::PreciseTimer);
    if (m_timer.isActive() && m_armed <= m_due)
        return; // fires early, sees that it is early and sleeps on
    m_armed = m_due;
    m_timer.start(delay);
}

void Alarm::ring()
{
    if (m_due.isForever())
        return;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_due.remainingTimeAsDuration());
    if (left > std::chrono::milliseconds::zero())
        return set(left);
    clear();
    m_action();
}

} // namespace crossdock::http
