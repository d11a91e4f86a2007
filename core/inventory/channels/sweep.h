#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"

namespace crossdock::channels {

/// Reads what a channel shows, and tells the ledger where that is not what we believe. Now and then for all listings: finds what
/// somebody typed on the channel's own site when the message about it was lost. Soon for pushes that the channel accepted and
/// did not confirm. Lives in its port's thread.
class Sweep : public QObject
{
    Q_OBJECT

public:
    Sweep(const ChannelId &channel, ChannelPort &port, Inventory &inventory, Clock &clock, QObject *parent = nullptr);

    void start(Milliseconds every); ///< the first reading begins a minute from now
    void stop();

private:
    void schedule();
    void begin();
    void readNext();
    void end();
    void compare(const QList<query::Listings::Item> &items, const QHash<QString, Quantity> &shown, Time askedAt);

    ChannelId m_channel;
    ChannelPort &m_port;
    Inventory &m_inventory;
    Clock &m_clock;
    Milliseconds m_every{};
    Time m_allAt{}; ///< when all listings are due
    bool m_isOfAll = false; ///< the reading under way
    QList<query::Listings::Item> m_left; ///< of the reading under way
    int m_run = 0; ///< grows with every start and stop: what an older one asked for is dropped
};

} // namespace crossdock::channels
