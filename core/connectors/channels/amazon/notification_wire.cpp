#include "core/connectors/channels/amazon/notification_wire.h"

#include "core/connectors/channels/amazon/account_wire.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::amazon {
namespace {

using channels::News;
using channels::Notice;
using channels::OrderHint;
using channels::QuantitySeen;
using channels::StandingSeen;

/// Notifications write their outer names with a capital or without, by type.
QJsonValue field(const QJsonObject &object, const QString &name)
{
    const auto capital = object.find(name);
    return capital != object.end() ? *capital : object.value(name.left(1).toLower() + name.mid(1));
}

bool isNotification(const QJsonObject &object)
{
    return field(object, u"NotificationType"_s).isString();
}

/// The notification inside up to three envelopes: EventBridge "detail", SNS "Message".
QJsonObject unwrapped(QJsonObject object)
{
    for (int depth = 0; depth < 3 && !isNotification(object); ++depth) {
        if (object.value("detail"_L1).isObject())
            object = object.value("detail"_L1).toObject();
        else if (object.value("Message"_L1).isString())
            object = QJsonDocument::fromJson(object.value("Message"_L1).toString().toUtf8()).object();
    }
    return object;
}

ChannelOrder::State noticedState(const QString &status)
{
    if (status == "Shipped"_L1)
        return ChannelOrder::State::Shipped;
    if (status == "Canceled"_L1 || status == "Cancelled"_L1 || status == "Unfulfillable"_L1)
        return ChannelOrder::State::Cancelled;
    return ChannelOrder::State::Open; // Pending too: the units are off the listing already, see orders_wire.h
}

std::optional<ChannelOrder::Line> readLine(const QJsonValue &item, ChannelOrder::State state)
{
    const auto quantity = readCount(item["Quantity"_L1]);
    ChannelOrder::Line line;
    line.id = item["OrderItemId"_L1].toString();
    line.sku = item["SellerSKU"_L1].toString();
    line.listing = line.sku;
    if (!quantity || line.id.isEmpty() || line.sku.isEmpty())
        return std::nullopt;
    line.quantity = *quantity;
    const Quantity usual = state == ChannelOrder::State::Shipped ? *quantity : 0;
    line.shipped = std::min(readCount(item["QuantityShipped"_L1]).value_or(usual), *quantity);
    return line;
}

/// The order as the notification shows it, or nothing if it does not show all of it.
std::optional<ChannelOrder> readOrder(const QJsonObject &change, const QJsonObject &summary, const QString &eventTime,
                                      const Account &account)
{
    const auto eventAt = parseTime(eventTime);
    if (!eventAt || change.value("NotificationLevel"_L1).toString() == "OrderItemLevel"_L1)
        return std::nullopt;
    ChannelOrder order;
    order.id = {account.channel, change.value("AmazonOrderId"_L1).toString()};
    order.revision = *eventAt;
    const QString purchase = summary.value("PurchaseDate"_L1).toString();
    const auto purchasedAt = parseTime(purchase);
    order.createdAt = purchasedAt.value_or(*eventAt);
    order.resolution = resolutionOf(purchasedAt ? purchase : eventTime);
    order.state = noticedState(summary.value("OrderStatus"_L1).toString());
    if (summary.value("FulfillmentType"_L1).toString() == "AFN"_L1)
        order.fulfilment = ChannelOrder::Fulfilment::Channel;
    if (const auto until = parseTime(summary.value("LatestShipDate"_L1).toString()))
        order.shipBy = *until;
    if (const auto until = parseTime(summary.value("LatestDeliveryDate"_L1).toString()))
        order.deliverBy = *until;
    const QJsonArray items = summary.value("OrderItems"_L1).toArray();
    for (const QJsonValue &item : items) {
        const auto line = readLine(item, order.state);
        if (!line)
            return std::nullopt;
        order.lines.append(*line);
    }
    return order.lines.isEmpty() ? std::nullopt : std::optional(order);
}

bool isOther(const QJsonValue &value, const QString &ours)
{
    return !value.toString().isEmpty() && value.toString() != ours;
}

QList<News> readOrderChange(const QJsonObject &payload, const QString &eventTime, const Account &account)
{
    const QJsonObject change = payload.value("OrderChangeNotification"_L1).toObject();
    const QJsonObject summary = change.value("Summary"_L1).toObject();
    const QString number = change.value("AmazonOrderId"_L1).toString();
    if (number.isEmpty())
        return {};
    if (isOther(change.value("SellerId"_L1), account.sellerId))
        return {Notice{u"an order of another seller, "_s + number}};
    if (isOther(summary.value("MarketplaceId"_L1), account.marketplaceId))
        return {Notice{u"an order of another marketplace, "_s + number}};
    const auto order = readOrder(change, summary, eventTime, account);
    if (!order)
        return {OrderHint{number}};
    if (!parseTime(summary.value("PurchaseDate"_L1).toString()))
        return {*order, OrderHint{number}};
    return {*order};
}

QList<News> readQuantityChange(const QJsonObject &payload, const QString &eventTime, const Account &account)
{
    const QString sku = field(payload, u"Sku"_s).toString();
    const auto quantity = readCount(field(payload, u"Quantity"_s));
    const auto at = parseTime(eventTime);
    if (sku.isEmpty() || !quantity || !at)
        return {};
    if (isOther(field(payload, u"SellerId"_s), account.sellerId))
        return {Notice{u"a quantity of another seller, "_s + sku}};
    if (isOther(field(payload, u"FulfillmentChannelCode"_s), u"DEFAULT"_s))
        return {Notice{u"a quantity of another fulfilment channel, "_s + sku}};
    return {QuantitySeen{sku, {}, *quantity, *at, true}};
}

QStringList wordsIn(const QJsonObject &payload, const QString &name)
{
    QStringList list;
    const QJsonArray values = field(payload, name).toArray();
    for (const QJsonValue &value : values)
        list.append(value.toString());
    return list;
}

/// Of our listings here, else nothing: another seller's or marketplace's.
std::optional<StandingSeen> standingIn(const QJsonObject &payload, const QString &eventTime, const Account &account)
{
    const QString sku = field(payload, u"Sku"_s).toString();
    const auto at = parseTime(eventTime);
    if (sku.isEmpty() || !at || isOther(field(payload, u"SellerId"_s), account.sellerId) || isOther(field(payload, u"MarketplaceId"_s), account.marketplaceId))
        return std::nullopt;
    return StandingSeen{sku, false, {}, *at};
}

QList<News> readIssuesChange(const QJsonObject &payload, const QString &eventTime, const Account &account)
{
    static const QStringList hiding{u"LISTING_SUPPRESSED"_s, u"SEARCH_SUPPRESSED"_s, u"CATALOG_ITEM_REMOVED"_s};
    auto standing = standingIn(payload, eventTime, account);
    if (!standing)
        return {Notice{u"issues of a listing that is not ours here: "_s + field(payload, u"Sku"_s).toString()}};
    QStringList enforced = wordsIn(payload, u"EnforcementActions"_s);
    enforced.removeIf([](const QString &action) { return !hiding.contains(action); });
    standing->isSuppressed = !enforced.isEmpty();
    standing->words = enforced.join(u", "_s);
    return {*standing};
}

QList<News> readStatusChange(const QJsonObject &payload, const QString &eventTime, const Account &account)
{
    auto standing = standingIn(payload, eventTime, account);
    if (!standing || !field(payload, u"Status"_s).isArray())
        return {Notice{u"the status of a listing that is not ours here: "_s + field(payload, u"Sku"_s).toString()}};
    const QStringList states = wordsIn(payload, u"Status"_s);
    const bool isFound = states.contains(u"DISCOVERABLE"_s), isBuyable = states.contains(u"BUYABLE"_s);
    if (states.contains(u"DELETED"_s) || (isFound && !isBuyable))
        return {Notice{u"listing %1 is %2"_s.arg(standing->listing, states.join(u", "_s))}};
    standing->isSuppressed = !isFound;
    standing->words = isFound ? QString() : u"it cannot be found by buyers"_s;
    return {*standing};
}

QList<News> readNews(const QJsonObject &notification, const Account &account)
{
    const QString type = field(notification, u"NotificationType"_s).toString();
    const QString eventTime = field(notification, u"EventTime"_s).toString();
    const QJsonObject payload = field(notification, u"Payload"_s).toObject();
    if (type == "ORDER_CHANGE"_L1)
        return readOrderChange(payload, eventTime, account);
    if (type == "LISTINGS_ITEM_MFN_QUANTITY_CHANGE"_L1)
        return readQuantityChange(payload, eventTime, account);
    if (type == "LISTINGS_ITEM_ISSUES_CHANGE"_L1)
        return readIssuesChange(payload, eventTime, account);
    if (type == "LISTINGS_ITEM_STATUS_CHANGE"_L1)
        return readStatusChange(payload, eventTime, account);
    if (type == "ACCOUNT_STATUS_CHANGED"_L1) {
        const auto status = readAccountStatus(payload, eventTime);
        return status ? QList<News>{*status} : QList<News>();
    }
    return {Notice{u"a notification of type "_s + type.left(80)}};
}

/// Of a product that we sell here, else a Notice alone.
void takeOffers(Notification &read, const QJsonObject &notification, const Account &account)
{
    const QJsonObject payload = field(notification, u"Payload"_s).toObject();
    const QJsonValue change = payload.value("AnyOfferChangedNotification"_L1);
    const QJsonValue trigger = change["OfferChangeTrigger"_L1];
    if (isOther(change["SellerId"_L1], account.sellerId) || isOther(trigger["MarketplaceId"_L1], account.marketplaceId)) {
        read.message.news = {Notice{u"offers of another seller or marketplace, "_s + trigger["ASIN"_L1].toString()}};
        return;
    }
    read.offers = readOffers(payload, field(notification, u"EventTime"_s).toString(), account);
    if (read.offers)
        read.message.news = {Notice{u"offers for "_s + read.offers->asin}};
}

} // namespace

bool Notification::canWait() const
{
    return offers || (!message.news.isEmpty() && std::holds_alternative<StandingSeen>(message.news.first()));
}

Notification readNotification(const QByteArray &body, const QString &queueId, const Account &account)
{
    Notification read{{queueId, body, {}}, true};
    const QJsonObject outer = QJsonDocument::fromJson(body).object();
    const QJsonObject notification = unwrapped(outer);
    if (outer.isEmpty() || !isNotification(notification)) {
        read.isReadable = false;
        read.message.news = {Notice{u"a queue message that is no notification, %1 bytes"_s.arg(body.size())}};
        return read;
    }
    const QString id = field(field(notification, u"NotificationMetadata"_s).toObject(), u"NotificationId"_s).toString();
    if (!id.isEmpty())
        read.message.eventId = id;
    if (field(notification, u"NotificationType"_s).toString() == "ANY_OFFER_CHANGED"_L1)
        takeOffers(read, notification, account);
    else
        read.message.news = readNews(notification, account);
    if (read.message.news.isEmpty()) {
        read.isReadable = false;
        read.message.news = {Notice{u"a notification of type %1 that does not follow its schema"_s.arg(
            field(notification, u"NotificationType"_s).toString().left(80))}};
    }
    return read;
}

} // namespace crossdock::amazon
