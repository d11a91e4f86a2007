#include "core/sandbox/shopify/shopify_extras.h"
#include "core/sandbox/shopify/shopify_values.h"
#include "core/sandbox/shopify/shopify_webhooks.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr int storeOffsetSeconds = -5 * 3600; // the stores stand in New York, in winter

QJsonObject address(const Buyer &buyer)
{
    return {{u"first_name"_s, buyer.firstName}, {u"last_name"_s, buyer.lastName},
            {u"name"_s, buyer.firstName + u' ' + buyer.lastName}, {u"address1"_s, buyer.street},
            {u"address2"_s, QJsonValue()}, {u"company"_s, QJsonValue()}, {u"phone"_s, buyer.phone},
            {u"city"_s, buyer.city}, {u"zip"_s, buyer.postcode}, {u"province"_s, buyer.region},
            {u"province_code"_s, buyer.region}, {u"country"_s, buyer.country}, {u"country_code"_s, buyer.country}};
}

QJsonObject money(const Money &money)
{
    const QJsonObject one{{u"amount"_s, toDecimal(money)}, {u"currency_code"_s, money.currency}};
    return {{u"shop_money"_s, one}, {u"presentment_money"_s, one}};
}

QJsonObject lineItem(const OrderLine &line, const Shop &shop)
{
    const Listing &listing = shop.listings().at(line.listing);
    const QJsonValue standing = line.shipped == 0 ? QJsonValue() : QJsonValue(line.toShip() == 0 ? u"fulfilled"_s : u"partial"_s);
    const quint64 id = 15'000'000'000'000 + line.number;
    const QString option = listing.name.section(u", "_s, 1);
    return {{u"id"_s, qint64(id)}, {u"admin_graphql_api_id"_s, gid(u"LineItem", id)},
            {u"variant_id"_s, qint64(listing.number)}, {u"product_id"_s, qint64(listing.parentNumber)},
            {u"sku"_s, listing.sku}, {u"name"_s, listing.name}, {u"title"_s, listing.name.section(u", "_s, 0, 0)},
            {u"variant_title"_s, option.isEmpty() ? QJsonValue() : QJsonValue(option)},
            {u"quantity"_s, line.ordered}, {u"current_quantity"_s, line.current},
            {u"fulfillable_quantity"_s, line.toShip()},
            {u"fulfillment_status"_s, standing},
            {u"price"_s, toDecimal(line.price)}, {u"price_set"_s, money(line.price)}, {u"grams"_s, listing.weightG},
            {u"requires_shipping"_s, true}, {u"taxable"_s, true}, {u"gift_card"_s, false},
            {u"total_discount"_s, u"0.00"_s}, {u"product_exists"_s, true}};
}

QJsonArray refunds(const Order &order)
{
    if (order.state != OrderState::Refunded)
        return {};
    QJsonArray lines;
    for (const OrderLine &line : order.lines) {
        lines.append(QJsonObject{{u"line_item_id"_s, qint64(15'000'000'000'000 + line.number)}, {u"quantity"_s, line.kept},
                                 {u"restock_type"_s, order.unitsCameBack ? u"return"_s : u"no_restock"_s}});
    }
    return {QJsonObject{{u"id"_s, qint64(firstRefund + order.number)}, {u"order_id"_s, qint64(order.key)},
                        {u"created_at"_s, restTime(order.updatedAt)}, {u"restock"_s, order.unitsCameBack},
                        {u"refund_line_items"_s, lines}}};
}

} // namespace

QJsonValue restTime(Time time)
{
    if (time == Time{})
        return {};
    return toDateTime(time).toOffsetFromUtc(storeOffsetSeconds).toString(Qt::ISODate);
}

QJsonObject restOrder(const Order &order, const Shop &shop)
{
    QJsonArray lines;
    for (const OrderLine &line : order.lines)
        lines.append(lineItem(line, shop));
    const Money current{order.total().amount, shop.currency()};
    const QJsonObject customer{{u"id"_s, qint64(7'000'000'000'000 + order.number)}, {u"email"_s, order.buyer.email},
                               {u"first_name"_s, order.buyer.firstName}, {u"last_name"_s, order.buyer.lastName}};
    const bool isCancelled = order.state == OrderState::Cancelled;
    QJsonObject object{
        {u"id"_s, qint64(order.key)}, {u"admin_graphql_api_id"_s, order.id},
        {u"name"_s, u"#%1"_s.arg(order.number)}, {u"number"_s, qint64(order.number - 1000)}, {u"order_number"_s, qint64(order.number)},
        {u"created_at"_s, restTime(order.createdAt)}, {u"updated_at"_s, restTime(order.updatedAt)},
        {u"processed_at"_s, restTime(order.createdAt)}, {u"cancelled_at"_s, restTime(order.cancelledAt)},
        {u"cancel_reason"_s, isCancelled ? QJsonValue(order.cancelReason) : QJsonValue()},
        {u"closed_at"_s, isCancelled ? restTime(order.cancelledAt) : QJsonValue()},
        {u"financial_status"_s, financialStatus(order)},
        {u"fulfillment_status"_s, order.state == OrderState::Completed ? QJsonValue(u"fulfilled"_s) : order.parcels.isEmpty() ? QJsonValue() : QJsonValue(u"partial"_s)},
        {u"currency"_s, shop.currency()}, {u"presentment_currency"_s, shop.currency()},
        {u"total_tax"_s, u"0.00"_s}, {u"current_total_price"_s, toDecimal(current)},
        {u"total_price_set"_s, money(extrasOf(order, shop.currency()).total())}, {u"current_total_price_set"_s, money(current)},
        {u"email"_s, order.buyer.email}, {u"contact_email"_s, order.buyer.email}, {u"phone"_s, QJsonValue()},
        {u"note"_s, QJsonValue()}, {u"tags"_s, QString()}, {u"test"_s, false}, {u"taxes_included"_s, false},
        {u"source_name"_s, u"web"_s}, {u"confirmed"_s, true}, {u"payment_gateway_names"_s, QJsonArray{u"shopify_payments"_s}}, {u"line_items"_s, lines}, {u"customer"_s, customer},
        {u"shipping_address"_s, address(order.buyer)}, {u"billing_address"_s, address(order.buyer)},
        {u"fulfillments"_s, QJsonArray()}, {u"refunds"_s, refunds(order)},
        {u"note_attributes"_s, QJsonArray()}, {u"tax_lines"_s, QJsonArray()},
    };
    const QJsonObject extras = restExtras(order, shop.currency());
    for (auto extra = extras.begin(); extra != extras.end(); ++extra)
        object.insert(extra.key(), extra.value());
    return object;
}

} // namespace crossdock::sandbox
