#include "core/inventory/parcels/parcel_book.h"

#include "core/inventory/parcels/plan_entry.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::parcels {
namespace {

using fulfilment::Parcel;
using fulfilment::ParcelLine;
using fulfilment::PlannedParcel;
using orders::Reservations;
using orders::Sale;
using orders::SaleLine;

QList<PlannedParcel> plansOf(const QList<ParcelRow> &rows)
{
    QList<PlannedParcel> plans;
    for (const ParcelRow &row : rows)
        plans.append(row.parcel.plan);
    return plans;
}

/// Units that left a node because the order's channel says so, by part and node.
QHash<QPair<qint64, qint64>, Quantity> leftByChannel(const audit::Draft &draft)
{
    QHash<QPair<qint64, qint64>, Quantity> left;
    if (!draft.what().startsWith(u"order."))
        return left;
    for (const audit::Draft::Movement &movement : draft.movements())
        if (movement.to.account == audit::Account::Outside)
            left[{movement.sku, movement.from.node}] += movement.quantity;
    return left;
}

tl::unexpected<Error> conflict(const OrderId &order, const QString &why)
{
    return fail(Error::Code::Conflict, order.text(), why);
}

} // namespace

Result<> ParcelBook::plan(audit::Draft &draft, const command::RecordPlan &command)
{
    QList<Work> works;
    QList<Reservations::Shift> shifts;
    for (const command::RecordPlan::Order &order : command.orders) {
        auto work = open(order);
        if (!work)
            return tl::make_unexpected(work.error());
        if (areAlike(plansOf(work->replaced), work->wanted))
            continue;
        CROSSDOCK_TRY(collect(*work, shifts));
        works.append(*std::move(work));
    }
    if (works.isEmpty())
        return {};
    const auto moved = m_reservations.shift(draft, shifts);
    if (!moved)
        return moved.error().code == Error::Code::OutOfStock ? fail(Error::Code::Conflict, moved.error().subject, moved.error().detail) : moved;
    draft.setWhat(u"plan.record"_s);
    if (!command.total.currency.isEmpty()) {
        draft.say(u"total"_s, command.total.amount);
        draft.say(u"bound"_s, command.bound.amount);
        draft.say(u"currency"_s, command.total.currency);
        if (command.pinsCost)
            draft.say(u"pins_cost"_s, command.pinsCost->amount);
    }
    QJsonArray told;
    for (const Work &work : works) {
        CROSSDOCK_TRY(write(draft, work));
        told.append(planEntry(work.sale.order, plansOf(work.replaced), work.wanted, work.why));
    }
    draft.say(u"plans"_s, told);
    return {};
}

Result<> ParcelBook::note(audit::Draft &draft, const command::NoteStranded &command)
{
    const auto sale = m_sales.named(command.order);
    const auto parcels = sale ? parcelsOf(m_database, sale->id) : tl::make_unexpected(sale.error());
    if (!parcels)
        return tl::make_unexpected(parcels.error());
    const auto last = std::find_if(parcels->rbegin(), parcels->rend(), [](const Parcel &parcel) { return parcel.isGivenUp(); });
    if (last == parcels->rend())
        return {};
    auto look = readLook(m_database, last->id);
    if (!look)
        return tl::make_unexpected(look.error());
    const auto isTold = m_notices.tellStranded(draft, *last, *look, command.why);
    if (!isTold || !*isTold)
        return isTold.map([](bool) {});
    CROSSDOCK_TRY(keepLook(m_database, last->id, *look));
    draft.about(command.order);
    draft.about(last->plan.node);
    draft.say(u"parcel"_s, last->id);
    draft.say(u"words"_s, command.why);
    draft.setWhat(u"order.stranded"_s);
    draft.touchSale(sale->id);
    return {};
}

Result<ParcelBook::Work> ParcelBook::open(const command::RecordPlan::Order &order)
{
    const auto sale = m_sales.named(order.order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    if ((sale->state != Sale::State::Open && sale->state != Sale::State::Picked) || sale->isHeld || sale->isByChannel)
        return conflict(order.order, u"it is %1"_s.arg(sale->isHeld ? u"on hold"_s : sale->isByChannel ? u"sent by its channel"_s : Sale::nameOf(sale->state)));
    const auto lines = m_sales.linesOf(sale->id);
    const auto rows = readParcels(m_database, u"p.sale_id = ? ORDER BY p.id"_s, {sale->id});
    if (!lines || !rows)
        return tl::make_unexpected(!lines ? lines.error() : rows.error());
    const auto picked = pickedOf(*lines);
    if (!picked)
        return tl::make_unexpected(picked.error());
    const QSet<qint64> planned = notBegun(*rows, *picked);
    Work work{*sale, *lines, {}, {}, order.parcels, order.why};
    for (const ParcelRow &row : *rows) {
        if (!row.parcel.isOpen())
            continue;
        (planned.contains(row.parcel.id) ? work.replaced : work.kept).append(row);
    }
    return work;
}

Result<PickedUnits> ParcelBook::pickedOf(const QList<SaleLine> &lines)
{
    PickedUnits picked;
    for (const SaleLine &line : lines) {
        const auto parts = line.sku ? m_reservations.partsOf(*line.sku) : Result<QList<stock::Part>>();
        const auto held = m_reservations.held(line.id);
        if (!parts || !held)
            return tl::make_unexpected(!parts ? parts.error() : held.error());
        for (const Reservations::Held &one : *held)
            for (const stock::Part &part : *parts) {
                if (part.item.id != one.sku)
                    continue;
                Quantity &most = picked[{line.id, one.node.id}];
                most = std::max(most, (one.picked + part.quantity - 1) / part.quantity);
            }
    }
    return picked;
}

/// What has to move so that every wanted unit is held where it is wanted; units that no parcel takes stay where they are.
Result<> ParcelBook::collect(const Work &work, QList<Reservations::Shift> &shifts)
{
    QHash<QString, QMap<qint64, Quantity>> wanted; // by line and node
    for (const PlannedParcel &parcel : work.wanted) {
        const auto node = m_nodes.node(parcel.node);
        if (!node)
            return tl::make_unexpected(node.error());
        if (parcel.lines.isEmpty())
            return fail(Error::Code::InvalidInput, work.sale.order.text(), u"a parcel has no line"_s);
        for (const ParcelLine &line : parcel.lines) {
            const bool isKnown = std::any_of(work.lines.begin(), work.lines.end(), [&](const SaleLine &one) { return one.line == line.line && one.sku; });
            if (!isKnown || line.quantity < 1)
                return conflict(work.sale.order, u"it has no line %1 to send"_s.arg(line.line));
            wanted[line.line][node->id] += line.quantity;
        }
    }
    for (const SaleLine &line : work.lines) {
        if (!wanted.contains(line.line))
            continue;
        const auto parts = m_reservations.partsOf(*line.sku);
        const auto held = m_reservations.held(line.id);
        if (!parts || !held)
            return tl::make_unexpected(!parts ? parts.error() : held.error());
        for (const stock::Part &part : *parts) {
            QMap<qint64, Quantity> movable; // reserved, and nobody has begun with it
            for (const Reservations::Held &one : *held)
                if (one.sku == part.item.id)
                    movable[one.node.id] = unitsToPlan(one.reserved, one.picked, unitsTaken(work.kept, line.id, one.node.id) * part.quantity);
            Quantity missing = 0;
            QMap<qint64, Quantity> left = movable;
            for (auto [node, units] : wanted[line.line].asKeyValueRange()) {
                const Quantity there = std::min(movable.value(node), units * part.quantity);
                left[node] -= there;
                missing += units * part.quantity - there;
                if (units * part.quantity > there)
                    shifts.append({line.id, part.item, node, units * part.quantity - there});
            }
            for (auto [node, units] : left.asKeyValueRange()) {
                const Quantity back = std::min(units, missing);
                missing -= back;
                if (back > 0)
                    shifts.append({line.id, part.item, node, -back});
            }
            if (missing > 0)
                return conflict(work.sale.order, u"line %1 has fewer units to send"_s.arg(line.line));
        }
    }
    return {};
}

Result<> ParcelBook::write(audit::Draft &draft, const Work &work)
{
    for (const ParcelRow &row : work.replaced) {
        CROSSDOCK_TRY(m_database.execute(u"DELETE FROM parcel_line WHERE parcel_id = ?"_s, {row.parcel.id}));
        CROSSDOCK_TRY(m_database.execute(u"DELETE FROM parcel WHERE id = ?"_s, {row.parcel.id}));
    }
    for (const PlannedParcel &parcel : work.wanted) {
        const auto node = m_nodes.node(parcel.node);
        const auto id = node ? addParcel(m_database, work.sale.id, node->id, parcel, draft.at()) : tl::make_unexpected(node.error());
        if (!id)
            return tl::make_unexpected(id.error());
        for (const ParcelLine &line : parcel.lines) {
            const auto sold = std::find_if(work.lines.begin(), work.lines.end(), [&](const SaleLine &one) { return one.line == line.line; });
            CROSSDOCK_TRY(m_database.execute(u"INSERT INTO parcel_line (parcel_id, line_id, quantity, shipped) VALUES (?, ?, ?, 0)"_s, {*id, sold->id, line.quantity}));
        }
    }
    CROSSDOCK_TRY(m_notices.endStranded(draft, work.sale.id));
    draft.about(work.sale.order);
    draft.about(work.sale.order.channel);
    draft.touchSale(work.sale.id);
    return tell(draft, work.sale.id, work.sale.order);
}

Result<> ParcelBook::tell(audit::Draft &draft, qint64 sale, const OrderId &order)
{
    const auto parcels = parcelsOf(m_database, sale);
    if (!parcels)
        return tl::make_unexpected(parcels.error());
    draft.emitLater(event::ParcelsChanged{order, *parcels});
    return {};
}

Result<orders::OrderWork::Taken> ParcelBook::takenOf(const OrderId &order)
{
    const auto sale = m_sales.named(order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    const auto rows = readParcels(m_database, u"p.sale_id = ? ORDER BY p.id"_s, {sale->id});
    if (!rows)
        return tl::make_unexpected(rows.error());
    orders::OrderWork::Taken taken;
    for (const ParcelRow &row : *rows) {
        if (!row.parcel.mayBeTaken())
            continue;
        for (qsizetype i = 0; i < row.lines.size(); ++i) {
            const auto item = m_catalogue.item(row.parcel.plan.lines[i].sku);
            const auto held = item ? m_reservations.heldAt(row.lines[i].id, *item, row.node) : tl::make_unexpected(item.error());
            if (!held)
                return tl::make_unexpected(held.error());
            if (const Quantity units = std::min(*held, unitsTaken(*rows, row.lines[i].id, row.node)); units > 0)
                taken[row.lines[i].id][row.node] = units;
        }
    }
    return taken;
}

Result<> ParcelBook::shipped(audit::Draft &draft, const command::ShipOrder &command)
{
    const auto sale = m_sales.named(command.order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    const auto rows = readParcels(m_database, u"p.sale_id = ? ORDER BY p.id"_s, {sale->id});
    if (!rows)
        return tl::make_unexpected(rows.error());
    bool hasChanged = false;
    for (const ParcelRow &row : *rows) {
        const bool hasLeft = command.node ? row.parcel.isOpen() && row.parcel.plan.node == *command.node : row.parcel.canBePlanned();
        if (!hasLeft)
            continue;
        CROSSDOCK_TRY(send(draft, row, command.carrier, command.tracking));
        hasChanged = true;
    }
    CROSSDOCK_TRY(m_notices.endStrandedIfNothingWaits(draft, sale->id));
    return hasChanged ? tell(draft, sale->id, sale->order) : Result<>();
}

Result<> ParcelBook::send(audit::Draft &draft, ParcelRow row, const QString &carrier, const QString &tracking)
{
    for (ParcelRow::Line &line : row.lines)
        line.shipped = line.quantity;
    row.parcel.state = Parcel::State::Sent;
    row.parcel.carrier = carrier;
    row.parcel.tracking = tracking;
    row.parcel.sentAt = draft.at();
    CROSSDOCK_TRY(m_notices.endUnmoved(draft, row.parcel.id));
    return saveParcel(m_database, row, draft.at());
}

Result<> ParcelBook::fit(audit::Draft &draft)
{
    const QList<qint64> touched = draft.touchedSales();
    for (const qint64 sale : touched) {
        CROSSDOCK_TRY(m_notices.endStrandedIfNothingWaits(draft, sale));
        auto rows = readParcels(m_database, u"p.sale_id = ? AND p.state IN ('planned', 'handing over', 'at node', 'partly sent', 'cancelling') ORDER BY p.id"_s, {sale});
        if (!rows)
            return tl::make_unexpected(rows.error());
        std::stable_partition(rows->begin(), rows->end(), [](const ParcelRow &row) { return row.parcel.state != Parcel::State::Cancelling; });
        bool hasChanged = false;
        Books books{{}, leftByChannel(draft)};
        for (const ParcelRow &row : *rows) {
            const auto changed = fit(draft, row, books);
            if (!changed)
                return tl::make_unexpected(changed.error());
            hasChanged = hasChanged || *changed;
        }
        if (hasChanged)
            CROSSDOCK_TRY(tell(draft, sale, rows->first().parcel.order));
    }
    return {};
}

Result<bool> ParcelBook::fit(audit::Draft &draft, ParcelRow row, Books &books)
{
    const ParcelRow before = row; // its lines as they were
    const bool isRecalled = row.parcel.state == Parcel::State::Cancelling; // counts on nothing any more
    Quantity gone = 0, missing = 0;
    for (qsizetype i = 0; i < row.lines.size(); ++i) {
        ParcelRow::Line &line = row.lines[i];
        const auto item = m_catalogue.item(row.parcel.plan.lines[i].sku);
        const auto held = item ? m_reservations.heldAt(line.id, *item, row.node) : tl::make_unexpected(item.error());
        const auto parts = item ? m_reservations.partsOf(item->id) : tl::make_unexpected(item.error());
        if (!held || !parts)
            return tl::make_unexpected(!held ? held.error() : parts.error());
        Quantity &used = books.used[{line.id, row.node}], &left = books.left[{parts->first().item.id, row.node}];
        const Quantity needed = std::max<Quantity>(0, line.quantity - line.shipped), told = left / parts->first().quantity;
        const Quantity there = isRecalled ? std::max<Quantity>(0, needed - told) : std::clamp<Quantity>(*held - used, 0, needed);
        const Quantity sent = std::min(needed - there, told);
        used += isRecalled ? 0 : there;
        left -= sent * parts->first().quantity;
        line.shipped += sent;
        line.quantity -= needed - there - sent;
        gone += sent;
        missing += needed - there - sent;
    }
    if (gone == 0 && missing == 0)
        return false;
    const bool isPlanned = row.parcel.canBePlanned();
    const bool isOver = std::all_of(row.lines.begin(), row.lines.end(), [](const ParcelRow::Line &line) { return line.quantity <= line.shipped; });
    if (gone > 0 && isOver && (isPlanned || missing == 0)) {
        row.parcel.state = Parcel::State::Sent;
        row.parcel.sentAt = row.parcel.sentAt.value_or(draft.at());
    } else if (isPlanned && isOver) {
        row = before; // what it was stays to be read
        row.parcel.state = Parcel::State::Cancelled;
    } else if (isPlanned) {
        for (ParcelRow::Line &line : row.lines)
            line.quantity -= std::exchange(line.shipped, 0); // what left did so without it
    } else {
        for (qsizetype i = 0; i < row.lines.size(); ++i)
            row.lines[i].quantity = before.lines[i].quantity;
        row.parcel.state = missing > 0 || isRecalled ? Parcel::State::Cancelling : Parcel::State::PartlySent;
    }
    CROSSDOCK_TRY(saveParcel(m_database, row, draft.at()));
    return true;
}

} // namespace crossdock::parcels
