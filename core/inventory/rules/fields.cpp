#include "core/inventory/rules/fields.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

constexpr auto N = ScopeKind::None;
constexpr auto C = ScopeKind::Channel;
constexpr auto CN = ScopeKind::ChannelAndNode;
using enum FieldKind;

// clang-format off
constexpr FieldSpec table[] = {
    {"channel"_L1, OneOf, N, false, "channel"_L1, "@channel"_L1},
    {"node"_L1, OneOf, N, false, "node"_L1, "@node"_L1},
    {"time.weekday"_L1, OneOf, N, false, "weekday"_L1, "mon tue wed thu fri sat sun"_L1},
    {"time.of_day"_L1, TimeOfDay, N, false, "time of day"_L1, {}},
    {"time.month"_L1, Month, N, false, "month"_L1, {}},
    {"time.date"_L1, Date, N, false, "date"_L1, {}},
    {"order.total"_L1, Money, N, false, "order total"_L1, {}},
    {"order.discount"_L1, MoneyOrPercent, N, false, "order discount"_L1, {}},
    {"order.shipping_paid"_L1, Money, N, false, "shipping paid"_L1, {}},
    {"order.margin"_L1, MoneyOrPercent, N, false, "order margin"_L1, {}},
    {"order.item_count"_L1, Count, N, false, "item count"_L1, {}},
    {"order.line_count"_L1, Count, N, false, "line count"_L1, {}},
    {"order.weight"_L1, Weight, N, false, "order weight"_L1, {}},
    {"order.age"_L1, Duration, N, true, "order age"_L1, {}},
    {"order.hold_age"_L1, Duration, N, true, "order hold time"_L1, {}},
    {"order.time_to_ship_by"_L1, Duration, N, true, "time left to ship"_L1, {}},
    {"order.overdue_by"_L1, Duration, N, true, "order overdue time"_L1, {}},
    {"order.payment_status"_L1, OneOf, N, false, "payment status"_L1, "unpaid authorized partially_paid paid partially_refunded refunded failed"_L1},
    {"order.fulfillment_status"_L1, OneOf, N, false, "fulfillment status"_L1, "unfulfilled partially_fulfilled fulfilled on_hold"_L1},
    {"order.risk"_L1, OneOf, N, false, "order risk"_L1, "low medium high"_L1},
    {"order.payment_method"_L1, OneOf, N, false, "payment method"_L1, "cod card paypal upi bank_transfer gift_card"_L1},
    {"order.shipping_speed"_L1, OneOf, N, false, "shipping speed"_L1, "same_day next_day two_day expedited standard economy pickup"_L1},
    {"order.country"_L1, OneOf, N, false, "destination country"_L1, "@country"_L1},
    {"order.region"_L1, Text, N, false, "destination region"_L1, {}},
    {"order.city"_L1, Text, N, false, "destination city"_L1, {}},
    {"order.postcode"_L1, Text, N, false, "postcode"_L1, {}},
    {"order.address_type"_L1, OneOf, N, false, "address type"_L1, "residential commercial po_box"_L1},
    {"order.address_status"_L1, OneOf, N, false, "address status"_L1, "verified unverified invalid"_L1},
    {"order.is_international"_L1, YesNo, N, false, "international order"_L1, {}},
    {"order.is_gift"_L1, YesNo, N, false, "gift order"_L1, {}},
    {"order.is_prime"_L1, YesNo, N, false, "Prime order"_L1, {}},
    {"order.is_business"_L1, YesNo, N, false, "business order"_L1, {}},
    {"order.is_backordered"_L1, YesNo, N, false, "backordered order"_L1, {}},
    {"order.is_preorder"_L1, YesNo, N, false, "preorder"_L1, {}},
    {"order.skus"_L1, Set, N, false, "order SKUs"_L1, {}},
    {"order.categories"_L1, Set, N, false, "order categories"_L1, {}},
    {"order.brands"_L1, Set, N, false, "order brands"_L1, {}},
    {"order.tags"_L1, Set, N, false, "order tags"_L1, {}},
    {"order.product_tags"_L1, Set, N, false, "product tags of the order"_L1, {}},
    {"order.note"_L1, Text, N, false, "order note"_L1, {}},
    {"order.coupon"_L1, Text, N, false, "coupon"_L1, {}},
    {"customer.order_count"_L1, Count, N, true, "customer order count"_L1, {}},
    {"customer.total_spent"_L1, Money, N, true, "customer total spent"_L1, {}},
    {"customer.return_count"_L1, Count, N, true, "customer return count"_L1, {}},
    {"customer.cancel_count"_L1, Count, N, true, "customer cancellation count"_L1, {}},
    {"customer.rto_count"_L1, Count, N, true, "customer RTO count"_L1, {}},
    {"customer.tags"_L1, Set, N, true, "customer tags"_L1, {}},
    {"customer.email"_L1, Text, N, true, "customer email"_L1, {}},
    {"customer.phone"_L1, Text, N, true, "customer phone"_L1, {}},
    {"product.sku"_L1, Text, N, false, "product SKU"_L1, {}},
    {"product.title"_L1, Text, N, false, "product title"_L1, {}},
    {"product.category"_L1, Text, N, false, "product category"_L1, {}},
    {"product.brand"_L1, Text, N, false, "product brand"_L1, {}},
    {"product.supplier"_L1, Text, N, false, "product supplier"_L1, {}},
    {"product.tags"_L1, Set, N, false, "product tags"_L1, {}},
    {"product.cost"_L1, Money, N, true, "product cost"_L1, {}},
    {"product.margin"_L1, MoneyOrPercent, N, true, "product margin"_L1, {}},
    {"product.weight"_L1, Weight, N, false, "product weight"_L1, {}},
    {"product.reorder_point"_L1, Count, N, false, "reorder point"_L1, {}},
    {"product.safety_stock"_L1, Count, N, false, "safety stock"_L1, {}},
    {"stock.available"_L1, Count, CN, true, "available stock"_L1, {}},
    {"stock.reserved"_L1, Count, CN, true, "reserved stock"_L1, {}},
    {"stock.incoming"_L1, Count, CN, true, "incoming stock"_L1, {}},
    {"stock.days_of_cover"_L1, Duration, CN, true, "stock cover"_L1, {}},
    {"stock.age"_L1, Duration, CN, true, "stock age"_L1, {}},
    {"listing.status"_L1, OneOf, C, true, "listing status"_L1, "active paused suppressed ended out_of_stock pending"_L1},
    {"listing.price"_L1, Money, C, true, "listing price"_L1, {}},
    {"listing.price_drop"_L1, MoneyOrPercent, C, true, "drop of the listing price"_L1, {}},
    {"listing.price_rise"_L1, MoneyOrPercent, C, true, "rise of the listing price"_L1, {}},
    {"listing.rating"_L1, Rating, C, true, "listing rating"_L1, {}},
    {"listing.review_count"_L1, Count, C, true, "listing review count"_L1, {}},
    {"listing.conversion_rate"_L1, Percent, C, true, "conversion rate"_L1, {}},
    {"listing.return_rate"_L1, Percent, C, true, "return rate"_L1, {}},
    {"competitor.price"_L1, Money, C, true, "competitor price"_L1, {}},
    {"competitor.price_drop"_L1, MoneyOrPercent, C, true, "drop of the competitor price"_L1, {}},
    {"competitor.price_rise"_L1, MoneyOrPercent, C, true, "rise of the competitor price"_L1, {}},
    {"sales.units"_L1, Count, CN, true, "units sold"_L1, {}},
    {"sales.orders"_L1, Count, CN, true, "orders sold"_L1, {}},
    {"sales.revenue"_L1, Money, CN, true, "revenue"_L1, {}},
    {"sales.units_drop"_L1, Percent, CN, true, "drop of the units sold"_L1, {}},
    {"sales.units_rise"_L1, Percent, CN, true, "rise of the units sold"_L1, {}},
    {"sales.revenue_drop"_L1, Percent, CN, true, "drop of the revenue"_L1, {}},
    {"sales.revenue_rise"_L1, Percent, CN, true, "rise of the revenue"_L1, {}},
    {"account.order_defect_rate"_L1, Percent, C, true, "order defect rate"_L1, {}},
    {"account.late_shipment_rate"_L1, Percent, C, true, "late shipment rate"_L1, {}},
    {"account.cancellation_rate"_L1, Percent, C, true, "cancellation rate"_L1, {}},
    {"payout.amount"_L1, Money, N, false, "payout amount"_L1, {}},
    {"shipment.carrier"_L1, OneOf, N, false, "carrier"_L1, "@carrier"_L1},
    {"shipment.status"_L1, OneOf, N, false, "shipment status"_L1, "label_created in_transit out_for_delivery delivered exception returned"_L1},
    {"shipment.cost"_L1, Money, N, false, "shipment cost"_L1, {}},
    {"shipment.age"_L1, Duration, N, true, "shipment age"_L1, {}},
    {"shipment.idle"_L1, Duration, N, true, "shipment idle time"_L1, {}},
    {"shipment.delay"_L1, Duration, N, true, "shipment delay"_L1, {}},
    {"shipment.attempts"_L1, Count, N, false, "delivery attempts"_L1, {}},
    {"return.reason"_L1, OneOf, N, false, "return reason"_L1, "damaged defective wrong_item not_as_described changed_mind wrong_size late other"_L1},
    {"return.status"_L1, OneOf, N, false, "return status"_L1, "requested approved received rejected"_L1},
    {"return.value"_L1, Money, N, false, "return value"_L1, {}},
    {"return.age"_L1, Duration, N, false, "return age"_L1, {}},
    {"refund.amount"_L1, Money, N, false, "refund amount"_L1, {}},
    {"chargeback.amount"_L1, Money, N, false, "chargeback amount"_L1, {}},
    {"review.rating"_L1, Rating, N, false, "review rating"_L1, {}},
    {"review.text"_L1, Text, N, false, "review text"_L1, {}},
    {"message.text"_L1, Text, N, false, "message text"_L1, {}},
    {"message.status"_L1, OneOf, N, false, "message status"_L1, "unanswered answered"_L1},
    {"message.age"_L1, Duration, N, false, "message age"_L1, {}},
    {"po.status"_L1, OneOf, N, false, "purchase order status"_L1, "open received cancelled"_L1},
    {"po.supplier"_L1, Text, N, false, "purchase order supplier"_L1, {}},
    {"po.overdue_by"_L1, Duration, N, true, "purchase order overdue time"_L1, {}},
};
// clang-format on

QHash<QString, qint16> indexByName()
{
    QHash<QString, qint16> index;
    for (qsizetype i = 0; i < std::ssize(table); ++i)
        index.insert(QString(table[i].name), qint16(i));
    return index;
}

} // namespace

std::span<const FieldSpec> fields()
{
    return table;
}

std::optional<FieldId> fieldNamed(QStringView name)
{
    static const QHash<QString, qint16> index = indexByName();
    const auto found = index.constFind(name.toString());
    return found == index.cend() ? std::nullopt : std::optional(FieldId{*found});
}

FieldId knownField(QStringView name)
{
    const auto field = fieldNamed(name);
    Q_ASSERT_X(field, "rules", qPrintable(name.toString()));
    return *field;
}

const FieldSpec &specOf(FieldId field)
{
    Q_ASSERT(field.isValid() && field.index < std::ssize(table));
    return table[field.index];
}

const QString &fieldName(FieldId field)
{
    static const QStringList names = [] {
        QStringList all;
        for (const FieldSpec &spec : table)
            all.append(QString(spec.name));
        return all;
    }();
    return names.at(field.index);
}

QStringView entityOf(FieldId field)
{
    static const QStringList entities = [] {
        QStringList all;
        for (const FieldSpec &spec : table)
            all.append(QString(spec.name).section(u'.', 0, 0));
        return all;
    }();
    return entities.at(field.index);
}

bool countsWholes(FieldId field)
{
    const FieldSpec &spec = specOf(field);
    return spec.kind == FieldKind::Count && spec.name != "product.reorder_point"_L1
        && spec.name != "product.safety_stock"_L1;
}

bool isNeverNegative(FieldId field)
{
    const FieldSpec &spec = specOf(field);
    return spec.kind == FieldKind::Count || spec.kind == FieldKind::Weight || (spec.kind == FieldKind::Money && spec.name != "payout.amount"_L1);
}

bool isReferable(FieldId field)
{
    const QLatin1StringView name = specOf(field).name;
    return name == "competitor.price"_L1 || name == "listing.price"_L1 || name == "product.cost"_L1
        || name == "product.reorder_point"_L1 || name == "product.safety_stock"_L1;
}

} // namespace crossdock::rules
