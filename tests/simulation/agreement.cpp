#include "tests/simulation/agreement.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::simulation {
namespace {

/// Numbers of orders that were cancelled here and that the channel did not cancel. Words: one that it was not told of.
Result<QSet<QString>> cancelledHereAlone(const QString &channel, Engine &engine)
{
    Progress progress;
    const auto cancellations = engine.answers().answer(query::Cancellations{.channel = *ChannelId::parse(channel)}, progress);
    if (!cancellations)
        return tl::make_unexpected(cancellations.error());
    QSet<QString> alone;
    for (const Cancellation &one : *cancellations) {
        if (one.state == Cancellation::State::Waiting)
            return fail(Error::Code::NotAllowed, channel, u"%1 was not told that %2 is cancelled"_s.arg(channel, one.order.number));
        if (one.state == Cancellation::State::Refused)
            alone.insert(one.order.number);
    }
    return alone;
}

/// The ledger has exactly the channel's orders, with the channel's units (what was shipped here stays shipped).
QString orderDisagreement(const QString &channel, const sandbox::World &world, Engine &engine)
{
    QMap<QString, QMap<QString, QPair<Quantity, Quantity>>> ledger; // number, line: units, shipped
    const auto read = engine.reader().each(
        u"SELECT s.number, l.line, l.quantity, l.shipped FROM sale s JOIN channel c ON c.id = s.channel_id LEFT JOIN sale_line l ON l.sale_id = s.id WHERE c.name = ?"_s,
        {channel}, [&](const store::Row &row) { ledger[row.text(0)][row.text(1)] = {row.number(2), row.number(3)}; });
    if (!read)
        return read.error().detail;
    const auto alone = cancelledHereAlone(channel, engine);
    if (!alone)
        return alone.error().detail;
    const QList<sandbox::Order> &orders = world.orders(channel);
    if (ledger.size() != orders.size())
        return u"%1 has %2 orders, the ledger %3"_s.arg(channel).arg(orders.size()).arg(ledger.size());
    for (const sandbox::Order &order : orders) {
        const auto known = ledger.constFind(numberInLedger(order));
        if (known == ledger.constEnd())
            return u"%1: order %2 is not in the ledger"_s.arg(channel, order.id);
        Quantity there = 0, here = 0, shipped = 0;
        for (const sandbox::OrderLine &line : order.lines)
            there += order.isTrashed ? 0 : line.current;
        for (const auto &[units, gone] : *known) {
            here += units;
            shipped += gone;
        }
        if (alone->contains(numberInLedger(order)) && here == shipped)
            continue;
        if (here != std::max(there, shipped) && !(shipped > 0 && here >= there))
            return u"%1: order %2 has %3 units, in the ledger %4"_s.arg(channel, order.id).arg(there).arg(here);
    }
    return {};
}

/// "1 x 12, 2 x 13: T1": a parcel by the channel's running numbers of its lines.
QString parcelText(QMap<quint64, Quantity> lines, const QString &tracking)
{
    QStringList texts;
    for (const auto &[line, units] : lines.asKeyValueRange())
        texts.append(u"%1 x %2"_s.arg(units).arg(line));
    return texts.join(u", "_s) + u": "_s + tracking;
}

/// Of an order that the channel did not change itself and whose parcels it took all: they are the same parcels there, unit by unit.
QString parcelDisagreement(const sandbox::Order &order, const QList<Shipment> &told)
{
    constexpr quint64 firstLine = 1'000'000'000'000; // the channels' ids of lines start at a multiple of it
    const bool isChanged = std::any_of(order.lines.begin(), order.lines.end(), [](const sandbox::OrderLine &line) { return line.current != line.ordered; });
    const bool isTold = std::all_of(told.begin(), told.end(), [](const Shipment &one) { return one.state == Shipment::State::Told; });
    if (isChanged || !isTold)
        return {};
    QStringList here, there;
    for (const Shipment &one : told) {
        QMap<quint64, Quantity> lines;
        for (const channels::ParcelSent::Line &line : one.parcel.lines)
            lines[line.id.toULongLong() % firstLine] += line.quantity;
        here.append(parcelText(lines, one.parcel.tracking));
        const QString mark = order.marks.value(u"_crossdock_parcel_%1"_s.arg(one.parcel.number));
        if (!order.marks.isEmpty() && !mark.endsWith(one.parcel.tracking))
            return u"parcel %1 of order %2 is marked “%3”, its number is %4"_s.arg(one.parcel.number).arg(order.id, mark, one.parcel.tracking);
    }
    for (const sandbox::SentParcel &parcel : order.parcels) {
        QMap<quint64, Quantity> lines;
        for (const auto &[line, units] : parcel.lines)
            lines[line] += units;
        there.append(parcelText(lines, parcel.tracking));
    }
    here.sort();
    there.sort();
    const bool keepsParcels = !order.parcels.isEmpty() || order.state == sandbox::OrderState::Processing;
    if (order.marks.isEmpty() && keepsParcels && here != there)
        return u"the parcels of order %1 are (%2), we told (%3)"_s.arg(order.id, there.join(u"; "_s), here.join(u"; "_s));
    return {};
}

/// Every parcel that left was told, and the channel counts it once. What the channel closed or changed meanwhile it may refuse.
QString shipmentDisagreement(const QString &channel, const sandbox::World &world, Engine &engine)
{
    Progress progress;
    const auto shipments = engine.answers().answer(query::Shipments{.channel = *ChannelId::parse(channel)}, progress);
    if (!shipments)
        return shipments.error().detail;
    QMap<QString, Quantity> told, tried; // a correction that was refused leaves what was told before
    QMap<QString, QList<Shipment>> byOrder;
    for (const Shipment &shipment : *shipments) {
        if (shipment.state == Shipment::State::Waiting)
            return u"%1 was not told that a parcel of %2 left"_s.arg(channel, shipment.order.number);
        byOrder[shipment.order.number].append(shipment);
        for (const channels::ParcelSent::Line &line : shipment.parcel.lines) {
            tried[shipment.order.number] += line.quantity;
            told[shipment.order.number] += shipment.state == Shipment::State::Told ? line.quantity : 0;
        }
    }
    for (const sandbox::Order &order : world.orders(channel)) {
        const bool isOpen = order.state == sandbox::OrderState::Processing || order.state == sandbox::OrderState::Completed;
        const Quantity units = told.value(numberInLedger(order));
        Quantity shipped = 0;
        for (const sandbox::OrderLine &line : order.lines)
            shipped += line.shipped;
        const bool isCounted = order.parcels.isEmpty() && order.state == sandbox::OrderState::Processing; // WooCommerce knows whole orders alone
        if (isOpen && shipped > tried.value(numberInLedger(order)))
            return u"%1: %2 units of order %3 left by its own count, we told %4"_s.arg(channel).arg(shipped).arg(order.id).arg(units);
        if (isOpen && !isCounted && shipped < units && order.state == sandbox::OrderState::Processing)
            return u"%1: we told that %2 units of order %3 left, it counts %4"_s.arg(channel).arg(units).arg(order.id).arg(shipped);
        const QString words = isOpen ? parcelDisagreement(order, byOrder.value(numberInLedger(order))) : QString();
        if (!words.isEmpty())
            return channel + u": "_s + words;
    }
    return {};
}

} // namespace

QString numberInLedger(const sandbox::Order &order)
{
    return order.id.section(u'/', -1);
}

QString offerDisagreement(const sandbox::World &world, Engine &engine)
{
    for (const QString &channel : world.channels()) {
        Progress progress;
        const auto items = engine.answers().answer(query::Listings{*ChannelId::parse(channel), false, false}, progress);
        if (!items)
            return items.error().detail;
        for (const query::Listings::Item &item : *items) {
            const Quantity shown = world.quantity(channel, item.address.id.listing).value();
            if (shown != item.offer.wanted)
                return u"%1 shows %2 of %3 and should show %4 (%5 %6)"_s.arg(channel).arg(shown).arg(item.address.sku.text()).arg(item.offer.wanted)
                    .arg(static_cast<int>(item.offer.state)).arg(item.offer.words);
        }
    }
    return {};
}

QString disagreement(const sandbox::World &world, Engine &engine)
{
    QString words = offerDisagreement(world, engine);
    for (const QString &channel : world.channels()) {
        if (words.isEmpty())
            words = orderDisagreement(channel, world, engine);
        if (words.isEmpty())
            words = shipmentDisagreement(channel, world, engine);
    }
    return words;
}

} // namespace crossdock::simulation
