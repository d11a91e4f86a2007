#include "core/connectors/channels/woocommerce/woocommerce_channel.h"

#include "core/connectors/channels/http_failure.h"
#include "core/connectors/channels/woocommerce/woocommerce_push.h"

#include <QJsonObject>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce
{

using namespace channels;
using Kind = CallFailure::Kind;

namespace
{

tl::unexpected<CallFailure> unreadable(const WooClient &client, const http::Reply &reply)
{
    return tl::make_unexpected(CallFailure{Kind::Unreachable,
                                           u"The shop answers with something else than data: "_s + client.excerptOf(reply.body),
                                           Milliseconds{0}, false});
}

QByteArray orderPath(const QString &number)
{
    return "/orders/" + QUrl::toPercentEncoding(number);
}

} // namespace

WooCommerceChannel::WooCommerceChannel(ChannelDetails details, Secrets secrets, http::Exchange &exchange, Clock &clock,
                                       QObject *parent)
    : ChannelPort(parent)
    , m_details(std::move(details))
    , m_clock(clock)
    , m_client(m_details.url, std::move(secrets), exchange, clock, this)
{
}

Traits WooCommerceChannel::traits() const
{
    Traits traits;
    traits.itemsPerCall = rowsPerCall;
    traits.callsAtOnce = 1; // absolute figures: of two calls at once the older could be written last
    traits.callsPerSecond = 200; // no limit is published: one call at a time goes as fast as the shop itself answers
    traits.burst = 20;
    return traits;
}

void WooCommerceChannel::push(const QList<Offer> &offers, Done<PushReply> done)
{
    const bool hasPrice = std::any_of(offers.begin(), offers.end(), [](const Offer &offer) { return offer.price.has_value(); });
    if (!hasPrice || m_hasAskedCurrency)
        return startPush(offers, std::move(done));
    findCurrency([this, offers, done = std::move(done)] { startPush(offers, done); });
}

void WooCommerceChannel::startPush(const QList<Offer> &offers, Done<PushReply> done)
{
    const auto currency = m_hasAskedCurrency ? std::optional(m_currency) : std::nullopt;
    auto *job = new WooPush(offers, currency, m_client, std::move(done), this);
    if (job->isEmpty())
        m_clock.after(Milliseconds{0}, job, [job] { job->finish(); });
    else
        job->start();
}

struct WooCommerceChannel::QuantityReading {
    struct Batch {
        qint64 parent = 0;
        QList<qint64> ids;
    };
    QList<Batch> batches;
    QHash<QString, Quantity> found;
    Done<Answer<QHash<QString, Quantity>>> done;
};

void WooCommerceChannel::readQuantities(const QList<ListingAddress> &listings,
                                        Done<Answer<QHash<QString, Quantity>>> done)
{
    auto reading = std::make_shared<QuantityReading>();
    reading->done = std::move(done);
    QHash<qint64, QList<qint64>> ids; // by parent
    for (const ListingAddress &listing : listings) {
        if (const auto ref = ProductRef::parse(listing.id.listing))
            ids[ref->variation == 0 ? 0 : ref->product].append(ref->ownId());
    }
    for (auto it = ids.cbegin(); it != ids.cend(); ++it) {
        for (qsizetype from = 0; from < it->size(); from += perPage)
            reading->batches.append({it.key(), it->mid(from, perPage)});
    }
    if (reading->batches.isEmpty())
        return m_clock.after(Milliseconds{0}, this, [reading] { reading->done(reading->found); });
    readNextQuantities(reading);
}

void WooCommerceChannel::readNextQuantities(std::shared_ptr<QuantityReading> reading)
{
    if (reading->batches.isEmpty())
        return reading->done(reading->found);
    const auto batch = reading->batches.takeFirst();
    QByteArrayList ids;
    for (const qint64 id : batch.ids)
        ids.append(QByteArray::number(id));
    const QByteArray path
        = batch.parent == 0 ? QByteArray("/products") : "/products/" + QByteArray::number(batch.parent) + "/variations";
    m_client.get(
        path, {{"include", ids.join(',')}, {"per_page", QByteArray::number(perPage)}},
        [this, reading, parent = batch.parent](const WooReply &reply) {
            // A product that is gone has no variations: absent, as others that the shop does not know.
            if (!reply && reply.error().status == 404 && parent != 0)
                return readNextQuantities(reading);
            if (!reply)
                return reading->done(tl::make_unexpected(reply.error().failure));
            const auto products = parseProducts(reply->body);
            if (!products)
                return reading->done(unreadable(m_client, *reply));
            for (const Product &product : *products) {
                const ProductRef ref = parent == 0 ? ProductRef{product.id, 0} : ProductRef{parent, product.id};
                if (product.quantity)
                    reading->found.insert(ref.text(), *product.quantity);
            }
            readNextQuantities(reading);
        });
}

void WooCommerceChannel::readOrder(const QString &number, Done<Answer<ChannelOrder>> done)
{
    m_client.get(orderPath(number), {}, [this, done = std::move(done)](const WooReply &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error().failure));
        auto read = parseOrder(reply->body, m_details.name, Source::Api);
        if (!read)
            return done(unreadable(m_client, *reply));
        auto orders = std::make_shared<QList<OrderRead>>(QList<OrderRead>{std::move(*read)});
        fillRefunds(orders, 0, [orders, done](std::optional<CallFailure> failure) {
            if (failure)
                return done(tl::make_unexpected(*failure));
            done(std::move(orders->first().order));
        });
    });
}

/// Takes refunded units off the lines, order by order: each costs one call.
void WooCommerceChannel::fillRefunds(Orders orders, qsizetype from, Done<std::optional<CallFailure>> done)
{
    const auto needsRead
        = [](const OrderRead &read) { return read.hasRefunds && read.order.state != ChannelOrder::State::Cancelled; };
    while (from < orders->size() && !needsRead(orders->at(from)))
        ++from;
    if (from >= orders->size())
        return done(std::nullopt);
    m_client.get(orderPath(orders->at(from).order.id.number) + "/refunds", {{"per_page", QByteArray::number(perPage)}},
                 [this, orders, from, done = std::move(done)](const WooReply &reply) {
                     // Rejected: the order went away between two calls; its own event tells.
                     if (!reply && reply.error().failure.kind != Kind::Rejected)
                         return done(reply.error().failure);
                     if (reply && !takeRefunds(reply->body, &(*orders)[from].order))
                         return done(unreadable(m_client, *reply).value());
                     fillRefunds(orders, from + 1, done);
                 });
}

void WooCommerceChannel::findCurrency(std::function<void()> done)
{
    if (m_hasAskedCurrency)
        return done();
    m_client.get("/data/currencies/current", {}, [this, done = std::move(done)](const WooReply &reply) {
        if (reply)
            m_currency = parseCurrency(reply->body);
        // A key without the right to read settings still sells: without a currency prices are left out.
        m_hasAskedCurrency
            = reply || reply.error().failure.kind == Kind::Rejected || reply.error().failure.kind == Kind::Unauthorized;
        done();
    });
}

void WooCommerceChannel::test(Done<Answer<QString>> done)
{
    m_client.get("/products", {{"per_page", "1"}}, [this, done = std::move(done)](const WooReply &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error().failure));
        if (!parseProducts(reply->body))
            return done(unreadable(m_client, *reply));
        findCurrency([this, done] {
            const QString host = QUrl(m_details.url).host();
            done(m_currency.isEmpty() ? u"Signed in to %1"_s.arg(host)
                                      : u"Signed in to %1 (%2)"_s.arg(host, m_currency));
        });
    });
}

void WooCommerceChannel::cancelOrder(const QString &number, const QString &, Payment, Done<Answer<QString>> done)
{
    // An order has no field for the reason: the trail keeps it. No payment is refunded by its state.
    m_client.ask("PUT", orderPath(number), {}, statusChange(u"cancelled"_s),
                 [this, number, done = std::move(done)](const WooReply &reply) {
                     if (!reply)
                         return done(tl::make_unexpected(reply.error().failure));
                     const auto json = parseJson(reply->body);
                     if (!json || (*json)["status"_L1].toString() != "cancelled"_L1)
                         return done(unreadable(m_client, *reply));
                     done(u"WooCommerce cancelled order %1. A payment is refunded in the shop."_s.arg(number));
                 });
}

/// The note goes out before the mark: after a silence the buyer may read it twice, but never misses it.
void WooCommerceChannel::confirmShipment(const channels::ParcelSent &parcel, Done<Answer<QString>> done)
{
    m_client.get(orderPath(parcel.order), {}, [this, parcel, done = std::move(done)](const WooReply &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error().failure));
        const auto standing = parseParcelStanding(reply->body, parcel);
        if (!standing)
            return done(unreadable(m_client, *reply));
        const bool isOver = stateOf(standing->status) == ChannelOrder::State::Cancelled;
        if (isOver) // "completed" would bring it back to life
            return done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, u"WooCommerce shows order %1 as %2: it was not told that a parcel left."_s.arg(parcel.order, standing->status)}));
        if (standing->isTold && (!parcel.isLast || standing->status == "completed"_L1))
            return done(u"WooCommerce knows already that parcel %1 of order %2 left."_s.arg(parcel.number).arg(parcel.order));
        if (standing->isTold)
            return markParcel(parcel, done);
        m_client.ask("POST", orderPath(parcel.order) + "/notes", {}, parcelNote(parcel, standing->told), [this, parcel, done](const WooReply &noted) {
            if (!noted)
                return done(tl::make_unexpected(noted.error().failure));
            markParcel(parcel, done);
        });
    });
}

void WooCommerceChannel::markParcel(const channels::ParcelSent &parcel, const Done<Answer<QString>> &done)
{
    m_client.ask("PUT", orderPath(parcel.order), {}, parcelMark(parcel), [this, parcel, done](const WooReply &reply) {
        if (!reply)
            return done(tl::make_unexpected(reply.error().failure));
        const auto standing = parseParcelStanding(reply->body, parcel);
        if (!standing || !standing->isTold)
            return done(unreadable(m_client, *reply));
        done(parcel.isLast ? u"WooCommerce completed order %1 and told the buyer."_s.arg(parcel.order)
                           : u"WooCommerce told the buyer of parcel %1 of order %2."_s.arg(parcel.number).arg(parcel.order));
    });
}

tl::expected<Message, Refusal> WooCommerceChannel::readDelivery(const Delivery &delivery, Time now) const
{
    Q_UNUSED(now) // WooCommerce signs no time: a repeated delivery is known by its event id
    if (isPing(delivery.body))
        return Message{QString(), delivery.body, {Notice{u"ping of a new webhook"_s}}};
    if (!isSigned(delivery.body, delivery.header("X-WC-Webhook-Signature"), m_client.secrets().webhookSecret))
        return tl::make_unexpected(Refusal::BadSignature);
    return readBody(delivery);
}

} // namespace crossdock::woocommerce
