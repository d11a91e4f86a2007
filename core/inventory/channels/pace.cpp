#include "core/inventory/channels/pace.h"

#include <algorithm>

namespace crossdock::channels {

Milliseconds Pace::take(const Traits &traits, Time now, int kept)
{
    if (m_calls < 0)
        m_calls = traits.burst;
    else
        m_calls = std::min<double>(traits.burst, m_calls + traits.callsPerSecond * static_cast<double>((now - m_at).count()) / 1000.0);
    m_at = now;
    const int needed = std::max(1, std::min(1 + kept, traits.burst));
    if (m_calls < needed)
        return Milliseconds(1 + static_cast<qint64>((needed - m_calls) * 1000.0 / traits.callsPerSecond));
    m_calls -= 1;
    return Milliseconds::zero();
}

} // namespace crossdock::channels
