#include "core/connectors/channels/amazon/account_wire.h"
#include "core/connectors/channels/amazon/notification_wire.h"
#include "core/connectors/channels/amazon/sqs_wire.h"
#include "core/connectors/channels/amazon/subscriber.h"

#include <cstdint>

using namespace crossdock;
using namespace crossdock::amazon;

/// Every reader of the wire on the same bytes: none may crash, and what comes out must be values that the core takes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    Account account;
    account.channel = *ChannelId::parse(u"fuzz");
    account.sellerId = QStringLiteral("A2HARBOUR");
    account.marketplaceId = QStringLiteral("ATVPDKIKX0DER");
    const auto check = [](const ChannelOrder &order) {
        Q_ASSERT(!order.id.number.isEmpty());
        for (const ChannelOrder::Line &line : order.lines)
            Q_ASSERT(line.quantity >= 0 && line.quantity <= maxQuantity && line.shipped >= 0
                     && line.shipped <= line.quantity);
    };

    const Notification read = readNotification(body, QStringLiteral("id"), account);
    Q_ASSERT(!read.message.news.isEmpty() && read.message.raw == body);
    for (const channels::News &news : read.message.news) {
        if (const auto *order = std::get_if<ChannelOrder>(&news))
            check(*order);
    }
    if (const auto page = readOrdersPage(body, account))
        std::for_each(page->orders.begin(), page->orders.end(), check);
    if (const auto order = readOrderReply(body, account))
        check(*order);
    if (const auto page = readCataloguePage(body, account, {}))
        for (const channels::CatalogueItem &item : page->items)
            Q_ASSERT(item.quantity >= 0 && item.quantity <= maxQuantity);
    if (const auto listing = readListing(body, account.marketplaceId))
        Q_ASSERT(!listing->quantity || *listing->quantity >= 0);
    if (const auto listings = readListings(body, account.marketplaceId))
        for (const Listing &listing : *listings)
            Q_ASSERT(!listing.quantity || *listing.quantity >= 0);

    const QString text = QString::fromUtf8(body);
    const auto cursor = OrdersCursor::fromText(text);
    if (cursor)
        Q_ASSERT(!ordersRequest(account, *cursor, true).url.contains(' '));
    (void)catalogueRequest(account, CatalogueCursor::fromText(text));
    for (const int status : {200, 400, 403, 429, 503}) {
        const http::Reply reply{status, {{"Retry-After", body}, {"x-amzn-RateLimit-Limit", body}}, body};
        (void)readPatchReply(reply, {});
        (void)tokenFailureOf(reply);
        (void)queueFailureOf(reply);
        (void)asksForNewToken(reply, Milliseconds(0));
    }
    if (read.offers && read.offers->seen.competitor)
        Q_ASSERT(read.offers->seen.competitor->amount > 0);
    (void)readProducts(body, account.marketplaceId);
    (void)readIssues(body);
    (void)readReportState(body);
    (void)readReportDocument(body, account);
    for (const bool isPacked : {false, true}) {
        if (const auto health = readAccountReport(body, isPacked, account.marketplaceId, {}))
            Q_ASSERT(health->orderDefects.value_or(0) >= 0 && health->orderDefects.value_or(0) <= 1'000'000);
    }
    (void)readToken(body);
    (void)readReceived(body);
    (void)readNotRemoved(body, 10);
    (void)readWaiting(body);
    (void)readStore(body, account.marketplaceId);
    (void)readDestination(body, text);
    (void)readSubscription(body);
    (void)canonicalRequest({"GET", "https://h.example/" + body.toPercentEncoding() + '?' + body, {{"a", body}}, body});
    return 0;
}
