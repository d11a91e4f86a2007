#pragma once

#include "core/inventory/channels/channel_port.h"

namespace crossdock::channels {

/// A bucket of calls that fills as fast as the channel allows, and starts full.
class Pace
{
public:
    /// Takes a call; or answers how long to wait for the next one.
    Milliseconds take(const Traits &traits, Time now);

private:
    double m_calls = -1; ///< negative: full
    Time m_at{};
};

} // namespace crossdock::channels
