#include "core/connectors/channels/woocommerce/woocommerce_wire.h"

#include <QJsonArray>

using namespace crossdock;
using namespace crossdock::woocommerce;

namespace
{

const QList<QByteArray> topics{"order.updated", "order.deleted", "product.updated", "other"};

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
    errorCode(body);
    errorWords(body);
    parseBatch(body);
    parseProducts(body);
    parseSubscriptions(body);
    parseCurrency(body);
    if (const auto orders = parseOrders(body, {})) {
        Q_ASSERT(orders->orders.size() <= orders->count);
        for (const OrderRead &read : orders->orders)
            checkOrder(read.order);
    }
    if (auto read = parseOrder(body, {}, Source::Api)) {
        checkOrder(read->order);
        takeRefunds(body, &read->order);
        takeRefunds('[' + body + ']', &read->order); // an order has line items as a refund has
        checkOrder(read->order);
    }
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
    delivery.headers = {{"X-WC-Webhook-Topic", topics.at(data[0])}};
    const auto message = readBody(delivery);
    if (message) {
        Q_ASSERT(message->news.size() == 1);
        if (const auto *order = std::get_if<ChannelOrder>(&message->news.first()))
            checkOrder(*order);
    }
    isPing(body);
    isSigned(body, body, QStringLiteral("secret"));
    if (const auto ref = ProductRef::parse(QString::fromUtf8(body)))
        Q_ASSERT(ref->ownId() > 0);
    return 0;
}
