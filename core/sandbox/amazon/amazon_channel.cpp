#include "core/sandbox/amazon/amazon_channel.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr Milliseconds tokenLife{3'600'000};
constexpr double liftedPerSecond = 1'000;
const QString queuePath = u"/000000000000/crossdock-notifications"_s;

struct Marketplace {
    QString currency;
    QString id;
    QString region;
};

/// Marketplace ids as Amazon publishes them; the region is where the seller's queue stands.
Marketplace marketplaceOf(const QString &currency)
{
    if (currency == u"GBP")
        return {currency, u"A1F83G8C2ARO7P"_s, u"eu-west-2"_s};
    if (currency == u"EUR")
        return {currency, u"A1PA6795UKMFR9"_s, u"eu-central-1"_s};
    if (currency == u"INR")
        return {currency, u"A21TJRUUN4KGV"_s, u"eu-west-1"_s};
    if (currency == u"JPY")
        return {currency, u"A1VC38T7YXB528"_s, u"us-west-2"_s};
    return {currency, u"ATVPDKIKX0DER"_s, u"us-east-1"_s};
}

} // namespace

Reply spError(int status, const QString &code, const QString &message, const QString &details)
{
    return jsonReply(status, QJsonObject{{u"errors"_s, QJsonArray{QJsonObject{{u"code"_s, code}, {u"message"_s, message},
                                                                              {u"details"_s, details}}}}});
}

AmazonChannel::AmazonChannel(const ChannelSpec &spec, Surroundings around)
    : Channel(spec, around)
    , m_queue(around.clock, around.random,
              {"AKIA" + secret(u"aws key").first(16).toUpper().toLatin1(), secret(u"aws secret").toLatin1()})
    , m_rivals(shop(), around.clock, around.spec.seed ^ secret(u"rival").first(15).toULongLong(nullptr, 16), [this](qsizetype listing) { tellOffers(listing); })
{
    subscribe({});
}

ChannelAccess AmazonChannel::access() const
{
    const Marketplace marketplace = marketplaceOf(spec().currency);
    return {name(), toText(ChannelKind::Amazon), url(),
            {{u"seller_id"_s, u"A"_s + secret(u"seller").first(13).toUpper()},
             {u"marketplace_id"_s, marketplace.id},
             {u"auth_url"_s, url() + u"/auth/o2/token"_s},
             {u"queue_url"_s, queueUrl()},
             {u"region"_s, marketplace.region}},
            {{u"client_id"_s, u"amzn1.application-oa2-client."_s + secret(u"client").first(32)},
             {u"client_secret"_s, u"amzn1.oa2-cs.v1."_s + secret(u"client secret")},
             {u"refresh_token"_s, u"Atzr|"_s + secret(u"refresh")},
             {u"aws_access_key_id"_s, u"AKIA"_s + secret(u"aws key").first(16).toUpper()},
             {u"aws_secret_access_key"_s, secret(u"aws secret")}}};
}

QString AmazonChannel::queueUrl() const
{
    return url() + queuePath;
}

void AmazonChannel::subscribe(const QString &)
{
    const QString destination = uuid();
    m_destinations.insert(destination,
                          {{u"destinationId"_s, destination}, {u"name"_s, u"SellerQueue"_s},
                           {u"resource"_s, QJsonObject{{u"sqs"_s, QJsonObject{{u"arn"_s, u"arn:aws:sqs:us-east-1:000000000000:crossdock-notifications"_s}}}}}});
    for (const auto &type : {u"ORDER_CHANGE"_s, u"LISTINGS_ITEM_MFN_QUANTITY_CHANGE"_s, u"LISTINGS_ITEM_ISSUES_CHANGE"_s, u"LISTINGS_ITEM_STATUS_CHANGE"_s, u"ANY_OFFER_CHANGED"_s, u"ACCOUNT_STATUS_CHANGED"_s}) {
        if (!m_subscriptions.contains(type))
            m_subscriptions.insert(type, {uuid(), destination, {}});
    }
}

void AmazonChannel::nameListing(Listing &listing, quint64 item, quint64, int) const
{
    listing.number = item;
    listing.listingId = listing.sku;
    listing.productType = u"PRODUCT"_s;
}

void AmazonChannel::nameOrder(Order &order)
{
    // 3-7-7 digits, as Amazon writes them
    const quint64 digits = (order.number * 7'368'787 + 902'000'000'000'017) % 100'000'000'000'000;
    order.key = order.number;
    order.id = u"%1-%2-%3"_s.arg(100 + secret(u"orders").first(2).toInt(nullptr, 16) % 20)
                   .arg(digits / 10'000'000, 7, 10, QChar(u'0'))
                   .arg(digits % 10'000'000, 7, 10, QChar(u'0'));
}

Reply AmazonChannel::throttledReply() const
{
    return spError(429, u"QuotaExceeded"_s, u"You exceeded your quota for the requested resource."_s);
}

Reply AmazonChannel::brokenReply()
{
    if (around().random.below(2) == 0)
        return spError(503, u"ServiceUnavailable"_s, u"Service is temporarily unavailable. Please try again."_s);
    return spError(500, u"InternalFailure"_s, u"We encountered an internal error. Please try again."_s);
}

void AmazonChannel::answer(const Request &request, Respond respond)
{
    const QString whole = QString::fromUtf8(QByteArray::fromPercentEncoding(request.path));
    if (request.header("X-Amz-Target").startsWith("AmazonSQS."))
        return m_queue.handle(request, queueUrl(), respond);
    if (const QString document = whole.section(u"/report-documents/"_s, 1); m_reports.contains(document))
        return respond(Reply{200, {{"Content-Type", "application/json"}}, accountReport()}); // its address is the key to it
    if (whole == u"/auth/o2/token")
        return respond(token(request));
    // A SKU may hold an encoded slash: it is one part of the path all the same.
    QStringList path;
    for (const QByteArray &part : request.path.split('/')) {
        if (!part.isEmpty())
            path.append(QString::fromUtf8(QByteArray::fromPercentEncoding(part)));
    }
    Reply reply = route(request, path);
    reply.headers.append({"x-amzn-RequestId", uuid().toLatin1()});
    respond(std::move(reply));
}

Reply AmazonChannel::route(const Request &request, const QStringList &path)
{
    const bool isDestination = path.value(2) == u"destinations";
    const bool isSubscriptionById = path.value(2) == u"subscriptions" && path.size() == 5;
    const bool isGrantless = path.value(0) == u"notifications" && (isDestination || isSubscriptionById);
    if (auto refusal = refuseStranger(request, isGrantless))
        return *refusal;
    const QString api = path.value(0) + u'/' + path.value(1);
    if (api == u"listings/2021-08-01" && path.value(2) == u"items")
        return listings(request, path.sliced(3));
    if (api == u"orders/v0" && path.value(2) == u"orders" && path.value(4) == u"shipmentConfirmation")
        return confirmShipment(request, path.value(3));
    if (api == u"orders/2026-01-01" && path.value(2) == u"orders")
        return orders(request, path.sliced(3));
    if (api == u"solicitations/v1" && path.value(2) == u"orders")
        return solicitations(request, path.sliced(3));
    if (api == u"reports/2021-06-30")
        return reports(request, path.sliced(2));
    if (api == u"notifications/v1")
        return notifications(request, path.sliced(2));
    return spError(404, u"NotFound"_s, u"Resource not found."_s);
}

Reply AmazonChannel::token(const Request &request)
{
    const auto refuse = [](int status, const QString &error, const QString &description) {
        return jsonReply(status, QJsonObject{{u"error"_s, error}, {u"error_description"_s, description}});
    };
    const QMap<QString, QString> known = access().secrets;
    const QString grant = formValue(request.body, "grant_type");
    if (formValue(request.body, "client_id") != known.value(u"client_id"_s)
        || formValue(request.body, "client_secret") != known.value(u"client_secret"_s))
        return refuse(401, u"invalid_client"_s, u"Client authentication failed"_s);
    if (grant != u"refresh_token" && grant != u"client_credentials")
        return refuse(400, u"unsupported_grant_type"_s, u"The authorization grant type is not supported by the authorization server"_s);
    if (grant == u"refresh_token" && formValue(request.body, "refresh_token") != known.value(u"refresh_token"_s))
        return refuse(400, u"invalid_grant"_s, u"The request has an invalid grant parameter : refresh_token"_s);
    if (grant == u"client_credentials" && !formValue(request.body, "scope").startsWith(u"sellingpartnerapi::"))
        return refuse(400, u"invalid_scope"_s, u"The request has an invalid scope parameter"_s);
    const QString access = u"Atza|"_s + QString::fromLatin1(randomHex(48));
    m_tokens.insert(access, {now() + tokenLife, grant == u"client_credentials"});
    QJsonObject answer{{u"access_token"_s, access}, {u"token_type"_s, u"bearer"_s}, {u"expires_in"_s, 3600}};
    if (grant == u"refresh_token")
        answer.insert(u"refresh_token"_s, known.value(u"refresh_token"_s));
    return jsonReply(200, answer);
}

std::optional<Reply> AmazonChannel::refuseStranger(const Request &request, bool isGrantless) const
{
    const QString code = u"Unauthorized"_s;
    const QString message = u"Access to requested resource is denied."_s;
    const QString given = QString::fromUtf8(request.header("x-amz-access-token"));
    if (given.isEmpty())
        return spError(403, code, message, u"Access token is missing in the request header."_s);
    const auto token = m_tokens.constFind(given);
    if (token == m_tokens.constEnd())
        return spError(403, code, message, u"The access token you provided is revoked, malformed or invalid."_s);
    if (token->expiresAt <= now())
        return spError(403, code, message, u"The access token you provided has expired."_s);
    if (token->isGrantless != isGrantless)
        return spError(403, code, message, u"This operation needs a token of the other kind (grantless or the seller's)."_s);
    return std::nullopt;
}

std::optional<Reply> AmazonChannel::refuseHurry(const QString &operation, double perSecond, double burst)
{
    if (around().spec.limits == Limits::Lifted)
        return std::nullopt;
    auto bucket = m_buckets.find(operation);
    if (bucket == m_buckets.end())
        bucket = m_buckets.insert(operation, TokenBucket(perSecond, burst));
    if (bucket->take(now()))
        return std::nullopt;
    return withLimit(throttledReply(), perSecond);
}

Reply AmazonChannel::withLimit(Reply reply, double perSecond)
{
    const double said = around().spec.limits == Limits::Lifted ? liftedPerSecond : perSecond;
    reply.headers.append({"x-amzn-RateLimit-Limit", QByteArray::number(said)});
    return reply;
}

QString AmazonChannel::uuid()
{
    const QByteArray hex = randomHex(32);
    return QString::fromLatin1(hex.first(8) + '-' + hex.sliced(8, 4) + '-' + hex.sliced(12, 4) + '-' + hex.sliced(16, 4)
                               + '-' + hex.sliced(20, 12));
}

} // namespace crossdock::sandbox
