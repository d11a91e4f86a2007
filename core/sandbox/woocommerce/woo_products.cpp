#include "core/sandbox/woocommerce/woo_channel.h"
#include "core/sandbox/woocommerce/woo_json.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr qsizetype mostInBatch = 100; // class-wc-rest-controller.php: check_batch_limit()

Reply unknownProduct(int status)
{
    return wooError(status, u"woocommerce_rest_product_invalid_id"_s, u"Invalid ID."_s);
}

} // namespace

Reply WooChannel::products(const Request &request, const QStringList &path)
{
    if (path.isEmpty() && request.method == "GET")
        return listProducts(request);
    if (path.value(0) == u"batch")
        return batch(request, nullptr);
    bool isNumber = false;
    const quint64 number = path.value(0).toULongLong(&isNumber);
    if (!isNumber)
        return wooError(404, u"rest_no_route"_s, u"No route was found matching the URL and request method."_s);
    if (path.size() == 1)
        return product(request, number);
    const Product *parent = findProduct(number);
    if (!parent || path.at(1) != u"variations")
        return wooError(404, u"woocommerce_rest_product_invalid_id"_s, u"Invalid product ID."_s);
    return variations(request, *parent, path.sliced(2));
}

Reply WooChannel::product(const Request &request, quint64 number)
{
    const Product *found = findProduct(number);
    const bool isRead = request.method == "GET";
    if (!found)
        return unknownProduct(isRead ? 404 : 400);
    if (!isRead && !found->isVariable)
        change(found->listings.first(), QJsonDocument::fromJson(request.body).object());
    return jsonReply(200, WooPage::onlyFields(json(*found), request.argument("_fields")));
}

QJsonObject WooChannel::json(const Product &product) const
{
    if (!product.isVariable)
        return wooProduct(shop().listings().at(product.listings.first()), url());
    QList<const Listing *> variations;
    for (const qsizetype index : product.listings)
        variations.append(&shop().listings().at(index));
    return wooVariableProduct(product.number, variations, url());
}

Reply WooChannel::listProducts(const Request &request)
{
    const auto page = WooPage::of(request);
    if (!page)
        return page.error();
    const QStringList skus = request.argument("sku").split(u',', Qt::SkipEmptyParts);
    const QStringList include = request.argument("include").split(u',', Qt::SkipEmptyParts);
    const QString type = request.argument("type");
    QList<Product> wanted;
    for (const Product &product : catalogue()) {
        const Listing &first = shop().listings().at(product.listings.first());
        const bool isSku = skus.isEmpty() || (!product.isVariable && skus.contains(first.sku));
        const bool isIncluded = include.isEmpty() || include.contains(QString::number(product.number));
        const bool isType = type.isEmpty() || (type == u"variable") == product.isVariable;
        if (isSku && isIncluded && isType)
            wanted.append(product);
    }
    for (const QString &sku : skus) { // a variation is found by its SKU too, and comes alone
        for (qsizetype i = 0; i < shop().listings().size(); ++i) {
            const Listing &listing = shop().listings().at(i);
            if (listing.sku == sku && listing.parentNumber)
                wanted.append({listing.number, {i}, false});
        }
    }
    if (request.argument("order") != u"asc")
        std::reverse(wanted.begin(), wanted.end()); // newest first is WordPress' default
    return page->cut(wanted, request.argument("_fields"), [this](const Product &product) {
        const Listing &first = shop().listings().at(product.listings.first());
        return !product.isVariable && first.parentNumber ? wooVariation(first, url()) : json(product);
    });
}

Reply WooChannel::variations(const Request &request, const Product &parent, const QStringList &path)
{
    if (path.isEmpty())
        return listVariations(request, parent);
    if (path.first() == u"batch")
        return batch(request, &parent);
    const qsizetype index = findVariation(parent, path.first().toULongLong());
    if (index < 0)
        return wooError(request.method == "GET" ? 404 : 400, u"woocommerce_rest_product_variation_invalid_id"_s, u"Invalid ID."_s);
    if (request.method != "GET")
        change(index, QJsonDocument::fromJson(request.body).object());
    return jsonReply(200, WooPage::onlyFields(wooVariation(shop().listings().at(index), url()), request.argument("_fields")));
}

Reply WooChannel::listVariations(const Request &request, const Product &parent)
{
    const auto page = WooPage::of(request);
    if (!page)
        return page.error();
    const QList<qsizetype> all = parent.isVariable ? parent.listings : QList<qsizetype>();
    return page->cut(all, request.argument("_fields"),
                     [this](qsizetype index) { return wooVariation(shop().listings().at(index), url()); });
}

Reply WooChannel::batch(const Request &request, const Product *parent)
{
    const QJsonObject wish = QJsonDocument::fromJson(request.body).object();
    qsizetype count = 0;
    for (const auto &list : {u"create"_s, u"update"_s, u"delete"_s})
        count += wish.value(list).toArray().size();
    if (count > mostInBatch) {
        return wooError(413, u"woocommerce_rest_request_entity_too_large"_s,
                        u"Unable to accept more than %1 items for this request."_s.arg(mostInBatch));
    }
    const QJsonArray update = wish.value(u"update").toArray();
    const bool isPartial = update.size() > 1 && chance().happens(&Faults::partial);
    QJsonArray rows;
    for (qsizetype i = 0; i < update.size(); ++i)
        rows.append(batchRow(update.at(i).toObject(), parent, isPartial && i % 2 == 1));
    return jsonReply(200, QJsonObject{{u"update"_s, rows}});
}

QJsonObject WooChannel::batchRow(const QJsonObject &wish, const Product *parent, bool isRefused)
{
    const quint64 number = quint64(wish.value(u"id").toInteger());
    const auto refuse = [&](int status, const QString &code, const QString &message) {
        return QJsonObject{{u"id"_s, qint64(number)}, {u"error"_s, wooErrorObject(status, code, message)}};
    };
    if (isRefused)
        return refuse(500, u"db_update_error"_s, u"Could not update post in the database."_s);
    if (parent) {
        const qsizetype index = findVariation(*parent, number);
        if (index < 0)
            return refuse(400, u"woocommerce_rest_product_variation_invalid_id"_s, u"Invalid ID."_s);
        change(index, wish);
        return wooVariation(shop().listings().at(index), url());
    }
    const Product *found = findProduct(number);
    if (found) {
        if (!found->isVariable)
            change(found->listings.first(), wish);
        return json(*found);
    }
    const auto isVariation = [number](const Listing &listing) { return listing.number == number; };
    if (std::any_of(shop().listings().cbegin(), shop().listings().cend(), isVariation)) {
        return refuse(404, u"woocommerce_rest_invalid_product_id"_s,
                      u"To manipulate product variations you should use the "
                      "/products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint."_s);
    }
    return refuse(400, u"woocommerce_rest_product_invalid_id"_s, u"Invalid ID."_s);
}

void WooChannel::change(qsizetype listing, const QJsonObject &wish)
{
    const Listing &before = shop().listings().at(listing);
    for (const auto &key : {u"sale_price"_s, u"regular_price"_s}) { // both are kept as one: no sales here
        const auto price = parseMoney(wish.value(key).toVariant().toString(), shop().currency());
        if (price)
            shop().setPrice(listing, *price);
    }
    // "stock_quantity wins if both" (WC_REST_Products_Controller::prepare_object_for_database)
    if (wish.value(u"stock_quantity").isDouble() || wish.value(u"stock_quantity").isString())
        shop().setQuantity(listing, wish.value(u"stock_quantity").toVariant().toLongLong());
    else if (wish.contains(u"inventory_delta"))
        shop().setQuantity(listing, before.quantity + wish.value(u"inventory_delta").toVariant().toLongLong());
}

} // namespace crossdock::sandbox
