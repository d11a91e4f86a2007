#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"

namespace crossdock::channels {

/// Finds orders that hold units here and that their channel has no more: somebody deleted them for good while nobody listened, and
/// no reading of orders tells. Asks soon after the start and then once a day, for all of them; only when the channel has
/// answered for each are the missing ones cancelled. Lives in its port's thread.
class MissingOrders : public QObject
{
    Q_OBJECT

public:
    MissingOrders(const ChannelId &channel, ChannelPort &port, Inventory &inventory, Clock &clock, QObject *parent = nullptr);

    void start();
    void stop();

    const QString &lastError() const { return m_lastError; }
    Time lastErrorAt() const { return m_lastErrorAt; }

private:
    void schedule(Milliseconds pause);
    void begin();
    void gather(Time before, int offset);
    void askNext();
    void judge();
    void cancel(const OrderRow &order);
    void putOff(const QString &words);

    ChannelId m_channel;
    ChannelPort &m_port;
    Inventory &m_inventory;
    Clock &m_clock;
    QList<OrderRow> m_all; ///< of the search under way
    qsizetype m_asked = 0; ///< of them, those that the channel answered for
    QSet<QString> m_missing;
    int m_run = 0; ///< grows with every start and stop: what an older one asked for is dropped
    QString m_lastError;
    Time m_lastErrorAt{};
};

} // namespace crossdock::channels
