#pragma once

namespace crossdock {

/// Faults that the simulation must be able to find. Built in only with CROSSDOCK_PLANTED_BUGS (the simulation's own copy
/// of the core); everywhere else planted() is false at compile time and nothing of them remains.
enum class Bug {
    None,
    NoDedupe, ///< a message that came twice is booked twice
    Echo, ///< the selling channel is told about its own sale
    AcknowledgeBeforeCommit, ///< the channel hears 200 before the order is on the disk
    LostOutbox, ///< what was not acknowledged before a crash is not sent after it
    KitCountedOnce, ///< a kit reserves one of each component whatever it needs
    IgnoreStale, ///< an older revision of an order overwrites a newer one
    BlindUpward, ///< an upward push does not look for orders in flight
    PartialTaken, ///< a refused row of a batch counts as acknowledged
    OverwriteForgotten, ///< a sale that our push overwrote counts as taken off by the channel
    NoCatchUp, ///< lost events are never looked for
};

#ifdef CROSSDOCK_PLANTED_BUGS
extern Bug plantedBug; ///< set by the simulation before a run
inline bool planted(Bug bug) { return plantedBug == bug; }
#else
constexpr bool planted(Bug) { return false; }
#endif

} // namespace crossdock
