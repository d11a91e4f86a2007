#pragma once

#include "core/inventory/environment.h"

#include <QPointer>
#include <map>

namespace crossdock::tests {

/// Virtual time: runs what is due, in order of time and then of asking, as fast as it can.
class SimClock : public Clock
{
public:
    explicit SimClock(Time start = fromMs(1'790'000'000'000))
        : m_now(start)
    {
    }

    Time now() const override { return m_now; }
    void after(Milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_timers.emplace(m_now + std::max(delay, Milliseconds::zero()), Timer{context, std::move(action)});
    }

    /// Runs the next timer if it is due by `end`. Answers whether there was one.
    bool step(Time end)
    {
        while (!m_timers.empty() && m_timers.begin()->first <= end) {
            const auto due = m_timers.extract(m_timers.begin());
            if (!due.mapped().context)
                continue;
            m_now = due.key();
            due.mapped().action();
            return true;
        }
        return false;
    }
    /// Runs everything that is due within `span`, then stands at its end.
    void pass(Milliseconds span)
    {
        const Time end = m_now + span;
        while (step(end)) { }
        m_now = end;
    }
    void settle() { pass(Milliseconds::zero()); } ///< what is due now

private:
    struct Timer {
        QPointer<QObject> context;
        std::function<void()> action;
    };
    Time m_now;
    std::multimap<Time, Timer> m_timers;
};

} // namespace crossdock::tests
