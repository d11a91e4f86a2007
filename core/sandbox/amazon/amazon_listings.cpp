#include "core/sandbox/amazon/amazon_channel.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr double listingsPerSecond = 5; // usage plan of patchListingsItem, getListingsItem and searchListingsItems
constexpr double listingsBurst = 5;
constexpr qsizetype usualPage = 10;
constexpr qsizetype mostListings = 20;
constexpr qsizetype mostThatCanBePaged = 1000; // the model's note on numberOfResults

QJsonObject issue(const QString &code, const QString &message, const QString &attribute)
{
    return {{u"code"_s, code}, {u"message"_s, message}, {u"severity"_s, u"ERROR"_s},
            {u"attributeNames"_s, QJsonArray{attribute}}, {u"categories"_s, QJsonArray{u"INVALID_ATTRIBUTE"_s}}};
}

} // namespace

Reply AmazonChannel::listings(const Request &request, const QStringList &path)
{
    if (path.value(0) != access().account.value(u"seller_id"_s))
        return spError(403, u"Unauthorized"_s, u"Access to requested resource is denied."_s, u"Not your seller id."_s);
    if (!request.list("marketplaceIds").contains(access().account.value(u"marketplace_id"_s))) {
        return spError(400, u"InvalidInput"_s, u"Request has missing or invalid parameters and cannot be parsed."_s,
                       u"marketplaceIds"_s);
    }
    const QString operation = request.method == "PATCH" ? u"patch"_s : path.size() == 1 ? u"search"_s : u"get"_s;
    if (auto refusal = refuseHurry(operation, listingsPerSecond, listingsBurst))
        return *refusal;
    if (path.size() == 1)
        return withLimit(searchListings(request), listingsPerSecond);
    const qsizetype index = shop().indexOf(path.at(1));
    if (request.method == "PATCH")
        return withLimit(patchListing(request, path.at(1)), listingsPerSecond);
    if (index < 0) {
        return spError(404, u"NOT_FOUND"_s, u"SKU '%1' not found in marketplace %2"_s
                                                .arg(path.at(1), access().account.value(u"marketplace_id"_s)));
    }
    QStringList data = request.list("includedData");
    if (data.isEmpty())
        data = {u"summaries"_s};
    return withLimit(jsonReply(200, listingJson(shop().listings().at(index), data)), listingsPerSecond);
}

QJsonObject AmazonChannel::listingJson(const Listing &listing, const QStringList &data) const
{
    const QString marketplace = access().account.value(u"marketplace_id"_s);
    QJsonObject object{{u"sku"_s, listing.sku}};
    const QString updated = toText(listing.updatedAt);
    if (data.contains(u"summaries")) {
        const bool isSuppressed = m_suppressed.contains(shop().indexOf(listing.listingId));
        QJsonArray status;
        if (!isSuppressed)
            status.append(u"DISCOVERABLE"_s);
        if (listing.quantity > 0 && !isSuppressed)
            status.append(u"BUYABLE"_s);
        object.insert(u"summaries"_s,
                      QJsonArray{QJsonObject{{u"marketplaceId"_s, marketplace}, {u"asin"_s, asinOf(listing)},
                                             {u"productType"_s, listing.productType}, {u"conditionType"_s, u"new_new"_s},
                                             {u"status"_s, status}, {u"itemName"_s, listing.name},
                                             {u"createdDate"_s, u"2024-03-04T09:00:00Z"_s}, {u"lastUpdatedDate"_s, updated}}});
    }
    if (data.contains(u"attributes")) {
        QJsonObject availability = m_availability.value(shop().indexOf(listing.listingId),
                                                        {{u"lead_time_to_ship_max_days"_s, 2}});
        availability.insert(u"fulfillment_channel_code"_s, u"DEFAULT"_s);
        availability.insert(u"quantity"_s, listing.quantity);
        const QJsonObject schedule{{u"value_with_tax"_s, toDecimal(listing.price).toDouble()}};
        const QJsonObject offer{{u"marketplace_id"_s, marketplace}, {u"currency"_s, listing.price.currency},
                                {u"our_price"_s, QJsonArray{QJsonObject{{u"schedule"_s, QJsonArray{schedule}}}}}};
        object.insert(u"attributes"_s, QJsonObject{
            {u"fulfillment_availability"_s, QJsonArray{availability}}, {u"purchasable_offer"_s, QJsonArray{offer}},
            {u"item_name"_s, QJsonArray{QJsonObject{{u"value"_s, listing.name}, {u"marketplace_id"_s, marketplace}}}}});
    }
    if (data.contains(u"offers")) {
        object.insert(u"offers"_s, QJsonArray{QJsonObject{
            {u"marketplaceId"_s, marketplace}, {u"offerType"_s, u"B2C"_s},
            {u"price"_s, QJsonObject{{u"currencyCode"_s, listing.price.currency}, {u"amount"_s, toDecimal(listing.price)}}}}});
    }
    if (data.contains(u"fulfillmentAvailability")) {
        object.insert(u"fulfillmentAvailability"_s, QJsonArray{QJsonObject{{u"fulfillmentChannelCode"_s, u"DEFAULT"_s},
                                                                           {u"quantity"_s, listing.quantity}}});
    }
    if (data.contains(u"issues"))
        object.insert(u"issues"_s, issuesOf(shop().indexOf(listing.listingId)));
    if (data.contains(u"productTypes")) {
        object.insert(u"productTypes"_s, QJsonArray{QJsonObject{{u"marketplaceId"_s, marketplace},
                                                                {u"productType"_s, listing.productType}}});
    }
    return object;
}

Reply AmazonChannel::searchListings(const Request &request)
{
    const qsizetype size = request.hasArgument("pageSize") ? request.argument("pageSize").toLongLong() : usualPage;
    if (size < 1 || size > mostListings)
        return spError(400, u"InvalidInput"_s, u"Invalid 'pageSize'. It must be between 1 and 20."_s);
    const bool hasToken = request.hasArgument("pageToken");
    const QByteArray token = QByteArray::fromBase64(request.argument("pageToken").toLatin1());
    if (hasToken && !token.startsWith("page:"))
        return spError(400, u"InvalidInput"_s, u"Invalid 'pageToken'."_s);
    const QStringList skus = request.list("identifiers");
    if (skus.isEmpty() == request.hasArgument("identifiersType"))
        return spError(400, u"InvalidInput"_s, u"'identifiers' and 'identifiersType' belong together."_s);
    QStringList data = request.list("includedData");
    if (data.isEmpty())
        data = {u"summaries"_s};

    const qsizetype from = hasToken ? token.sliced(5).toLongLong() : 0;
    QJsonArray items;
    qsizetype total = 0;
    for (const Listing &listing : shop().listings()) {
        const bool isWanted = skus.isEmpty() || skus.contains(listing.sku) || skus.contains(listing.barcode) || skus.contains(asinOf(listing));
        if (isWanted && total++ >= from && items.size() < size)
            items.append(listingJson(listing, data));
    }
    QJsonObject answer{{u"numberOfResults"_s, total}, {u"items"_s, items}};
    QJsonObject pages;
    const auto pageToken = [](qsizetype at) { return QString::fromLatin1(QByteArray("page:" + QByteArray::number(at)).toBase64()); };
    if (from + size < qMin(total, mostThatCanBePaged))
        pages.insert(u"nextToken"_s, pageToken(from + size));
    if (from > 0)
        pages.insert(u"previousToken"_s, pageToken(qMax<qsizetype>(0, from - size)));
    if (!pages.isEmpty())
        answer.insert(u"pagination"_s, pages);
    return jsonReply(200, answer);
}

Reply AmazonChannel::patchListing(const Request &request, const QString &sku)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QJsonArray patches = body.value(u"patches").toArray();
    if (patches.isEmpty() || !body.contains(u"productType"))
        return spError(400, u"InvalidInput"_s, u"Request has missing or invalid parameters and cannot be parsed."_s);
    const qsizetype index = shop().indexOf(sku);
    QJsonArray issues;
    QList<std::function<void()>> effects;
    if (index < 0) {
        issues.append(issue(u"13013"_s, u"This SKU does not exist in the catalog. Your inventory data was not processed."_s, u"sku"_s));
    } else if (chance().happens(&Faults::partial)) {
        issues.append(issue(u"4000001"_s, u"We are unable to process your request at this time. Please try again later."_s,
                            patches.first()[u"path"].toString().section(u'/', -1)));
    }
    for (const QJsonValue &patch : patches) {
        if (issues.isEmpty() && !acceptPatch(index, patch.toObject(), issues, effects))
            effects.clear();
    }
    const bool isPreview = request.argument("mode") == u"VALIDATION_PREVIEW";
    const QString good = isPreview ? u"VALID"_s : u"ACCEPTED"_s;
    if (issues.isEmpty() && !isPreview)
        applyLater(index, std::move(effects));
    return jsonReply(200, QJsonObject{{u"sku"_s, sku}, {u"status"_s, issues.isEmpty() ? good : u"INVALID"_s},
                                      {u"submissionId"_s, uuid().remove(u'-')}, {u"issues"_s, issues}});
}

bool AmazonChannel::acceptPatch(qsizetype listing, const QJsonObject &patch, QJsonArray &issues,
                                QList<std::function<void()>> &effects)
{
    const QString op = patch.value(u"op").toString();
    const QString attribute = patch.value(u"path").toString().section(u'/', -1);
    const QJsonObject value = patch.value(u"value").toArray().first().toObject();
    const auto refuse = [&](const QString &why) {
        issues.append(issue(u"90000900"_s, why, attribute));
        return false;
    };
    if (!QStringList{u"add"_s, u"replace"_s, u"merge"_s, u"delete"_s}.contains(op)
        || !patch.value(u"path").toString().startsWith(u"/attributes/"))
        return refuse(u"The attributes are invalid."_s);
    if (attribute == u"fulfillment_availability" && op != u"delete") {
        const QJsonValue quantity = value.value(u"quantity");
        const qint64 units = quantity.toInteger(-1);
        if (value.value(u"fulfillment_channel_code").toString() != u"DEFAULT")
            return refuse(u"'fulfillment_channel_code' must be DEFAULT for seller-fulfilled quantity."_s);
        if (!quantity.isDouble() || units < 0 || double(units) != quantity.toDouble())
            return refuse(u"'quantity' must be a whole number that is not negative."_s);
        effects.append([this, listing, units, value, op] {
            QJsonObject kept = op == u"merge" ? m_availability.value(listing, {{u"lead_time_to_ship_max_days"_s, 2}}) : QJsonObject();
            for (auto it = value.begin(); it != value.end(); ++it)
                kept.insert(it.key(), it.value());
            m_availability.insert(listing, kept);
            shop().setQuantity(listing, units);
        });
    } else if (attribute == u"purchasable_offer" && op != u"delete") {
        const QJsonValue price = value.value(u"our_price")[0][u"schedule"][0][u"value_with_tax"];
        const auto money = parseMoney(price.toVariant().toString(), value.value(u"currency").toString());
        if (!money || money->amount <= 0 || money->currency != shop().currency())
            return refuse(u"'our_price' must be an amount in the marketplace's currency."_s);
        effects.append([this, listing, price = *money] { shop().setPrice(listing, price); });
    }
    return true; // other attributes are taken and change nothing that can be seen here
}

void AmazonChannel::applyLater(qsizetype listing, QList<std::function<void()>> effects)
{
    if (around().spec.applyDelay == Milliseconds::zero() && m_accepted.value(listing).isEmpty()) {
        for (const auto &effect : std::as_const(effects))
            effect();
        return;
    }
    const quint64 spread = quint64(around().spec.applyDelay.count()) + 1;
    Time due = now() + Milliseconds{static_cast<qint64>(around().random.below(spread))};
    due = qMax(due, m_lastApplied.value(listing));
    m_lastApplied.insert(listing, due);
    m_accepted[listing].enqueue(std::move(effects)); // timers of the same moment may ring in any order, patches keep theirs
    after(due - now(), [this, listing] {
        for (const auto &effect : m_accepted[listing].dequeue())
            effect();
    });
}

} // namespace crossdock::sandbox
