#include "core/inventory/channels/shipment_teller.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {

ShipmentTeller::ShipmentTeller(ChannelId channel, ChannelPort &port, Inventory &inventory, Clock &clock)
    : Teller(clock)
    , m_channel(std::move(channel))
    , m_port(port)
    , m_inventory(inventory)
{
}

void ShipmentTeller::tellNext()
{
    m_inventory.ask(query::Shipments{.channel = m_channel, .order = {}, .onlyWaiting = true, .limit = 1}, this, [this](const Result<query::Shipments::Answer> &waiting) {
        if (!waiting)
            endLater(firstPause);
        else if (waiting->isEmpty())
            endQuiet();
        else
            tell(waiting->first());
    });
}

void ShipmentTeller::tell(const Shipment &shipment)
{
    m_port.confirmShipment(shipment.parcel, [this, shipment](const Answer<QString> &answer) {
        if (!answer && answer.error().kind != CallFailure::Kind::Rejected)
            return endSilent(answer.error());
        heard();
        record(shipment, answer.has_value(), answer ? *answer : answer.error().words);
    });
}

void ShipmentTeller::record(const Shipment &shipment, bool isTold, const QString &words)
{
    const Actor actor{Actor::Kind::Channel, m_channel.text()};
    QList<Request> requests{{{}, actor, {}, 0, command::RecordShipmentTold{shipment.id, isTold, words}}};
    if (!isTold)
        requests.append({{}, actor, {}, 0, command::PostNotice{u"task"_s, u"app"_s, u"me"_s, u"%1 does not know that order %2 was sent"_s.arg(m_channel.text(), shipment.order.text()), words}});
    m_inventory.performAll(std::move(requests), this, [this](const Result<QList<Entry>> &entries) {
        if (entries)
            endSettled();
        else // the disk does not take it: the channel is told again, which does it no harm
            endLater(firstPause);
    });
}

} // namespace crossdock::channels
