#include "core/inventory/parcels/node_parcels.h"

#include "core/inventory/audit/trail.h"
#include "core/inventory/fulfilment/node_lines.h"
#include "core/inventory/fulfilment/node_steps.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::parcels {
namespace {

using fulfilment::NodeParcel;
using fulfilment::NodeStatus;
using fulfilment::NodeStep;
using fulfilment::Parcel;
using orders::Reservations;
using orders::Sale;

/// Ours for the node, for good: the same parcel has the same key, no other one ever has it, and people find the order by it.
QString keyOf(const ParcelRow &row, Time at)
{
    constexpr qsizetype mostOfNumber = 20, mostOfHash = 12;
    QString number;
    for (const QChar c : row.parcel.order.number)
        if (c.isLetterOrNumber() && c.unicode() < 128)
            number += c;
    const QByteArray what = row.parcel.order.text().toUtf8() + '\n' + QByteArray::number(row.parcel.id) + '\n' + QByteArray::number(toMs(at));
    return number.right(mostOfNumber) + u'-' + QString::fromLatin1(audit::hashOf(what).first(mostOfHash));
}

Quantity unitsLeft(const ParcelRow &row)
{
    Quantity units = 0;
    for (const ParcelRow::Line &line : row.lines)
        units += line.quantity - line.shipped;
    return units;
}

/// Of all its parcels that left: carriers, trackings, what was charged.
void takeTracking(Parcel &parcel, const NodeStatus &status)
{
    QStringList carriers, trackings;
    std::optional<Money> billed;
    for (const NodeParcel &one : status.parcels) {
        if (!one.hasLeft())
            continue;
        if (!one.carrier.isEmpty() && !carriers.contains(one.carrier))
            carriers.append(one.carrier);
        if (!one.tracking.isEmpty() && !trackings.contains(one.tracking))
            trackings.append(one.tracking);
        parcel.trackingUrl = one.trackingUrl.isEmpty() ? parcel.trackingUrl : one.trackingUrl;
        if (one.billed && (!billed || billed->currency == one.billed->currency))
            billed = Money{(billed ? billed->amount : 0) + one.billed->amount, one.billed->currency};
    }
    parcel.carrier = carriers.isEmpty() ? parcel.carrier : carriers.join(u", "_s);
    parcel.tracking = trackings.isEmpty() ? parcel.tracking : trackings.join(u", "_s);
    parcel.billed = billed ? billed : parcel.billed;
}

/// Trackings of parcels that left since the look before.
QString newTrackings(const QList<NodeStep> &steps)
{
    QStringList trackings;
    for (const NodeStep &step : steps)
        if (step.kind == NodeStep::Kind::ParcelSent && !step.parcel.tracking.isEmpty())
            trackings.append(step.parcel.tracking);
    return trackings.join(u", "_s);
}

/// Who brings the first of them.
QString carrierOf(const QList<NodeStep> &steps)
{
    const auto sent = std::find_if(steps.begin(), steps.end(), [](const NodeStep &step) { return step.kind == NodeStep::Kind::ParcelSent; });
    return sent == steps.end() ? QString() : sent->parcel.carrier;
}

/// Those that had left at the look before come first.
QList<NodeParcel> boxesLeft(const std::optional<NodeStatus> &before, const NodeStatus &now)
{
    QList<NodeParcel> boxes;
    std::copy_if(now.parcels.begin(), now.parcels.end(), std::back_inserter(boxes), [](const NodeParcel &box) { return box.hasLeft(); });
    std::stable_partition(boxes.begin(), boxes.end(), [&](const NodeParcel &box) {
        return before && std::any_of(before->parcels.begin(), before->parcels.end(), [&](const NodeParcel &known) { return known.id == box.id && known.hasLeft(); });
    });
    return boxes;
}

/// Boxes that had left and have another number since, each with the one before.
QList<std::pair<QString, NodeParcel>> renumbered(const std::optional<NodeStatus> &before, const NodeStatus &now)
{
    QList<std::pair<QString, NodeParcel>> boxes;
    const QList<NodeParcel> earlier = before ? before->parcels : QList<NodeParcel>();
    for (const NodeParcel &box : now.parcels) {
        const auto known = std::find_if(earlier.begin(), earlier.end(), [&](const NodeParcel &one) { return one.id == box.id && one.hasLeft(); });
        if (known != earlier.end() && known->tracking != box.tracking && !box.tracking.isEmpty())
            boxes.append({known->tracking, box});
    }
    return boxes;
}

bool isAllDelivered(const NodeStatus &status)
{
    return !status.parcels.isEmpty() && std::all_of(status.parcels.begin(), status.parcels.end(), [](const NodeParcel &one) { return one.state == NodeParcel::State::Delivered || one.state == NodeParcel::State::Cancelled; });
}

/// What a parcel is after a look, once what left is booked.
Parcel::State stateAfter(const ParcelRow &row, const Parcel &before, const NodeStatus &now)
{
    if (unitsLeft(row) == 0)
        return isAllDelivered(now) ? Parcel::State::Delivered : Parcel::State::Sent;
    const bool isCalledBack = row.parcel.state == Parcel::State::Cancelling || row.parcel.state == Parcel::State::Cancelled;
    if (now.isFinal()) // what nobody called back and is cancelled all the same was refused after all
        return isCalledBack ? Parcel::State::Cancelled : Parcel::State::Lost;
    if (row.parcel.state == Parcel::State::Cancelled && (!before.handedAt || before.isUnseen))
        return Parcel::State::Cancelling; // it has it after all, and is to leave it
    if (row.parcel.state == Parcel::State::Cancelling || !row.parcel.isOpen())
        return row.parcel.state;
    const bool hasBegun = std::any_of(row.lines.begin(), row.lines.end(), [](const ParcelRow::Line &line) { return line.shipped > 0; });
    return hasBegun ? Parcel::State::PartlySent : Parcel::State::AtNode;
}

} // namespace

Result<ParcelRow> NodeParcels::parcel(qint64 id)
{
    const auto rows = readParcels(m_database, u"p.id = ?"_s, {id});
    if (!rows)
        return tl::make_unexpected(rows.error());
    if (rows->isEmpty())
        return fail(Error::Code::NotFound, u"parcel %1"_s.arg(id), u"there is no such parcel any more"_s);
    return rows->first();
}

Result<> NodeParcels::finish(audit::Draft &draft, const ParcelRow &row)
{
    CROSSDOCK_TRY(saveParcel(m_database, row, draft.at()));
    draft.about(row.parcel.order);
    draft.about(row.parcel.plan.node);
    draft.say(u"parcel"_s, row.parcel.id);
    draft.say(u"state"_s, nameOf(row.parcel.state));
    if (!row.parcel.words.isEmpty())
        draft.say(u"words"_s, row.parcel.words);
    draft.touchSale(row.sale);
    return m_book.tell(draft, row.sale, row.parcel.order);
}

Result<> NodeParcels::turn(audit::Draft &draft, const ParcelRow &row, Reservations::Turn turn)
{
    const auto rows = readParcels(m_database, u"p.sale_id = ? AND p.id <> ? AND p.handed_at IS NOT NULL ORDER BY p.id"_s, {row.sale, row.parcel.id});
    if (!rows)
        return tl::make_unexpected(rows.error());
    for (qsizetype i = 0; i < row.lines.size(); ++i) {
        const auto item = m_catalogue.item(row.parcel.plan.lines[i].sku);
        if (!item)
            return tl::make_unexpected(item.error());
        const Quantity others = turn == Reservations::Turn::Unpick ? unitsTaken(*rows, row.lines[i].id, row.node) : 0;
        CROSSDOCK_TRY(m_reservations.turn(draft, row.lines[i].id, *item, row.node, row.lines[i].quantity - row.lines[i].shipped, turn, others));
    }
    return {};
}

Result<> NodeParcels::handOver(audit::Draft &draft, const command::HandOver &command)
{
    auto row = parcel(command.parcel);
    if (!row)
        return tl::make_unexpected(row.error());
    const auto sale = m_sales.named(row->parcel.order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    const QString subject = row->parcel.order.text();
    if (row->isOwn || row->parcel.state != Parcel::State::Planned)
        return fail(Error::Code::NotAllowed, subject, row->isOwn ? u"%1 is an own warehouse"_s.arg(row->parcel.plan.node.text()) : u"its parcel is %1"_s.arg(nameOf(row->parcel.state)));
    if (sale->isHeld || (sale->state != Sale::State::Open && sale->state != Sale::State::Picked))
        return fail(Error::Code::NotAllowed, subject, u"it is %1"_s.arg(sale->isHeld ? u"on hold"_s : Sale::nameOf(sale->state)));
    row->parcel.state = Parcel::State::HandingOver;
    row->parcel.words.clear();
    if (row->parcel.ref.key.isEmpty())
        row->parcel.ref.key = keyOf(*row, draft.at());
    draft.say(u"key"_s, row->parcel.ref.key);
    draft.setWhat(u"parcel.hand_over"_s);
    return finish(draft, *row);
}

Result<> NodeParcels::record(audit::Draft &draft, const command::RecordHandOver &command)
{
    auto row = parcel(command.parcel);
    if (!row)
        return tl::make_unexpected(row.error());
    Parcel &parcel = row->parcel;
    using State = Parcel::State;
    const bool isGivenUp = parcel.state == State::Refused || parcel.state == State::Cancelled; // its units may go from elsewhere by now
    const bool isAsked = parcel.state == State::HandingOver || parcel.state == State::Cancelling;
    if (parcel.handedAt || (!isAsked && !(isGivenUp && command.receipt)))
        return {}; // known already
    const bool isWanted = parcel.state == State::HandingOver;
    if (command.receipt) {
        parcel.ref.id = command.receipt->ref.id;
        parcel.words = command.receipt->words;
        parcel.handedAt = draft.at();
        if (!isGivenUp)
            CROSSDOCK_TRY(turn(draft, *row, Reservations::Turn::Pick));
        parcel.state = isWanted ? State::AtNode : State::Cancelling;
        draft.setWhat(u"parcel.taken"_s);
        return finish(draft, *row);
    }
    parcel.words = command.refusal;
    if (!isWanted)
        parcel.state = State::Cancelled;
    else
        parcel.state = command.refusal.isEmpty() ? State::Planned : State::Refused;
    draft.setWhat(command.refusal.isEmpty() ? u"parcel.unanswered"_s : u"parcel.refused"_s);
    return finish(draft, *row);
}

Result<Quantity> NodeParcels::ship(audit::Draft &draft, ParcelRow &row, const std::optional<NodeStatus> &before, const NodeStatus &now)
{
    QList<fulfilment::NodeLineParts> parts;
    QList<Quantity> quantities;
    for (qsizetype i = 0; i < row.lines.size(); ++i) {
        const auto item = m_catalogue.item(row.parcel.plan.lines[i].sku);
        auto made = item ? m_reservations.partsOf(item->id) : tl::make_unexpected(item.error());
        if (!made)
            return tl::make_unexpected(made.error());
        std::sort(made->begin(), made->end(), [](const stock::Part &a, const stock::Part &b) { return a.item.sku < b.item.sku; });
        fulfilment::NodeLineParts line;
        for (const stock::Part &part : *made)
            line.append({part.item.sku.text(), part.quantity});
        parts.append(line);
        quantities.append(row.lines[i].quantity);
    }
    const auto node = m_nodes.node(row.parcel.plan.node);
    if (!node)
        return tl::make_unexpected(node.error());
    Quantity units = 0;
    const auto book = [&](const NodeStatus &seen, const QString &carrier, const QString &tracking) -> Result<> {
        const QList<Quantity> gone = unitsGone(seen, parts, quantities);
        QList<orders::OrderWork::Gone> news;
        for (qsizetype i = 0; i < row.lines.size(); ++i) {
            const Quantity fresh = std::max<Quantity>(0, gone[i] - row.lines[i].shipped);
            row.lines[i].shipped += fresh;
            units += fresh;
            if (fresh > 0)
                news.append({row.lines[i].id, fresh});
        }
        return news.isEmpty() ? Result<>() : m_work.sentBy(draft, row.parcel.order, *node, news, carrier, tracking).map([](Quantity) {});
    };
    // Box by box: the channel hears of each alone, with its own number.
    NodeStatus seen;
    seen.state = NodeStatus::State::Working;
    QStringList numbers; // of boxes that complete nothing by themselves: half of a kit, or contents that the node does not tell
    QList<Quantity> gone(row.lines.size(), 0);
    for (const NodeParcel &box : boxesLeft(before, now)) {
        seen.parcels.append(box);
        if (!box.tracking.isEmpty())
            numbers.append(box.tracking);
        const QList<Quantity> more = unitsGone(seen, parts, quantities);
        if (std::exchange(gone, more) == more)
            continue;
        CROSSDOCK_TRY(book(seen, box.carrier, numbers.join(u", "_s)));
        numbers.clear();
    }
    const QList<NodeStep> steps = stepsBetween(before, now);
    CROSSDOCK_TRY(book(now, carrierOf(steps), numbers.isEmpty() ? newTrackings(steps) : numbers.join(u", "_s))); // where the node does not say what is in which
    return units;
}

Result<> NodeParcels::record(audit::Draft &draft, const command::RecordNodeLook &command)
{
    auto row = parcel(command.parcel);
    if (!row)
        return tl::make_unexpected(row.error());
    Parcel &parcel = row->parcel;
    if (parcel.state == Parcel::State::Planned || parcel.state == Parcel::State::Refused || parcel.state == Parcel::State::Delivered)
        return {};
    auto look = readLook(m_database, parcel.id);
    if (!look)
        return tl::make_unexpected(look.error());
    const auto before = std::exchange(look->status, command.status);
    if (before == command.status && !look->isUnseen)
        return {};
    look->movedAt = draft.at();
    const Parcel known = parcel;
    parcel.isUnseen = look->isUnseen = false;
    if (!parcel.handedAt) { // its receipt never came: it is there all the same
        parcel.handedAt = draft.at();
        if (parcel.mayBeTaken())
            CROSSDOCK_TRY(turn(draft, *row, Reservations::Turn::Pick));
    }
    const auto sent = ship(draft, *row, before, command.status);
    if (!sent)
        return tl::make_unexpected(sent.error());
    for (const auto &[old, box] : renumbered(before, command.status))
        CROSSDOCK_TRY(m_work.renumber(draft, parcel.order, old, box.carrier, box.tracking));
    takeTracking(parcel, command.status);
    parcel.words = command.status.words;
    parcel.ref.id = command.status.ref.id.isEmpty() ? parcel.ref.id : command.status.ref.id;
    parcel.state = stateAfter(*row, known, command.status);
    if (*sent > 0 && !parcel.sentAt)
        parcel.sentAt = draft.at();
    const bool isGivenUp = parcel.state == Parcel::State::Lost || parcel.state == Parcel::State::Cancelled;
    if (isGivenUp && known.isOpen())
        CROSSDOCK_TRY(turn(draft, *row, Reservations::Turn::Unpick));
    const auto isTold = m_notices.follow(draft, parcel, *look, before);
    if (!isTold)
        return tl::make_unexpected(isTold.error());
    CROSSDOCK_TRY(keepLook(m_database, parcel.id, *look));
    if (parcel == known && !*isTold)
        return {};
    if (!parcel.tracking.isEmpty() && parcel.tracking != known.tracking)
        draft.say(u"tracking"_s, parcel.tracking);
    if (parcel.state == Parcel::State::Lost && command.status.state == NodeStatus::State::Cancelled)
        draft.say(u"because"_s, u"%1 had taken it and cancelled it by itself"_s.arg(parcel.plan.node.text()));
    draft.setWhat(*sent > 0 ? u"parcel.sent"_s : isGivenUp && known.isOpen() ? u"parcel.lost"_s : u"parcel.change"_s);
    return finish(draft, *row);
}

Result<> NodeParcels::recall(audit::Draft &draft, const command::RecallParcel &command)
{
    auto row = parcel(command.parcel);
    if (!row)
        return tl::make_unexpected(row.error());
    using State = Parcel::State;
    if (row->parcel.state != State::AtNode && row->parcel.state != State::PartlySent && row->parcel.state != State::HandingOver)
        return fail(Error::Code::NotAllowed, row->parcel.order.text(), u"its parcel is %1"_s.arg(nameOf(row->parcel.state)));
    row->parcel.state = State::Cancelling;
    draft.setWhat(u"parcel.recall"_s);
    return finish(draft, *row);
}

Result<> NodeParcels::takeBack(audit::Draft &draft, ParcelRow &row)
{
    auto look = readLook(m_database, row.parcel.id);
    if (!look)
        return tl::make_unexpected(look.error());
    CROSSDOCK_TRY(m_notices.endAll(draft, *look));
    CROSSDOCK_TRY(keepLook(m_database, row.parcel.id, *look));
    row.parcel.state = Parcel::State::Cancelled;
    CROSSDOCK_TRY(turn(draft, row, Reservations::Turn::Unpick));
    draft.setWhat(u"parcel.recalled"_s);
    return finish(draft, row);
}

Result<> NodeParcels::record(audit::Draft &draft, const command::RecordRecall &command)
{
    auto row = parcel(command.parcel);
    if (!row)
        return tl::make_unexpected(row.error());
    Parcel &parcel = row->parcel;
    if (parcel.state != Parcel::State::Cancelling)
        return {};
    using Outcome = fulfilment::CancelReport::Outcome;
    if (command.report.outcome == Outcome::Asked && parcel.words == command.report.words)
        return {}; // it will say so later
    parcel.words = command.report.words;
    if (command.report.outcome == Outcome::Done)
        return takeBack(draft, *row);
    if (command.report.outcome == Outcome::TooLate) {
        if (!parcel.handedAt) { // its receipt never came
            parcel.handedAt = draft.at();
            CROSSDOCK_TRY(turn(draft, *row, Reservations::Turn::Pick));
        }
        const bool hasBegun = std::any_of(row->lines.begin(), row->lines.end(), [](const ParcelRow::Line &line) { return line.shipped > 0; });
        parcel.state = hasBegun ? Parcel::State::PartlySent : Parcel::State::AtNode;
    }
    draft.setWhat(command.report.outcome == Outcome::TooLate ? u"parcel.kept"_s : u"parcel.change"_s);
    return finish(draft, *row);
}

} // namespace crossdock::parcels
