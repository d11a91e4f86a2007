#pragma once

#include <QDeadlineTimer>
#include <QTimer>
#include <chrono>
#include <functional>

namespace crossdock::http
{

/// Runs an action once, when due. Cheap to put off again and again (each request does): the system's timer is only
/// touched when the alarm comes nearer. Lives in one thread.
class Alarm
{
public:
    explicit Alarm(std::function<void()> action);

    void set(std::chrono::milliseconds delay);
    void clear() { m_due = QDeadlineTimer(QDeadlineTimer::Forever); }

private:
    void ring();

    std::function<void()> m_action;
    QTimer m_timer;
    QDeadlineTimer m_due{QDeadlineTimer::Forever};
    QDeadlineTimer m_armed{QDeadlineTimer::Forever}; ///< when the system's timer fires
};

} // namespace crossdock::http
