#include "core/inventory/imports/column_names.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::imports {
namespace {

constexpr std::array sheetNames = {u"skus", u"kits", u"listings", u"stock", u"prices", u"orders", u"purchases", u"bins", u"nodes"};

QList<Field> fields(const QString &required, const QString &optional)
{
    QList<Field> list;
    for (const QString &name : required.split(u',', Qt::SkipEmptyParts))
        list.append({name, true});
    for (const QString &name : optional.split(u',', Qt::SkipEmptyParts))
        list.append({name, false});
    return list;
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
    case What::Nodes:
        return fields(u"node"_s, u"kind,title,country,region,city,postcode,street,sender,phone,email,currency,order_fee,first_pick,pick_fee,free_picks,box_fee,"
                                 "insert_fee,unit_fees,cut_off,time_zone,days,holidays,capacity,closed,url,account,guard"_s);
    }
    Q_UNREACHABLE();
}

namespace {

/// Where a shop's own layout gives a name of ours to something else: Shopify's orders have their number under "Name".
Mapping fixedMapping(What what, const QStringList &columns)
{
    const int name = static_cast<int>(columns.indexOf(u"name"_s));
    const bool isOfShopify = what == What::Orders && name >= 0 && columns.contains(u"lineitem_sku"_s) && !columns.contains(u"order_id"_s);
    return isOfShopify ? Mapping{{u"order_id"_s, name}} : Mapping();
}

} // namespace

Mapping guessMapping(What what, const QStringList &header)
{
    QStringList columns;
    for (const QString &title : header)
        columns.append(plainTitle(title));
    Mapping mapping = fixedMapping(what, columns);
    for (const Field &field : fieldsOf(what))
        if (const auto column = columns.indexOf(field.name); column >= 0 && !mapping.contains(field.name) && !mapping.values().contains(static_cast<int>(column)))
            mapping.insert(field.name, static_cast<int>(column));
    for (const Field &field : fieldsOf(what)) {
        for (const QString &other : otherNames(what, field.name)) {
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
