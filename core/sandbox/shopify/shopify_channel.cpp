#include "core/sandbox/shopify/shopify_channel.h"

#include "core/sandbox/shopify/shopify_values.h"

#include <QFile>
#include <QJsonDocument>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr double pointsPerSecond = 100; // the standard plan; the reserve as the recordings show it
constexpr double mostPoints = 2000;
constexpr double liftedPointsPerSecond = 20'000;
constexpr int mutationPoints = 10; // as in every recording
constexpr int mostPointsOfOneQuery = 1000;
constexpr qsizetype mostDocuments = 100; // of requests, parsed and kept
constexpr Milliseconds tokenLife{24 * 3600 * 1000};
constexpr quint64 locationNumber = 90'000'000'001;

const graphql::Schema &schema()
{
    static const graphql::Schema parsed = [] {
        QFile file(u":/sandbox/shopify/schema.graphql"_s);
        const bool isThere = file.open(QIODevice::ReadOnly);
        Q_ASSERT_X(isThere, "ShopifyChannel", "the schema is missing from the resources");
        const auto read = graphql::Schema::parse(QString::fromUtf8(file.readAll()));
        Q_ASSERT_X(read.has_value(), "ShopifyChannel", "the schema cannot be parsed");
        return *read;
    }();
    return parsed;
}

/// The points of a field with selections. Shopify does not publish the formula; objects cost 1 and a connection grows with
/// the logarithm of its size, which comes within a few points of the recordings.
int priceOf(const QString &parent, const graphql::Selection &field, const QJsonObject &arguments)
{
    if (parent == u"Mutation")
        return mutationPoints;
    static const QStringList free = {u"nodes"_s, u"edges"_s, u"node"_s, u"pageInfo"_s, u"userErrors"_s};
    if (free.contains(field.name) || parent.endsWith(u"Payload"))
        return 0;
    const double count = qMax(arguments.value(u"first").toDouble(), arguments.value(u"last").toDouble());
    return count > 0 ? 2 + int(std::lround(4.3 * std::log(qMax(2.0, count)))) : 1;
}

} // namespace

ShopifyChannel::ShopifyChannel(const ChannelSpec &spec, Surroundings around)
    : Channel(spec, around)
    , m_webhooks(around, [this](std::function<void()> deliver) { publish(std::move(deliver)); })
    , m_points(pointsPerSecond, mostPoints)
{
    m_webhooks.setStore(spec.name + u".myshopify.com"_s, secret(u"webhook"));
}

ChannelAccess ShopifyChannel::access() const
{
    return {name(), toText(ChannelKind::Shopify), url(),
            {{u"location"_s, location()}, {u"version"_s, u"2026-10"_s}},
            {{u"access_token"_s, u"shpat_"_s + secret(u"token").first(32)},
             {u"client_id"_s, secret(u"client").first(32)},
             {u"client_secret"_s, u"shpss_"_s + secret(u"client secret").first(32)},
             {u"webhook_secret"_s, secret(u"webhook")}}};
}

QString ShopifyChannel::location() const
{
    return gid(u"Location", locationNumber);
}

void ShopifyChannel::subscribe(const QString &url)
{
    for (const auto &topic : {u"ORDERS_CREATE"_s, u"ORDERS_UPDATED"_s, u"ORDERS_CANCELLED"_s, u"ORDERS_RISK_ASSESSMENT_CHANGED"_s, u"INVENTORY_LEVELS_UPDATE"_s,
                              u"REFUNDS_CREATE"_s, u"RETURNS_REQUEST"_s, u"RETURNS_APPROVE"_s, u"RETURNS_DECLINE"_s, u"DISPUTES_CREATE"_s})
        m_webhooks.add(topic, url);
}

void ShopifyChannel::nameListing(Listing &listing, quint64 item, quint64 family, int) const
{
    listing.number = 44'000'000'000 + item;
    listing.parentNumber = 8'000'000'000 + family;
    listing.inventoryNumber = 46'000'000'000 + item;
    listing.listingId = gid(u"ProductVariant", listing.number);
    listing.inventoryId = gid(u"InventoryItem", listing.inventoryNumber);
}

void ShopifyChannel::nameOrder(Order &order)
{
    order.key = 5'900'000'000'000 + order.number;
    order.id = gid(u"Order", order.key);
}

void ShopifyChannel::orderHappened(const Order &order, OrderEvent event)
{
    m_webhooks.orderHappened(order, shop(), event);
}

void ShopifyChannel::listingChanged(const Listing &listing)
{
    m_webhooks.levelChanged(listing, locationNumber);
}

Reply ShopifyChannel::throttledReply() const
{
    // GraphQL throttles with HTTP 200.
    const QJsonObject error{{u"message"_s, u"Throttled"_s},
                            {u"extensions"_s, QJsonObject{{u"code"_s, u"THROTTLED"_s},
                                                          {u"documentation"_s, u"https://shopify.dev/api/usage/rate-limits"_s}}}};
    const QJsonObject status{{u"maximumAvailable"_s, mostPoints}, {u"currentlyAvailable"_s, 3}, {u"restoreRate"_s, pointsPerSecond}};
    const QJsonObject cost{{u"requestedQueryCost"_s, mutationPoints}, {u"actualQueryCost"_s, QJsonValue()}, {u"throttleStatus"_s, status}};
    return jsonReply(200, QJsonObject{{u"errors"_s, QJsonArray{error}}, {u"extensions"_s, QJsonObject{{u"cost"_s, cost}}}});
}

Reply ShopifyChannel::brokenReply()
{
    if (around().random.below(2) == 0)
        return {503, {{"Content-Type", "text/html"}}, "<html>Service Unavailable</html>\n"};
    const QJsonObject error{{u"message"_s, u"Internal error. Looks like something went wrong on our end.\nRequest ID: %1 (include this in support requests)."_s
                                               .arg(QString::fromLatin1(randomHex(32)))},
                            {u"extensions"_s, QJsonObject{{u"code"_s, u"INTERNAL_SERVER_ERROR"_s}}}};
    return jsonReply(500, QJsonObject{{u"errors"_s, QJsonArray{error}}});
}

void ShopifyChannel::answer(const Request &request, Respond respond)
{
    const QList<QByteArray> path = request.path.split('/');
    const bool isGraphql = path.size() == 5 && path.at(1) == "admin" && path.at(2) == "api" && path.at(4) == "graphql.json";
    if (request.path == "/admin/oauth/access_token")
        return respond(token(request));
    if (!isGraphql)
        return respond(jsonReply(404, QJsonObject{{u"errors"_s, u"Not Found"_s}}));
    if (request.method != "POST")
        return respond(jsonReply(405, QJsonObject{{u"errors"_s, u"Method Not Allowed"_s}}));
    if (!isToken(QString::fromUtf8(request.header("X-Shopify-Access-Token")))) {
        return respond(jsonReply(401, QJsonObject{{u"errors"_s, u"[API] Invalid API key or access token (unrecognized login or wrong password)"_s}}));
    }
    Reply reply = graphql(request);
    reply.headers.append({"X-Shopify-API-Version", path.at(3)});
    reply.headers.append({"X-Request-Id", randomHex(32)});
    respond(std::move(reply));
}

bool ShopifyChannel::isToken(const QString &token) const
{
    return token == u"shpat_"_s + secret(u"token").first(32) || m_tokens.value(token) > now();
}

Reply ShopifyChannel::token(const Request &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const auto field = [&](const char *key) {
        const QString value = body.value(QLatin1StringView(key)).toString();
        return value.isEmpty() ? formValue(request.body, key) : value;
    };
    const auto refuse = [](const QString &error, const QString &description) {
        return jsonReply(400, QJsonObject{{u"error"_s, error}, {u"error_description"_s, description}});
    };
    const QMap<QString, QString> known = access().secrets;
    if (request.method != "POST")
        return jsonReply(405, QJsonObject{{u"errors"_s, u"Method Not Allowed"_s}});
    if (field("client_id") != known.value(u"client_id"_s))
        return refuse(u"application_cannot_be_found"_s, u"Client could not be found"_s);
    if (field("client_secret") != known.value(u"client_secret"_s))
        return refuse(u"invalid_client"_s, u"Client authentication failed"_s);
    if (field("grant_type") != u"client_credentials")
        return refuse(u"unsupported_grant_type"_s, u"The grant type is not supported"_s);
    const QString made = u"shpat_"_s + QString::fromLatin1(randomHex(32));
    m_tokens.insert(made, now() + tokenLife);
    return jsonReply(200, QJsonObject{{u"access_token"_s, made},
                                      {u"scope"_s, u"read_orders,write_inventory,read_inventory,write_products,read_products,read_locations"_s},
                                      {u"expires_in"_s, qint64(tokenLife.count() / 1000 - 1)}});
}

QJsonObject ShopifyChannel::costBlock(int requested, int actual)
{
    TokenBucket points = m_points;
    const QJsonObject status{{u"maximumAvailable"_s, mostPoints}, {u"currentlyAvailable"_s, std::floor(points.available(now()))},
                             {u"restoreRate"_s, around().spec.limits == Limits::Lifted ? liftedPointsPerSecond : pointsPerSecond}};
    return {{u"requestedQueryCost"_s, requested}, {u"actualQueryCost"_s, actual < 0 ? QJsonValue() : QJsonValue(actual)},
            {u"throttleStatus"_s, status}};
}

QJsonObject ShopifyChannel::withCost(QJsonObject body, int requested, int actual)
{
    body.insert(u"extensions"_s, QJsonObject{{u"cost"_s, costBlock(requested, actual)}});
    return body;
}

/// Clients send the same few texts over and over.
tl::expected<graphql::Document, graphql::Problem> ShopifyChannel::documentOf(const QString &text)
{
    if (const auto known = m_documents.constFind(text); known != m_documents.constEnd())
        return *known;
    auto parsed = graphql::Document::parse(text);
    if (!parsed)
        return parsed;
    if (m_documents.size() >= mostDocuments)
        m_documents.clear();
    m_documents.insert(text, *parsed);
    return parsed;
}

Reply ShopifyChannel::graphql(const Request &request)
{
    const auto refuse = [](const QString &message, const QJsonArray &locations = {}) {
        QJsonObject error{{u"message"_s, message}};
        if (!locations.isEmpty())
            error.insert(u"locations"_s, locations);
        return jsonReply(200, QJsonObject{{u"errors"_s, QJsonArray{error}}});
    };
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (!body.value(u"query").isString())
        return jsonReply(400, QJsonObject{{u"errors"_s, QJsonObject{{u"query"_s, u"Required parameter missing or invalid"_s}}}});
    const auto document = documentOf(body.value(u"query").toString());
    if (!document) {
        const graphql::Problem &problem = document.error();
        return refuse(problem.message + u" at [%1, %2]"_s.arg(problem.place.line).arg(problem.place.column),
                      {QJsonObject{{u"line"_s, problem.place.line}, {u"column"_s, problem.place.column}}});
    }
    graphql::Execution execution(schema(), *document, body.value(u"operationName").toString(), body.value(u"variables").toObject());
    const QJsonArray errors = execution.check();
    if (!errors.isEmpty())
        return jsonReply(200, QJsonObject{{u"errors"_s, errors}});
    const int cost = qMax(1, execution.cost(priceOf));
    if (cost > mostPointsOfOneQuery) {
        const QString message = u"Query cost is %1, which exceeds the single query max cost limit (1000)."_s.arg(cost);
        return jsonReply(200, QJsonObject{{u"errors"_s, QJsonArray{QJsonObject{{u"message"_s, message},
                                                                               {u"extensions"_s, QJsonObject{{u"code"_s, u"MAX_COST_EXCEEDED"_s}}}}}}});
    }
    const bool isLimited = around().spec.limits == Limits::Real;
    if (isLimited && !m_points.take(now(), cost)) {
        const QJsonObject error{{u"message"_s, u"Throttled"_s},
                                {u"extensions"_s, QJsonObject{{u"code"_s, u"THROTTLED"_s},
                                                              {u"documentation"_s, u"https://shopify.dev/api/usage/rate-limits"_s}}}};
        return jsonReply(200, withCost(QJsonObject{{u"errors"_s, QJsonArray{error}}}, cost, -1));
    }
    const bool isMutation = execution.operation()->kind == u"mutation";
    return jsonReply(200, withCost(execution.run(isMutation ? mutation() : queryRoot()), cost, cost));
}

ShopifyChannel::Object ShopifyChannel::mutation()
{
    return {u"Mutation"_s, [this](const Call &call) -> Outcome {
                if (call.name == u"inventorySetQuantities" || call.name == u"inventoryAdjustQuantities")
                    return adjustInventory(call);
                if (call.name == u"productVariantsBulkUpdate")
                    return bulkUpdate(call);
                if (call.name == u"orderCancel")
                    return orderCancel(call);
                if (call.name == u"fulfillmentCreate")
                    return fulfillmentCreate(call);
                if (call.name == u"fulfillmentTrackingInfoUpdate")
                    return trackingUpdate(call);
                if (call.name == u"returnApproveRequest" || call.name == u"returnDeclineRequest")
                    return answerReturn(call);
                return m_webhooks.mutate(call);
            }};
}

ShopifyChannel::Object ShopifyChannel::userError(const QString &type, const UserError &error)
{
    return {type, [error](const Call &call) -> Outcome {
                if (call.name == u"field")
                    return error.field.isEmpty() ? QJsonValue() : QJsonValue(QJsonArray::fromStringList(error.field));
                return QJsonValue(call.name == u"message" ? error.message : error.code);
            }};
}

QList<ShopifyChannel::Object> ShopifyChannel::userErrors(const QString &type, const QList<UserError> &errors)
{
    QList<Object> objects;
    for (const UserError &error : errors)
        objects.append(userError(type, error));
    return objects;
}

} // namespace crossdock::sandbox
