#pragma once

#include "core/inventory/values/time.h"

#include <QtGlobal>

namespace crossdock::sandbox {

/// So many calls a second, with a reserve for bursts.
class TokenBucket
{
public:
    TokenBucket(double perSecond, double burst)
        : m_perSecond(perSecond)
        , m_burst(burst)
        , m_tokens(burst)
    {
    }

    double perSecond() const { return m_perSecond; }
    double burst() const { return m_burst; }
    double available(Time now)
    {
        const double seconds = std::chrono::duration<double>(now - m_at).count();
        m_tokens = qMin(m_burst, m_tokens + qMax(0.0, seconds) * m_perSecond);
        m_at = now;
        return m_tokens;
    }
    /// Takes `cost`, or nothing at all if there is not that much.
    bool take(Time now, double cost = 1.0)
    {
        constexpr double hair = 1e-9; // sums of fractions fall short by less than this
        if (available(now) + hair < cost)
            return false;
        m_tokens -= cost;
        return true;
    }

private:
    double m_perSecond;
    double m_burst;
    double m_tokens;
    Time m_at{};
};

} // namespace crossdock::sandbox
