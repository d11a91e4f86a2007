#include "core/inventory/fulfilment/parcel_pace.h"
#include "core/inventory/parcels/node_parcels.h"

using namespace Qt::Literals::StringLiterals;

/// What becomes of parcels that a node does not show any more, or that stand still there.
namespace crossdock::parcels {

using fulfilment::Parcel;

Result<> NodeParcels::record(audit::Draft &draft, const command::RecordUnseen &command)
{
    auto row = parcel(command.parcel);
    if (!row)
        return tl::make_unexpected(row.error());
    Parcel &parcel = row->parcel;
    if (parcel.isUnseen || (parcel.state != Parcel::State::AtNode && parcel.state != Parcel::State::PartlySent))
        return {};
    auto look = readLook(m_database, parcel.id);
    if (!look)
        return tl::make_unexpected(look.error());
    parcel.isUnseen = look->isUnseen = true;
    parcel.words = u"the node does not show it any more"_s;
    CROSSDOCK_TRY(m_notices.tellUnseen(draft, parcel, *look, command.since));
    CROSSDOCK_TRY(keepLook(m_database, parcel.id, *look));
    draft.say(u"since"_s, toText(command.since));
    draft.setWhat(u"parcel.unseen"_s);
    return finish(draft, *row);
}

Result<> NodeParcels::record(audit::Draft &draft, const command::RecordUnmoved &command)
{
    const auto row = parcel(command.parcel);
    auto look = row ? readLook(m_database, row->parcel.id) : tl::make_unexpected(row.error());
    if (!look)
        return tl::make_unexpected(look.error());
    const Parcel &parcel = row->parcel;
    const Time since = std::max(parcel.changedAt, look->movedAt.value_or(parcel.changedAt));
    const bool isWaitedFor = parcel.state == Parcel::State::AtNode || parcel.state == Parcel::State::PartlySent || parcel.state == Parcel::State::Sent;
    if (!isWaitedFor || parcel.isUnseen || draft.at() - since < fulfilment::longestStand)
        return {};
    const auto isTold = m_notices.tellUnmoved(draft, parcel, *look, since);
    if (!isTold || !*isTold)
        return isTold.map([](bool) {});
    CROSSDOCK_TRY(keepLook(m_database, parcel.id, *look));
    draft.about(parcel.order);
    draft.about(parcel.plan.node);
    draft.say(u"parcel"_s, parcel.id);
    draft.say(u"state"_s, nameOf(parcel.state));
    draft.say(u"since"_s, toText(since));
    draft.setWhat(u"parcel.stuck"_s);
    draft.touchSale(row->sale);
    return {};
}

} // namespace crossdock::parcels
