#pragma once

#include "core/inventory/channels/channel_port.h"
#include "core/inventory/environment.h"

namespace crossdock::channels {

/// Tells one channel what waits for it in the store, the oldest first and one thing at a time, until it has answered: a silent channel is
/// asked again, and what waited when the program ended is told after the start. Lives in the thread of the port.
class Teller : public QObject
{
public:
    explicit Teller(Clock &clock)
        : m_clock(clock)
    {
    }

    void look(); ///< something may be waiting
    void setPaused(bool isPaused);
    bool isQuiet() const { return !m_isBusy; }

protected:
    static constexpr Milliseconds firstPause{2'000}, longestPause{300'000};

    /// Reads the oldest thing that waits and tells it; ends with one of the four below.
    virtual void tellNext() = 0;
    void endQuiet(); ///< nothing waits
    void endSettled(); ///< its answer is in the store
    void endSilent(const CallFailure &failure); ///< it is told again, after a growing pause
    void endLater(Milliseconds pause); ///< the store does not answer
    void heard() { m_failures = 0; }

private:
    Clock &m_clock;
    bool m_isBusy = false, m_isPaused = false, m_isAsked = false;
    int m_failures = 0; ///< in a row
};

} // namespace crossdock::channels
