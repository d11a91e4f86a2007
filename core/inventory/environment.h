#pragma once

#include "core/inventory/values/time.h"

#include <QObject>
#include <functional>

namespace crossdock {

/// The time and everything that waits for it. Real in the program, simulated in tests: no part of the core or of
/// a lane starts a timer or reads the time by any other way.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;

    /// Runs `action` once, in the calling thread, `delay` from now (0: as soon as the thread is idle), unless
    /// `context` is gone by then. Actions due at the same time run in the order in which they were asked for.
    virtual void after(Milliseconds delay, QObject *context, std::function<void()> action) = 0;
};

/// Random bits. Seeded in tests.
class Random
{
public:
    virtual ~Random() = default;
    virtual quint64 next() = 0;

    /// A number from 0 (included) to `bound` (excluded).
    quint64 below(quint64 bound) { return bound == 0 ? 0 : next() % bound; }
    /// A number from 0 (included) to 1 (excluded).
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
};

/// The system's clock and Qt's timers. Thread-safe.
class SystemClock : public Clock
{
public:
    Time now() const override;
    void after(Milliseconds delay, QObject *context, std::function<void()> action) override;
};

/// The system's generator. Thread-safe.
class SystemRandom : public Random
{
public:
    quint64 next() override;
};

/// SplitMix64: the same numbers from the same seed, on every machine.
class SeededRandom : public Random
{
public:
    explicit SeededRandom(quint64 seed)
        : m_state(seed)
    {
    }
    quint64 next() override;

private:
    quint64 m_state;
};

} // namespace crossdock
