#include "core/inventory/fulfilment/node_answers.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {

bool NodeParcel::hasLeft() const
{
    switch (state) {
    case State::Preparing:
    case State::Stuck:
    case State::Cancelled:
    case State::Unknown:
        return false;
    case State::Sent:
    case State::OnTheWay:
    case State::OutForDelivery:
    case State::Delivered:
    case State::Late:
    case State::AtPickup:
    case State::ComingBack:
    case State::CameBack:
    case State::Undeliverable:
        return true;
    }
    return false;
}

bool NodeStatus::isFinal() const
{
    switch (state) {
    case State::Sent:
    case State::PartlyLost:
    case State::Cancelled:
    case State::Lost:
        return true;
    case State::Taken:
    case State::Held:
    case State::Working:
    case State::PartlySent:
    case State::Cancelling:
    case State::Stuck:
        return false;
    }
    return false;
}

Quantity NodeStatus::unitsGone() const
{
    Quantity sum = 0;
    for (const NodeParcel &parcel : parcels) {
        if (!parcel.hasLeft())
            continue;
        for (const NodeUnits &units : parcel.units)
            sum += units.quantity;
    }
    return sum;
}

Quantity NodeStatus::unitsLost() const
{
    Quantity sum = 0;
    for (const Line &line : lines)
        sum += line.cancelled + line.lost;
    return sum;
}

QString nameOf(NodeStatus::State state)
{
    using State = NodeStatus::State;
    switch (state) {
    case State::Taken:
        return u"taken"_s;
    case State::Held:
        return u"held"_s;
    case State::Working:
        return u"being packed"_s;
    case State::PartlySent:
        return u"partly sent"_s;
    case State::Sent:
        return u"sent"_s;
    case State::PartlyLost:
        return u"sent in part, the rest never comes"_s;
    case State::Cancelling:
        return u"being cancelled"_s;
    case State::Cancelled:
        return u"cancelled"_s;
    case State::Lost:
        return u"cannot be sent from there"_s;
    case State::Stuck:
        return u"needs somebody at the node"_s;
    }
    return {};
}

QString nameOf(NodeParcel::State state)
{
    using State = NodeParcel::State;
    switch (state) {
    case State::Preparing:
        return u"being packed"_s;
    case State::Sent:
        return u"sent"_s;
    case State::OnTheWay:
        return u"on the way"_s;
    case State::OutForDelivery:
        return u"out for delivery"_s;
    case State::Delivered:
        return u"delivered"_s;
    case State::Late:
        return u"late"_s;
    case State::AtPickup:
        return u"waits to be picked up"_s;
    case State::ComingBack:
        return u"coming back"_s;
    case State::CameBack:
        return u"came back"_s;
    case State::Undeliverable:
        return u"cannot be delivered"_s;
    case State::Stuck:
        return u"needs somebody at the node"_s;
    case State::Cancelled:
        return u"cancelled"_s;
    case State::Unknown:
        return u"not known"_s;
    }
    return {};
}

} // namespace crossdock::fulfilment
