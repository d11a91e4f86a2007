#include "core/inventory/channels/teller.h"

#include <algorithm>

namespace crossdock::channels {

void Teller::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    look();
}

void Teller::look()
{
    m_isAsked = true;
    if (m_isBusy || m_isPaused)
        return;
    m_isBusy = true;
    m_isAsked = false;
    tellNext();
}

void Teller::endQuiet()
{
    m_isBusy = false;
    if (m_isAsked)
        look();
}

void Teller::endSettled()
{
    m_isBusy = false;
    look();
}

void Teller::endSilent(const CallFailure &failure)
{
    const Milliseconds pause = std::min(longestPause, firstPause * (1 << std::min(m_failures++, 10)));
    endLater(std::max(pause, failure.retryAfter));
}

void Teller::endLater(Milliseconds pause)
{
    m_clock.after(pause, this, [this] { endSettled(); });
}

} // namespace crossdock::channels
