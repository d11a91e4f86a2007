#include "core/connectors/channels/shopify/shopify_wire.h"
#include "core/inventory/rules/engine/reason.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify
{
namespace
{

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

constexpr auto setStockText = R"(mutation SetStock($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id }
    userErrors { field message code }
  }
})";

constexpr auto readStockText = R"(query ReadStock($ids: [ID!]!, $location: ID!) {
  nodes(ids: $ids) {
    ... on InventoryItem {
      id
      inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
    }
  }
})";

constexpr auto readVariantsText = R"(query ReadVariants($ids: [ID!]!) {
  nodes(ids: $ids) { ... on ProductVariant { id product { id } inventoryItem { id } } }
})";

constexpr auto setPricesText =
    R"(mutation SetPrices($product: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $product, variants: $variants, allowPartialUpdates: true) {
    productVariants { id }
    userErrors { field message code }
  }
})";

// Adjacent literals, because both order queries ask for the same fields.
#define CROSSDOCK_LINE_FIELDS                                                                                          \
    "nodes { id sku currentQuantity unfulfilledQuantity variant { id } "                                               \
    "originalUnitPriceSet { shopMoney { amount currencyCode } } } pageInfo { hasNextPage endCursor }"
#define CROSSDOCK_ORDER_FIELDS                                                                                         \
    "id createdAt updatedAt cancelledAt displayFulfillmentStatus email phone paymentGatewayNames "                     \
    "returnStatus totalRefundedSet { shopMoney { amount currencyCode } } "                                             \
    "shippingAddress { name address1 address2 city province zip countryCodeV2 phone validationResultSummary } "        \
    "displayFinancialStatus discountCodes totalDiscountsSet { shopMoney { amount currencyCode } } "                    \
    "subtotalPriceSet { shopMoney { amount currencyCode } } "                                                          \
    "shippingLine { title code discountedPriceSet { shopMoney { amount currencyCode } } } "                            \
    "risk { recommendation assessments { riskLevel } } "                                                               \
    "lineItems(first: $lines) { " CROSSDOCK_LINE_FIELDS " }"

constexpr auto readOrdersText = "query ReadOrders($first: Int!, $lines: Int!, $after: String, $query: String!) {\n"
                                "  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {\n"
                                "    nodes { " CROSSDOCK_ORDER_FIELDS " } pageInfo { hasNextPage endCursor }\n  }\n}";

constexpr auto readOrderText = "query ReadOrder($id: ID!, $lines: Int!) {\n"
                               "  order(id: $id) { " CROSSDOCK_ORDER_FIELDS " }\n}";

constexpr auto readLinesText
    = "query ReadLines($id: ID!, $lines: Int!, $after: String) {\n"
      "  order(id: $id) { lineItems(first: $lines, after: $after) { " CROSSDOCK_LINE_FIELDS " } }\n}";

#undef CROSSDOCK_ORDER_FIELDS
#undef CROSSDOCK_LINE_FIELDS

constexpr auto readCatalogueText = R"(query ReadCatalogue($first: Int!, $after: String, $location: ID!) {
  productVariants(first: $first, after: $after) {
    nodes {
      id sku title price
      product { id title }
      inventoryItem {
        id
        inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
})";

constexpr auto readShopText = "query ReadShop { shop { name currencyCode } location { id name } }";

constexpr auto listSubscriptionsText = R"(query ListSubscriptions($after: String) {
  webhookSubscriptions(first: 100, after: $after) { nodes { id topic uri } pageInfo { hasNextPage endCursor } }
})";

constexpr auto createSubscriptionText =
    R"(mutation CreateSubscription($topic: WebhookSubscriptionTopic!, $input: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $input) {
    webhookSubscription { id }
    userErrors { field message }
  }
})";

constexpr auto updateSubscriptionText =
    R"(mutation UpdateSubscription($id: ID!, $input: WebhookSubscriptionInput!) {
  webhookSubscriptionUpdate(id: $id, webhookSubscription: $input) {
    webhookSubscription { id }
    userErrors { field message }
  }
})";

constexpr auto cancelOrderText =
    R"(mutation CancelOrder($id: ID!, $reason: OrderCancelReason!, $refund: OrderCancelRefundMethodInput, $restock: Boolean!, $note: String) {
  orderCancel(orderId: $id, reason: $reason, refundMethod: $refund, restock: $restock, notifyCustomer: true, staffNote: $note) {
    job { id }
    orderCancelUserErrors { field message code }
  }
})";

QString cancelReason(const QString &reason)
{
    static const QList<QPair<QString, QString>> words{{u"stock"_s, u"INVENTORY"_s},  {u"inventory"_s, u"INVENTORY"_s},
                                                      {u"fraud"_s, u"FRAUD"_s},      {u"customer"_s, u"CUSTOMER"_s},
                                                      {u"buyer"_s, u"CUSTOMER"_s},   {u"declined"_s, u"DECLINED"_s},
                                                      {u"payment"_s, u"DECLINED"_s}, {u"staff"_s, u"STAFF"_s}};
    if (rules::isNoReason(reason)) // a rule that speaks of a customer does not say that he cancelled
        return u"OTHER"_s;
    for (const auto &[word, code] : words) {
        if (reason.contains(word, Qt::CaseInsensitive))
            return code;
    }
    return u"OTHER"_s;
}

} // namespace

QByteArray document(const char *text, const QJsonObject &variables)
{
    const QJsonObject body{{u"query"_s, QString::fromLatin1(text)}, {u"variables"_s, variables}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QString tailOf(const QString &gid)
{
    const QString last = gid.mid(gid.lastIndexOf(u'/') + 1);
    return last.left(last.indexOf(u'?')); // "InventoryLevel/1?inventory_item_id=2"
}

QString gidOf(QStringView type, const QString &tail)
{
    return tail.isEmpty() || tail.startsWith("gid://"_L1) ? tail : u"gid://shopify/%1/%2"_s.arg(type, tail);
}

QByteArray setStock(const QList<StockRow> &rows, const QString &reference, const QString &key)
{
    QJsonArray quantities;
    for (const StockRow &row : rows) {
        quantities.append(QJsonObject{{u"inventoryItemId"_s, row.itemId},
                                      {u"locationId"_s, row.locationId},
                                      {u"quantity"_s, row.quantity},
                                      {u"changeFromQuantity"_s, row.from}});
    }
    const QJsonObject input{{u"name"_s, u"available"_s},
                            {u"reason"_s, u"correction"_s},
                            {u"referenceDocumentUri"_s, reference},
                            {u"quantities"_s, quantities}};
    return document(setStockText, {{u"input"_s, input}, {u"key"_s, key}});
}

QString keyOf(const QList<StockRow> &rows, const QList<channels::Offer> &offers, const QString &salt)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const StockRow &row = rows.at(i);
        // The same change may be due twice: the channel put units back that it had taken off before.
        const QString text = u"%1\n%2\n%3\n%4\n%5\n%6\n"_s.arg(row.itemId, row.locationId)
                                 .arg(row.quantity)
                                 .arg(row.from)
                                 .arg(offers.at(i).revision)
                                 .arg(toMs(offers.at(i).knownSince));
        hash.addData(text.toUtf8());
    }
    hash.addData(salt.toUtf8());
    return u"crossdock-"_s + QString::fromLatin1(hash.result().first(20).toHex());
}

QByteArray readStock(const QStringList &itemIds, const QString &locationId)
{
    return document(readStockText, {{u"ids"_s, QJsonArray::fromStringList(itemIds)}, {u"location"_s, locationId}});
}

QByteArray readVariants(const QStringList &variantIds)
{
    return document(readVariantsText, {{u"ids"_s, QJsonArray::fromStringList(variantIds)}});
}

QByteArray setPrices(const QString &productId, const QList<VariantPrice> &prices)
{
    QJsonArray variants;
    for (const VariantPrice &price : prices)
        variants.append(QJsonObject{{u"id"_s, price.variantId}, {u"price"_s, price.price}});
    return document(setPricesText, {{u"product"_s, productId}, {u"variants"_s, variants}});
}

QByteArray readOrders(const QString &updatedSince, const QString &after)
{
    return document(readOrdersText,
                    {{u"first"_s, ordersPerPage},
                     {u"lines"_s, linesPerPage},
                     {u"after"_s, orNull(after)},
                     {u"query"_s, u"updated_at:>='%1'"_s.arg(updatedSince)}});
}

QByteArray readOrder(const QString &number)
{
    return document(readOrderText, {{u"id"_s, gidOf(u"Order", number)}, {u"lines"_s, 100}});
}

QByteArray readLines(const QString &number, const QString &after)
{
    return document(readLinesText,
                    {{u"id"_s, gidOf(u"Order", number)}, {u"lines"_s, 100}, {u"after"_s, orNull(after)}});
}

QByteArray readCatalogue(const QString &locationId, const QString &after)
{
    return document(readCatalogueText,
                    {{u"first"_s, cataloguePerPage}, {u"after"_s, orNull(after)}, {u"location"_s, locationId}});
}

QByteArray readShop()
{
    return document(readShopText, {});
}

QByteArray listSubscriptions(const QString &after)
{
    return document(listSubscriptionsText, {{u"after"_s, orNull(after)}});
}

QByteArray createSubscription(const QString &topic, const QString &uri)
{
    return document(createSubscriptionText,
                    {{u"topic"_s, topic}, {u"input"_s, QJsonObject{{u"uri"_s, uri}, {u"format"_s, u"JSON"_s}}}});
}

QByteArray updateSubscription(const QString &id, const QString &uri)
{
    return document(updateSubscriptionText,
                    {{u"id"_s, id}, {u"input"_s, QJsonObject{{u"uri"_s, uri}, {u"format"_s, u"JSON"_s}}}});
}

QByteArray cancelOrder(const QString &number, const QString &reason, channels::ChannelPort::Payment payment)
{
    const bool isRefunded = payment == channels::ChannelPort::Payment::Refunded;
    return document(cancelOrderText,
                    {{u"id"_s, gidOf(u"Order", number)},
                     {u"reason"_s, cancelReason(reason)},
                     {u"refund"_s, QJsonObject{{u"originalPaymentMethodsRefund"_s, isRefunded}}},
                     {u"restock"_s, isRefunded},
                     {u"note"_s, orNull(reason.left(255))}}); // recorded: "Maximum length is 255 characters"
}

QByteArray tokenRequest(const QString &clientId, const QString &clientSecret)
{
    return "grant_type=client_credentials&client_id=" + QUrl::toPercentEncoding(clientId)
        + "&client_secret=" + QUrl::toPercentEncoding(clientSecret);
}

} // namespace crossdock::shopify
