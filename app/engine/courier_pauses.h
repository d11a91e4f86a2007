#pragma once

#include "core/inventory/fulfilment/node_port.h"

/// How long a courier of a node of others waits for what.
namespace crossdock::app {

inline constexpr Milliseconds usualLook{5 * 60'000}; // of what the node has: its limits stand many of these
inline constexpr Milliseconds quietLook{60 * 60'000}; // of what is on the road
inline constexpr Milliseconds hintPause{1'500}; // several messages of one event are one look
inline constexpr Milliseconds silenceNews{30 * 60'000};
inline constexpr Milliseconds lateToBeSeen{60 * 60'000}; // what a node said that it did not have may turn up there
inline constexpr Milliseconds retryPause{60'000}; // a node that does not answer
inline constexpr Milliseconds roadEnds{30LL * 86'400'000}; // nobody waits longer for a parcel's delivery
inline constexpr Milliseconds unseenNews{30 * 60'000}; // a node that is being mended may show nothing for a while
inline constexpr Milliseconds stuckNews{6LL * 3'600'000}; // what does not move is looked into no more often
inline constexpr int unseenLooks = 3; // in a row, and over that time

/// The node may answer otherwise when it is asked again.
inline bool mayPass(const channels::CallFailure &why)
{
    using Kind = channels::CallFailure::Kind;
    return why.mayHaveHappened || why.kind == Kind::Unreachable || why.kind == Kind::RateLimited || why.kind == Kind::Unauthorized;
}

} // namespace crossdock::app
