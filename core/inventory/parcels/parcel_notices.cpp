#include "core/inventory/parcels/parcel_notices.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::parcels {
namespace {

using fulfilment::NodeParcel;
using fulfilment::NodeStatus;
using fulfilment::NodeStep;
using fulfilment::Parcel;

const QString orderTrouble = u"order"_s, unseenTrouble = u"unseen"_s, unmovedTrouble = u"unmoved"_s, strandedTrouble = u"stranded"_s;

QString troubleOf(const NodeParcel &box)
{
    return u"box "_s + box.id;
}

QString quoted(const QString &words)
{
    return words.isEmpty() ? u"it does not say why"_s : u"“%1”"_s.arg(words);
}

/// A box whose trouble is not that of its whole order, and that is not called back anyhow.
bool isApart(const NodeParcel &box, const Parcel &parcel, const NodeStatus &now)
{
    if (!parcel.isOpen())
        return box.hasLeft();
    return box.state != NodeParcel::State::Stuck || now.state != NodeStatus::State::Stuck;
}

/// It is still as the notice says.
bool isGoingOn(const QString &trouble, const Parcel &parcel, const NodeStatus &now)
{
    if (trouble == strandedTrouble)
        return true; // the node has no part in that
    if (trouble == unmovedTrouble)
        return false; // the node shows something new of it
    if (trouble == orderTrouble)
        return now.state == NodeStatus::State::Stuck && parcel.isOpen();
    return std::any_of(now.parcels.begin(), now.parcels.end(), [&](const NodeParcel &box) { return troubleOf(box) == trouble && isInTrouble(box); });
}

} // namespace

Result<bool> ParcelNotices::follow(audit::Draft &draft, const Parcel &parcel, LastLook &look, const std::optional<NodeStatus> &before)
{
    const QMap<QString, qint64> known = look.notices;
    for (const QString &trouble : known.keys())
        if (!isGoingOn(trouble, parcel, *look.status))
            CROSSDOCK_TRY(end(draft, look, trouble));
    const QString node = parcel.plan.node.text(), order = parcel.order.text();
    for (const NodeStep &step : stepsBetween(before, *look.status)) {
        if (step.kind == NodeStep::Kind::NeedsPerson && parcel.isOpen()) {
            const QString text = u"%1 has taken its part of order %2 and does not go on with it: %3. Put it right at %1, or take parcel %4 back (crossdock parcel recall %4): then it goes from elsewhere."_s;
            CROSSDOCK_TRY(tell(draft, look, orderTrouble, u"Order %1 is stuck at %2"_s.arg(order, node), text.arg(node, order, quoted(step.words), QString::number(parcel.id))));
        }
        if (step.kind == NodeStep::Kind::ParcelInTrouble && isApart(step.parcel, parcel, *look.status)) {
            const QString box = step.parcel.tracking.isEmpty() ? u"A box"_s : u"Box %1"_s.arg(step.parcel.tracking), state = nameOf(step.parcel.state);
            const QString text = u"%1 of order %2 comes from %3, which says: %4 (%5). Ask %3 or its carrier what becomes of it."_s;
            CROSSDOCK_TRY(tell(draft, look, troubleOf(step.parcel), u"%1 of order %2: %3"_s.arg(box, order, state), text.arg(box, order, node, quoted(step.words), state)));
        }
    }
    return look.notices != known;
}

Result<> ParcelNotices::tellUnseen(audit::Draft &draft, const Parcel &parcel, LastLook &look, Time since)
{
    const QString text = u"%1 had taken its part of order %2 (there: %3) and has not shown it since %4. Ask %1 what became of it. So that nothing is sent twice it goes from nowhere else by itself: "
                         "once you know that it does not leave there, take parcel %5 back (crossdock parcel recall %5)."_s;
    const QString name = parcel.ref.id.isEmpty() ? parcel.ref.key : parcel.ref.id;
    return tell(draft, look, unseenTrouble, u"%1 does not show order %2 any more"_s.arg(parcel.plan.node.text(), parcel.order.text()),
                text.arg(parcel.plan.node.text(), parcel.order.text(), name, toText(since), QString::number(parcel.id)));
}

Result<bool> ParcelNotices::tellUnmoved(audit::Draft &draft, const Parcel &parcel, LastLook &look, Time since)
{
    if (look.notices.contains(unmovedTrouble))
        return false;
    const QString node = parcel.plan.node.text(), order = parcel.order.text(), id = QString::number(parcel.id);
    const QString due = parcel.state == Parcel::State::Sent ? (parcel.plan.promisedBy ? u"was promised by "_s + parcel.plan.promisedBy->toString(Qt::ISODate) : u"should have arrived"_s)
        : parcel.plan.shipsOn.isValid()                     ? u"was to leave on "_s + parcel.plan.shipsOn.toString(Qt::ISODate)
                                                            : u"should have left"_s;
    const QString help = parcel.state == Parcel::State::Sent ? u"Ask %1 or its carrier what became of it."_s : u"Ask %1 what keeps it, or take parcel %2 back (crossdock parcel recall %2): then it goes from elsewhere."_s;
    const QString title = u"Parcel %1 at %2 has not moved since %3"_s.arg(id, node, toText(since));
    const QString text = u"The part of order %1 that %2 sends %3 (%4), and nothing of it has changed since %5. "_s.arg(order, node, due, nameOf(parcel.state), toText(since));
    return tell(draft, look, unmovedTrouble, title, text + (parcel.state == Parcel::State::Sent ? help.arg(node) : help.arg(node, id))).map([] { return true; });
}

Result<> ParcelNotices::endUnmoved(audit::Draft &draft, qint64 parcel)
{
    auto look = readLook(m_database, parcel);
    if (!look)
        return tl::make_unexpected(look.error());
    if (!look->notices.contains(unmovedTrouble))
        return {};
    CROSSDOCK_TRY(end(draft, *look, unmovedTrouble));
    return keepLook(m_database, parcel, *look);
}

Result<bool> ParcelNotices::tellStranded(audit::Draft &draft, const Parcel &parcel, LastLook &look, const QString &why)
{
    if (look.notices.contains(strandedTrouble))
        return false;
    const QString text = u"%1. No other node can send order %2 now: %3. It goes as soon as one can; else cancel it, or bring the units to another node."_s;
    return tell(draft, look, strandedTrouble, u"Order %1 can be sent from nowhere"_s.arg(parcel.order.text()), text.arg(fulfilment::givenUpOf({parcel}), parcel.order.text(), why)).map([] { return true; });
}

Result<> ParcelNotices::tell(audit::Draft &draft, LastLook &look, const QString &trouble, const QString &title, const QString &text)
{
    CROSSDOCK_TRY(end(draft, look, trouble)); // what was told of it before is not so any more
    const auto notice = m_notices.add(draft, {u"task"_s, u"app"_s, {}, title, text});
    if (!notice)
        return tl::make_unexpected(notice.error());
    draft.say(u"notice"_s, notice->notice);
    look.notices.insert(trouble, notice->notice);
    return {};
}

Result<> ParcelNotices::end(audit::Draft &draft, LastLook &look, const QString &trouble)
{
    const qint64 notice = look.notices.take(trouble);
    return notice == 0 ? Result<>() : m_notices.end(draft, notice);
}

Result<> ParcelNotices::endAll(audit::Draft &draft, LastLook &look)
{
    for (const QString &trouble : look.notices.keys())
        CROSSDOCK_TRY(end(draft, look, trouble));
    return {};
}

Result<QList<qint64>> ParcelNotices::strandedOf(qint64 sale)
{
    return m_database.select(u"SELECT id FROM parcel WHERE sale_id = ? AND state IN ('lost', 'refused') AND look LIKE '%\"stranded\":%' ORDER BY id"_s, {sale}, [](const store::Row &row) { return row.number(0); });
}

Result<> ParcelNotices::endStranded(audit::Draft &draft, qint64 sale)
{
    const auto parcels = strandedOf(sale);
    if (!parcels)
        return tl::make_unexpected(parcels.error());
    for (const qint64 parcel : *parcels) {
        auto look = readLook(m_database, parcel);
        if (!look)
            return tl::make_unexpected(look.error());
        CROSSDOCK_TRY(end(draft, *look, strandedTrouble));
        CROSSDOCK_TRY(keepLook(m_database, parcel, *look));
    }
    return {};
}

Result<> ParcelNotices::endStrandedIfNothingWaits(audit::Draft &draft, qint64 sale)
{
    const auto parcels = strandedOf(sale);
    if (!parcels || parcels->isEmpty())
        return parcels ? Result<>() : tl::make_unexpected(parcels.error());
    const auto waits = m_database.first(u"SELECT 1 FROM reservation r JOIN sale_line l ON l.id = r.line_id WHERE l.sale_id = ? AND r.reserved > 0"_s, {sale}, [](const store::Row &) { return true; });
    if (!waits)
        return tl::make_unexpected(waits.error());
    return *waits ? Result<>() : endStranded(draft, sale);
}

} // namespace crossdock::parcels
