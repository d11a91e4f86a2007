#include "core/connectors/channels/shopify/shopify_channel.h"

#include <QJsonDocument>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify
{

using namespace channels;
using Kind = CallFailure::Kind;

namespace
{

constexpr double pointsPerCall = 13; // inventorySetQuantities with what its reply names
constexpr Milliseconds overlap{10'000}; // updated_at has whole seconds, and the search index lags behind the orders
constexpr Milliseconds replayWindow{48LL * 3'600'000}; // Shopify's own retries end after 4 hours

/// Where catch-up stands: inside a reading (`after` set) or between two.
struct Cursor {
    Time since{};
    Time newest{}; ///< of the orders of this reading so far
    QString after;

    /// `now`: to go on from an order that a wrong clock has dated ahead would skip those that come.
    static Cursor parse(const QString &text, Time since, Time now)
    {
        const QJsonObject known = QJsonDocument::fromJson(text.toUtf8()).object();
        const auto start = parseTime(known["since"_L1].toString());
        const auto newest = parseTime(known["newest"_L1].toString());
        if (!start)
            return {since - overlap, since - overlap, QString()};
        return {std::min(*start, now - overlap), std::min(newest.value_or(*start), now), known["after"_L1].toString()};
    }

    QString text() const
    {
        QJsonObject known{{u"since"_s, toText(since)}};
        if (!after.isEmpty()) {
            known.insert(u"newest"_s, toText(newest));
            known.insert(u"after"_s, after);
        }
        return QString::fromUtf8(QJsonDocument(known).toJson(QJsonDocument::Compact));
    }

    void finish()
    {
        since = std::max(since, newest - overlap);
        after.clear();
    }
};

/// Shopify's search wants whole seconds.
QString toSearchTime(Time time)
{
    return toDateTime(time).toString(Qt::ISODate);
}

tl::unexpected<CallFailure> unreadable()
{
    return tl::make_unexpected(
        CallFailure{Kind::Unreachable, u"Shopify's answer lacks what was asked for."_s, Milliseconds{0}, false});
}

} // namespace

ShopifyChannel::ShopifyChannel(ChannelDetails details, Secrets secrets, http::Exchange &exchange, Clock &clock,
                               QObject *parent)
    : ChannelPort(parent)
    , m_details(std::move(details))
    , m_clock(clock)
    , m_client(m_details.url, m_details.account.value(u"version"_s), std::move(secrets), exchange, clock, this)
{
    m_memory.locationId = gidOf(u"Location", m_details.account.value(u"location"_s));
}

Traits ShopifyChannel::traits() const
{
    Traits traits;
    traits.itemsPerCall = rowsPerCall;
    traits.callsAtOnce = 1; // compare-and-set over the same rows in two calls at once makes one of them stale
    traits.callsPerSecond = m_client.restoreRate() / pointsPerCall;
    traits.burst = 100; // 2,000 points, less what catch-up may need
    traits.hasCompareAndSet = true;
    return traits;
}

void ShopifyChannel::push(const QList<Offer> &offers, Done<PushReply> done)
{
    if (offers.isEmpty())
        return m_clock.after(Milliseconds{0}, this, [done = std::move(done)] { done({}); });
    (new ShopifyPush(offers, m_client, m_memory, m_clock, std::move(done), this))->start();
}

void ShopifyChannel::findShop(Done<Answer<ShopFacts>> done)
{
    m_client.ask(readShop(), [this, done = std::move(done)](const Answer<GraphReply> &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error()));
        const auto shop = parseShop(reply->data);
        if (!shop)
            return done(unreadable());
        m_memory.currency = shop->currency;
        if (m_memory.locationId.isEmpty())
            m_memory.locationId = shop->locationId;
        done(*shop);
    });
}

struct ShopifyChannel::QuantityReading {
    QList<ListingAddress> listings;
    QHash<QString, QStringList> unread; ///< items, by location
    QHash<QString, QStringList> listingsOf; ///< by item + location
    QHash<QString, Quantity> found; ///< by listing
    Done<Answer<QHash<QString, Quantity>>> done;
};

void ShopifyChannel::readQuantities(const QList<ListingAddress> &listings, Done<Answer<QHash<QString, Quantity>>> done)
{
    auto reading = std::make_shared<QuantityReading>();
    reading->listings = listings;
    reading->done = std::move(done);
    if (listings.isEmpty())
        return m_clock.after(Milliseconds{0}, this, [reading] { reading->done(QHash<QString, Quantity>{}); });
    if (!m_memory.locationId.isEmpty())
        return readLinks(reading);
    findShop([this, reading](const Answer<ShopFacts> &shop) {
        if (!shop)
            return reading->done(tl::make_unexpected(shop.error()));
        readLinks(reading);
    });
}

/// Finds the inventory items of listings that came without one.
void ShopifyChannel::readLinks(std::shared_ptr<QuantityReading> reading)
{
    const auto sortOut = [this, reading] {
        for (const ListingAddress &listing : std::as_const(reading->listings)) {
            const QString place = listing.locationId.isEmpty() ? m_memory.locationId : listing.locationId;
            const QString item
                = listing.inventoryId.isEmpty() ? m_memory.links.value(listing.id.listing).itemId : listing.inventoryId;
            if (item.isEmpty())
                continue;
            m_memory.locations.insert(item, place);
            QStringList &sharing = reading->listingsOf[item + place];
            if (sharing.isEmpty())
                reading->unread[place].append(item);
            sharing.append(listing.id.listing);
        }
        readNextQuantities(reading);
    };
    QStringList variants;
    for (const ListingAddress &listing : std::as_const(reading->listings)) {
        if (listing.inventoryId.isEmpty() && !m_memory.links.contains(listing.id.listing))
            variants.append(listing.id.listing);
    }
    if (variants.isEmpty())
        return sortOut();
    m_client.ask(readVariants(variants.mid(0, rowsPerCall)),
                 [this, reading, sortOut, count = variants.size()](const Answer<GraphReply> &reply) {
                     if (!reply)
                         return reading->done(tl::make_unexpected(reply.error()));
                     const auto links = parseVariants(reply->data);
                     m_memory.links.insert(links);
                     // Another round only while rounds find something, else unknown variants would be asked for for
                     // ever.
                     if (count > rowsPerCall && !links.isEmpty())
                         return readLinks(reading);
                     sortOut();
                 });
}

void ShopifyChannel::readNextQuantities(std::shared_ptr<QuantityReading> reading)
{
    const auto place = reading->unread.begin();
    if (place == reading->unread.end()) {
        // Never from inside the call: without a listing that can be read nothing went out so far.
        return m_clock.after(Milliseconds{0}, this, [reading] { reading->done(reading->found); });
    }
    const QString location = place.key();
    const QStringList items = place->mid(0, itemsPerRead);
    place->remove(0, items.size());
    if (place->isEmpty())
        reading->unread.erase(place);
    m_client.ask(readStock(items, location), [this, reading, location](const Answer<GraphReply> &reply) {
        if (!reply)
            return reading->done(tl::make_unexpected(reply.error()));
        const auto stock = parseStock(reply->data);
        for (auto it = stock.begin(); it != stock.end(); ++it) {
            const QStringList sharing = reading->listingsOf.value(it.key() + location);
            for (const QString &listing : sharing)
                reading->found.insert(listing, it.value());
        }
        readNextQuantities(reading);
    });
}

void ShopifyChannel::catchUp(const QString &cursorText, Time since, Done<Answer<CatchUpPage>> done)
{
    const Cursor cursor = Cursor::parse(cursorText, since, m_clock.now());
    m_client.ask(readOrders(toSearchTime(cursor.since), cursor.after),
                 [this, cursor, done = std::move(done)](const Answer<GraphReply> &reply) {
                     if (!reply)
                         return done(tl::make_unexpected(reply.error()));
                     auto read = parseOrders(reply->data, m_details.name);
                     if (!read)
                         return done(unreadable());
                     const QString after = read->after;
                     auto orders = std::make_shared<QList<OrderRead>>(std::move(read->orders));
                     fillLines(orders, 0,
                               [this, orders, after, next = cursor, now = m_clock.now(), pause = reply->reserveIn, done](std::optional<CallFailure> failure) mutable {
                                   if (failure)
                                       return done(tl::make_unexpected(*failure));
                                   CatchUpPage page;
                                   for (OrderRead &order : *orders) {
                                       next.newest = std::max(next.newest, std::min(order.order.revision, now));
                                       page.orders.append(std::move(order.order));
                                   }
                                   next.after = after;
                                   page.hasMore = !after.isEmpty();
                                   if (!page.hasMore)
                                       next.finish();
                                   page.cursor = next.text();
                                   if (!page.hasMore || pause <= Milliseconds{0})
                                       return done(std::move(page));
                                   m_clock.after(pause, this, [page = std::move(page), done] { done(page); }); // the next one must not starve what tells quantities
                               });
                 });
}

/// Reads the lines that did not fit the page, order by order, and then what came after the sale.
void ShopifyChannel::fillLines(std::shared_ptr<QList<OrderRead>> orders, qsizetype from,
                               Done<std::optional<CallFailure>> done)
{
    while (from < orders->size() && orders->at(from).moreLinesAfter.isEmpty())
        ++from;
    if (from >= orders->size())
        return fillAfterSale(orders, 0, std::move(done));
    const OrderRead &order = orders->at(from);
    m_client.ask(readLines(order.order.id.number, order.moreLinesAfter),
                 [this, orders, from, done = std::move(done)](const Answer<GraphReply> &reply) {
                     if (!reply)
                         return done(reply.error());
                     OrderRead &filled = (*orders)[from];
                     const auto next = parseLines(reply->data, &filled.order.lines);
                     if (!next || *next == filled.moreLinesAfter)
                         return done(unreadable().value());
                     filled.moreLinesAfter = *next;
                     settleState(&filled);
                     fillLines(orders, from, done);
                 });
}

void ShopifyChannel::readOrder(const QString &number, Done<Answer<ChannelOrder>> done)
{
    m_client.ask(shopify::readOrder(number), [this, number, done = std::move(done)](const Answer<GraphReply> &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error()));
        auto read = parseOrder(reply->data, m_details.name);
        if (!read && reply->data["order"_L1].isNull())
            return done(tl::make_unexpected(
                CallFailure{Kind::Rejected, u"Shopify knows no order %1."_s.arg(number), Milliseconds{0}, false}));
        if (!read)
            return done(unreadable());
        read->hasReturns |= mayHaveReturns(*read);
        auto orders = std::make_shared<QList<OrderRead>>(QList<OrderRead>{std::move(*read)});
        fillLines(orders, 0, [orders, done](std::optional<CallFailure> failure) {
            if (failure)
                return done(tl::make_unexpected(*failure));
            done(std::move(orders->first().order));
        });
    });
}

void ShopifyChannel::readCatalogue(const QString &cursor, Done<Answer<CataloguePage>> done)
{
    if (m_memory.locationId.isEmpty() || m_memory.currency.isEmpty()) {
        return findShop([this, cursor, done = std::move(done)](const Answer<ShopFacts> &shop) {
            if (!shop)
                return done(tl::make_unexpected(shop.error()));
            if (m_memory.locationId.isEmpty() || m_memory.currency.isEmpty())
                return done(unreadable());
            readCatalogue(cursor, done);
        });
    }
    m_client.ask(shopify::readCatalogue(m_memory.locationId, cursor),
                 [this, done = std::move(done)](const Answer<GraphReply> &reply) {
                     if (!reply)
                         return done(tl::make_unexpected(reply.error()));
                     auto read = parseCatalogue(reply->data, m_details.name, m_memory.locationId, m_memory.currency);
                     if (!read)
                         return done(unreadable());
                     m_memory.links.insert(read->links);
                     for (const CatalogueItem &item : std::as_const(read->page.items))
                         m_memory.locations.insert(item.address.inventoryId, m_memory.locationId);
                     done(std::move(read->page));
                 });
}

void ShopifyChannel::test(Done<Answer<QString>> done)
{
    findShop([this, done = std::move(done)](const Answer<ShopFacts> &shop) {
        if (!shop)
            return done(tl::make_unexpected(shop.error()));
        const QString place
            = m_details.account.value(u"location"_s).isEmpty() ? shop->locationName : tailOf(m_memory.locationId);
        done(m_client.clean(u"Signed in to %1 (%2), stock of location %3"_s.arg(shop->name, shop->currency, place)));
    });
}

void ShopifyChannel::cancelOrder(const QString &number, const QString &reason, Payment payment, Done<Answer<QString>> done)
{
    m_client.ask(
        shopify::cancelOrder(number, reason, payment), [number, payment, done = std::move(done)](const Answer<GraphReply> &reply) {
            if (!reply)
                return done(tl::make_unexpected(reply.error()));
            QStringList words = parseUserErrors(reply->data);
            words.removeDuplicates();
            if (!words.isEmpty())
                return done(
                    tl::make_unexpected(CallFailure{Kind::Rejected, words.join(u"; "_s), Milliseconds{0}, false}));
            const QString said = payment == Payment::Refunded ? u"Shopify cancels order %1, refunds the payment and tells the buyer."_s
                                                              : u"Shopify cancels order %1 and tells the buyer. The payment is not refunded."_s;
            done(said.arg(number));
        });
}

void ShopifyChannel::confirmShipment(const channels::ParcelSent &parcel, Done<Answer<QString>> done)
{
    m_client.ask(readFulfilment(parcel.order), [this, parcel, done = std::move(done)](const Answer<GraphReply> &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error()));
        const auto read = parseFulfilment(reply->data);
        if (!read)
            return done(unreadable());
        const FulfilmentCalls calls = fulfil(*read, parcel);
        const auto refused = [&parcel](const QString &words) -> Answer<QString> {
            return tl::make_unexpected(CallFailure{Kind::Rejected, words.arg(parcel.order), Milliseconds{0}, false});
        };
        if (read->isCancelled && calls.missing > 0)
            return done(refused(u"Shopify shows order %1 as cancelled: it was not told that a parcel left."_s));
        if (calls.held > 0)
            return fulfilNext(calls.bodies, refused(u"Shopify holds the fulfilment of order %1. Release it there, then tell it again by correcting the tracking number."_s), done);
        if (calls.bodies.isEmpty())
            return done(u"Shopify knows already that parcel %1 of order %2 left."_s.arg(parcel.number).arg(parcel.order));
        fulfilNext(calls.bodies, u"Shopify knows what left of order %1 and told the buyer."_s.arg(parcel.order), done);
    });
}

/// One call after the other; then `last` is the answer.
void ShopifyChannel::fulfilNext(QList<QByteArray> bodies, Answer<QString> last, Done<Answer<QString>> done)
{
    if (bodies.isEmpty())
        return done(std::move(last));
    const QByteArray next = bodies.takeFirst();
    m_client.ask(next, [this, bodies, last, done = std::move(done)](const Answer<GraphReply> &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error()));
        if (const QStringList words = parseUserErrors(reply->data); !words.isEmpty())
            return done(tl::make_unexpected(CallFailure{Kind::Rejected, words.join(u"; "_s), Milliseconds{0}, false}));
        fulfilNext(bodies, last, done);
    });
}

tl::expected<Message, Refusal> ShopifyChannel::readDelivery(const Delivery &delivery, Time now) const
{
    const Secrets &secrets = m_client.secrets();
    const QString secret = secrets.webhookSecret.isEmpty() ? secrets.clientSecret : secrets.webhookSecret;
    if (!isSigned(delivery.body, delivery.header("X-Shopify-Hmac-Sha256"), secret))
        return tl::make_unexpected(Refusal::BadSignature);
    const auto triggered = parseTime(QString::fromLatin1(delivery.header("X-Shopify-Triggered-At")));
    if (triggered && *triggered + replayWindow < now)
        return tl::make_unexpected(Refusal::TooOld);
    return readBody(delivery,
                    [this](const QString &item) { return m_memory.locations.value(item, m_memory.locationId); });
}

} // namespace crossdock::shopify
