#include "core/inventory/fulfilment/parcel.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {

bool Parcel::isOpen() const
{
    switch (state) {
    case State::Planned:
    case State::HandingOver:
    case State::AtNode:
    case State::PartlySent:
    case State::Cancelling:
        return true;
    case State::Sent:
    case State::Delivered:
    case State::Lost:
    case State::Refused:
    case State::Cancelled:
        return false;
    }
    Q_UNREACHABLE();
}

QString nameOf(Parcel::State state)
{
    using State = Parcel::State;
    switch (state) {
    case State::Planned:
        return u"planned"_s;
    case State::HandingOver:
        return u"being handed over"_s;
    case State::AtNode:
        return u"at the node"_s;
    case State::PartlySent:
        return u"partly sent"_s;
    case State::Sent:
        return u"sent"_s;
    case State::Delivered:
        return u"delivered"_s;
    case State::Lost:
        return u"lost at the node"_s;
    case State::Refused:
        return u"refused by the node"_s;
    case State::Cancelling:
        return u"being cancelled"_s;
    case State::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::fulfilment
