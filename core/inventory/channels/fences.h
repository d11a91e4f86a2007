#pragma once

#include "core/inventory/environment.h"

#include <QObject>

namespace crossdock::channels {

/// Whether an order that nobody has read may be in flight: then nothing goes to the channel that could wipe it out. A fence
/// finds every order placed before it was asked for, and holds for a moment after. Lives in its lane's thread.
class Fences : public QObject
{
    Q_OBJECT

public:
    /// Finds every order placed before the call; `done(false)`: could not be told.
    using Ask = std::function<void(std::function<void(bool isClear)> done)>;

    Fences(Clock &clock, QObject *parent);

    void setAsk(Ask ask) { m_ask = std::move(ask); }
    bool isThere() const { return m_ask != nullptr; }

    bool isClear() const { return m_clock.now() < m_clearUntil; }
    bool isInStep() const { return m_isInStep; } ///< the orders that came while nobody listened are read
    void loseStep() { m_isInStep = false; }

    Time readUntil() const { return m_readUntil; } ///< every order placed before that is in the ledger

    /// Asks for the next fence in time; for a `newer` one also while the last one holds. Answers when to say so again, if it
    /// is too early for that.
    std::optional<Time> want(bool newer = false);

    /// What the channel shows was read now: a fence asked for before does not hold for it.
    void startAnew();

Q_SIGNALS:
    void passed(); ///< or not; either way something may have changed

private:
    void answered(Time askedAt, qint64 reading, bool isClear);

    Clock &m_clock;
    Ask m_ask;
    Time m_clearUntil{}, m_readUntil{}, m_nextAt{}, m_retryAt{};
    Milliseconds m_takes{}; ///< the last one
    qint64 m_reading = 0;
    int m_underWay = 0;
    bool m_isInStep = false; ///< until then what we believe is old
};

} // namespace crossdock::channels
