#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/values/result.h"

namespace crossdock::sandbox {

/// How often the world misbehaves: probabilities from 0 (never) to 1 (always), each on its own, changeable at any time.
struct Faults {
    double late = 0; ///< an event comes 5 to 120 seconds late
    double lost = 0; ///< an event never comes (the catch-up query still finds it)
    double doubled = 0; ///< an event comes twice
    double reordered = 0; ///< an event comes after the next one
    double throttled = 0; ///< a request is refused with the channel's own "too many requests"
    double errors = 0; ///< a request is answered 500, 502 or 503 and has no effect
    double timeouts = 0; ///< a request gets no answer: half of these before its effect, half after it
    double partial = 0; ///< half of a batch is refused, in the channel's own form

    friend bool operator==(const Faults &, const Faults &) = default;

    /// "late,lost=0.2,throttled": names with or without a probability (0.05 where none is given). "all" switches on
    /// everything, an empty text nothing.
    static Result<Faults> parse(QStringView list);
};

/// What happens to one request.
enum class RequestFault { None, Throttled, Broken, SilentBefore, SilentAfter };

/// Throws the dice of the faults. Takes one number from the generator per question, whatever the faults are, so that
/// switching one of them on moves nothing else.
class Chance
{
public:
    Chance(Random &random, const Faults &faults)
        : m_random(random)
        , m_faults(faults)
    {
    }
    RequestFault ofRequest();
    bool happens(double Faults::*which) { return m_random.unit() < m_faults.*which; }
    Random &random() { return m_random; }

private:
    Random &m_random;
    const Faults &m_faults; // the world's own, so that a change is felt at once
};

} // namespace crossdock::sandbox
