#pragma once

#include "core/inventory/channels/teller.h"
#include "core/inventory/inventory.h"

namespace crossdock::channels {

/// Tells one channel of the parcels that left and of the orders that were cancelled here, until it knows them.
class OrderTeller : public Teller
{
    Q_OBJECT

public:
    OrderTeller(ChannelId channel, ChannelPort &port, Inventory &inventory, Clock &clock);

private:
    struct Answered {
        Command command; ///< that records it
        QString task; ///< for a person; empty: none
        QString words;
    };

    void tellNext() override;
    void tellNextCancellation();
    void tell(const Shipment &shipment);
    void tell(const Cancellation &cancellation);
    void cancel(const Cancellation &cancellation);
    void record(const Answered &answered);
    void answered(const Cancellation &cancellation, bool isTold, const QString &words);

    ChannelId m_channel;
    ChannelPort &m_port;
    Inventory &m_inventory;
};

} // namespace crossdock::channels
