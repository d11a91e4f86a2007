#include "core/connectors/channels/shopify/shopify_wire.h"

#include "core/connectors/channels/http_failure.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify
{
namespace
{

using Kind = CallFailure::Kind;

/// The cost block of an answer: points, and points restored a second.
struct Cost {
    double requested = 0;
    double available = 0;
    double maximum = 0;
    double restoreRate = 0;

    explicit Cost(const QJsonValue &extensions)
        : requested(extensions["cost"_L1]["requestedQueryCost"_L1].toDouble())
        , available(extensions["cost"_L1]["throttleStatus"_L1]["currentlyAvailable"_L1].toDouble())
        , maximum(extensions["cost"_L1]["throttleStatus"_L1]["maximumAvailable"_L1].toDouble())
        , restoreRate(extensions["cost"_L1]["throttleStatus"_L1]["restoreRate"_L1].toDouble())
    {
    }

    /// Until the bucket holds so many points.
    Milliseconds until(double points) const
    {
        if (!(restoreRate > 0) || !(points > available))
            return Milliseconds{0};
        return Milliseconds{
            static_cast<qint64>(std::min(std::ceil((points - available) / restoreRate * 1000), 60'000.0))};
    }

    Milliseconds wait() const { return until(requested); }
};

CallFailure failureOfErrors(const QJsonValue &errors, const Cost &cost)
{
    CallFailure failure;
    failure.kind = Kind::Rejected;
    if (errors.isString()) { // "[API] Invalid API key or access token"
        failure.words = errors.toString();
        return failure;
    }
    QStringList words;
    const QJsonArray list = errors.toArray();
    for (const QJsonValue &error : list) {
        words.append(error["message"_L1].toString());
        const QString code = error["extensions"_L1]["code"_L1].toString();
        if (code == "THROTTLED"_L1) {
            failure.kind = Kind::RateLimited;
            failure.retryAfter = std::max(cost.wait(), Milliseconds{200}); // never at once: the bucket was empty
        } else if (code == "INTERNAL_SERVER_ERROR"_L1 || code == "TIMEOUT"_L1) {
            failure.kind = Kind::Unreachable;
            failure.mayHaveHappened = true;
        } else if (code == "UNAUTHORIZED"_L1 || code == "SHOP_INACTIVE"_L1) {
            failure.kind = Kind::Unauthorized;
        }
    }
    words.removeDuplicates();
    failure.words = words.join(u"; "_s).left(500);
    return failure;
}

/// The number in a field path like ["input", "quantities", "3", "quantity"]; -1 if there is none.
int rowOf(const QJsonValue &field)
{
    const QJsonArray path = field.toArray();
    for (const QJsonValue &step : path) {
        bool isNumber = false;
        const int row = step.isDouble() ? step.toInt(-1) : step.toString().toInt(&isNumber);
        if ((isNumber || step.isDouble()) && row >= 0)
            return row;
    }
    return -1;
}

RowsReply::Retry retryOf(const QString &code)
{
    if (code == "IDEMPOTENCY_CONCURRENT_REQUEST"_L1)
        return RowsReply::Retry::LaterWithSameKey;
    if (code == "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"_L1 || code == "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"_L1)
        return RowsReply::Retry::WithNewKey;
    return RowsReply::Retry::No;
}

RowsReply parseRows(const QJsonValue &payload)
{
    RowsReply reply;
    if (!payload.isObject() || !payload["userErrors"_L1].isArray()) {
        reply.words.append(u"The answer says nothing of the change."_s);
        return reply;
    }
    const QJsonArray errors = payload["userErrors"_L1].toArray();
    for (const QJsonValue &error : errors) {
        const QString code = error["code"_L1].toString();
        const QString message = error["message"_L1].toString();
        if (const auto retry = retryOf(code); retry != RowsReply::Retry::No) {
            reply.retry = retry;
            reply.words.append(message);
            continue;
        }
        const int row = rowOf(error["field"_L1]);
        if (row < 0) {
            reply.words.append(message);
            continue;
        }
        RowError &known = reply.rows[row];
        const bool isStale = code == "CHANGE_FROM_QUANTITY_STALE"_L1 || code == "COMPARE_QUANTITY_STALE"_L1;
        // What is wrong for good outranks what is stale: the row would be sent again for nothing.
        known.isStale = known.words.isEmpty() ? isStale : known.isStale && isStale;
        known.words = known.words.isEmpty() ? message : known.words + u"; "_s + message;
    }
    return reply;
}

} // namespace

Answer<GraphReply> parseReply(const QByteArray &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (!document.isObject()) {
        const QString words = channels::excerpt(body);
        return tl::make_unexpected(CallFailure{
            Kind::Unreachable, words.isEmpty() ? u"The answer is empty."_s : u"The answer is no JSON: "_s + words,
            Milliseconds{0}, true});
    }
    const QJsonObject root = document.object();
    const Cost cost(root["extensions"_L1]);
    const QJsonValue errors = root["errors"_L1];
    if (errors.isString() || (errors.isArray() && !errors.toArray().isEmpty()))
        return tl::make_unexpected(failureOfErrors(errors, cost));
    if (!root["data"_L1].isObject()) {
        return tl::make_unexpected(
            CallFailure{Kind::Unreachable, u"The answer holds no data."_s, Milliseconds{0}, true});
    }
    return GraphReply{root["data"_L1].toObject(), cost.wait(), cost.restoreRate, cost.until(std::min(cost.maximum, cost.requested + cost.maximum / 4))};
}

Answer<Token> parseToken(const QByteArray &body)
{
    const QJsonObject root = QJsonDocument::fromJson(body).object();
    const QString text = root["access_token"_L1].toString();
    if (text.isEmpty()) {
        const QString said = root["error_description"_L1].toString(root["error"_L1].toString());
        return tl::make_unexpected(CallFailure{
            Kind::Unauthorized, said.isEmpty() ? u"Shopify gave no access token."_s : said, Milliseconds{0}, false});
    }
    const qint64 seconds
        = root["expires_in"_L1].toInteger(86'399); // shopify.dev: a client credentials token lives 24 h
    return Token{text, Milliseconds{std::clamp<qint64>(seconds, 60, 400LL * 86'400) * 1000}};
}

RowsReply parseSetStock(const QJsonObject &data)
{
    return parseRows(data["inventorySetQuantities"_L1]);
}

RowsReply parseSetPrices(const QJsonObject &data)
{
    return parseRows(data["productVariantsBulkUpdate"_L1]);
}

QHash<QString, Quantity> parseStock(const QJsonObject &data)
{
    QHash<QString, Quantity> quantities;
    const QJsonArray nodes = data["nodes"_L1].toArray();
    for (const QJsonValue &node : nodes) {
        const QJsonArray named = node["inventoryLevel"_L1]["quantities"_L1].toArray();
        for (const QJsonValue &quantity : named) {
            if (quantity["name"_L1].toString() == "available"_L1 && quantity["quantity"_L1].isDouble())
                quantities.insert(node["id"_L1].toString(), quantity["quantity"_L1].toInteger());
        }
    }
    return quantities;
}

QHash<QString, VariantLink> parseVariants(const QJsonObject &data)
{
    QHash<QString, VariantLink> links;
    const QJsonArray nodes = data["nodes"_L1].toArray();
    for (const QJsonValue &node : nodes) {
        const QString id = node["id"_L1].toString();
        if (!id.isEmpty())
            links.insert(id, {node["inventoryItem"_L1]["id"_L1].toString(), node["product"_L1]["id"_L1].toString()});
    }
    return links;
}

std::optional<ShopFacts> parseShop(const QJsonObject &data)
{
    const QJsonValue shop = data["shop"_L1];
    if (!shop.isObject())
        return std::nullopt;
    const QJsonValue location = data["location"_L1];
    return ShopFacts{shop["name"_L1].toString(), shop["currencyCode"_L1].toString(), location["id"_L1].toString(),
                     location["name"_L1].toString()};
}

QList<Subscription> parseSubscriptions(const QJsonObject &data, QString *next)
{
    QList<Subscription> subscriptions;
    const QJsonValue found = data["webhookSubscriptions"_L1];
    const QJsonArray nodes = found["nodes"_L1].toArray();
    for (const QJsonValue &node : nodes)
        subscriptions.append({node["id"_L1].toString(), node["topic"_L1].toString(), node["uri"_L1].toString()});
    const QJsonValue page = found["pageInfo"_L1];
    *next = page["hasNextPage"_L1].toBool() ? page["endCursor"_L1].toString() : QString();
    return subscriptions;
}

QStringList parseUserErrors(const QJsonObject &data)
{
    QStringList words;
    for (const QJsonValue &payload : data) {
        for (const auto name : {"userErrors"_L1, "orderCancelUserErrors"_L1}) {
            const QJsonArray errors = payload[name].toArray();
            for (const QJsonValue &error : errors)
                words.append(error["message"_L1].toString());
        }
        if (payload.isNull())
            words.append(u"Shopify answered nothing."_s);
    }
    return words;
}

} // namespace crossdock::shopify
