#include "core/sandbox/shopify/search_query.h"
#include "core/sandbox/shopify/shopify_channel.h"
#include "core/sandbox/shopify/shopify_values.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr auto created = "2024-03-04T09:00:00Z"_L1; // the shops opened on one day

QJsonValue count(qint64 number)
{
    return QJsonValue(number);
}

graphql::Object countObject(qsizetype number)
{
    return {u"Count"_s, [number](const graphql::Call &call) -> graphql::Outcome {
                return call.name == u"count" ? QJsonValue(number) : QJsonValue(u"EXACT"_s);
            }};
}

bool fitsVariant(const Listing &listing, const SearchQuery::Term &term)
{
    if (term.field == u"sku")
        return listing.sku.compare(term.value, Qt::CaseInsensitive) == 0;
    if (term.field == u"barcode")
        return listing.barcode == term.value;
    if (term.field == u"id")
        return compares(listing.number, term.comparison, numberOf(u"ProductVariant", term.value));
    if (term.field == u"product_id")
        return listing.parentNumber == numberOf(u"Product", term.value);
    if (term.field == u"inventory_quantity")
        return compares<qint64>(listing.quantity, term.comparison, term.value.toLongLong());
    if (term.field == u"updated_at") {
        const auto time = parseTime(term.value);
        return time && compares(toMs(listing.updatedAt) / 1000, term.comparison, toMs(*time) / 1000);
    }
    return term.field.isEmpty() && listing.name.contains(term.value, Qt::CaseInsensitive);
}

} // namespace

ShopifyChannel::Object ShopifyChannel::queryRoot()
{
    return {u"QueryRoot"_s, [this](const Call &call) -> Outcome {
        const QString id = call.argument(u"id").toString();
        if (call.name == u"shop")
            return shopObject();
        if (call.name == u"location")
            return id.isEmpty() || id == location() ? locationObject() : Object{};
        if (call.name == u"locations") {
            const auto slice = Slice::of(call, 1);
            if (!slice)
                return slice.error();
            return connection(u"Location"_s, *slice, [this](qsizetype) { return locationObject(); });
        }
        if (call.name == u"orders")
            return orders(call);
        if (call.name == u"ordersCount")
            return countObject(shop().orders().size());
        if (call.name == u"productVariantsCount")
            return countObject(shop().listings().size());
        if (call.name == u"productVariants" || call.name == u"inventoryItems") {
            QList<qsizetype> all(shop().listings().size());
            std::iota(all.begin(), all.end(), 0);
            return variants(call, all, call.name == u"productVariants" ? u"ProductVariant"_s : u"InventoryItem"_s);
        }
        if (call.name == u"products") {
            (void)family(0); // puts the products together
            const auto slice = Slice::of(call, m_products.size());
            if (!slice)
                return slice.error();
            return connection(u"Product"_s, *slice, [this](qsizetype place) { return productObject(m_products.at(place)); });
        }
        if (call.name == u"nodes") {
            QList<Object> objects;
            for (const QJsonValue &each : call.argument(u"ids").toArray()) {
                const Outcome found = node(each.toString());
                objects.append(std::holds_alternative<Object>(found) ? std::get<Object>(found) : Object{});
            }
            return objects;
        }
        if (call.name.startsWith(u"webhookSubscription"))
            return m_webhooks.query(call);
        return node(id); // order, product, productVariant, inventoryItem, inventoryLevel and node itself
    }};
}

ShopifyChannel::Outcome ShopifyChannel::node(const QString &id)
{
    const QString type = id.section(u'/', 3, 3);
    if (type == u"Order") {
        const qsizetype order = shop().indexOfOrder(id);
        return order < 0 ? Object{} : orderObject(order);
    }
    if (type == u"Return")
        return returnNode(id);
    if (type == u"ProductVariant") {
        const qsizetype listing = shop().indexOf(id);
        return listing < 0 ? Object{} : variantObject(listing);
    }
    if (type == u"InventoryItem") {
        const qsizetype listing = shop().indexOfInventory(id);
        return listing < 0 ? Object{} : itemObject(listing);
    }
    if (type == u"InventoryLevel") {
        const qsizetype listing = shop().indexOfInventory(gid(u"InventoryItem", id.section(u"inventory_item_id="_s, 1).toULongLong()));
        return listing < 0 ? Object{} : levelObject(listing);
    }
    if (type == u"Product") {
        const quint64 number = numberOf(u"Product", id);
        return family(number).isEmpty() ? Object{} : productObject(number);
    }
    if (type == u"Location")
        return id == location() ? locationObject() : Object{};
    return m_webhooks.node(id);
}

const QList<qsizetype> &ShopifyChannel::family(quint64 product)
{
    static const QList<qsizetype> none;
    if (m_families.isEmpty()) {
        for (qsizetype i = 0; i < shop().listings().size(); ++i) {
            QList<qsizetype> &members = m_families[shop().listings().at(i).parentNumber];
            if (members.isEmpty())
                m_products.append(shop().listings().at(i).parentNumber);
            members.append(i);
        }
    }
    const auto found = m_families.constFind(product);
    return found == m_families.constEnd() ? none : *found;
}

ShopifyChannel::Object ShopifyChannel::shopObject() const
{
    return {u"Shop"_s, [this](const Call &call) -> Outcome {
                if (call.name == u"id")
                    return QJsonValue(gid(u"Shop", 70'000'001));
                if (call.name == u"name")
                    return QJsonValue(name());
                if (call.name == u"currencyCode")
                    return QJsonValue(shop().currency());
                if (call.name == u"ianaTimezone")
                    return QJsonValue(u"America/New_York"_s);
                if (call.name == u"myshopifyDomain")
                    return QJsonValue(name() + u".myshopify.com"_s);
                if (call.name == u"url")
                    return QJsonValue(url());
                return QJsonValue(u"owner@%1.example"_s.arg(name())); // email, contactEmail
            }};
}

ShopifyChannel::Object ShopifyChannel::locationObject() const
{
    return {u"Location"_s, [this](const Call &call) -> Outcome {
                if (call.name == u"id")
                    return QJsonValue(location());
                if (call.name == u"name")
                    return QJsonValue(u"Shop location"_s);
                if (call.name == u"legacyResourceId")
                    return QJsonValue(location().section(u'/', -1));
                return QJsonValue(true); // isActive, shipsInventory and the like
            }};
}

ShopifyChannel::Object ShopifyChannel::productObject(quint64 number)
{
    return {u"Product"_s, [this, number](const Call &call) -> Outcome {
        const QList<qsizetype> &members = family(number);
        const Listing &first = shop().listings().at(members.first());
        const QString title = members.size() > 1 ? first.name.section(u", "_s, 0, 0) : first.name;
        if (call.name == u"id")
            return QJsonValue(gid(u"Product", number));
        if (call.name == u"legacyResourceId")
            return QJsonValue(QString::number(number));
        if (call.name == u"title")
            return QJsonValue(title);
        if (call.name == u"handle")
            return QJsonValue(title.toLower().replace(u' ', u'-'));
        if (call.name == u"status")
            return QJsonValue(u"ACTIVE"_s);
        if (call.name == u"vendor")
            return QJsonValue(title.section(u' ', 0, 0));
        if (call.name == u"productType")
            return QJsonValue(first.category);
        if (call.name == u"tracksInventory")
            return QJsonValue(true);
        if (call.name == u"createdAt")
            return QJsonValue(QString(created));
        if (call.name == u"variants")
            return variants(call, members, u"ProductVariant"_s);
        Quantity total = 0;
        Time updated{};
        for (const qsizetype member : members) {
            total += shop().listings().at(member).quantity;
            updated = qMax(updated, shop().listings().at(member).updatedAt);
        }
        return call.name == u"totalInventory" ? count(total) : dateTime(updated);
    }};
}

ShopifyChannel::Outcome ShopifyChannel::variants(const Call &call, const QList<qsizetype> &among, const QString &nodeType)
{
    const SearchQuery query(call.argument(u"query").toString());
    QList<qsizetype> wanted;
    for (const qsizetype listing : among) {
        if (query.fits([&](const SearchQuery::Term &term) { return fitsVariant(shop().listings().at(listing), term); }))
            wanted.append(listing);
    }
    const auto slice = Slice::of(call, wanted.size());
    if (!slice)
        return slice.error();
    const bool isItem = nodeType == u"InventoryItem";
    return connection(nodeType, *slice, [this, wanted, isItem](qsizetype place) {
        return isItem ? itemObject(wanted.at(place)) : variantObject(wanted.at(place));
    });
}

ShopifyChannel::Object ShopifyChannel::variantObject(qsizetype index)
{
    return {u"ProductVariant"_s, [this, index](const Call &call) -> Outcome {
        const Listing &listing = shop().listings().at(index);
        const QString option = listing.name.section(u", "_s, 1);
        if (call.name == u"id")
            return QJsonValue(listing.listingId);
        if (call.name == u"legacyResourceId")
            return QJsonValue(QString::number(listing.number));
        if (call.name == u"sku")
            return QJsonValue(listing.sku);
        if (call.name == u"barcode")
            return QJsonValue(listing.barcode);
        if (call.name == u"title")
            return QJsonValue(option.isEmpty() ? u"Default Title"_s : option);
        if (call.name == u"displayName")
            return QJsonValue(listing.name);
        if (call.name == u"price")
            return QJsonValue(toDecimal(listing.price));
        if (call.name == u"compareAtPrice")
            return QJsonValue();
        if (call.name == u"inventoryQuantity")
            return count(listing.quantity);
        if (call.name == u"inventoryPolicy")
            return QJsonValue(u"DENY"_s);
        if (call.name == u"inventoryItem")
            return itemObject(index);
        if (call.name == u"product")
            return productObject(listing.parentNumber);
        if (call.name == u"createdAt")
            return QJsonValue(QString(created));
        if (call.name == u"updatedAt")
            return dateTime(listing.updatedAt);
        if (call.name == u"position")
            return count(family(listing.parentNumber).indexOf(index) + 1);
        if (call.name == u"availableForSale")
            return QJsonValue(listing.quantity > 0);
        return QJsonValue(true); // taxable
    }};
}

ShopifyChannel::Object ShopifyChannel::itemObject(qsizetype index)
{
    return {u"InventoryItem"_s, [this, index](const Call &call) -> Outcome {
        const Listing &listing = shop().listings().at(index);
        if (call.name == u"id")
            return QJsonValue(listing.inventoryId);
        if (call.name == u"legacyResourceId")
            return QJsonValue(QString::number(listing.inventoryNumber));
        if (call.name == u"sku")
            return QJsonValue(listing.sku);
        if (call.name == u"variant")
            return variantObject(index);
        if (call.name == u"inventoryLevel")
            return call.argument(u"locationId").toString() == location() ? levelObject(index) : Object{};
        if (call.name == u"inventoryLevels") {
            const auto slice = Slice::of(call, 1);
            if (!slice)
                return slice.error();
            return connection(u"InventoryLevel"_s, *slice, [this, index](qsizetype) { return levelObject(index); });
        }
        if (call.name == u"measurement") {
            const Object weight{u"Weight"_s, [grams = listing.weightG](const Call &part) -> Outcome {
                                    return part.name == u"unit" ? QJsonValue(u"GRAMS"_s) : QJsonValue(grams);
                                }};
            return Object{u"InventoryItemMeasurement"_s, [weight, id = listing.inventoryNumber](const Call &part) -> Outcome {
                              if (part.name == u"id")
                                  return QJsonValue(gid(u"InventoryItemMeasurement", id));
                              return weight;
                          }};
        }
        if (call.name == u"createdAt")
            return QJsonValue(QString(created));
        if (call.name == u"updatedAt")
            return dateTime(listing.updatedAt);
        return QJsonValue(true); // tracked, requiresShipping
    }};
}

ShopifyChannel::Object ShopifyChannel::levelObject(qsizetype index)
{
    return {u"InventoryLevel"_s, [this, index](const Call &call) -> Outcome {
        const Listing &listing = shop().listings().at(index);
        if (call.name == u"id")
            return QJsonValue(u"gid://shopify/InventoryLevel/143273001266?inventory_item_id=%1"_s.arg(listing.inventoryNumber));
        if (call.name == u"item")
            return itemObject(index);
        if (call.name == u"location")
            return locationObject();
        if (call.name == u"quantities")
            return quantities(index, call.argument(u"names").toArray());
        if (call.name == u"isActive")
            return QJsonValue(true);
        return call.name == u"createdAt" ? QJsonValue(QString(created)) : dateTime(listing.updatedAt);
    }};
}

ShopifyChannel::Outcome ShopifyChannel::quantities(qsizetype index, const QJsonArray &names) const
{
    QList<Object> objects;
    for (const QJsonValue &name : names) {
        objects.append({u"InventoryQuantity"_s, [this, index, state = name.toString()](const Call &call) -> Outcome {
            const Listing &listing = shop().listings().at(index);
            if (call.name == u"name")
                return QJsonValue(state);
            if (call.name == u"id")
                return QJsonValue(u"gid://shopify/InventoryQuantity/%1?name=%2"_s.arg(listing.inventoryNumber).arg(state));
            if (call.name == u"updatedAt") // recorded: only `available` knows when
                return state == u"available" ? dateTime(listing.updatedAt) : QJsonValue();
            if (state == u"available")
                return count(listing.quantity);
            if (state == u"committed")
                return count(listing.committed);
            return count(state == u"on_hand" ? listing.quantity + listing.committed : 0);
        }});
    }
    return objects;
}

} // namespace crossdock::sandbox
