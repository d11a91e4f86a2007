#include "core/connectors/channels/woocommerce/woocommerce_wire.h"

#include "core/connectors/channels/http_failure.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce
{
namespace
{

constexpr qsizetype longestNoise = 64 * 1024; // warnings before the JSON; more than that is no JSON with a preface

std::optional<QJsonValue> readDocument(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return std::nullopt;
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

/// PHP's warnings end with a tag or a line, a byte order mark with 0xBF.
bool endsNoise(char c)
{
    return c == '\n' || c == '>' || c == '\xBF';
}

/// Plug-ins sell halves, and some write numbers as texts.
std::optional<Quantity> quantityOf(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber || !(qAbs(number) <= static_cast<double>(maxQuantity)))
        return std::nullopt;
    return static_cast<Quantity>(std::floor(number)); // half a unit cannot be sent
}

/// The list in an answer, or nothing if it is no list.
std::optional<QJsonArray> listOf(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json || !json->isArray())
        return std::nullopt;
    return json->toArray();
}

Product productOf(const QJsonValue &json)
{
    Product product;
    product.id = json["id"_L1].toInteger();
    product.parent = json["parent_id"_L1].toInteger();
    const QString type = json["type"_L1].toString();
    product.hasVariations = type == "variable"_L1 || !json["variations"_L1].toArray().isEmpty();
    product.isManagedByParent = json["manage_stock"_L1].toString() == "parent"_L1;
    product.sku = json["sku"_L1].toString().trimmed();
    product.title = channels::excerpt(json["name"_L1].toString().toUtf8());
    product.price = json["regular_price"_L1].toString();
    if (product.price.isEmpty())
        product.price = json["price"_L1].toString();
    if (json["manage_stock"_L1].toBool() || product.isManagedByParent)
        product.quantity = quantityOf(json["stock_quantity"_L1]);
    return product;
}

} // namespace

std::optional<QJsonValue> parseJson(const QByteArray &body)
{
    if (const auto clean = readDocument(body))
        return clean;
    const QByteArray text = body.trimmed();
    // What starts as JSON and is none was cut off: a list inside of it must not pass for the answer.
    if (text.startsWith('{') || text.startsWith('['))
        return std::nullopt;
    const qsizetype end = std::max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
    int attempts = 0;
    for (qsizetype start = 1; start < std::min(end, longestNoise) && attempts < 8; ++start) {
        const bool isOpening = text.at(start) == '{' || text.at(start) == '[';
        if (!isOpening || !endsNoise(text.at(start - 1)))
            continue;
        ++attempts; // a warning may hold brackets of its own
        if (const auto found = readDocument(text.sliced(start, end - start)))
            return found;
    }
    return std::nullopt;
}

QString errorCode(const QByteArray &body)
{
    const auto json = parseJson(body);
    return json ? (*json)["code"_L1].toString() : QString();
}

QString errorWords(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json || (*json)["code"_L1].toString().isEmpty())
        return {};
    QStringList words{(*json)["message"_L1].toString()};
    const QJsonObject params = (*json)["data"_L1]["params"_L1].toObject();
    for (const QJsonValue &param : params)
        words.append(param.toString());
    return channels::excerpt(words.join(u' ').toUtf8());
}

std::optional<QHash<qint64, RowReply>> parseBatch(const QByteArray &body)
{
    const auto json = parseJson(body);
    if (!json || !(*json)["update"_L1].isArray())
        return std::nullopt;
    QHash<qint64, RowReply> rows;
    const QJsonArray update = (*json)["update"_L1].toArray();
    for (const QJsonValue &row : update) {
        const qint64 id = row["id"_L1].toInteger();
        const QJsonValue error = row["error"_L1];
        RowReply reply;
        if (error.isObject()) {
            reply.words = channels::excerpt(error["message"_L1].toString().toUtf8());
            if (reply.words.isEmpty())
                reply.words = error["code"_L1].toString(u"The shop refuses it."_s);
        } else if (const auto shown = quantityOf(row["stock_quantity"_L1])) {
            reply.shown = *shown;
        } else {
            reply.words = u"The shop does not count stock: turn on its setting \"Enable stock management\"."_s;
        }
        rows.insert(id, reply);
    }
    return rows;
}

std::optional<QList<Product>> parseProducts(const QByteArray &body)
{
    const auto list = listOf(body);
    if (!list)
        return std::nullopt;
    QList<Product> products;
    for (const QJsonValue &json : *list)
        products.append(productOf(json));
    return products;
}

std::optional<QList<Subscription>> parseSubscriptions(const QByteArray &body)
{
    const auto list = listOf(body);
    if (!list)
        return std::nullopt;
    QList<Subscription> subscriptions;
    for (const QJsonValue &json : *list) {
        subscriptions.append({json["id"_L1].toInteger(), json["topic"_L1].toString(),
                              json["delivery_url"_L1].toString(), json["status"_L1].toString()});
    }
    return subscriptions;
}

QString parseCurrency(const QByteArray &body)
{
    const auto json = parseJson(body);
    return json ? (*json)["code"_L1].toString() : QString();
}

} // namespace crossdock::woocommerce
