#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"

namespace crossdock::channels {

/// Takes what a channel tells of its market into the ledger, behind everything else: of each listing the newest, some listings
/// at a time, with rests between. However much of it comes, orders and stock do not wait. Lives in its port's thread.
class MarketIntake : public QObject
{
public:
    MarketIntake(const ChannelId &channel, Inventory &inventory, Clock &clock, QObject *parent);

    using Taken = std::function<void(Result<>)>;
    void take(const MarketSeen &seen, Taken done); ///< `done` once it, or what is newer, is on the disk
    void take(const StandingSeen &seen, Taken done);

private:
    template <class Seen>
    struct Waiting {
        Seen seen;
        QList<Taken> done;
    };
    template <class Seen>
    void keep(QHash<QString, Waiting<Seen>> &waiting, const Seen &seen, Taken done);
    void recordSoon();
    void record();

    ChannelId m_channel;
    Inventory &m_inventory;
    Clock &m_clock;
    QHash<QString, Waiting<MarketSeen>> m_offers; ///< by listing
    QHash<QString, Waiting<StandingSeen>> m_standings;
    bool m_isDue = false;
};

} // namespace crossdock::channels
