#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/inventory.h"
#include "core/inventory/environment.h"

#include <QSet>

namespace crossdock::app {

/// Sends the notices that leave the house: a JSON `{"text": …}` to the webhook of whoever is meant (Slack's incoming webhooks
/// and most others take that). Goes only to addresses that the seller gave; what gets no answer is tried again, with growing
/// pauses. Lives in the wires' thread.
class Messenger : public QObject
{
    Q_OBJECT

public:
    Messenger(Inventory &inventory, Clock &clock, http::Exchange &exchange)
        : m_inventory(inventory)
        , m_clock(clock)
        , m_exchange(exchange)
    {
    }

    void start(); ///< sends what waited while the program was off
    void take(const Notice &notice);

private:
    void send(const Notice &notice);
    void post(const Notice &notice, const QString &url);
    void settle(const Notice &notice, command::SettleNotice::What what, const QString &words);

    Inventory &m_inventory;
    Clock &m_clock;
    http::Exchange &m_exchange;
    QSet<qint64> m_underWay;
};

} // namespace crossdock::app
