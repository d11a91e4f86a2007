#include "core/sandbox/woocommerce/woo_json.h"

#include "core/sandbox/order_extras.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr quint64 firstWooRefund = 1'000'000; // refunds have numbers of their own

QJsonObject links(const QString &url, const QString &resource, const QString &id)
{
    const QString base = url + u"/wp-json/wc/v3/"_s + resource;
    return {{u"self"_s, QJsonArray{QJsonObject{{u"href"_s, base + u'/' + id}}}},
            {u"collection"_s, QJsonArray{QJsonObject{{u"href"_s, base}}}}};
}

QString slug(const QString &name)
{
    QString text;
    for (const QChar c : name.toLower())
        text += c.isLetterOrNumber() ? c : (text.endsWith(u'-') ? QChar() : u'-');
    return text.remove(QChar());
}

/// What a simple product, a parent and a variation have in common.
QJsonObject sellable(const Listing &listing, const QString &url)
{
    const QString price = toDecimal(listing.price);
    QJsonObject object{
        {u"id"_s, qint64(listing.number)}, {u"name"_s, listing.name}, {u"sku"_s, listing.sku},
        {u"global_unique_id"_s, listing.barcode},
        {u"permalink"_s, url + u"/product/"_s + slug(listing.name) + u'/'},
        {u"date_created"_s, u"2024-03-04T09:00:00"_s}, {u"date_created_gmt"_s, u"2024-03-04T09:00:00"_s},
        {u"date_modified"_s, wooTime(listing.updatedAt)}, {u"date_modified_gmt"_s, wooTime(listing.updatedAt)},
        {u"status"_s, u"publish"_s}, {u"description"_s, QString()},
        {u"price"_s, price}, {u"regular_price"_s, price}, {u"sale_price"_s, QString()},
        {u"on_sale"_s, false}, {u"purchasable"_s, true}, {u"virtual"_s, false}, {u"downloadable"_s, false},
        {u"tax_status"_s, u"taxable"_s}, {u"tax_class"_s, QString()},
        {u"manage_stock"_s, true}, {u"stock_quantity"_s, listing.quantity},
        {u"stock_status"_s, listing.quantity > 0 ? u"instock"_s : u"outofstock"_s},
        {u"backorders"_s, u"no"_s}, {u"backorders_allowed"_s, false}, {u"backordered"_s, false},
        {u"low_stock_amount"_s, QJsonValue()},
        {u"weight"_s, QString::number(listing.weightG / 1000.0)},
        {u"shipping_class"_s, QString()}, {u"shipping_class_id"_s, 0},
        {u"menu_order"_s, 0}, {u"meta_data"_s, QJsonArray()},
    };
    return object;
}

void makeProduct(QJsonObject &object, const QString &name, const QString &category)
{
    object.insert(u"slug"_s, slug(name));
    object.insert(u"featured"_s, false);
    object.insert(u"catalog_visibility"_s, u"visible"_s);
    object.insert(u"short_description"_s, QString());
    object.insert(u"total_sales"_s, 0);
    object.insert(u"sold_individually"_s, false);
    object.insert(u"reviews_allowed"_s, true);
    object.insert(u"parent_id"_s, 0);
    object.insert(u"categories"_s, QJsonArray{QJsonObject{{u"id"_s, 15}, {u"name"_s, category}, {u"slug"_s, slug(category)}}});
    for (const auto &key : {u"tags"_s, u"images"_s, u"attributes"_s, u"default_attributes"_s, u"grouped_products"_s})
        object.insert(key, QJsonArray());
}

QJsonObject address(const Buyer &buyer)
{
    return {{u"first_name"_s, buyer.firstName}, {u"last_name"_s, buyer.lastName}, {u"company"_s, QString()},
            {u"address_1"_s, buyer.street}, {u"address_2"_s, QString()}, {u"city"_s, buyer.city},
            {u"state"_s, buyer.region}, {u"postcode"_s, buyer.postcode}, {u"country"_s, buyer.country}};
}

QString methodTitle(OrderExtras::Speed speed)
{
    switch (speed) {
    case OrderExtras::Speed::Standard: return u"Standard delivery"_s;
    case OrderExtras::Speed::Expedited: return u"Express delivery"_s;
    case OrderExtras::Speed::NextDay: return u"Next day delivery"_s;
    case OrderExtras::Speed::Economy: return u"Economy delivery"_s;
    }
    Q_UNREACHABLE();
}

/// What the buyer gets off, and how it is sent.
void addExtras(QJsonObject &object, const OrderExtras &extras)
{
    const QString shipping = toDecimal(extras.shipping), discount = toDecimal(extras.discount);
    object.insert(u"discount_total"_s, discount);
    object.insert(u"shipping_total"_s, shipping);
    object.insert(u"shipping_lines"_s, QJsonArray{QJsonObject{{u"id"_s, 1}, {u"method_title"_s, methodTitle(extras.speed)},
                                                              {u"method_id"_s, extras.shipping.amount > 0 ? u"flat_rate"_s : u"free_shipping"_s},
                                                              {u"total"_s, shipping}, {u"total_tax"_s, u"0.00"_s}, {u"taxes"_s, QJsonArray()}, {u"meta_data"_s, QJsonArray()}}});
    object.insert(u"coupon_lines"_s, extras.coupon.isEmpty() ? QJsonArray()
                                                             : QJsonArray{QJsonObject{{u"id"_s, 1}, {u"code"_s, extras.coupon.toLower()}, {u"discount"_s, discount},
                                                                                      {u"discount_tax"_s, u"0.00"_s}, {u"meta_data"_s, QJsonArray()}}});
}

/// What the buyer pays for a line, with or without a coupon for a tenth off.
qint64 paidFor(const OrderLine &line, const OrderExtras &extras)
{
    const qint64 whole = line.price.amount * line.kept;
    return extras.coupon.isEmpty() ? whole : whole - whole / 10;
}

QJsonObject orderLine(const OrderLine &line, const Shop &shop, const OrderExtras &extras)
{
    const Quantity quantity = line.kept; // a cancelled order keeps its lines as they were
    const Listing &listing = shop.listings().at(line.listing);
    const QString subtotal = toDecimal({line.price.amount * quantity, line.price.currency}), total = toDecimal({paidFor(line, extras), line.price.currency});
    return {{u"id"_s, qint64(line.number)}, {u"name"_s, listing.name},
            {u"product_id"_s, qint64(listing.parentNumber ? listing.parentNumber : listing.number)},
            {u"variation_id"_s, qint64(listing.parentNumber ? listing.number : 0)},
            {u"quantity"_s, quantity}, {u"tax_class"_s, QString()},
            {u"subtotal"_s, subtotal}, {u"subtotal_tax"_s, u"0.00"_s}, {u"total"_s, total}, {u"total_tax"_s, u"0.00"_s},
            {u"taxes"_s, QJsonArray()}, {u"meta_data"_s, QJsonArray()}, {u"sku"_s, listing.sku},
            {u"price"_s, toDecimal(line.price).toDouble()}, {u"parent_name"_s, QJsonValue()}};
}

} // namespace

QJsonObject wooErrorObject(int status, const QString &code, const QString &message)
{
    return {{u"code"_s, code}, {u"message"_s, message}, {u"data"_s, QJsonObject{{u"status"_s, status}}}};
}

Reply wooError(int status, const QString &code, const QString &message, QJsonObject data)
{
    data.insert(u"status"_s, status);
    return jsonReply(status, QJsonObject{{u"code"_s, code}, {u"message"_s, message}, {u"data"_s, data}});
}

QJsonValue wooTime(Time time)
{
    return time == Time{} ? QJsonValue() : QJsonValue(toDateTime(time).toString(u"yyyy-MM-ddTHH:mm:ss"_s));
}

tl::expected<WooPage, Reply> WooPage::of(const Request &request)
{
    WooPage page;
    const auto read = [&](QByteArrayView name, qsizetype &value, qsizetype most, const QString &rule) -> std::optional<Reply> {
        if (!request.hasArgument(name))
            return std::nullopt;
        bool isNumber = false;
        value = request.argument(name).toLongLong(&isNumber);
        if (isNumber && value >= 1 && value <= most)
            return std::nullopt;
        const QString parameter = QString::fromLatin1(name);
        return wooError(400, u"rest_invalid_param"_s, u"Invalid parameter(s): "_s + parameter,
                        {{u"params"_s, QJsonObject{{parameter, parameter + rule}}}});
    };
    if (auto wrong = read("per_page", page.size, 100, u" must be between 1 (inclusive) and 100 (inclusive)"_s))
        return tl::make_unexpected(*wrong);
    if (auto wrong = read("page", page.number, 1'000'000'000, u" must be greater than or equal to 1"_s))
        return tl::make_unexpected(*wrong);
    return page;
}

Reply WooPage::reply(const QJsonArray &rows, qsizetype total) const
{
    return jsonReply(200, rows, {{"X-WP-Total", QByteArray::number(total)},
                                 {"X-WP-TotalPages", QByteArray::number((total + size - 1) / size)}});
}

QJsonObject WooPage::onlyFields(const QJsonObject &object, const QString &fields)
{
    if (fields.isEmpty())
        return object;
    QJsonObject few;
    for (const QString &field : fields.split(u',', Qt::SkipEmptyParts)) {
        const QString key = field.section(u'.', 0, 0).trimmed();
        if (object.contains(key))
            few.insert(key, object.value(key));
    }
    return few;
}

QJsonObject wooProduct(const Listing &listing, const QString &url)
{
    QJsonObject object = sellable(listing, url);
    makeProduct(object, listing.name, listing.category);
    object.insert(u"type"_s, u"simple"_s);
    object.insert(u"variations"_s, QJsonArray());
    object.insert(u"_links"_s, links(url, u"products"_s, QString::number(listing.number)));
    return object;
}

QJsonObject wooVariation(const Listing &listing, const QString &url)
{
    QJsonObject object = sellable(listing, url);
    object.insert(u"type"_s, u"variation"_s);
    object.insert(u"parent_id"_s, qint64(listing.parentNumber));
    object.insert(u"image"_s, QJsonValue());
    object.insert(u"attributes"_s, QJsonArray{QJsonObject{{u"id"_s, 0}, {u"name"_s, u"Option"_s},
                                                          {u"option"_s, listing.name.section(u", "_s, 1)}}});
    const QString collection = u"products/%1/variations"_s.arg(listing.parentNumber);
    object.insert(u"_links"_s, links(url, collection, QString::number(listing.number)));
    return object;
}

QJsonObject wooVariableProduct(quint64 number, const QList<const Listing *> &variations, const QString &url)
{
    const Listing &first = *variations.first();
    const QString name = first.name.section(u", "_s, 0, 0);
    QJsonObject object = sellable(first, url);
    QJsonArray numbers;
    Time updated{};
    bool isInStock = false;
    for (const Listing *variation : variations) {
        numbers.append(qint64(variation->number));
        updated = qMax(updated, variation->updatedAt);
        isInStock = isInStock || variation->quantity > 0;
    }
    makeProduct(object, name, first.category);
    object.insert(u"id"_s, qint64(number));
    object.insert(u"name"_s, name);
    object.insert(u"type"_s, u"variable"_s);
    object.insert(u"sku"_s, QString());
    object.insert(u"global_unique_id"_s, QString());
    object.insert(u"regular_price"_s, QString());
    object.insert(u"manage_stock"_s, false);
    object.insert(u"stock_quantity"_s, QJsonValue());
    object.insert(u"stock_status"_s, isInStock ? u"instock"_s : u"outofstock"_s);
    object.insert(u"date_modified"_s, wooTime(updated));
    object.insert(u"date_modified_gmt"_s, wooTime(updated));
    object.insert(u"variations"_s, numbers);
    object.insert(u"_links"_s, links(url, u"products"_s, QString::number(number)));
    return object;
}

QString wooStatus(const Order &order)
{
    if (order.isTrashed)
        return u"trash"_s;
    const bool isFailed = order.state == OrderState::Cancelled && order.cancelReason == u"declined";
    return isFailed ? u"failed"_s : nameOf(order.state);
}

QJsonObject wooOrder(const Order &order, const Shop &shop, const QString &url)
{
    OrderExtras extras = extrasOf(order, shop.currency());
    extras.discount.amount = 0; // of what is left of the order
    Money total = extras.shipping;
    QJsonArray lines;
    for (const OrderLine &line : order.lines) {
        const qint64 paid = paidFor(line, extras);
        lines.append(orderLine(line, shop, extras));
        total.amount += paid;
        extras.discount.amount += line.price.amount * line.kept - paid;
    }
    QJsonObject billing = address(order.buyer);
    billing.insert(u"email"_s, order.buyer.email);
    billing.insert(u"phone"_s, order.buyer.phone);
    const QJsonValue completed = order.state == OrderState::Completed ? wooTime(order.updatedAt) : QJsonValue();
    QJsonObject object{
        {u"id"_s, qint64(order.key)}, {u"parent_id"_s, 0}, {u"number"_s, QString::number(order.key)},
        {u"order_key"_s, u"wc_order_%1"_s.arg(order.key * 7919, 0, 16)}, {u"created_via"_s, u"checkout"_s},
        {u"version"_s, u"10.0.2"_s}, {u"status"_s, wooStatus(order)}, {u"currency"_s, shop.currency()},
        {u"date_created"_s, wooTime(order.createdAt)}, {u"date_created_gmt"_s, wooTime(order.createdAt)},
        {u"date_modified"_s, wooTime(order.updatedAt)}, {u"date_modified_gmt"_s, wooTime(order.updatedAt)},
        {u"date_paid"_s, wooTime(order.paidAt)}, {u"date_paid_gmt"_s, wooTime(order.paidAt)},
        {u"date_completed"_s, completed}, {u"date_completed_gmt"_s, completed},
        {u"discount_tax"_s, u"0.00"_s},
        {u"shipping_tax"_s, u"0.00"_s}, {u"cart_tax"_s, u"0.00"_s}, {u"total"_s, toDecimal(total)},
        {u"total_tax"_s, u"0.00"_s}, {u"prices_include_tax"_s, false}, {u"customer_id"_s, 0},
        {u"customer_note"_s, QString()}, {u"billing"_s, billing}, {u"shipping"_s, address(order.buyer)},
        {u"payment_method"_s, u"card"_s}, {u"payment_method_title"_s, u"Card"_s}, {u"transaction_id"_s, QString()},
        {u"cart_hash"_s, QString()}, {u"line_items"_s, lines},
        {u"_links"_s, links(url, u"orders"_s, QString::number(order.key))},
    };
    QJsonArray marks;
    for (auto mark = order.marks.cbegin(); mark != order.marks.cend(); ++mark)
        marks.append(QJsonObject{{u"id"_s, marks.size() + 1}, {u"key"_s, mark.key()}, {u"value"_s, mark.value()}});
    object.insert(u"meta_data"_s, marks);
    for (const auto &key : {u"tax_lines"_s, u"fee_lines"_s})
        object.insert(key, QJsonArray());
    QJsonArray refunds;
    if (const Money paidBack = order.refunded(); paidBack.amount > 0)
        refunds.append(QJsonObject{{u"id"_s, qint64(order.key + firstWooRefund)}, {u"reason"_s, QString()}, {u"total"_s, u'-' + toDecimal(paidBack)}});
    object.insert(u"refunds"_s, refunds);
    addExtras(object, extras);
    return object;
}

} // namespace crossdock::sandbox
