#include "core/inventory/rules/engine/reach.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr QLatin1StringView observed[] = {
    "order.created"_L1,
    "order.changed"_L1,
    "order.paid"_L1,
    "order.payment_failed"_L1,
    "order.cancelled"_L1,
    "order.held"_L1,
    "order.fulfilled"_L1,
    "order.tagged"_L1,
    "order.overdue"_L1,
    "shipment.changed"_L1,
    "shipment.delayed"_L1,
    "shipment.dispatched"_L1,
    "shipment.delivered"_L1,
    "shipment.exception"_L1,
    "shipment.returned"_L1,
    "return.requested"_L1,
    "return.received"_L1,
    "refund.created"_L1,
    "chargeback.opened"_L1,
    "stock.changed"_L1,
    "stock.received"_L1,
    "po.created"_L1,
    "po.changed"_L1,
    "po.overdue"_L1,
    "listing.created"_L1,
    "listing.changed"_L1,
    "listing.suppressed"_L1,
    "listing.ended"_L1,
    "listing.rejected"_L1,
    "buybox.lost"_L1,
    "buybox.won"_L1,
    "competitor.changed"_L1,
    "product.created"_L1,
    "product.changed"_L1,
    "customer.created"_L1,
    "customer.changed"_L1,
    "sync.failed"_L1,
    "channel.disconnected"_L1,
    "account.changed"_L1,
    "schedule"_L1,
    "sales.changed"_L1,
};

constexpr QLatin1StringView ofMarkets[] = {"listing.suppressed"_L1, "buybox.lost"_L1, "buybox.won"_L1, "competitor.changed"_L1, "account.changed"_L1};

constexpr QLatin1StringView tracked[] = {"shipment.changed"_L1, "shipment.delayed"_L1, "shipment.delivered"_L1, "shipment.exception"_L1, "shipment.returned"_L1};

constexpr QLatin1StringView known[] = {
    "channel"_L1,
    "node"_L1,
    "time.weekday"_L1,
    "time.of_day"_L1,
    "time.month"_L1,
    "time.date"_L1,
    "order.total"_L1,
    "order.discount"_L1,
    "order.shipping_paid"_L1,
    "order.margin"_L1,
    "order.item_count"_L1,
    "order.line_count"_L1,
    "order.weight"_L1,
    "order.age"_L1,
    "order.hold_age"_L1,
    "order.time_to_ship_by"_L1,
    "order.overdue_by"_L1,
    "order.payment_status"_L1,
    "order.risk"_L1,
    "order.payment_method"_L1,
    "order.shipping_speed"_L1,
    "order.fulfillment_status"_L1,
    "order.country"_L1,
    "order.region"_L1,
    "order.city"_L1,
    "order.postcode"_L1,
    "order.address_type"_L1,
    "order.address_status"_L1,
    "order.is_international"_L1,
    "order.is_gift"_L1,
    "order.is_prime"_L1,
    "order.is_business"_L1,
    "order.is_backordered"_L1,
    "order.is_preorder"_L1,
    "order.skus"_L1,
    "order.categories"_L1,
    "order.brands"_L1,
    "order.tags"_L1,
    "order.product_tags"_L1,
    "order.note"_L1,
    "order.coupon"_L1,
    "customer.email"_L1,
    "customer.phone"_L1,
    "customer.order_count"_L1,
    "customer.total_spent"_L1,
    "customer.cancel_count"_L1,
    "customer.return_count"_L1,
    "customer.rto_count"_L1,
    "customer.tags"_L1,
    "product.sku"_L1,
    "product.title"_L1,
    "product.category"_L1,
    "product.brand"_L1,
    "product.supplier"_L1,
    "product.tags"_L1,
    "product.cost"_L1,
    "product.margin"_L1,
    "product.weight"_L1,
    "product.reorder_point"_L1,
    "product.safety_stock"_L1,
    "stock.available"_L1,
    "stock.reserved"_L1,
    "stock.incoming"_L1,
    "stock.days_of_cover"_L1,
    "stock.age"_L1,
    "po.status"_L1,
    "po.supplier"_L1,
    "po.overdue_by"_L1,
    "sales.units"_L1,
    "sales.orders"_L1,
    "sales.revenue"_L1,
    "sales.units_drop"_L1,
    "sales.units_rise"_L1,
    "sales.revenue_drop"_L1,
    "sales.revenue_rise"_L1,
    "shipment.age"_L1,
    "shipment.attempts"_L1,
    "shipment.carrier"_L1,
    "shipment.cost"_L1,
    "shipment.delay"_L1,
    "shipment.idle"_L1,
    "shipment.status"_L1,
    "listing.status"_L1,
    "listing.price"_L1,
    "listing.price_drop"_L1,
    "listing.price_rise"_L1,
    "competitor.price"_L1,
    "competitor.price_drop"_L1,
    "competitor.price_rise"_L1,
    "return.reason"_L1,
    "return.status"_L1,
    "return.value"_L1,
    "return.age"_L1,
    "refund.amount"_L1,
    "chargeback.amount"_L1,
    "account.order_defect_rate"_L1,
    "account.late_shipment_rate"_L1,
    "account.cancellation_rate"_L1,
};

constexpr QLatin1StringView possible[] = {
    "order.cancel"_L1,
    "order.hold"_L1,
    "order.release"_L1,
    "order.tag"_L1,
    "order.untag"_L1,
    "order.note"_L1,
    "order.flag"_L1,
    "order.priority"_L1,
    "order.assign"_L1,
    "order.archive"_L1,
    "order.fulfill"_L1,
    "order.route"_L1,
    "order.split"_L1,
    "order.ship_with"_L1,
    "order.package"_L1,
    "order.buy_label"_L1,
    "order.add_option"_L1,
    "order.refund"_L1,
    "order.capture"_L1,
    "return.approve"_L1,
    "return.reject"_L1,
    "return.send_label"_L1,
    "listing.pause"_L1,
    "listing.resume"_L1,
    "listing.end"_L1,
    "listing.publish"_L1,
    "listing.set_price"_L1,
    "listing.set_quantity"_L1,
    "stock.set_buffer"_L1,
    "stock.transfer"_L1,
    "product.tag"_L1,
    "product.untag"_L1,
    "customer.tag"_L1,
    "customer.untag"_L1,
    "sync.run"_L1,
    "message.send"_L1,
    "report.send"_L1,
    "task.create"_L1,
    "document.print"_L1,
    "review.request"_L1,
    "po.create"_L1,
    "wait"_L1,
    "rule.stop"_L1,
};

constexpr QLatin1StringView sweepable[] = {"order"_L1, "shipment"_L1, "return"_L1, "product"_L1, "listing"_L1, "channel"_L1, "po"_L1, "customer"_L1};

template <size_t N>
bool contains(const QLatin1StringView (&names)[N], QStringView name)
{
    return std::ranges::any_of(names, [&](QLatin1StringView one) { return name == one; });
}

} // namespace

bool isHeardOf(QStringView event)
{
    return contains(observed, event);
}

bool isToldByCarriers(QStringView event)
{
    return contains(tracked, event);
}

bool isToldByMarkets(QStringView event)
{
    return contains(ofMarkets, event);
}

bool isKnown(FieldId field)
{
    return contains(known, fieldName(field));
}

bool isPossible(QStringView action)
{
    return contains(possible, action);
}

bool isListed(QStringView each)
{
    return contains(sweepable, each);
}

} // namespace crossdock::rules
