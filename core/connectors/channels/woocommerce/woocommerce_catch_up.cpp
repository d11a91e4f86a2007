#include "core/connectors/channels/woocommerce/woocommerce_channel.h"

#include "core/connectors/channels/http_failure.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce
{

using namespace channels;
using Kind = CallFailure::Kind;

namespace
{

constexpr Milliseconds overlap{10'000}; // dates have whole seconds, and an order is visible after it was dated
constexpr Milliseconds oneSecond{1'000};
constexpr int pageOverlap = 10; // rows that a page repeats of the one before, since orders leave pages already read

} // namespace

/// Where catch-up stands. Orders come oldest change first, and an order that changes meanwhile moves to the end, so
/// that numbered pages lose others. Therefore a full page is followed by a reading from its last second on; numbered
/// pages serve only within one second and for shops that cannot sort by change.
struct WooCommerceChannel::OrderCursor {
    Time after{};
    Time newest{}; ///< of this reading so far
    int page = 1;

    /// `now`: a shop whose clock was wrong for a while has dated orders ahead; to go on from there would skip those that come.
    static OrderCursor parse(const QString &text, Time since, Time now)
    {
        const QJsonObject known = QJsonDocument::fromJson(text.toUtf8()).object();
        const auto after = parseTime(known["after"_L1].toString());
        const auto newest = parseTime(known["newest"_L1].toString());
        if (!after)
            return {since - overlap, since - overlap, 1};
        return {std::min(*after, now - overlap), std::min(newest.value_or(*after), now), std::clamp(known["page"_L1].toInt(1), 1, 1'000'000)};
    }

    QString text() const
    {
        QJsonObject known{{u"after"_s, toText(after)}};
        if (page > 1) {
            known.insert(u"page"_s, page);
            known.insert(u"newest"_s, toText(newest));
        }
        return QString::fromUtf8(QJsonDocument(known).toJson(QJsonDocument::Compact));
    }

    qint64 offset() const { return static_cast<qint64>(page - 1) * (perPage - pageOverlap); }
};

void WooCommerceChannel::catchUp(const QString &cursor, Time since, Done<Answer<CatchUpPage>> done)
{
    readOrders(OrderCursor::parse(cursor, since, m_clock.now()), std::move(done));
}

void WooCommerceChannel::readOrders(const OrderCursor &cursor, Done<Answer<CatchUpPage>> done)
{
    Query query{{"modified_after", toGmt(cursor.after)},
                {"dates_are_gmt", "true"},
                {"orderby", m_sortsByModified ? "modified" : "date"},
                {"order", "asc"},
                {"per_page", QByteArray::number(perPage)},
                {"page", QByteArray::number(cursor.page)}};
    if (cursor.page > 1)
        query.emplaceBack("offset", QByteArray::number(cursor.offset()));
    m_client.get("/orders", query, [this, cursor, done = std::move(done)](const WooReply &reply) {
        if (!reply) {
            const bool isUnknownOrder = reply.error().status == 400 && reply.error().code == "rest_invalid_param"_L1;
            if (!isUnknownOrder || !m_sortsByModified)
                return done(tl::make_unexpected(reply.error().failure));
            m_sortsByModified = false;
            return readOrders(cursor, done);
        }
        takePage(cursor, *reply, done);
    });
}

void WooCommerceChannel::takePage(const OrderCursor &cursor, const http::Reply &reply, Done<Answer<CatchUpPage>> done)
{
    auto read = parseOrders(reply.body, m_details.name);
    if (!read) {
        return done(tl::make_unexpected(CallFailure{
            Kind::Unreachable, u"The shop's orders cannot be read: "_s + excerpt(reply.body), Milliseconds{0}, false}));
    }
    bool isTotalKnown = false;
    const qint64 total = http::header(reply.headers, "X-WP-Total").toLongLong(&isTotalKnown);
    const bool hasMore
        = read->count > 0 && (isTotalKnown ? cursor.offset() + read->count < total : read->count >= perPage);
    OrderCursor next = cursor;
    const Time newest = std::min(read->newest, m_clock.now());
    if (read->count > 0)
        next.newest = std::max(next.newest, newest);
    // Older than asked for: this shop does not know modified_after, and to start anew from there would never end.
    const bool isFiltered = read->oldest + oneSecond >= cursor.after;
    if (!hasMore) {
        next.after = std::max(cursor.after, next.newest - overlap);
        next.page = 1;
    } else if (m_sortsByModified && isFiltered && newest - oneSecond > cursor.after) {
        next.after = newest - oneSecond; // "after" excludes its own second: the last one is read whole
        next.page = 1;
    } else {
        ++next.page;
    }
    const auto orders = std::make_shared<QList<OrderRead>>(std::move(read->orders));
    fillRefunds(orders, 0, [orders, hasMore, next, done](std::optional<CallFailure> failure) {
        if (failure)
            return done(tl::make_unexpected(*failure));
        CatchUpPage page;
        for (OrderRead &order : *orders)
            page.orders.append(std::move(order.order));
        page.cursor = next.text();
        page.hasMore = hasMore;
        done(std::move(page));
    });
}

} // namespace crossdock::woocommerce
