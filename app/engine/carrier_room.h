#pragma once

#include "core/connectors/carriers/carrier_wire.h"
#include "core/inventory/environment.h"

#include <map>
#include <vector>

namespace crossdock::app {

/// The kinds of carriers that can be asked live, by name.
QList<carriers::CarrierWire> carrierWires();

/// Checks kind, address and required fields. InvalidInput names what is missing or wrong.
Result<> checkCarrier(const carriers::Account &account);

/// The live carriers, in the thread of the network. A carrier's port stays between questions: it keeps its token.
class CarrierRoom : public QObject
{
public:
    using Done = std::function<void(QList<rates::Rated>)>;
    using Heard = std::function<void(qsizetype shipment, const QString &carrier, const rates::Rated &answer)>;

    CarrierRoom(http::Exchange &exchange, Clock &clock)
        : m_exchange(exchange)
        , m_clock(clock)
    {
    }

    /// Asks every account for every shipment, side by side. One answer for each shipment; `heard` is told each as it comes.
    void quote(const QList<carriers::Account> &accounts, const QList<rates::Shipment> &shipments, Milliseconds deadline, Done done, Heard heard = {});

    fulfilment::CarrierPort *port(const carriers::Account &account); ///< nullptr: this program does not know the kind. Lives as long as the room.

private:
    struct Kept {
        carriers::Account account;
        std::unique_ptr<fulfilment::CarrierPort> port;
    };

    http::Exchange &m_exchange;
    Clock &m_clock;
    std::map<QString, Kept> m_ports;
    std::vector<Kept> m_retired; ///< of accounts that were changed: an answer may still be on its way to them
};

} // namespace crossdock::app
