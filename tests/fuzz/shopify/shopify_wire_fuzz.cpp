#include "core/connectors/channels/shopify/shopify_wire.h"

#include <QJsonDocument>

using namespace crossdock;
using namespace crossdock::shopify;

namespace
{

const QList<QByteArray> topics{"orders/create", "orders/edited", "refunds/create", "inventory_levels/update", "other"};

void checkOrder(const ChannelOrder &order)
{
    Q_ASSERT(!order.id.number.isEmpty());
    for (const ChannelOrder::Line &line : order.lines) {
        Q_ASSERT(line.quantity >= 0 && line.quantity <= maxQuantity);
        Q_ASSERT(line.shipped >= 0 && line.shipped <= line.quantity);
    }
}

void readAnswer(const QByteArray &body)
{
    const auto token = parseToken(body);
    Q_ASSERT(token || !token.error().words.isEmpty());
    const auto reply = parseReply(body);
    if (!reply)
        return;
    Q_ASSERT(reply->restFor >= Milliseconds{0} && reply->restFor <= Milliseconds{60'000});
    const RowsReply rows = parseSetStock(reply->data);
    for (auto row = rows.rows.begin(); row != rows.rows.end(); ++row)
        Q_ASSERT(row.key() >= 0);
    parseSetPrices(reply->data);
    parseStock(reply->data);
    parseVariants(reply->data);
    parseShop(reply->data);
    parseUserErrors(reply->data);
    QString next;
    parseSubscriptions(reply->data, &next);
    QList<ChannelOrder::Line> lines;
    parseLines(reply->data, &lines);
    parseCatalogue(reply->data, {}, {}, QStringLiteral("USD"));
    if (const auto orders = parseOrders(reply->data, {})) {
        for (const OrderRead &read : orders->orders)
            checkOrder(read.order);
    }
    if (const auto order = parseOrder(reply->data, {}))
        checkOrder(order->order);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray body(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size - 1));
    if (data[0] >= topics.size()) {
        readAnswer(body);
        return 0;
    }
    channels::Delivery delivery;
    delivery.body = body;
    delivery.headers = {{"X-Shopify-Topic", topics.at(data[0])}, {"X-Shopify-Triggered-At", body.left(30)}};
    const auto message = readBody(delivery, [](const QString &) { return QStringLiteral("gid://shopify/Location/9"); });
    if (message) {
        Q_ASSERT(message->news.size() == 1);
        if (const auto *order = std::get_if<ChannelOrder>(&message->news.first()))
            checkOrder(*order);
    }
    isSigned(body, body, QStringLiteral("secret"));
    return 0;
}
