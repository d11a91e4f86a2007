#include "core/connectors/channels/woocommerce/woocommerce_wire.h"

#include "core/inventory/channels/payment_words.h"

#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce
{

using OrderState = ChannelOrder::State;

namespace
{

constexpr Milliseconds wholeSeconds{1'000};

/// WooCommerce counts whole seconds, and a checkout is pending and paid within one. The state orders versions of one
/// second among themselves; what was read from the API comes after all events of its second.
Milliseconds withinSecond(OrderState state, Source source)
{
    const auto step = static_cast<int>(state); // AwaitingPayment, Open, Shipped, Cancelled: the way orders go
    return Milliseconds{(source == Source::Api ? 900 : 0) + step * 10};
}

Quantity unitsOf(const QJsonValue &value)
{
    const double number = value.isString() ? value.toString().toDouble() : value.toDouble();
    if (!(number > 0))
        return 0;
    return static_cast<Quantity>(
        std::ceil(std::min(number, static_cast<double>(maxQuantity)))); // half a unit takes a whole one
}

std::optional<Money> unitPriceOf(const QJsonValue &item, Quantity quantity, const QString &currency)
{
    const auto total = parseMoney(item["total"_L1].toString(), currency);
    if (!total || quantity <= 0)
        return std::nullopt;
    return Money{(total->amount + quantity / 2) / quantity, total->currency};
}

ChannelOrder::Line lineOf(const QJsonValue &item, const QString &currency, OrderState state)
{
    const ProductRef ref{item["product_id"_L1].toInteger(), item["variation_id"_L1].toInteger()};
    ChannelOrder::Line line;
    line.id = QString::number(item["id"_L1].toInteger());
    if (ref.product > 0)
        line.listing = ref.text();
    line.sku = item["sku"_L1].toString();
    line.quantity = unitsOf(item["quantity"_L1]);
    line.shipped = state == OrderState::Shipped ? line.quantity : 0;
    line.unitPrice = unitPriceOf(item, line.quantity, currency);
    return line;
}

Buyer buyerOf(const QJsonValue &order)
{
    const QJsonValue billing = order["billing"_L1];
    const QJsonValue to = order["shipping"_L1]["address_1"_L1].toString().isEmpty() ? billing : order["shipping"_L1];
    const auto joined = [&to](QLatin1StringView a, QLatin1StringView b, const QString &between) {
        QStringList parts{to[a].toString(), to[b].toString()};
        parts.removeAll(QString());
        return parts.join(between);
    };
    Buyer buyer;
    buyer.name = joined("first_name"_L1, "last_name"_L1, u" "_s);
    buyer.email = billing["email"_L1].toString();
    buyer.phone = to["phone"_L1].toString();
    if (buyer.phone.isEmpty())
        buyer.phone = billing["phone"_L1].toString();
    buyer.address = joined("address_1"_L1, "address_2"_L1, u", "_s);
    buyer.city = to["city"_L1].toString();
    buyer.region = to["state"_L1].toString();
    buyer.postcode = to["postcode"_L1].toString();
    buyer.country = to["country"_L1].toString();
    return buyer;
}

/// Of the list in the order itself: {"id", "reason", "total": "-10.00"}.
void addRefund(const QJsonValue &refund, const QString &currency, ChannelOrder *order)
{
    const qint64 id = refund["id"_L1].toInteger();
    const auto total = parseMoney(refund["total"_L1].toString(), currency);
    if (id > 0 && total && total->amount != 0)
        order->afterSale.append(channels::Refund{QString::number(id), {qAbs(total->amount), total->currency}});
}

std::optional<OrderRead> orderOf(const QJsonValue &json, const ChannelId &channel, Source source)
{
    const qint64 id = json["id"_L1].toInteger();
    const auto modified = parseTime(json["date_modified_gmt"_L1].toString());
    const auto created = parseTime(json["date_created_gmt"_L1].toString());
    if (id <= 0 || !modified || !created || !json["line_items"_L1].isArray())
        return std::nullopt;
    OrderRead read;
    ChannelOrder &order = read.order;
    order.id = {channel, QString::number(id)};
    order.state = stateOf(json["status"_L1].toString());
    read.isTrashed = json["status"_L1].toString() == "trash"_L1;
    // Thrown away and taken out again within one second: of two readings of it the later one holds.
    const bool mayComeBack = read.isTrashed && source == Source::Api;
    order.revision = *modified + withinSecond(mayComeBack ? OrderState::Open : order.state, source);
    order.isAuthoritative = source == Source::Api;
    order.createdAt = *created;
    order.resolution = wholeSeconds;
    order.buyer = buyerOf(json);
    order.paymentMethod = channels::paymentMethodOf({json["payment_method"_L1].toString()}); // a gateway's id: "cod", "bacs", "stripe"
    order.facts = factsOf(json);
    const QString currency = json["currency"_L1].toString();
    const QJsonArray lines = json["line_items"_L1].toArray();
    for (const QJsonValue &line : lines)
        order.lines.append(lineOf(line, currency, order.state));
    const QJsonArray refunds = json["refunds"_L1].toArray();
    read.hasRefunds = !refunds.isEmpty();
    for (const QJsonValue &refund : refunds)
        addRefund(refund, currency, &order);
    return read;
}

/// The line that a refund's line takes from: named in its meta data, else the one of the same product.
ChannelOrder::Line *refundedLine(const QJsonValue &refunded, ChannelOrder *order)
{
    QString id;
    const QJsonArray meta = refunded["meta_data"_L1].toArray();
    for (const QJsonValue &entry : meta) {
        if (entry["key"_L1].toString() == "_refunded_item_id"_L1)
            id = entry["value"_L1].toVariant().toString();
    }
    const ProductRef ref{refunded["product_id"_L1].toInteger(), refunded["variation_id"_L1].toInteger()};
    for (ChannelOrder::Line &line : order->lines) {
        if (id.isEmpty() ? line.listing == ref.text() : line.id == id)
            return &line;
    }
    return nullptr;
}

} // namespace

bool isDraft(QStringView status)
{
    return status == "checkout-draft"_L1 || status == "auto-draft"_L1 || status == "draft"_L1;
}

OrderState stateOf(QStringView status)
{
    if (status == "pending"_L1)
        return OrderState::AwaitingPayment; // stock is taken off with the payment (or with on-hold)
    if (status == "completed"_L1)
        return OrderState::Shipped;
    if (status == "cancelled"_L1 || status == "refunded"_L1 || status == "failed"_L1 || status == "trash"_L1)
        return OrderState::Cancelled;
    return OrderState::Open;
}

std::optional<OrdersRead> parseOrders(const QByteArray &body, const ChannelId &channel)
{
    const auto json = parseJson(body);
    if (!json || !json->isArray())
        return std::nullopt;
    OrdersRead read;
    const QJsonArray list = json->toArray();
    read.count = list.size();
    for (const QJsonValue &entry : list) {
        const auto modified = parseTime(entry["date_modified_gmt"_L1].toString());
        if (modified) {
            read.oldest = std::min(read.oldest, *modified);
            read.newest = std::max(read.newest, *modified);
        }
        if (isDraft(entry["status"_L1].toString()))
            continue;
        auto order = orderOf(entry, channel, Source::Api);
        if (!order)
            return std::nullopt; // to skip one would lose it for good: the cursor moves on
        read.orders.append(std::move(*order));
    }
    return read;
}

std::optional<OrderRead> parseOrder(const QByteArray &body, const ChannelId &channel, Source source)
{
    const auto json = parseJson(body);
    return json ? orderOf(*json, channel, source) : std::nullopt;
}

bool takeRefunds(const QByteArray &body, ChannelOrder *order)
{
    const auto json = parseJson(body);
    if (!json || !json->isArray())
        return false;
    const QJsonArray refunds = json->toArray();
    for (const QJsonValue &refund : refunds) {
        const QJsonArray lines = refund["line_items"_L1].toArray();
        for (const QJsonValue &refunded : lines) {
            // Negative in most versions: "quantity": -1.
            const Quantity units = static_cast<Quantity>(std::min(qAbs(refunded["quantity"_L1].toDouble()), 1e9));
            ChannelOrder::Line *line = refundedLine(refunded, order);
            if (!line)
                continue;
            line->quantity = std::max<Quantity>(0, line->quantity - units);
            line->shipped = std::min(line->shipped, line->quantity);
        }
    }
    return true;
}

} // namespace crossdock::woocommerce
