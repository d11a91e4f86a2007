#include "app/command_line/json.h"

#include "core/inventory/audit/trail.h"
#include "core/inventory/orders/shipments.h"
#include "ui/orders/order_words.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr std::array orderStates = {u"awaiting_payment", u"open", u"on_hold", u"picked", u"shipped", u"cancelled"};

QJsonValue timeOrNull(Time time)
{
    return time == Time{} ? QJsonValue() : QJsonValue(toText(time));
}

/// How old the number on the channel is: since it is wanted while it waits, else since the channel answered.
qint64 ageMs(const OfferState &offer, Time now)
{
    const bool isWaiting = offer.state == OfferState::State::Waiting || offer.state == OfferState::State::Sent || offer.state == OfferState::State::Held;
    const Time since = isWaiting || offer.answeredAt == Time{} ? offer.wantedAt : offer.answeredAt;
    return std::max<qint64>(0, (now - since).count());
}

/// In percent of orders, as the channel reckons it.
QJsonObject healthJson(const channels::AccountHealth &account)
{
    const auto percent = [](const std::optional<qint64> &rate) { return rate ? QJsonValue(channels::percentOf(*rate)) : QJsonValue(); };
    return {{u"status"_s, account.status}, {u"order_defect_rate"_s, percent(account.orderDefects)}, {u"late_shipment_rate"_s, percent(account.lateShipments)},
            {u"cancellation_rate"_s, percent(account.cancellations)}, {u"at"_s, toText(account.at)}};
}

/// Only of channels that tell it.
QJsonObject marketJson(const channels::Market &market)
{
    QJsonObject json{{u"competitor"_s, toJson(market.competitor)}, {u"featured"_s, channels::nameOf(market.featured)}, {u"suppressed"_s, market.isSuppressed}};
    if (market.isSuppressed)
        json.insert(u"words"_s, market.words);
    return json;
}

QJsonObject offerJson(const OfferState &offer, Time now)
{
    QJsonObject json{{u"channel"_s, offer.listing.channel.text()},
                     {u"listing"_s, offer.listing.listing},
                     {u"wanted"_s, offer.wanted},
                     {u"believed"_s, toJson(offer.believed)},
                     {u"acknowledged"_s, toJson(offer.acknowledged)},
                     {u"age_ms"_s, ageMs(offer, now)},
                     {u"state"_s, nameOf(offer.state)},
                     {u"price"_s, toJson(offer.price)},
                     {u"buffer"_s, offer.buffer},
                     {u"cap"_s, toJson(offer.cap)},
                     {u"stopped"_s, offer.isStopped}};
    if (!offer.words.isEmpty())
        json.insert(u"words"_s, offer.words);
    if (offer.market != channels::Market{})
        json.insert(u"market"_s, marketJson(offer.market));
    return json;
}

QJsonObject lineJson(const OrderDetail::Line &line)
{
    QJsonArray reservations;
    for (const OrderDetail::Reservation &held : line.reservations)
        reservations.append(QJsonObject{{u"sku"_s, held.sku.text()}, {u"node"_s, held.node.text()}, {u"reserved"_s, held.reserved}, {u"picked"_s, held.picked}, {u"shipped"_s, held.shipped}});
    return {{u"line"_s, line.id}, {u"sku"_s, line.sku.text()}, {u"listing"_s, line.listing}, {u"channel_sku"_s, line.channelSku},
            {u"quantity"_s, line.quantity}, {u"short"_s, line.shortUnits}, {u"shipped"_s, line.shipped}, {u"returned"_s, line.returned},
            {u"price"_s, toJson(line.unitPrice)}, {u"reservations"_s, reservations}};
}

} // namespace

QString nameOf(OfferState::State state)
{
    switch (state) {
    case OfferState::State::Waiting:
        return u"waiting"_s;
    case OfferState::State::Sent:
        return u"sent"_s;
    case OfferState::State::Accepted:
        return u"accepted"_s;
    case OfferState::State::Acknowledged:
        return u"acknowledged"_s;
    case OfferState::State::Refused:
        return u"refused"_s;
    case OfferState::State::Held:
        return u"held"_s;
    }
    Q_UNREACHABLE();
}

QString nameOf(OrderRow::State state)
{
    return QString::fromUtf16(orderStates.at(static_cast<size_t>(state)));
}

std::optional<OrderRow::State> orderStateFrom(const QString &name)
{
    const auto found = std::find_if(orderStates.begin(), orderStates.end(), [&](const char16_t *known) { return name == QStringView(known); });
    if (found == orderStates.end())
        return {};
    return static_cast<OrderRow::State>(found - orderStates.begin());
}

QString nameOf(ChannelHealth::State state)
{
    switch (state) {
    case ChannelHealth::State::Idle:
        return u"idle"_s;
    case ChannelHealth::State::Sending:
        return u"sending"_s;
    case ChannelHealth::State::Waiting:
        return u"waiting"_s;
    case ChannelHealth::State::RateLimited:
        return u"rate_limited"_s;
    case ChannelHealth::State::Down:
        return u"down"_s;
    case ChannelHealth::State::Unauthorized:
        return u"unauthorized"_s;
    case ChannelHealth::State::Paused:
        return u"paused"_s;
    case ChannelHealth::State::Elsewhere:
        return u"elsewhere"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const Entry &entry)
{
    return {{u"entry"_s, entry.number},
            {u"at"_s, toText(entry.at)},
            {u"actor"_s, QJsonObject{{u"kind"_s, audit::nameOf(entry.actor.kind)}, {u"name"_s, entry.actor.name}}},
            {u"what"_s, entry.what},
            {u"key"_s, entry.key},
            {u"reason"_s, entry.why},
            {u"cause"_s, entry.cause == 0 ? QJsonValue() : QJsonValue(entry.cause)},
            {u"body"_s, entry.body},
            {u"hash"_s, QString::fromLatin1(entry.hash.toHex())}};
}

QJsonObject toJson(const Money &money)
{
    return {{u"amount"_s, money.amount}, {u"currency"_s, money.currency}};
}

QJsonValue toJson(const std::optional<Money> &money)
{
    return money ? QJsonValue(toJson(*money)) : QJsonValue();
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue orNull(Time at)
{
    return at == Time{} ? QJsonValue() : QJsonValue(toText(at));
}

QJsonValue toJson(const std::optional<Time> &time)
{
    return time ? QJsonValue(toText(*time)) : QJsonValue();
}

QJsonArray namesJson(const rates::Options &options)
{
    return QJsonArray::fromStringList(rates::namesOf(options).split(u' ', Qt::SkipEmptyParts));
}

QJsonValue toJson(const std::optional<Quantity> &quantity)
{
    return quantity ? QJsonValue(*quantity) : QJsonValue();
}

QJsonObject toJson(const query::StockOf::Item &item, Time now)
{
    const StockRow &row = item.row;
    QJsonArray nodes, bins, offers, parts;
    for (const NodeStock &node : item.nodes)
        nodes.append(QJsonObject{{u"node"_s, node.node.text()}, {u"on_hand"_s, node.onHand()}, {u"reserved"_s, node.committed()},
                                 {u"in_transit"_s, node.inTransit}, {u"quarantine"_s, node.quarantine}, {u"version"_s, node.version}});
    for (const stock::BinAt &one : item.bins)
        bins.append(QJsonObject{{u"node"_s, one.node.text()}, {u"zone"_s, orNull(one.bin.zone)}, {u"bin"_s, one.bin.name}});
    for (const OfferState &offer : row.offers)
        offers.append(offerJson(offer, now));
    for (const auto &part : item.parts)
        parts.append(QJsonObject{{u"sku"_s, part.sku.text()}, {u"quantity"_s, part.quantity}});
    QJsonObject json{{u"sku"_s, row.sku.text()}, {u"name"_s, row.name}, {u"on_hand"_s, row.onHand}, {u"reserved"_s, row.reserved},
                     {u"available"_s, row.available}, {u"in_transit"_s, row.inTransit}, {u"quarantine"_s, row.quarantine},
                     {u"stopped"_s, row.isStopped}, {u"nodes"_s, nodes}, {u"bins"_s, bins}, {u"offers"_s, offers}};
    if (row.isKit)
        json.insert(u"kit"_s, parts);
    return json;
}

QJsonObject toJson(const OrderRow &order)
{
    return {{u"id"_s, order.id.text()}, {u"channel"_s, order.id.channel.text()}, {u"number"_s, order.id.number},
            {u"created_at"_s, toText(order.createdAt)}, {u"recorded_at"_s, toText(order.recordedAt)}, {u"state"_s, nameOf(order.state)},
            {u"lines"_s, order.lines}, {u"units"_s, order.units}, {u"short"_s, order.shortUnits}, {u"total"_s, toJson(order.total)},
            {u"ship_by"_s, toJson(order.shipBy)}, {u"ship_to"_s, order.shipTo}, {u"fulfilled_by_channel"_s, order.isByChannel}};
}

QJsonObject toJson(const ReturnRow &row)
{
    QJsonArray lines;
    for (const channels::Return::Line &line : row.what.lines)
        lines.append(QJsonObject{{u"line"_s, line.line}, {u"quantity"_s, line.quantity}});
    return {{u"order"_s, row.order.text()}, {u"return"_s, row.what.number}, {u"title"_s, row.what.title}, {u"state"_s, channels::nameOf(row.what.state)}, {u"reason"_s, row.what.reason},
            {u"value"_s, toJson(row.what.value)}, {u"requested_at"_s, toText(row.what.requestedAt)}, {u"lines"_s, lines}, {u"received"_s, row.received},
            {u"label"_s, orNull(labels::nameOf(row.label.state))}, {u"label_words"_s, orNull(row.label.words)}};
}

QJsonObject toJson(const OrderDetail &order)
{
    QJsonObject json = toJson(order.row);
    QJsonArray lines;
    for (const OrderDetail::Line &line : order.lines)
        lines.append(lineJson(line));
    json[u"lines"_s] = lines;
    json[u"parcels"_s] = toJsonArray(order.parcels);
    json[u"tracking"_s] = order.tracking;
    json[u"reason"_s] = orNull(ui::givenReason(order)); // of the hold or the cancellation
    QJsonArray shipments;
    for (const Shipment &sent : order.shipments)
        shipments.append(QJsonObject{{u"parcel"_s, sent.parcel.number}, {u"at"_s, toText(sent.parcel.sentAt)}, {u"carrier"_s, sent.parcel.carrier}, {u"tracking"_s, sent.parcel.tracking},
                                     {u"channel"_s, orders::nameOf(sent.state)}, {u"channel_tracking"_s, sent.toldTracking() ? QJsonValue(*sent.toldTracking()) : QJsonValue()},
                                     {u"words"_s, sent.words}});
    json[u"shipments"_s] = shipments;
    const fulfilment::ShippingWish &wish = order.wish;
    if (!wish.isEmpty())
        json[u"wish"_s] = QJsonObject{{u"carrier"_s, wish.carrier}, {u"service"_s, wish.service}, {u"rate"_s, nameOf(wish.rate)}, {u"package"_s, wish.package}, {u"buys_label"_s, wish.buysLabel}, {u"by"_s, wish.by},
                                      {u"options"_s, namesJson(wish.options)}};
    QJsonArray instructions;
    for (const channels::Instruction &told : order.instructions)
        instructions.append(QJsonObject{{u"what"_s, channels::nameOf(told.kind)}, {u"state"_s, channels::nameOf(told.state)}, {u"words"_s, told.words}});
    json[u"instructions"_s] = instructions;
    QJsonArray refunds, chargebacks;
    for (const channels::Refund &refund : order.refunds)
        refunds.append(QJsonObject{{u"refund"_s, refund.number}, {u"amount"_s, toJson(refund.amount)}});
    for (const channels::Chargeback &one : order.chargebacks)
        chargebacks.append(QJsonObject{{u"chargeback"_s, one.number}, {u"amount"_s, toJson(one.amount)}, {u"state"_s, one.state}});
    json[u"returns"_s] = toJsonArray(order.returns);
    json[u"refunds"_s] = refunds;
    json[u"chargebacks"_s] = chargebacks;
    if (const auto &cancelled = order.cancellation)
        json[u"cancellation"_s] = QJsonObject{{u"at"_s, toText(cancelled->at)}, {u"channel"_s, orders::nameOf(cancelled->state)}, {u"words"_s, cancelled->words}};
    json[u"forgotten"_s] = order.isForgotten;
    json[u"buyer_orders"_s] = order.buyerOrders;
    json[u"customer_tags"_s] = QJsonArray::fromStringList(order.customerTags);
    json[u"payment_method"_s] = order.paymentMethod;
    json[u"facts"_s] = toJson(order.facts);
    const Buyer &buyer = order.buyer;
    json[u"buyer"_s] = buyer.isEmpty() ? QJsonValue()
                                       : QJsonObject{{u"name"_s, buyer.name}, {u"email"_s, buyer.email}, {u"phone"_s, buyer.phone},
                                                     {u"address"_s, buyer.address}, {u"city"_s, buyer.city}, {u"region"_s, buyer.region},
                                                     {u"postcode"_s, buyer.postcode}, {u"country"_s, buyer.country}};
    json[u"timeline"_s] = toJsonArray(order.timeline);
    return json;
}

QJsonObject toJson(const Incident &incident)
{
    return {{u"id"_s, incident.id}, {u"at"_s, toText(incident.at)}, {u"sku"_s, incident.sku.text()}, {u"channel"_s, incident.channel.text()},
            {u"order"_s, incident.order.number.isEmpty() ? QString() : incident.order.text()}, {u"units"_s, incident.units},
            {u"cause"_s, incident.cause}, {u"entry"_s, incident.entry}, {u"open"_s, incident.isOpen}};
}

QJsonObject toJson(const ChannelRow &channel, const std::optional<ChannelHealth> &health)
{
    const ChannelDetails &details = channel.details;
    QJsonObject account;
    for (auto field = details.account.begin(); field != details.account.end(); ++field)
        account.insert(field.key(), field.value());
    QJsonObject json{{u"name"_s, details.name.text()}, {u"kind"_s, details.kind}, {u"url"_s, details.url}, {u"account"_s, account},
                     {u"state"_s, details.state == ChannelDetails::State::Paused ? u"paused"_s : u"running"_s}, {u"listings"_s, channel.listings},
                     {u"waiting"_s, channel.waiting}, {u"set_aside"_s, channel.setAside}, {u"read_at"_s, timeOrNull(channel.cursorAt)}};
    if (channel.account.isKnown())
        json.insert(u"account_health"_s, healthJson(channel.account));
    if (health && health->state == ChannelHealth::State::Elsewhere)
        json.insert(u"lane"_s, QJsonObject{{u"state"_s, nameOf(health->state)}, {u"speaker"_s, health->speaker}});
    else if (health)
        json.insert(u"lane"_s, QJsonObject{{u"state"_s, nameOf(health->state)}, {u"queued"_s, health->queued}, {u"told"_s, health->told},
                                           {u"calls"_s, health->calls}, {u"failed_calls"_s, health->failedCalls},
                                           {u"lag_p50_ms"_s, health->lagP50Ms}, {u"lag_p99_ms"_s, health->lagP99Ms},
                                           {u"last_error"_s, health->lastError}, {u"last_event_at"_s, timeOrNull(health->lastEventAt)},
                                           {u"last_answer_at"_s, timeOrNull(health->lastAnswerAt)}});
    return json;
}

QJsonObject toJson(const NodeRow &node, Time now)
{
    QJsonObject json = crossdock::toJson(node.details);
    json[u"name"_s] = node.node.text();
    json[u"kind"_s] = node.kind;
    json[u"title"_s] = node.title;
    if (node.feed) {
        const fulfilment::FeedState &state = node.feed->state;
        json[u"feed"_s] = QJsonObject{{u"trust"_s, nameOf(fulfilment::trustOf(state, now))}, {u"read_at"_s, state.readAt ? QJsonValue(toText(*state.readAt)) : QJsonValue()},
                                      {u"age_ms"_s, state.readAt ? QJsonValue(static_cast<qint64>((now - *state.readAt).count())) : QJsonValue()}, {u"words"_s, state.words},
                                      {u"skus"_s, node.feed->skus}, {u"sellable"_s, node.feed->sellable}, {u"untaken"_s, state.untaken}};
    }
    return json;
}

QJsonObject toJson(const fulfilment::StockLevel &level)
{
    QJsonArray others;
    for (const fulfilment::StockLevel::Share &share : level.others)
        others.append(QJsonObject{{u"name"_s, share.name}, {u"theirs"_s, share.theirs}, {u"quantity"_s, share.quantity}});
    return {{u"sku"_s, level.sku}, {u"place"_s, orNull(level.place)}, {u"sellable"_s, level.sellable}, {u"others"_s, others},
            {u"changed_at"_s, level.changedAt ? QJsonValue(toText(*level.changedAt)) : QJsonValue()}};
}

QJsonObject toJson(const CarrierDetails &carrier)
{
    QJsonObject account;
    for (auto it = carrier.account.begin(); it != carrier.account.end(); ++it)
        account[it.key()] = it.value();
    return {{u"name"_s, carrier.name.text()}, {u"kind"_s, carrier.kind}, {u"url"_s, carrier.url}, {u"account"_s, account}};
}

QJsonObject toJson(const Explanation &explanation)
{
    QJsonArray steps;
    for (const Step &step : explanation.steps) {
        QJsonObject json = toJson(step.entry);
        json[u"before"_s] = step.before;
        json[u"after"_s] = step.after;
        steps.append(json);
    }
    return {{u"subject"_s, explanation.subject}, {u"value"_s, explanation.value}, {u"arithmetic"_s, QJsonArray::fromStringList(explanation.arithmetic)}, {u"steps"_s, steps}};
}

QJsonObject toJson(const Verification &verification)
{
    return {{u"whole"_s, verification.isWhole}, {u"entries"_s, verification.entries},
            {u"first_broken"_s, verification.isWhole ? QJsonValue() : QJsonValue(verification.firstBroken)}, {u"words"_s, verification.words}};
}

} // namespace crossdock::app
