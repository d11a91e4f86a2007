#include "core/inventory/channels/pace.h"

#include <algorithm>

namespace crossdock::channels {

Milliseconds Pace::take(const Traits &traits, Time now)
{
    if (m_calls < 0)
        m_calls = traits.burst;
    else
        m_calls = std::min<double>(traits.burst, m_calls + traits.callsPerSecond * static_cast<double>((now - m_at).count()) / 1000.0);
    m_at = now;
    if (m_calls < 1)
        return Milliseconds(1 + static_cast<qint64>((1 - m_calls) * 1000.0 / traits.callsPerSecond));
    m_calls -= 1;
    return Milliseconds::zero();
}

} // namespace crossdock::channels
