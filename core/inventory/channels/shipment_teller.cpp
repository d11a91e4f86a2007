#include "core/inventory/channels/shipment_teller.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

constexpr Milliseconds firstPause{2'000}, longestPause{300'000};

} // namespace

ShipmentTeller::ShipmentTeller(ChannelId channel, ChannelPort &port, Inventory &inventory, Clock &clock)
    : m_channel(std::move(channel))
    , m_port(port)
    , m_inventory(inventory)
    , m_clock(clock)
{
}

void ShipmentTeller::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    look();
}

void ShipmentTeller::look()
{
    m_isAsked = true;
    if (m_isBusy || m_isPaused)
        return;
    m_isBusy = true;
    m_isAsked = false;
    m_inventory.ask(query::Shipments{.channel = m_channel, .order = {}, .onlyWaiting = true, .limit = 1}, this, [this](const Result<query::Shipments::Answer> &waiting) {
        if (waiting && !waiting->isEmpty()) {
            tell(waiting->first());
        } else if (!waiting) {
            later(firstPause);
        } else {
            m_isBusy = false;
            if (m_isAsked)
                look();
        }
    });
}

void ShipmentTeller::tell(const Shipment &shipment)
{
    m_port.confirmShipment(shipment.parcel, [this, shipment](const Answer<QString> &answer) {
        if (answer || answer.error().kind == CallFailure::Kind::Rejected) {
            m_failures = 0;
            record(shipment, answer.has_value(), answer ? *answer : answer.error().words);
            return;
        }
        const Milliseconds pause = std::min(longestPause, firstPause * (1 << std::min(m_failures++, 10)));
        later(std::max(pause, answer.error().retryAfter));
    });
}

void ShipmentTeller::record(const Shipment &shipment, bool isTold, const QString &words)
{
    const Actor actor{Actor::Kind::Channel, m_channel.text()};
    QList<Request> requests{{{}, actor, {}, 0, command::RecordShipmentTold{shipment.id, isTold, words}}};
    if (!isTold)
        requests.append({{}, actor, {}, 0, command::PostNotice{u"task"_s, u"app"_s, u"me"_s, u"%1 does not know that order %2 was sent"_s.arg(m_channel.text(), shipment.order.text()), words}});
    m_inventory.performAll(std::move(requests), this, [this](const Result<QList<Entry>> &entries) {
        if (!entries) { // the disk does not take it: the channel is told again, which does it no harm
            later(firstPause);
            return;
        }
        m_isBusy = false;
        look();
    });
}

void ShipmentTeller::later(Milliseconds pause)
{
    m_clock.after(pause, this, [this] {
        m_isBusy = false;
        look();
    });
}

} // namespace crossdock::channels
