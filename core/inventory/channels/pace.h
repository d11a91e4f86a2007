#pragma once

#include "core/inventory/channels/channel_port.h"

namespace crossdock::channels {

/// A bucket of calls that fills as fast as the channel allows, and starts full.
class Pace
{
public:
    /// Takes a call; or answers how long to wait for the next one. `kept` calls stay in the bucket, as far as it holds so many.
    Milliseconds take(const Traits &traits, Time now, int kept = 0);

private:
    double m_calls = -1; ///< negative: full
    Time m_at{};
};

} // namespace crossdock::channels
