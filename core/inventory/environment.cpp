#include "core/inventory/environment.h"

#include <QRandomGenerator>
#include <QTimer>

namespace crossdock {
namespace {

constexpr Milliseconds longestTimer{1'000'000'000}; // QTimer counts in int: eleven days and a half fit well

} // namespace

Time SystemClock::now() const
{
    return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

void SystemClock::after(Milliseconds delay, QObject *context, std::function<void()> action)
{
    if (delay <= Milliseconds::zero())
        QMetaObject::invokeMethod(context, std::move(action), Qt::QueuedConnection);
    else if (delay <= longestTimer)
        QTimer::singleShot(delay, Qt::PreciseTimer, context, std::move(action));
    else
        QTimer::singleShot(longestTimer, context, [this, rest = delay - longestTimer, context, action = std::move(action)] { after(rest, context, action); });
}

quint64 SystemRandom::next()
{
    return QRandomGenerator::system()->generate64();
}

quint64 SeededRandom::next()
{
    m_state += 0x9e3779b97f4a7c15;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

} // namespace crossdock
