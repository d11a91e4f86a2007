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

/// Where a reading of orders stands. They come oldest change first, and an order that changes meanwhile moves to the end, so
/// that numbered pages lose others. Therefore a full page is followed by a reading from its last second on; numbered
/// pages serve only within one second and for shops that cannot sort by change.
struct WooCommerceChannel::Walk {
    Time after{};
    Time newest{}; ///< of this reading so far
    int page = 1;

    /// A cursor that lies ahead of `now` is one of a wrong clock: to go on from there would skip those that come.
    static Walk parse(const QJsonObject &known, Time since, Time now)
    {
        const auto after = parseTime(known["after"_L1].toString());
        const auto newest = parseTime(known["newest"_L1].toString());
        if (!after)
            return {since - overlap, since - overlap, 1};
        return {*after > now ? now - overlap : *after, std::min(newest.value_or(*after), now), std::clamp(known["page"_L1].toInt(1), 1, 1'000'000)};
    }

    QJsonObject json() const
    {
        QJsonObject known{{u"after"_s, toText(after)}};
        if (page > 1) {
            known.insert(u"page"_s, page);
            known.insert(u"newest"_s, toText(newest));
        }
        return known;
    }

    qint64 offset() const { return static_cast<qint64>(page - 1) * (perPage - pageOverlap); }

    Query query(bool sortsByModified) const
    {
        Query query{{"modified_after", toGmt(after)},
                    {"dates_are_gmt", "true"},
                    {"orderby", sortsByModified ? "modified" : "date"},
                    {"order", "asc"},
                    {"per_page", QByteArray::number(perPage)},
                    {"page", QByteArray::number(page)}};
        if (page > 1)
            query.emplaceBack("offset", QByteArray::number(offset()));
        return query;
    }

    /// Goes on behind a page that was read. False: it was the last one.
    bool step(const OrdersRead &read, const http::Reply &reply, bool sortsByModified, Time now)
    {
        bool isTotalKnown = false;
        const qint64 total = http::header(reply.headers, "X-WP-Total").toLongLong(&isTotalKnown);
        const bool hasMore = read.count > 0 && (isTotalKnown ? offset() + read.count < total : read.count >= perPage);
        const Time last = std::min(read.newest, now);
        if (read.count > 0)
            newest = std::max(newest, last);
        // Older than asked for: this shop does not know modified_after, and to start anew from there would never end.
        const bool isFiltered = read.count == 0 || read.oldest >= after - oneSecond;
        const bool isAhead = read.newest > now; // the shop's clock: the next page would be asked for from now on, again and again
        if (!hasMore) {
            after = std::min(std::max(after, newest - overlap), now - overlap);
            page = 1;
        } else if (sortsByModified && isFiltered && !isAhead && last - oneSecond > after) {
            after = last - oneSecond; // "after" excludes its own second: the last one is read whole
            page = 1;
        } else {
            ++page;
        }
        return hasMore;
    }
};

/// "Any" status leaves the trash out: each reading that came to the end of the others reads on in the trash.
struct WooCommerceChannel::OrderCursor {
    Walk orders, trash;

    static OrderCursor parse(const QString &text, Time since, Time now)
    {
        const QJsonObject known = QJsonDocument::fromJson(text.toUtf8()).object();
        return {Walk::parse(known, since, now), Walk::parse(known["trash"_L1].toObject(), since, now)};
    }

    QString text() const
    {
        QJsonObject known = orders.json();
        known.insert(u"trash"_s, trash.json());
        return QString::fromUtf8(QJsonDocument(known).toJson(QJsonDocument::Compact));
    }
};

void WooCommerceChannel::catchUp(const QString &cursor, Time since, Done<Answer<CatchUpPage>> done)
{
    const auto known = OrderCursor::parse(cursor, since, m_clock.now());
    // Between two pages of trash the orders before it need not be read again, but what comes meanwhile does not wait for all of it.
    const bool isInTrash = !m_trashCursor.isEmpty() && cursor == m_trashCursor && m_clock.now() - m_ordersReadAt < overlap;
    m_trashCursor.clear();
    if (isInTrash)
        return addTrash(known, {{}, cursor, false}, std::move(done));
    readOrders(known, std::move(done));
}

void WooCommerceChannel::readOrders(const OrderCursor &cursor, Done<Answer<CatchUpPage>> done)
{
    m_client.get("/orders", cursor.orders.query(m_sortsByModified), [this, cursor, done = std::move(done)](const WooReply &reply) {
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

void WooCommerceChannel::takePage(OrderCursor cursor, const http::Reply &reply, Done<Answer<CatchUpPage>> done)
{
    auto read = parseOrders(reply.body, m_details.name);
    if (!read) {
        return done(tl::make_unexpected(CallFailure{
            Kind::Unreachable, u"The shop's orders cannot be read: "_s + m_client.excerptOf(reply.body), Milliseconds{0}, false}));
    }
    const bool hasMore = cursor.orders.step(*read, reply, m_sortsByModified, m_clock.now());
    const auto orders = std::make_shared<QList<OrderRead>>(std::move(read->orders));
    fillRefunds(orders, 0, [this, orders, hasMore, cursor, done](std::optional<CallFailure> failure) {
        if (failure)
            return done(tl::make_unexpected(*failure));
        CatchUpPage page;
        for (OrderRead &order : *orders)
            page.orders.append(std::move(order.order));
        page.cursor = cursor.text();
        page.hasMore = hasMore;
        if (hasMore)
            return done(std::move(page));
        m_ordersReadAt = m_clock.now();
        addTrash(cursor, std::move(page), done);
    });
}

/// A shop that does not show its trash, or not now, has told its orders all the same.
void WooCommerceChannel::addTrash(const OrderCursor &cursor, CatchUpPage page, Done<Answer<CatchUpPage>> done)
{
    Query query = cursor.trash.query(m_sortsByModified);
    query.emplaceBack("status", "trash");
    m_client.get("/orders", query, [this, cursor, page = std::move(page), done = std::move(done)](const WooReply &reply) {
        auto read = reply ? parseOrders(reply->body, m_details.name) : std::nullopt;
        if (!read)
            return done(page);
        const qsizetype others = read->orders.removeIf([](const OrderRead &order) { return !order.isTrashed; });
        if (others > 0 && read->orders.isEmpty())
            return done(page); // this shop takes no status: these were read already
        OrderCursor next = cursor;
        CatchUpPage whole = page;
        whole.hasMore = next.trash.step(*read, *reply, m_sortsByModified, m_clock.now());
        for (OrderRead &order : read->orders)
            whole.orders.append(std::move(order.order));
        whole.cursor = next.text();
        if (whole.hasMore)
            m_trashCursor = whole.cursor;
        done(std::move(whole));
    });
}

} // namespace crossdock::woocommerce
