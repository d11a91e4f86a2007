#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"

namespace crossdock::channels {

/// Reads what a channel shows, and tells the ledger where that is not what we believe. Now and then for all listings: finds what
/// somebody typed on the channel's own site when the message about it was lost. Before those, and soon, for pushes that the channel
/// accepted and did not confirm, the oldest first: of a push that changes nothing no channel tells. Lives in its port's thread.
class Sweep : public QObject
{
    Q_OBJECT

public:
    Sweep(const ChannelId &channel, ChannelPort &port, Inventory &inventory, Clock &clock, QObject *parent = nullptr);

    void start(Milliseconds every); ///< the first reading begins a minute from now
    void stop();

private:
    using Items = QList<query::Listings::Item>;

    void goOn();
    void goOnAfter(Milliseconds rest);
    void askUnconfirmed();
    void askAll();
    void readOfAll();
    void ask(bool onlyUnconfirmed, std::function<void(const Items &)> take);
    void read(Items &from, Milliseconds rest);
    void compare(const Items &items, const QHash<QString, Quantity> &shown, Time askedAt);

    ChannelId m_channel;
    ChannelPort &m_port;
    Inventory &m_inventory;
    Clock &m_clock;
    Milliseconds m_every{};
    Time m_lookAt{}; ///< when to look again for what is not confirmed
    Time m_allAt{}; ///< when all listings are due
    Items m_unconfirmed, m_all; ///< yet to be read
    int m_run = 0; ///< grows with every start and stop: what an older one asked for is dropped
};

} // namespace crossdock::channels
