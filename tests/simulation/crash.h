#pragma once

#include "core/inventory/environment.h"

#include <utility>

namespace crossdock::simulation {

/// Thrown where the engine touches the world around it: nothing of it goes on. Only the simulation throws, and catches it.
struct Crash {
};

/// Counts how often the engine touches its surroundings and lets it die at the n-th time.
class Fate
{
public:
    void dieAfter(int touches)
    {
        m_left = touches;
        m_isDue = false;
    }
    bool isDoomed() const { return m_left > 0 || m_isDue; }
    bool isDue() const { return m_isDue; }
    /// Counts, and dies at the next touch() or at the end of the step.
    void count()
    {
        if (m_left > 0 && --m_left == 0)
            m_isDue = true;
    }
    void touch()
    {
        count();
        if (std::exchange(m_isDue, false))
            throw Crash{};
    }

private:
    int m_left = 0; ///< 0: lives on
    bool m_isDue = false;
};

/// The clock as the engine sees it. Whoever asks it for the time does so in the middle of braces, where g++ 12 cleans up twice
/// when something is thrown: death waits for the next timer or request.
class MortalClock : public Clock
{
public:
    MortalClock(Clock &clock, Fate &fate)
        : m_clock(clock)
        , m_fate(fate)
    {
    }
    Time now() const override
    {
        m_fate.count();
        return m_clock.now();
    }
    void after(Milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_fate.touch();
        m_clock.after(delay, context, std::move(action));
    }

private:
    Clock &m_clock;
    Fate &m_fate;
};

} // namespace crossdock::simulation
