#include "core/inventory/channels/after_sale.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {

QString nameOf(Return::State state)
{
    switch (state) {
    case Return::State::Requested: return u"requested"_s;
    case Return::State::Approved: return u"approved"_s;
    case Return::State::Received: return u"received"_s;
    case Return::State::Rejected: return u"rejected"_s;
    case Return::State::Cancelled: return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

Return::State returnStateFrom(const QString &name)
{
    using State = Return::State;
    constexpr std::array all = {State::Requested, State::Approved, State::Received, State::Rejected, State::Cancelled};
    const auto found = std::find_if(all.begin(), all.end(), [&](State state) { return nameOf(state) == name; });
    Q_ASSERT(found != all.end());
    return *found;
}

} // namespace crossdock::channels
