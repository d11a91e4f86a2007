#include "core/inventory/channels/fences.h"

#include <QPointer>

namespace crossdock::channels {
namespace {

constexpr Milliseconds holds{2'000}; // orders of the last two seconds are as likely as those of the next call
constexpr Milliseconds apart = holds / 2; // one that takes longer than it holds is asked for again before it has passed
constexpr Milliseconds retry{5'000};
constexpr int mostUnderWay = 4;

} // namespace

Fences::Fences(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

std::optional<Time> Fences::want(bool newer)
{
    const Time now = m_clock.now();
    if (m_underWay >= mostUnderWay || (!newer && m_clearUntil > now + m_takes))
        return {};
    if (const Time next = std::max(m_nextAt, m_retryAt); now < next)
        return next;
    m_nextAt = now + apart;
    ++m_underWay;
    m_ask([this, self = QPointer<Fences>(this), now, reading = m_reading](bool isClear) {
        if (self)
            answered(now, reading, isClear);
    });
    return {};
}

void Fences::answered(Time askedAt, qint64 reading, bool isClear)
{
    const Time now = m_clock.now();
    --m_underWay;
    m_takes = now - askedAt;
    m_isInStep = m_isInStep || isClear;
    if (isClear)
        m_readUntil = std::max(m_readUntil, askedAt);
    if (!isClear)
        m_retryAt = now + retry;
    else if (reading == m_reading)
        m_clearUntil = std::max({m_clearUntil, askedAt + holds, now + holds / 2});
    Q_EMIT passed();
}

void Fences::startAnew()
{
    m_clearUntil = {};
    m_nextAt = {};
    ++m_reading;
}

} // namespace crossdock::channels
