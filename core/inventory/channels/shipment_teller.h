#pragma once

#include "core/inventory/channels/teller.h"
#include "core/inventory/inventory.h"

namespace crossdock::channels {

/// Tells one channel of the parcels that left, until it knows them.
class ShipmentTeller : public Teller
{
    Q_OBJECT

public:
    ShipmentTeller(ChannelId channel, ChannelPort &port, Inventory &inventory, Clock &clock);

private:
    void tellNext() override;
    void tell(const Shipment &shipment);
    void record(const Shipment &shipment, bool isTold, const QString &words);

    ChannelId m_channel;
    ChannelPort &m_port;
    Inventory &m_inventory;
};

} // namespace crossdock::channels
