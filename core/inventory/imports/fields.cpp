#include "core/inventory/imports/preview.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {
namespace {

constexpr std::array sheetNames = {u"skus", u"kits", u"listings", u"stock", u"prices", u"orders", u"purchases", u"bins"};

QList<Field> fields(const QString &required, const QString &optional)
{
    QList<Field> list;
    for (const QString &name : required.split(u',', Qt::SkipEmptyParts))
        list.append({name, true});
    for (const QString &name : optional.split(u',', Qt::SkipEmptyParts))
        list.append({name, false});
    return list;
}

/// What sellers' exports call a field, written as normal() writes it, in order of preference.
QStringList otherNames(const QString &field)
{
    static const QHash<QString, QStringList> known{
        {u"sku"_s, {u"variant_sku"_s, u"seller_sku"_s, u"lineitem_sku"_s, u"item_sku"_s, u"product_sku"_s}},
        {u"name"_s, {u"title"_s, u"product_name"_s, u"item_name"_s, u"product"_s, u"buyer_name"_s, u"shipping_name"_s, u"recipient_name"_s}},
        {u"barcode"_s, {u"ean"_s, u"upc"_s, u"gtin"_s, u"variant_barcode"_s}},
        {u"brand"_s, {u"vendor"_s, u"manufacturer"_s}},
        {u"category"_s, {u"type"_s, u"product_type"_s, u"categories"_s}},
        {u"cost"_s, {u"cost_per_item"_s, u"unit_cost"_s}},
        {u"weight_g"_s, {u"variant_grams"_s, u"grams"_s, u"weight_grams"_s}},
        {u"quantity"_s, {u"qty"_s, u"stock"_s, u"available"_s, u"on_hand"_s, u"variant_inventory_qty"_s, u"lineitem_quantity"_s, u"quantity_purchased"_s}},
        {u"node"_s, {u"location"_s, u"warehouse"_s}},
        {u"bin"_s, {u"bin_location"_s, u"bin_name"_s, u"shelf"_s, u"slot"_s}},
        {u"zone"_s, {u"area"_s, u"aisle"_s}},
        {u"component"_s, {u"component_sku"_s, u"part"_s}},
        {u"channel"_s, {u"marketplace"_s, u"sales_channel"_s, u"shop"_s}},
        {u"listing_id"_s, {u"listing"_s, u"product_id"_s, u"variant_id"_s, u"asin"_s}},
        {u"price"_s, {u"variant_price"_s, u"lineitem_price"_s, u"item_price"_s, u"unit_price"_s, u"regular_price"_s}},
        {u"order_id"_s, {u"order_number"_s, u"order"_s, u"amazon_order_id"_s}},
        {u"created_at"_s, {u"order_date"_s, u"purchase_date"_s, u"order_purchase_timestamp"_s, u"invoicedate"_s, u"date"_s}},
        {u"email"_s, {u"buyer_email"_s}},
        {u"phone"_s, {u"buyer_phone"_s, u"phone_number"_s, u"shipping_phone"_s, u"buyer_phone_number"_s, u"ship_phone_number"_s}},
        {u"country"_s, {u"shipping_country"_s, u"ship_country"_s}},
        {u"region"_s, {u"shipping_province"_s, u"ship_state"_s, u"state"_s}},
        {u"city"_s, {u"shipping_city"_s, u"ship_city"_s}},
        {u"postcode"_s, {u"shipping_zip"_s, u"ship_postal_code"_s, u"zip"_s, u"postal_code"_s}},
        {u"address"_s, {u"shipping_street"_s, u"shipping_address1"_s, u"ship_address_1"_s, u"street"_s}},
        {u"purchase"_s, {u"purchase_order"_s, u"po_number"_s, u"po"_s}},
        {u"supplier"_s, {u"supplier_name"_s}},
        {u"expected"_s, {u"expected_on"_s, u"expected_date"_s, u"eta"_s, u"due_date"_s, u"delivery_date"_s}},
        {u"promised_by"_s, {u"ship_by"_s, u"latest_ship_date"_s}},
        {u"deliver_by"_s, {u"latest_delivery_date"_s}},
        {u"discount"_s, {u"discount_amount"_s}},
        {u"shipping_paid"_s, {u"shipping_total"_s}},
        {u"coupon"_s, {u"discount_code"_s, u"coupon_code"_s}},
        {u"shipping_method"_s, {u"ship_service_level"_s}},
        {u"risk"_s, {u"risk_level"_s}},
        {u"is_gift"_s, {u"gift"_s}},
        {u"is_prime"_s, {u"prime"_s}},
        {u"is_business"_s, {u"is_business_order"_s}},
    };
    return known.value(field);
}

/// "Order-ID " to "order_id".
QString normal(const QString &name)
{
    QString text;
    for (const QChar c : name.trimmed().toLower()) {
        if (c.isLetterOrNumber())
            text += c;
        else if (!text.endsWith(u'_') && !text.isEmpty())
            text += u'_';
    }
    return text.endsWith(u'_') ? text.chopped(1) : text;
}

} // namespace

QString nameOf(What what)
{
    return QString::fromUtf16(sheetNames.at(static_cast<size_t>(what)));
}

std::optional<What> whatFrom(const QString &name)
{
    for (size_t i = 0; i < sheetNames.size(); ++i)
        if (name == QStringView(sheetNames[i]))
            return static_cast<What>(i);
    return {};
}

QList<Field> fieldsOf(What what)
{
    switch (what) {
    case What::Skus:
        return fields(u"sku,name"_s, u"barcode,category,brand,supplier,tags,cost,currency,weight_g,length_mm,width_mm,"
                                     "height_mm,safety_stock,reorder_point"_s);
    case What::Kits:
        return fields(u"sku,component,quantity"_s, {});
    case What::Listings:
        return fields(u"channel,sku,listing_id"_s, u"inventory_id,location_id,product_type,price,currency,buffer,cap"_s);
    case What::Stock:
        return fields(u"sku,node,quantity"_s, {});
    case What::Prices:
        return fields(u"sku,channel,price,currency"_s, {});
    case What::Orders:
        return fields(u"channel,order_id,created_at,sku,quantity"_s,
                      u"line_id,price,currency,name,email,phone,country,region,city,postcode,address,promised_by,deliver_by,payment_method,"
                      "discount,shipping_paid,coupon,shipping_method,risk,is_gift,is_prime,is_business,fulfilled_by"_s);
    case What::Purchases:
        return fields(u"purchase,supplier,sku,quantity"_s, u"node,expected"_s);
    case What::Bins:
        return fields(u"sku,node,bin"_s, u"zone"_s);
    }
    Q_UNREACHABLE();
}

Mapping guessMapping(What what, const QStringList &header)
{
    QStringList columns;
    for (const QString &title : header)
        columns.append(normal(title));
    Mapping mapping;
    for (const Field &field : fieldsOf(what))
        if (const auto column = columns.indexOf(field.name); column >= 0)
            mapping.insert(field.name, static_cast<int>(column));
    for (const Field &field : fieldsOf(what)) {
        for (const QString &other : otherNames(field.name)) {
            const int column = static_cast<int>(columns.indexOf(other));
            const bool isFree = column >= 0 && !mapping.values().contains(column);
            if (isFree && !mapping.contains(field.name))
                mapping.insert(field.name, column);
        }
    }
    return mapping;
}

QStringList unusedColumns(const Mapping &mapping, const QStringList &header)
{
    QStringList unused;
    for (int column = 0; column < header.size(); ++column)
        if (!mapping.values().contains(column))
            unused.append(header.at(column));
    return unused;
}

} // namespace crossdock::imports
