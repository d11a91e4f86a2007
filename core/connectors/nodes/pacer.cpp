#include "core/connectors/nodes/pacer.h"

#include <algorithm>
#include <cmath>

namespace crossdock::nodes {

Pacer::Pacer(Clock &clock, double burst, double perSecond, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_burst(burst)
    , m_perSecond(perSecond)
    , m_left(burst)
    , m_since(clock.now())
{
}

void Pacer::pass(double cost, QObject *context, std::function<void()> go)
{
    m_waiting.append({std::min(cost, m_burst), context, std::move(go)});
    pump();
}

void Pacer::rest(Milliseconds pause)
{
    m_restUntil = std::max(m_restUntil, m_clock.now() + pause);
}

void Pacer::setLeft(double left)
{
    refill();
    m_left = std::clamp(left, 0.0, m_burst);
}

void Pacer::charge(double more)
{
    refill();
    m_left -= more;
}

void Pacer::refill()
{
    const Time now = m_clock.now();
    const double seconds = static_cast<double>((now - m_since).count()) / 1'000;
    m_since = now;
    if (seconds > 0) // a clock may be set back
        m_left = std::min(m_burst, m_left + seconds * m_perSecond);
}

void Pacer::pump()
{
    constexpr double hair = 1e-9;
    refill();
    while (!m_waiting.isEmpty() && m_clock.now() >= m_restUntil && m_left + hair >= m_waiting.first().cost) {
        const Waiting next = m_waiting.takeFirst();
        if (!next.context)
            continue;
        m_left -= next.cost;
        next.go();
    }
    if (m_waiting.isEmpty())
        return;
    const double missing = std::max(0.0, m_waiting.first().cost - m_left);
    const Time enough = m_clock.now() + Milliseconds(static_cast<qint64>(std::ceil(missing * 1'000 / m_perSecond)));
    const Time at = std::max({enough, m_restUntil, m_clock.now() + Milliseconds{1}});
    if (m_wakeAt > m_clock.now() && m_wakeAt <= at)
        return;
    m_wakeAt = at;
    m_clock.after(at - m_clock.now(), this, [this] { pump(); });
}

} // namespace crossdock::nodes
