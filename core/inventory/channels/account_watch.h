#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/inventory.h"

namespace crossdock::channels {

/// Asks a marketplace how the seller's account does: soon after the start, then once a day, and when it says that something
/// changed. Behind everything else. Lives in its port's thread.
class AccountWatch : public QObject
{
public:
    AccountWatch(const ChannelId &channel, ChannelPort &port, Inventory &inventory, Clock &clock, QObject *parent = nullptr);

    void start();
    void stop();
    void lookSoon(); ///< its status changed

    const QString &lastError() const { return m_lastError; }
    Time lastErrorAt() const { return m_lastErrorAt; }

private:
    void schedule(Milliseconds pause);
    void look();

    ChannelId m_channel;
    ChannelPort &m_port;
    Inventory &m_inventory;
    Clock &m_clock;
    int m_run = 0; ///< grows with every start, stop and appointment: an older one is dropped
    bool m_isRunning = false, m_isLooking = false;
    QString m_lastError;
    Time m_lastErrorAt{};
};

} // namespace crossdock::channels
