#pragma once

#include "core/sandbox/world.h"

namespace crossdock::sandbox {

/// The people who buy: a Poisson stream of orders over channels and items, some of them paid later, changed, cancelled or
/// refunded. Most want what is popular (Zipf), one piece of it; they can only buy what the channel shows.
class Buyers
{
public:
    Buyers(World &world, Clock &clock, quint64 seed);

    void start();
    void stop();
    void rateChanged();
    Buyer someone(); ///< a synthetic person; the address does not exist

private:
    void comeAgain();
    void buy();
    void reconsider(const QString &channel, const QString &order);
    void editOnSite();
    qsizetype popular(qsizetype count);
    void later(qint64 fromMs, qint64 toMs, std::function<void()> action);

    World &m_world;
    Clock &m_clock;
    SeededRandom m_random;
    QStringList m_channels;
    bool m_isRunning = false;
    quint64 m_generation = 0; // makes the timers of an earlier rate harmless
    QObject m_life;
};

} // namespace crossdock::sandbox
