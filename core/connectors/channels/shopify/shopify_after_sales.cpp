#include "core/connectors/channels/shopify/shopify_after_sale.h"
#include "core/connectors/channels/shopify/shopify_channel.h"

using namespace Qt::Literals::StringLiterals;

/// How a Shopify shop is asked what came after the sale of an order. Only orders that say that there is something are asked about.
namespace crossdock::shopify {

using Kind = CallFailure::Kind;

void ShopifyChannel::fillAfterSale(std::shared_ptr<QList<OrderRead>> orders, qsizetype from, Done<std::optional<CallFailure>> done)
{
    while (from < orders->size() && !orders->at(from).hasRefunds && !orders->at(from).hasReturns)
        ++from;
    if (from >= orders->size())
        return done(std::nullopt);
    OrderRead &next = (*orders)[from];
    const bool isOfRefunds = std::exchange(next.hasRefunds, false);
    if (!isOfRefunds)
        next.hasReturns = false;
    const QString number = next.order.id.number;
    m_client.ask(isOfRefunds ? readRefunds(number) : readReturns(number), [this, orders, from, isOfRefunds, done = std::move(done)](const Answer<GraphReply> &reply) {
        // Rejected: the key may not read it. The order counts all the same.
        if (!reply && reply.error().kind != Kind::Rejected)
            return done(reply.error());
        const auto told = !reply ? std::nullopt : isOfRefunds ? parseRefunds(reply->data) : parseReturns(reply->data);
        if (told)
            (*orders)[from].order.afterSale += *told;
        fillAfterSale(orders, from, done);
    });
}

} // namespace crossdock::shopify
