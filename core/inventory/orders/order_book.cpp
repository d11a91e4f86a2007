#include "core/inventory/orders/order_book.h"

#include "core/inventory/audit/trail.h"
#include "core/inventory/planted.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {

using audit::Account;
using stock::Nodes;

namespace {

constexpr std::array stateNames = {u"awaiting", u"open", u"picked", u"shipped", u"cancelled"};

} // namespace

QString OrderBook::nameOf(State state)
{
    return QString::fromUtf16(stateNames.at(static_cast<size_t>(state)));
}

OrderBook::State OrderBook::stateOf(const QString &name)
{
    for (size_t i = 0; i < stateNames.size(); ++i) {
        if (name == QStringView(stateNames[i]))
            return static_cast<State>(i);
    }
    Q_UNREACHABLE();
}

QString fingerprintOf(const ChannelOrder &order)
{
    QByteArray text = QByteArray::number(static_cast<int>(order.state)) + '/' + QByteArray::number(static_cast<int>(order.fulfilment));
    QList<ChannelOrder::Line> lines = order.lines;
    std::sort(lines.begin(), lines.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    for (const ChannelOrder::Line &line : lines)
        text += '\n' + line.id.toUtf8() + '\t' + line.listing.toUtf8() + '\t' + line.sku.toUtf8() + '\t'
            + QByteArray::number(line.quantity) + '\t' + QByteArray::number(line.shipped);
    return QString::fromLatin1(audit::hashOf(text).first(32));
}

Result<std::optional<OrderBook::Sale>> OrderBook::find(qint64 channel, const QString &number)
{
    return m_database.first(
        u"SELECT s.id, s.channel_id, c.name, s.number, s.revision, s.created_at, s.fingerprint, s.state, s.is_held, s.is_by_channel, s.entry "
        "FROM sale s JOIN channel c ON c.id = s.channel_id WHERE s.channel_id = ? AND s.number = ?"_s,
        {channel, number}, [](const store::Row &row) {
            return Sale{row.number(0), row.number(1), {*ChannelId::parse(row.text(2)), row.text(3)}, fromMs(row.number(4)),
                        fromMs(row.number(5)), row.text(6), stateOf(row.text(7)), row.flag(8), row.flag(9), row.number(10)};
        });
}

Result<OrderBook::Sale> OrderBook::saleOf(const OrderId &order)
{
    const auto channels = m_registry.all(); // also orders of a channel that was removed
    if (!channels)
        return tl::make_unexpected(channels.error());
    for (const channels::Registry::Channel &channel : *channels) {
        if (channel.details.name != order.channel)
            continue;
        const auto sale = find(channel.id, order.number);
        if (!sale)
            return tl::make_unexpected(sale.error());
        if (*sale)
            return **sale;
    }
    return fail(Error::Code::NotFound, order.text(), u"no such order"_s);
}

Result<QList<OrderBook::Line>> OrderBook::linesOf(qint64 sale)
{
    return m_database.select(
        u"SELECT id, line, listing, channel_sku, sku_id, ordered, quantity, cancelled_here, short, shipped, returned FROM sale_line "
        "WHERE sale_id = ? ORDER BY id"_s,
        {sale}, [](const store::Row &row) {
            Line line{row.number(0), row.text(1), row.text(2), row.text(3), std::nullopt, row.number(5),
                      row.number(6), row.number(7), row.number(8), row.number(9), row.number(10)};
            if (!row.isNull(4))
                line.sku = row.number(4);
            return line;
        });
}

Result<> OrderBook::save(const Line &line)
{
    return m_database
        .execute(u"UPDATE sale_line SET sku_id = ?, ordered = ?, quantity = ?, cancelled_here = ?, short = ?, shipped = ?, returned = ? WHERE id = ?"_s,
                 {line.sku ? QVariant(*line.sku) : QVariant(QMetaType(QMetaType::LongLong)), line.ordered, line.quantity,
                  line.cancelledHere, line.shortUnits, line.shipped, line.returned, line.id})
        .map([](qint64) {});
}

Result<> OrderBook::saveState(audit::Draft &draft, Sale &sale, State state)
{
    draft.changed(u"state"_s, nameOf(sale.state), nameOf(state));
    sale.state = state;
    draft.touchSale(sale.id);
    return m_database.execute(u"UPDATE sale SET state = ?, entry = ? WHERE id = ?"_s, {nameOf(state), draft.number(), sale.id}).map([](qint64) {});
}

/// By the channel's name of the listing, else by the SKU that the channel shows.
Result<std::optional<stock::Item>> OrderBook::resolve(qint64 channel, const QString &listing, const QString &sku)
{
    const auto found = m_listings.find(channel, listing);
    if (!found)
        return tl::make_unexpected(found.error());
    if (*found)
        return m_catalogue.item((*found)->sku).map([](const stock::Item &item) { return std::optional(item); });
    const auto code = Sku::parse(sku);
    if (!code)
        return std::optional<stock::Item>();
    const auto item = m_catalogue.item(*code);
    if (!item && item.error().code == Error::Code::NotFound)
        return std::optional<stock::Item>();
    return item.map([](const stock::Item &known) { return std::optional(known); });
}

void OrderBook::raise(audit::Draft &draft, const Sale &sale, const Line &line, Quantity units, const QString &cause)
{
    Incident incident;
    incident.at = draft.at();
    incident.channel = sale.order.channel;
    incident.order = sale.order;
    incident.units = units;
    incident.cause = cause;
    if (line.sku) {
        if (const auto item = m_catalogue.item(*line.sku))
            incident.sku = item->sku;
    }
    draft.raise(incident);
}

Result<> OrderBook::record(audit::Draft &draft, const command::RecordOrder &news, qint64 &lastEntry)
{
    const ChannelOrder &order = news.order;
    const auto channel = m_registry.channel(order.id.channel);
    if (!channel)
        return tl::make_unexpected(channel.error());
    for (const ChannelOrder::Line &line : order.lines) {
        if (line.quantity < 0 || line.quantity > maxQuantity || line.shipped < 0)
            return fail(Error::Code::InvalidInput, order.id.text(), u"line %1 has an impossible quantity"_s.arg(line.id));
    }
    const QString fingerprint = fingerprintOf(order);
    auto known = find(channel->id, order.id.number);
    if (!known)
        return tl::make_unexpected(known.error());
    const bool isNew = !*known;
    if (!isNew) {
        Sale &sale = **known;
        lastEntry = sale.entry;
        if (order.revision < sale.revision && !planted(Bug::IgnoreStale))
            return keepBuyer(sale, order);
        if (sale.fingerprint == fingerprint && !planted(Bug::NoDedupe)) {
            CROSSDOCK_TRY(keepBuyer(sale, order));
            return m_database.execute(u"UPDATE sale SET revision = ? WHERE id = ?"_s, {toMs(order.revision), sale.id}).map([](qint64) {});
        }
        if (order.revision == sale.revision && !order.isAuthoritative && !planted(Bug::NoDedupe))
            return fail(Error::Code::KeyReused, order.id.text(), u"the channel sent two different versions with the same time"_s);
    }
    Result<Sale> sale = isNew ? create(draft, order, channel->id, fingerprint) : Result<Sale>(**known);
    if (!sale)
        return tl::make_unexpected(sale.error());
    draft.setWhat(isNew ? u"order.record"_s : u"order.change"_s);
    draft.about(order.id);
    draft.about(order.id.channel);
    draft.say(u"revision"_s, toMs(order.revision));
    if (!order.buyer.isEmpty()) {
        const auto sealed = m_privacy.keep(sale->id, order.buyer);
        if (!sealed)
            return tl::make_unexpected(sealed.error());
        draft.say(u"buyer_sha256"_s, *sealed);
    }
    if (!news.raw.isEmpty()) {
        CROSSDOCK_TRY(m_privacy.keepMessage(channel->id, sale->id, news.eventId, draft.at(), news.raw));
        draft.say(u"message_sha256"_s, QString::fromLatin1(audit::hashOf(news.raw)));
    }
    CROSSDOCK_TRY(apply(draft, *sale, order, isNew));
    return m_database
        .execute(u"UPDATE sale SET revision = ?, fingerprint = ?, ship_by = COALESCE(?, ship_by) WHERE id = ?"_s,
                 {toMs(order.revision), fingerprint,
                  order.shipBy ? QVariant(toMs(*order.shipBy)) : QVariant(QMetaType(QMetaType::LongLong)), sale->id})
        .map([](qint64) {});
}

/// A message without news may still be the first that tells who the buyer is.
Result<> OrderBook::keepBuyer(const Sale &sale, const ChannelOrder &order)
{
    if (order.buyer.isEmpty())
        return {};
    const auto known = m_privacy.buyer(sale.id);
    if (!known || *known)
        return known.map([](const std::optional<Buyer> &) {});
    return m_privacy.keep(sale.id, order.buyer).map([](const QString &) {});
}

Result<OrderBook::Sale> OrderBook::create(audit::Draft &draft, const ChannelOrder &order, qint64 channel, const QString &fingerprint)
{
    const bool isByChannel = order.fulfilment == ChannelOrder::Fulfilment::Channel;
    const auto id = m_database.insert(
        u"INSERT INTO sale (channel_id, number, revision, fingerprint, created_at, recorded_at, state, is_held, is_by_channel, country, region, "
        "tracking, entry) VALUES (?, ?, ?, ?, ?, ?, 'open', 0, ?, ?, ?, '', ?) RETURNING id"_s,
        {channel, order.id.number, toMs(order.revision), fingerprint, toMs(order.createdAt), toMs(draft.at()),
         isByChannel ? 1 : 0, order.buyer.country, order.buyer.region, draft.number()});
    if (!id)
        return tl::make_unexpected(id.error());
    return Sale{*id, channel, order.id, order.revision, order.createdAt, fingerprint, State::Open, false, isByChannel, draft.number()};
}

Result<OrderBook::Line> OrderBook::addLine(audit::Draft &draft, const Sale &sale, const ChannelOrder::Line &wanted)
{
    const auto item = resolve(sale.channel, wanted.listing, wanted.sku);
    if (!item)
        return tl::make_unexpected(item.error());
    Line line;
    line.line = wanted.id;
    line.listing = wanted.listing;
    line.channelSku = wanted.sku;
    if (*item)
        line.sku = (*item)->id;
    const QVariant none(QMetaType(QMetaType::LongLong));
    const auto id = m_database.insert(
        u"INSERT INTO sale_line (sale_id, line, listing, channel_sku, sku_id, ordered, quantity, cancelled_here, short, shipped, returned, price, "
        "price_currency) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, ?, ?) RETURNING id"_s,
        {sale.id, line.line, line.listing, line.channelSku, line.sku ? QVariant(*line.sku) : none,
         wanted.unitPrice ? QVariant(wanted.unitPrice->amount) : none,
         wanted.unitPrice ? QVariant(wanted.unitPrice->currency) : QVariant(QMetaType(QMetaType::QString))});
    if (!id)
        return tl::make_unexpected(id.error());
    line.id = *id;
    if (!line.sku)
        raise(draft, sale, line, wanted.quantity,
              u"%1 sold “%2”, which is not mapped to any SKU: nothing could be reserved"_s.arg(sale.order.channel.text(),
                                                                                                wanted.sku.isEmpty() ? wanted.listing : wanted.sku));
    return line;
}

Result<> OrderBook::apply(audit::Draft &draft, Sale &sale, const ChannelOrder &order, bool isNew)
{
    auto lines = linesOf(sale.id);
    if (!lines)
        return tl::make_unexpected(lines.error());
    const bool isOff = order.state == ChannelOrder::State::Cancelled || order.state == ChannelOrder::State::AwaitingPayment;
    // Where the channel counts in seconds, the rest of a revision is our own: an order among messages of one second.
    const Time changedAt(order.revision.time_since_epoch() / order.resolution * order.resolution);
    const Time soldAt = isNew ? order.createdAt : changedAt;
    QJsonArray told;
    bool isAllShipped = true, hasUnits = false;
    QList<ChannelOrder::Line> wantedLines = order.lines;
    for (const Line &line : *lines) {
        const bool isNamed = std::any_of(wantedLines.begin(), wantedLines.end(), [&](const auto &w) { return w.id == line.line; });
        if (!isNamed)
            wantedLines.append({line.line, line.listing, line.channelSku, 0, line.shipped, std::nullopt});
    }
    for (const ChannelOrder::Line &wanted : wantedLines) {
        const auto known = std::find_if(lines->begin(), lines->end(), [&](const Line &l) { return l.line == wanted.id; });
        Result<Line> line = known != lines->end() ? Result<Line>(*known) : addLine(draft, sale, wanted);
        if (!line)
            return tl::make_unexpected(line.error());
        const Quantity before = line->quantity;
        const Quantity takenBefore = sale.state == State::AwaitingPayment ? 0 : line->ordered;
        const Quantity ordered = order.state == ChannelOrder::State::Cancelled ? 0 : wanted.quantity;
        line->cancelledHere = std::max<Quantity>(0, line->cancelledHere - std::max<Quantity>(0, line->ordered - ordered));
        line->ordered = ordered;
        const Quantity repeated = planted(Bug::NoDedupe) && !isNew && wanted.quantity == line->quantity ? line->quantity : 0;
        const Quantity target = isOff ? 0 : std::max<Quantity>(0, ordered - line->cancelledHere) + repeated;
        CROSSDOCK_TRY(setQuantity(draft, sale, *line, target));
        const Quantity leaving = order.state == ChannelOrder::State::Shipped ? line->quantity : std::min(wanted.shipped, line->quantity);
        if (leaving > line->shipped)
            CROSSDOCK_TRY(shipLine(draft, sale, *line, leaving - line->shipped));
        const auto listing = m_listings.find(sale.channel, line->listing);
        if (!listing)
            return tl::make_unexpected(listing.error());
        if (*listing && !sale.isByChannel) {
            // What the channel took off counts, whatever was cancelled or shipped here.
            const Quantity taken = isOff ? 0 : ordered;
            if (taken > takenBefore)
                CROSSDOCK_TRY(m_listings.sold(draft, (*listing)->id, taken - takenBefore, soldAt, order.resolution));
            else if (taken < takenBefore)
                CROSSDOCK_TRY(m_listings.unsure((*listing)->id));
        }
        CROSSDOCK_TRY(save(*line));
        hasUnits = hasUnits || line->quantity > 0;
        isAllShipped = isAllShipped && line->shipped >= line->quantity;
        told.append(QJsonObject{{u"line"_s, wanted.id}, {u"sku"_s, wanted.sku}, {u"old"_s, before}, {u"new"_s, line->quantity}, {u"short"_s, line->shortUnits}});
    }
    draft.say(u"lines"_s, told);
    State state = sale.state == State::Picked ? State::Picked : State::Open;
    if (order.state == ChannelOrder::State::AwaitingPayment)
        state = State::AwaitingPayment;
    else if (hasUnits && isAllShipped)
        state = State::Shipped;
    else if (!hasUnits)
        state = State::Cancelled;
    return saveState(draft, sale, state);
}

Result<> OrderBook::setQuantity(audit::Draft &draft, const Sale &sale, Line &line, Quantity target)
{
    target = std::max(target, line.shipped); // what has left cannot be cancelled, only returned
    if (target > line.quantity)
        return grow(draft, sale, line, target - line.quantity);
    return shrink(draft, line, line.quantity - target);
}

Result<> OrderBook::grow(audit::Draft &draft, const Sale &sale, Line &line, Quantity units)
{
    line.quantity += units;
    if (!line.sku || sale.isByChannel)
        return {};
    const auto item = m_catalogue.item(*line.sku);
    const auto channel = m_registry.channel(sale.channel);
    if (!item || !channel)
        return tl::make_unexpected(!item ? item.error() : channel.error());
    draft.about(item->sku);
    draft.touchSku(item->id);
    const auto taken = m_reservations.reserve(draft, line.id, *item, units, channel->pool);
    if (!taken)
        return tl::make_unexpected(taken.error());
    const Quantity missing = units - *taken;
    if (missing == 0)
        return {};
    line.shortUnits += missing;
    raise(draft, sale, line, missing,
          u"%1 sold %2 of %3 while %4 were left"_s.arg(sale.order.channel.text()).arg(units).arg(item->sku.text()).arg(*taken));
    return {};
}

Result<> OrderBook::shrink(audit::Draft &draft, Line &line, Quantity units)
{
    if (units == 0)
        return {};
    line.quantity -= units;
    const Quantity fromShort = std::min(units, line.shortUnits);
    line.shortUnits -= fromShort;
    if (line.shortUnits == 0 && fromShort > 0)
        CROSSDOCK_TRY(closeIncidents(line.id));
    if (!line.sku)
        return {};
    const auto item = m_catalogue.item(*line.sku);
    if (!item)
        return tl::make_unexpected(item.error());
    draft.about(item->sku);
    draft.touchSku(item->id);
    return m_reservations.release(draft, line.id, *item, units - fromShort);
}

Result<> OrderBook::closeIncidents(qint64 line)
{
    return m_database
        .execute(u"UPDATE incident SET is_open = 0 WHERE is_open = 1 AND sale_id = (SELECT sale_id FROM sale_line WHERE id = ?) "
                 "AND sku_id = (SELECT sku_id FROM sale_line WHERE id = ?) AND NOT EXISTS (SELECT 1 FROM sale_line l "
                 "WHERE l.sale_id = incident.sale_id AND l.sku_id = incident.sku_id AND l.short > 0 AND l.id <> ?)"_s,
                 {line, line, line})
        .map([](qint64) {});
}

Result<> OrderBook::shipLine(audit::Draft &draft, const Sale &sale, Line &line, Quantity units)
{
    line.shipped += units;
    if (!line.sku || sale.isByChannel)
        return {};
    const auto item = m_catalogue.item(*line.sku);
    if (!item)
        return tl::make_unexpected(item.error());
    draft.about(item->sku);
    draft.touchSku(item->id);
    const Quantity unheld = std::max<Quantity>(0, line.shipped + line.shortUnits - line.quantity);
    const Quantity ghost = std::min({unheld, line.shortUnits, units}); // shipped although the ledger had none of it
    if (ghost > 0) {
        line.shortUnits -= ghost;
        raise(draft, sale, line, ghost, u"%1 units left that the ledger did not have: count %2"_s.arg(ghost).arg(item->sku.text()));
    }
    return m_reservations.ship(draft, line.id, *item, units - ghost);
}

Result<> OrderBook::cancel(audit::Draft &draft, const command::CancelOrder &command)
{
    auto sale = saleOf(command.order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    auto lines = linesOf(sale->id);
    if (!lines)
        return tl::make_unexpected(lines.error());
    for (const auto &wanted : command.lines) {
        const bool isKnown = std::any_of(lines->begin(), lines->end(), [&](const Line &l) { return l.line == wanted.id; });
        if (!isKnown || wanted.quantity < 1)
            return fail(Error::Code::NotFound, command.order.text(), u"it has no line %1 to cancel"_s.arg(wanted.id));
    }
    QJsonArray told;
    Quantity left = 0, cancelled = 0;
    for (Line &line : *lines) {
        Quantity units = line.quantity - line.shipped;
        if (!command.lines.isEmpty()) {
            const auto asked = std::find_if(command.lines.begin(), command.lines.end(), [&](const auto &w) { return w.id == line.line; });
            units = asked == command.lines.end() ? 0 : std::min(units, asked->quantity);
        }
        line.cancelledHere += units;
        cancelled += units;
        CROSSDOCK_TRY(shrink(draft, line, units));
        CROSSDOCK_TRY(save(line));
        left += line.quantity;
        if (units > 0)
            told.append(QJsonObject{{u"line"_s, line.line}, {u"cancelled"_s, units}});
    }
    if (cancelled == 0)
        return fail(Error::Code::NotAllowed, command.order.text(), u"everything of it has shipped or is cancelled"_s);
    draft.setWhat(u"order.cancel"_s);
    draft.about(command.order);
    draft.about(command.order.channel);
    draft.say(u"lines"_s, told);
    const bool isAllShipped = std::all_of(lines->begin(), lines->end(), [](const Line &l) { return l.shipped >= l.quantity; });
    return saveState(draft, *sale, left == 0 ? State::Cancelled : isAllShipped ? State::Shipped : sale->state);
}

Result<> OrderBook::setHeld(audit::Draft &draft, const OrderId &order, bool isHeld)
{
    auto sale = saleOf(order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    if (sale->state == State::Shipped || sale->state == State::Cancelled)
        return fail(Error::Code::NotAllowed, order.text(), u"it is %1"_s.arg(nameOf(sale->state)));
    if (sale->isHeld == isHeld)
        return fail(Error::Code::NotAllowed, order.text(), isHeld ? u"it is on hold already"_s : u"it is not on hold"_s);
    draft.setWhat(isHeld ? u"order.hold"_s : u"order.release"_s);
    draft.about(order);
    draft.about(order.channel);
    draft.touchSale(sale->id);
    return m_database.execute(u"UPDATE sale SET is_held = ?, entry = ? WHERE id = ?"_s, {isHeld ? 1 : 0, draft.number(), sale->id}).map([](qint64) {});
}

Result<> OrderBook::pick(audit::Draft &draft, const OrderId &order)
{
    auto sale = saleOf(order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    if (sale->state != State::Open || sale->isHeld)
        return fail(Error::Code::NotAllowed, order.text(), u"it is %1"_s.arg(sale->isHeld ? u"on hold"_s : nameOf(sale->state)));
    const auto lines = linesOf(sale->id);
    if (!lines)
        return tl::make_unexpected(lines.error());
    draft.setWhat(u"order.pick"_s);
    draft.about(order);
    draft.about(order.channel);
    for (const Line &line : *lines)
        CROSSDOCK_TRY(m_reservations.pick(draft, line.id));
    if (draft.movements().isEmpty())
        return fail(Error::Code::OutOfStock, order.text(), u"nothing is reserved for it"_s);
    return saveState(draft, *sale, State::Picked);
}

Result<> OrderBook::ship(audit::Draft &draft, const command::ShipOrder &command)
{
    auto sale = saleOf(command.order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    if (sale->isHeld || (sale->state != State::Open && sale->state != State::Picked))
        return fail(Error::Code::NotAllowed, command.order.text(), u"it is %1"_s.arg(sale->isHeld ? u"on hold"_s : nameOf(sale->state)));
    auto lines = linesOf(sale->id);
    if (!lines)
        return tl::make_unexpected(lines.error());
    draft.setWhat(u"order.ship"_s);
    draft.about(command.order);
    draft.about(command.order.channel);
    if (!command.tracking.isEmpty())
        draft.say(u"tracking"_s, command.tracking);
    Quantity gone = 0;
    bool isAllShipped = true;
    for (Line &line : *lines) {
        const Quantity units = line.held();
        CROSSDOCK_TRY(shipLine(draft, *sale, line, units));
        CROSSDOCK_TRY(save(line));
        gone += units;
        isAllShipped = isAllShipped && line.shipped >= line.quantity;
    }
    if (gone == 0)
        return fail(Error::Code::OutOfStock, command.order.text(), u"nothing is reserved for it"_s);
    CROSSDOCK_TRY(m_database.execute(u"UPDATE sale SET tracking = ? WHERE id = ?"_s, {command.tracking, sale->id}));
    return saveState(draft, *sale, isAllShipped ? State::Shipped : sale->state);
}

Result<> OrderBook::takeReturn(audit::Draft &draft, const command::ReceiveReturn &command)
{
    const auto sale = saleOf(command.order);
    const auto node = m_nodes.node(command.node);
    if (!sale || !node)
        return tl::make_unexpected(!sale ? sale.error() : node.error());
    auto lines = linesOf(sale->id);
    if (!lines)
        return tl::make_unexpected(lines.error());
    const auto line = std::find_if(lines->begin(), lines->end(), [&](const Line &l) { return l.line == command.line; });
    if (line == lines->end() || !line->sku)
        return fail(Error::Code::NotFound, command.order.text(), u"it has no line %1"_s.arg(command.line));
    if (command.quantity < 1 || command.quantity > line->shipped - line->returned)
        return fail(Error::Code::NotAllowed, command.order.text(),
                    u"%1 units of that line are out"_s.arg(line->shipped - line->returned));
    const auto item = m_catalogue.item(*line->sku);
    if (!item)
        return tl::make_unexpected(item.error());
    QList<stock::Part> parts = {{*item, 1}};
    if (item->isKit) {
        const auto components = m_catalogue.partsOf(item->id);
        if (!components)
            return tl::make_unexpected(components.error());
        parts = *components;
    }
    draft.setWhat(u"return.receive"_s);
    draft.about(command.order);
    draft.about(command.order.channel);
    draft.about(item->sku);
    const Account account = command.toQuarantine ? Account::Quarantine : Account::Free;
    for (const stock::Part &part : parts)
        CROSSDOCK_TRY(m_ledger.move(draft, part.item, audit::End{}, Nodes::end(account, *node), command.quantity * part.quantity));
    line->returned += command.quantity;
    draft.touchSale(sale->id);
    return save(*line);
}

Result<> OrderBook::forgetBuyer(audit::Draft &draft, const OrderId &order)
{
    const auto sale = saleOf(order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    draft.setWhat(u"buyer.forget"_s);
    draft.about(order);
    draft.touchSale(sale->id);
    return m_privacy.forget(sale->id);
}

Result<> OrderBook::fillShort(audit::Draft &draft, qint64 sku)
{
    struct Waiting {
        qint64 line = 0, sku = 0, channel = 0, sale = 0;
        Quantity units = 0;
    };
    const auto waiting = m_database.select(
        u"SELECT l.id, l.sku_id, s.channel_id, s.id, l.short FROM sale_line l JOIN sale s ON s.id = l.sale_id WHERE l.short > 0 AND "
        "(l.sku_id = ? OR l.sku_id IN (SELECT kit_id FROM kit_part WHERE part_id = ?)) ORDER BY l.id"_s,
        {sku, sku},
        [](const store::Row &row) { return Waiting{row.number(0), row.number(1), row.number(2), row.number(3), row.number(4)}; });
    if (!waiting)
        return tl::make_unexpected(waiting.error());
    for (const Waiting &line : *waiting) {
        const auto item = m_catalogue.item(line.sku);
        const auto channel = m_registry.channel(line.channel);
        if (!item || !channel)
            return tl::make_unexpected(!item ? item.error() : channel.error());
        const auto taken = m_reservations.reserve(draft, line.line, *item, line.units, channel->pool);
        if (!taken)
            return tl::make_unexpected(taken.error());
        if (*taken == 0)
            continue;
        CROSSDOCK_TRY(m_database.execute(u"UPDATE sale_line SET short = short - ? WHERE id = ?"_s, {*taken, line.line}));
        if (*taken == line.units)
            CROSSDOCK_TRY(closeIncidents(line.line));
        draft.touchSale(line.sale);
    }
    return {};
}

Result<> OrderBook::closeSettled()
{
    return m_database
        .execute(u"UPDATE incident SET is_open = 0 WHERE is_open = 1 AND sale_id IS NULL AND sku_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sale_line l "
                 "WHERE l.short > 0 AND (l.sku_id = incident.sku_id OR l.sku_id IN (SELECT kit_id FROM kit_part WHERE part_id = incident.sku_id)))"_s)
        .map([](qint64) {});
}

Result<> OrderBook::adoptLines(audit::Draft &draft, const channels::ListingAddress &listing)
{
    const auto channel = m_registry.channel(listing.id.channel);
    const auto item = m_catalogue.item(listing.sku);
    if (!channel || !item)
        return tl::make_unexpected(!channel ? channel.error() : item.error());
    const auto sales = m_database.select(
        u"SELECT DISTINCT s.number FROM sale_line l JOIN sale s ON s.id = l.sale_id WHERE l.sku_id IS NULL AND l.listing = ? AND s.channel_id = ?"_s,
        {listing.id.listing, channel->id}, [](const store::Row &row) { return row.text(0); });
    if (!sales)
        return tl::make_unexpected(sales.error());
    for (const QString &number : *sales) {
        const auto sale = find(channel->id, number);
        if (!sale)
            return tl::make_unexpected(sale.error());
        auto lines = linesOf((*sale)->id);
        if (!lines)
            return tl::make_unexpected(lines.error());
        for (Line &line : *lines) {
            if (line.sku || line.listing != listing.id.listing)
                continue;
            line.sku = item->id;
            const Quantity units = std::exchange(line.quantity, line.shipped) - line.shipped;
            CROSSDOCK_TRY(grow(draft, **sale, line, units));
            CROSSDOCK_TRY(save(line));
            draft.touchSale((*sale)->id);
            draft.about((*sale)->order);
        }
        CROSSDOCK_TRY(m_database.execute(u"UPDATE incident SET is_open = 0 WHERE is_open = 1 AND sale_id = ? AND sku_id IS NULL AND NOT EXISTS "
                                         "(SELECT 1 FROM sale_line l WHERE l.sale_id = incident.sale_id AND l.sku_id IS NULL)"_s,
                                         {(*sale)->id}));
    }
    return {};
}

} // namespace crossdock::orders
