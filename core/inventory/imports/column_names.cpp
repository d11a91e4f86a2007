#include "core/inventory/imports/column_names.h"

#include <QRegularExpression>
#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {
namespace {

using Names = QHash<QString, QStringList>;

QStringList listed(const QString &names)
{
    return names.split(u',', Qt::SkipEmptyParts);
}

/// Of all kinds of files.
const Names &usualNames()
{
    static const Names known{
        {u"sku"_s, listed(u"variant_sku,seller_sku,lineitem_sku,item_sku,product_sku"_s)},
        {u"name"_s, listed(u"title,product_name,item_name,product"_s)},
        {u"barcode"_s, listed(u"ean,upc,gtin,variant_barcode"_s)},
        {u"brand"_s, listed(u"vendor,manufacturer"_s)},
        {u"category"_s, listed(u"type,product_type,categories"_s)},
        {u"cost"_s, listed(u"cost_per_item,unit_cost"_s)},
        {u"weight_g"_s, listed(u"variant_grams,grams,weight_grams"_s)},
        {u"quantity"_s, listed(u"qty,stock,available,on_hand,variant_inventory_qty,lineitem_quantity,quantity_purchased"_s)},
        {u"node"_s, listed(u"location,warehouse"_s)},
        {u"bin"_s, listed(u"bin_location,bin_name,shelf,slot"_s)},
        {u"zone"_s, listed(u"area,aisle"_s)},
        {u"component"_s, listed(u"component_sku,part"_s)},
        {u"channel"_s, listed(u"marketplace,sales_channel,shop"_s)},
        {u"listing_id"_s, listed(u"listing,product_id,variant_id,asin"_s)},
        {u"price"_s, listed(u"variant_price,lineitem_price,item_price,unit_price,regular_price"_s)},
        {u"currency"_s, listed(u"currency_code,order_currency"_s)},
        {u"order_id"_s, listed(u"order_number,order,amazon_order_id"_s)},
        {u"created_at"_s, listed(u"order_date,purchase_date,order_purchase_timestamp,invoicedate,date"_s)},
        {u"email"_s, listed(u"buyer_email"_s)},
        {u"phone"_s, listed(u"buyer_phone,phone_number,shipping_phone,buyer_phone_number,ship_phone_number"_s)},
        {u"country"_s, listed(u"shipping_country,ship_country"_s)},
        {u"region"_s, listed(u"shipping_province,ship_state,state"_s)},
        {u"city"_s, listed(u"shipping_city,ship_city"_s)},
        {u"postcode"_s, listed(u"shipping_zip,ship_postal_code,zip,postal_code"_s)},
        {u"address"_s, listed(u"shipping_street,shipping_address1,ship_address_1,street"_s)},
        {u"purchase"_s, listed(u"purchase_order,po_number,po"_s)},
        {u"supplier"_s, listed(u"supplier_name"_s)},
        {u"expected"_s, listed(u"expected_on,expected_date,eta,due_date,delivery_date"_s)},
        {u"promised_by"_s, listed(u"ship_by,latest_ship_date"_s)},
        {u"deliver_by"_s, listed(u"latest_delivery_date"_s)},
        {u"discount"_s, listed(u"discount_amount"_s)},
        {u"shipping_paid"_s, listed(u"shipping_total"_s)},
        {u"coupon"_s, listed(u"discount_code,coupon_code"_s)},
        {u"shipping_method"_s, listed(u"ship_service_level"_s)},
        {u"risk"_s, listed(u"risk_level"_s)},
        {u"is_gift"_s, listed(u"gift"_s)},
        {u"is_prime"_s, listed(u"prime"_s)},
        {u"is_business"_s, listed(u"is_business_order"_s)},
    };
    return known;
}

/// Of orders alone. Where an order is sent stands before where its buyer lives.
const Names &namesInOrders()
{
    static const Names known{
        {u"sku"_s, listed(u"stock_code,stockcode,item_number,article_number,product_id,product_card_id"_s)},
        {u"line_id"_s, listed(u"order_item_id,order_line_id,line_item_id,line_number"_s)},
        {u"order_id"_s, listed(u"order_no,invoice_no,invoiceno,invoice_number"_s)},
        {u"created_at"_s, listed(u"ordered_at,order_created_at,order_time,order_timestamp,order_date_dateorders,invoice_date"_s)},
        {u"quantity"_s, listed(u"order_item_quantity,item_quantity,order_quantity,units"_s)},
        {u"price"_s, listed(u"order_item_product_price,product_price,unit_price_amount"_s)},
        {u"name"_s, listed(u"buyer_name,shipping_name,recipient_name,ship_name,customer_name"_s)},
        {u"email"_s, listed(u"customer_email"_s)},
        {u"country"_s, listed(u"shipping_country_code,ship_to_country,order_country,destination_country,country_code,customer_country"_s)},
        {u"region"_s, listed(u"shipping_state,ship_to_state,ship_region,order_state,province,customer_state"_s)},
        {u"city"_s, listed(u"ship_to_city,order_city,destination_city,customer_city"_s)},
        {u"postcode"_s, listed(u"shipping_postcode,ship_postcode,ship_zip,ship_to_zip,order_zipcode,destination_postcode,zipcode,zip_code,customer_zip_code_prefix,customer_zipcode,customer_postcode"_s)},
        {u"address"_s, listed(u"ship_to_address,street_address,address_1,address1,customer_street"_s)},
        {u"promised_by"_s, listed(u"ship_by_date,shipping_limit_date,ship_before"_s)},
        {u"deliver_by"_s, listed(u"deliver_by_date,order_estimated_delivery_date,estimated_delivery_date,delivery_deadline"_s)},
        {u"shipping_method"_s, listed(u"shipping_mode,ship_mode,shipping_service"_s)},
        {u"channel"_s, listed(u"market,source,store"_s)},
    };
    return known;
}

/// Of places.
const Names &namesOfNodes()
{
    static const Names known{
        {u"node"_s, listed(u"code,location_code,warehouse_code,location,warehouse,location_id,warehouse_id,node_id,id,name"_s)},
        {u"title"_s, listed(u"location_name,warehouse_name,display_name,name"_s)},
        {u"kind"_s, listed(u"type,node_type"_s)},
        {u"country"_s, listed(u"country_code"_s)},
        {u"region"_s, listed(u"state,province"_s)},
        {u"postcode"_s, listed(u"zip,zipcode,zip_code,postal_code"_s)},
        {u"street"_s, listed(u"address,street_address,address_1,address1"_s)},
        {u"sender"_s, listed(u"company,sender_name"_s)},
        {u"currency"_s, listed(u"currency_code"_s)},
        {u"order_fee"_s, listed(u"fee_per_order,per_order,handling_fee"_s)},
        {u"first_pick"_s, listed(u"first_pick_fee"_s)},
        {u"pick_fee"_s, listed(u"per_pick,fee_per_pick,fee_per_unit,per_unit"_s)},
        {u"box_fee"_s, listed(u"packaging,packaging_fee"_s)},
        {u"cut_off"_s, listed(u"cutoff,cut_off_time,cutoff_time,order_cutoff"_s)},
        {u"time_zone"_s, listed(u"timezone,tz"_s)},
        {u"days"_s, listed(u"work_days,working_days,workdays,weekdays"_s)},
        {u"holidays"_s, listed(u"holiday,closed_days,closed_on,closures"_s)},
        {u"capacity"_s, listed(u"orders_per_day,parcels_per_day,daily_capacity,capacity_per_day"_s)},
        {u"closed"_s, listed(u"is_closed"_s)},
        {u"guard"_s, listed(u"guard_quantity"_s)},
    };
    return known;
}

struct Unit {
    QLatin1StringView name; ///< as plainTitle() writes it
    double inOwn; ///< grams or millimetres
};
constexpr std::array weights{Unit{"g"_L1, 1}, Unit{"kg"_L1, 1'000}, Unit{"lb"_L1, 453.59237}, Unit{"lbs"_L1, 453.59237}, Unit{"oz"_L1, 28.349523125}};
constexpr std::array lengths{Unit{"mm"_L1, 1}, Unit{"cm"_L1, 10}, Unit{"m"_L1, 1'000}, Unit{"in"_L1, 25.4}, Unit{"inch"_L1, 25.4}, Unit{"inches"_L1, 25.4}};

/// None: the field is measured in nothing.
QList<Unit> unitsOf(const QString &field)
{
    if (field == u"weight_g")
        return {weights.begin(), weights.end()};
    return field.endsWith(u"_mm") ? QList<Unit>(lengths.begin(), lengths.end()) : QList<Unit>();
}

/// "weight_kg", "product_length_cm".
QStringList measureNames(const QString &field)
{
    QStringList names;
    const QString measure = field.section(u'_', 0, 0);
    for (const Unit &unit : unitsOf(field))
        for (const QString &thing : {QString(), u"product_"_s, u"item_"_s, u"package_"_s})
            names.append(thing + measure + u'_' + unit.name);
    return names;
}

} // namespace

QStringList otherNames(What what, const QString &field)
{
    if (what == What::Nodes)
        return namesOfNodes().value(field);
    if (what != What::Orders)
        return usualNames().value(field) + measureNames(field);
    return (field == u"name" ? QStringList() : usualNames().value(field)) + namesInOrders().value(field); // a buyer's, not a product's
}

QString unitOf(const QString &field, const QString &title)
{
    const QList<Unit> units = unitsOf(field);
    const QString last = plainTitle(title).section(u'_', -1);
    const auto found = std::find_if(units.begin(), units.end(), [&](const Unit &unit) { return unit.name == last && unit.inOwn != 1; });
    return found == units.end() ? QString() : QString(found->name);
}

Result<qint64> measureFrom(const QString &field, const QString &cell)
{
    static const QRegularExpression form(u"^(\\d+(?:[.,]\\d+)?)\\s*([A-Za-z]*)\\.?$"_s);
    constexpr double most = 1e9;
    const auto match = form.match(cell.trimmed());
    if (!match.hasMatch())
        return fail(Error::Code::InvalidInput, field, u"not a number with a unit"_s);
    const QList<Unit> units = unitsOf(field);
    const QString name = match.captured(2).toLower();
    const auto found = name.isEmpty() ? units.begin() : std::find_if(units.begin(), units.end(), [&](const Unit &unit) { return unit.name == name; });
    QStringList names;
    for (const Unit &unit : units)
        names.append(unit.name);
    if (found == units.end())
        return fail(Error::Code::InvalidInput, field, u"“%1” is no unit of it; there are: %2"_s.arg(match.captured(2), names.join(u", "_s)));
    const double number = match.captured(1).replace(u',', u'.').toDouble(), value = number * found->inOwn;
    if (name.isEmpty() && number != std::floor(number)) // most likely it is in a larger unit
        return fail(Error::Code::InvalidInput, field, u"not a whole number; with its unit it may be any, like 1.2 kg or 30.5 cm"_s);
    if (value > most)
        return fail(Error::Code::InvalidInput, field, u"it is too large"_s);
    return value > 0 && value < 1 ? 1 : std::llround(value);
}

} // namespace crossdock::imports
