#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"

namespace crossdock::channels {

/// Tells one channel of the parcels that left, the oldest first and one at a time, until it knows them: a silent channel is asked again, and
/// what waited when the program ended is told after the start. Lives in the thread of the port.
class ShipmentTeller : public QObject
{
    Q_OBJECT

public:
    ShipmentTeller(ChannelId channel, ChannelPort &port, Inventory &inventory, Clock &clock);

    void look(); ///< something may be waiting
    void setPaused(bool isPaused);
    bool isQuiet() const { return !m_isBusy; }

private:
    void tell(const Shipment &shipment);
    void record(const Shipment &shipment, bool isTold, const QString &words);
    void later(Milliseconds pause);

    ChannelId m_channel;
    ChannelPort &m_port;
    Inventory &m_inventory;
    Clock &m_clock;
    bool m_isBusy = false, m_isPaused = false, m_isAsked = false;
    int m_failures = 0; ///< in a row
};

} // namespace crossdock::channels
