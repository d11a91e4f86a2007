#pragma once

#include <QElapsedTimer>
#include <algorithm>

namespace crossdock::http
{

/// So many a second, and as many at once after a quiet second.
class TokenBucket
{
public:
    explicit TokenBucket(double perSecond)
        : m_perSecond(perSecond)
        , m_tokens(perSecond)
    {
        m_since.start();
    }

    /// Takes one token, if there is one.
    bool take()
    {
        refill();
        if (m_tokens < 1.0)
            return false;
        m_tokens -= 1.0;
        return true;
    }

    /// Whether it would behave the same if it were made anew.
    bool isFull()
    {
        refill();
        return m_tokens >= m_perSecond;
    }

private:
    void refill()
    {
        const double seconds = static_cast<double>(m_since.nsecsElapsed()) / 1e9;
        m_since.restart();
        m_tokens = std::min(m_perSecond, m_tokens + seconds * m_perSecond);
    }

    double m_perSecond;
    double m_tokens;
    QElapsedTimer m_since;
};

} // namespace crossdock::http
