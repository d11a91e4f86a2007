#include "core/connectors/channels/shopify/shopify_wire.h"

#include "core/inventory/channels/payment_words.h"

#include <QJsonArray>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify
{
namespace
{

constexpr Milliseconds wholeSeconds{1'000}; // Shopify's DateTime carries no fraction
constexpr Milliseconds afterEvents{999}; // what was read just now comes after all events of its second

Quantity unitsOf(const QJsonValue &value)
{
    return std::clamp<Quantity>(value.toInteger(), 0, maxQuantity);
}

ChannelOrder::Line lineOf(const QJsonValue &node)
{
    ChannelOrder::Line line;
    line.id = tailOf(node["id"_L1].toString());
    line.listing = node["variant"_L1]["id"_L1].toString();
    line.sku = node["sku"_L1].toString();
    line.quantity = unitsOf(node["currentQuantity"_L1]);
    line.shipped = std::max<Quantity>(0, line.quantity - unitsOf(node["unfulfilledQuantity"_L1]));
    line.unitPrice = shopMoneyOf(node["originalUnitPriceSet"_L1]);
    return line;
}

Buyer buyerOf(const QJsonValue &order)
{
    const QJsonValue to = order["shippingAddress"_L1];
    const auto text = [](const QJsonValue &from, QLatin1StringView name) { return from[name].toString(); };
    Buyer buyer;
    buyer.name = text(to, "name"_L1);
    buyer.email = text(order, "email"_L1);
    buyer.phone = to["phone"_L1].toString(text(order, "phone"_L1));
    const QString second = text(to, "address2"_L1);
    buyer.address = second.isEmpty() ? text(to, "address1"_L1) : text(to, "address1"_L1) + u", "_s + second;
    buyer.city = text(to, "city"_L1);
    buyer.region = text(to, "province"_L1);
    buyer.postcode = text(to, "zip"_L1);
    buyer.country = text(to, "countryCodeV2"_L1);
    return buyer;
}

std::optional<QString> nextOf(const QJsonValue &connection)
{
    if (!connection["nodes"_L1].isArray())
        return std::nullopt;
    const QJsonValue page = connection["pageInfo"_L1];
    return page["hasNextPage"_L1].toBool() ? page["endCursor"_L1].toString() : QString();
}

std::optional<OrderRead> orderOf(const QJsonValue &node, const ChannelId &channel)
{
    const QString number = tailOf(node["id"_L1].toString());
    const auto updated = parseTime(node["updatedAt"_L1].toString());
    const auto created = parseTime(node["createdAt"_L1].toString());
    const auto more = nextOf(node["lineItems"_L1]);
    if (number.isEmpty() || !updated || !created || !more)
        return std::nullopt;
    OrderRead read;
    read.order.id = {channel, number};
    read.order.revision = *updated + afterEvents;
    read.order.isAuthoritative = true;
    read.order.createdAt = *created;
    read.order.resolution = wholeSeconds;
    read.order.buyer = buyerOf(node);
    read.order.paymentMethod = channels::paymentMethodOf(node["paymentGatewayNames"_L1].toVariant().toStringList());
    read.order.facts = factsOfNode(node);
    read.isCancelled = node["cancelledAt"_L1].isString();
    read.isFulfilled = node["displayFulfillmentStatus"_L1].toString() == "FULFILLED"_L1;
    const auto refunded = shopMoneyOf(node["totalRefundedSet"_L1]);
    read.hasRefunds = refunded && refunded->amount > 0;
    const QString returns = node["returnStatus"_L1].toString();
    read.hasReturns = !returns.isEmpty() && returns != "NO_RETURN"_L1;
    read.moreLinesAfter = *more;
    const QJsonArray lines = node["lineItems"_L1]["nodes"_L1].toArray();
    for (const QJsonValue &line : lines)
        read.order.lines.append(lineOf(line));
    settleState(&read);
    return read;
}

} // namespace

// There is no AwaitingPayment here: Shopify commits units when the order is placed, paid or not.
void settleState(OrderRead *read)
{
    using State = ChannelOrder::State;
    const auto &lines = read->order.lines;
    const auto isLeft = [](const ChannelOrder::Line &line) { return line.quantity > 0; };
    const auto isSent = [](const ChannelOrder::Line &line) { return line.shipped >= line.quantity; };
    if (read->isCancelled)
        read->order.state = State::Cancelled;
    else if (read->isFulfilled)
        read->order.state = State::Shipped;
    else if (lines.isEmpty())
        read->order.state = State::Open;
    else if (std::none_of(lines.begin(), lines.end(), isLeft))
        read->order.state = State::Cancelled; // all of it was refunded or edited away: nothing is wanted any more
    else
        read->order.state = std::all_of(lines.begin(), lines.end(), isSent) ? State::Shipped : State::Open;
}

bool mayHaveReturns(const OrderRead &read)
{
    const auto &lines = read.order.lines;
    return read.isFulfilled || std::any_of(lines.begin(), lines.end(), [](const ChannelOrder::Line &line) { return line.shipped > 0; });
}

std::optional<OrdersRead> parseOrders(const QJsonObject &data, const ChannelId &channel)
{
    const QJsonValue connection = data["orders"_L1];
    const auto after = nextOf(connection);
    if (!after)
        return std::nullopt;
    OrdersRead read;
    read.after = *after;
    const QJsonArray nodes = connection["nodes"_L1].toArray();
    for (const QJsonValue &node : nodes) {
        auto order = orderOf(node, channel);
        if (!order)
            return std::nullopt; // to skip one would lose it for good: the cursor moves on
        read.orders.append(std::move(*order));
    }
    return read;
}

std::optional<OrderRead> parseOrder(const QJsonObject &data, const ChannelId &channel)
{
    return orderOf(data["order"_L1], channel);
}

std::optional<QString> parseLines(const QJsonObject &data, QList<ChannelOrder::Line> *lines)
{
    const QJsonValue connection = data["order"_L1]["lineItems"_L1];
    const auto next = nextOf(connection);
    if (!next)
        return std::nullopt;
    const QJsonArray nodes = connection["nodes"_L1].toArray();
    for (const QJsonValue &node : nodes)
        lines->append(lineOf(node));
    return next;
}

std::optional<CatalogueRead> parseCatalogue(const QJsonObject &data, const ChannelId &channel,
                                            const QString &locationId, const QString &currency)
{
    const QJsonValue connection = data["productVariants"_L1];
    const auto next = nextOf(connection);
    if (!next)
        return std::nullopt;
    CatalogueRead read;
    read.page.cursor = *next;
    read.page.hasMore = !next->isEmpty();
    const QJsonArray nodes = connection["nodes"_L1].toArray();
    for (const QJsonValue &node : nodes) {
        const QString id = node["id"_L1].toString();
        const QJsonValue item = node["inventoryItem"_L1];
        read.links.insert(id, {item["id"_L1].toString(), node["product"_L1]["id"_L1].toString()});
        const QString own = node["title"_L1].toString();
        const QString product = node["product"_L1]["title"_L1].toString();
        // Shopify names the only variant of a product so.
        const QString title = own.isEmpty() || own == "Default Title"_L1 ? product : product + u" - "_s + own;
        const auto sku = Sku::parse(node["sku"_L1].toString().trimmed());
        if (!sku || id.isEmpty()) {
            read.page.withoutSku.append(title);
            continue;
        }
        channels::CatalogueItem found;
        found.address = {ListingId{channel, id}, *sku, item["id"_L1].toString(), locationId, QString()};
        found.title = title;
        const QJsonObject asNodes{{u"nodes"_s, QJsonArray{item}}};
        found.quantity = parseStock(asNodes).value(found.address.inventoryId);
        if (const auto price = parseMoney(node["price"_L1].toString(), currency))
            found.price = *price;
        read.page.items.append(std::move(found));
    }
    return read;
}

} // namespace crossdock::shopify
