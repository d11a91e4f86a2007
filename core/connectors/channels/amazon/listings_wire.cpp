#include "core/connectors/channels/amazon/amazon_wire.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::amazon {
namespace {

using channels::Outcome;

constexpr int windowSize = 1000; // "the maximum number of items that can be returned and paged through"
constexpr auto ownStock = "DEFAULT"_L1; // the channel code of what the seller ships himself

QByteArray listingUrl(const Account &account, const QString &sku)
{
    return account.root + "/listings/2021-08-01/items/" + encoded(account.sellerId) + '/' + encoded(sku)
        + "?marketplaceIds=" + encoded(account.marketplaceId);
}

/// What searches, with the largest page that the model allows.
QByteArray searchUrl(const Account &account, const QByteArray &includedData)
{
    return account.root + "/listings/2021-08-01/items/" + encoded(account.sellerId) + "?marketplaceIds=" + encoded(account.marketplaceId)
        + "&includedData=" + includedData + "&pageSize=" + QByteArray::number(listingsPerSearch);
}

QJsonObject quantityPatch(Quantity quantity)
{
    // "merge" keeps restock date and handling time, which "replace" would drop
    return {{u"op"_s, u"merge"_s},
            {u"path"_s, u"/attributes/fulfillment_availability"_s},
            {u"value"_s,
             QJsonArray{QJsonObject{{u"fulfillment_channel_code"_s, QString(ownStock)}, {u"quantity"_s, quantity}}}}};
}

QJsonObject pricePatch(const Money &price, const QString &marketplaceId)
{
    // a JSON number is asked for; the shortest decimal that reads back as this double is the amount itself
    const QJsonObject schedule{{u"value_with_tax"_s, toDecimal(price).toDouble()}};
    const QJsonObject ourPrice{{u"schedule"_s, QJsonArray{schedule}}};
    // marketplace, currency and audience select the offer; sale price, limits and business prices stay as they are
    const QJsonObject offer{{u"marketplace_id"_s, marketplaceId},
                            {u"currency"_s, price.currency},
                            {u"audience"_s, u"ALL"_s},
                            {u"our_price"_s, QJsonArray{ourPrice}}};
    return {{u"op"_s, u"merge"_s},
            {u"path"_s, u"/attributes/purchasable_offer"_s},
            {u"value"_s, QJsonArray{offer}}};
}

QString errorsOf(const QJsonArray &issues)
{
    QStringList words;
    for (const QJsonValue &issue : issues) {
        const QString severity = issue["severity"_L1].toString();
        if (severity.isEmpty() || severity == "ERROR"_L1)
            words.append(issue["message"_L1].toString());
    }
    words.removeAll(QString());
    return words.isEmpty() ? u"Amazon calls the change invalid and does not say why"_s : words.join(u"; "_s);
}

/// The entry of this marketplace in one of the listing's tables (summaries, offers, productTypes).
template <class Condition>
QJsonValue entryOf(const QJsonObject &item, QLatin1StringView table, Condition condition)
{
    const QJsonArray rows = item.value(table).toArray();
    const auto found = std::find_if(rows.begin(), rows.end(), condition);
    return found == rows.end() ? QJsonValue() : QJsonValue(*found);
}

Result<Listing> readItem(const QJsonObject &item, const QString &marketplaceId)
{
    const auto isHere = [&](const QJsonValue &row) { return row["marketplaceId"_L1].toString() == marketplaceId; };
    Listing listing;
    listing.sku = item.value("sku"_L1).toString();
    const QJsonValue summary = entryOf(item, "summaries"_L1, isHere);
    listing.title = summary["itemName"_L1].toString();
    listing.productType = summary["productType"_L1].toString();
    if (listing.productType.isEmpty())
        listing.productType = entryOf(item, "productTypes"_L1, isHere)["productType"_L1].toString();
    if (const auto createdAt = parseTime(summary["createdDate"_L1].toString()))
        listing.createdAt = *createdAt;
    const QJsonValue price = entryOf(item, "offers"_L1, [&](const QJsonValue &row) {
        return isHere(row) && row["offerType"_L1].toString() == "B2C"_L1;
    })["price"_L1];
    if (const auto money = parseMoney(price["amount"_L1].toVariant().toString(), price["currencyCode"_L1].toString()))
        listing.price = *money;

    bool hasOwnStock = false;
    const QJsonArray availability = item.value("fulfillmentAvailability"_L1).toArray();
    for (const QJsonValue &entry : availability) {
        if (entry["fulfillmentChannelCode"_L1].toString() != ownStock) {
            listing.isChannelFulfilled = true;
            continue;
        }
        hasOwnStock = true;
        const qint64 quantity = entry["quantity"_L1].toInteger(-1);
        if (quantity >= 0 && quantity <= maxQuantity)
            listing.quantity = quantity;
        else if (!entry["quantity"_L1].isUndefined())
            return fail(Error::Code::Rejected, listing.sku, u"the listing's quantity is no count"_s);
    }
    listing.isChannelFulfilled = listing.isChannelFulfilled && !hasOwnStock;
    return listing;
}

} // namespace

QString currencyOf(const QString &marketplaceId)
{
    // as Amazon publishes them: "Marketplace IDs" of the Selling Partner API
    static const QHash<QString, QString> known{
        {u"A2EUQ1WTGCTBG2"_s, u"CAD"_s}, {u"ATVPDKIKX0DER"_s, u"USD"_s}, {u"A1AM78C64UM0Y8"_s, u"MXN"_s}, {u"A2Q3Y263D00KWC"_s, u"BRL"_s},
        {u"A28R8C7NBKEWEA"_s, u"EUR"_s}, {u"A1RKKUPIHCS9HS"_s, u"EUR"_s}, {u"A1F83G8C2ARO7P"_s, u"GBP"_s}, {u"A13V1IB3VIYZZH"_s, u"EUR"_s},
        {u"AMEN7PMS3EDWL"_s, u"EUR"_s},  {u"A1805IZSGTT6HS"_s, u"EUR"_s}, {u"A1PA6795UKMFR9"_s, u"EUR"_s}, {u"APJ6JRA9NG5V4"_s, u"EUR"_s},
        {u"A2NODRKZP88ZB9"_s, u"SEK"_s}, {u"AE08WJ6YKNBMC"_s, u"ZAR"_s},  {u"A1C3SOZRARQ6R3"_s, u"PLN"_s}, {u"ARBP9OOSHTCHU"_s, u"EGP"_s},
        {u"A33AVAJ2PDY3EV"_s, u"TRY"_s}, {u"A17E79C6D8DWNP"_s, u"SAR"_s}, {u"A2VIGQ35RCS4UG"_s, u"AED"_s}, {u"A21TJRUUN4KGV"_s, u"INR"_s},
        {u"A19VAU5U5O7RUS"_s, u"SGD"_s}, {u"A39IBJ37TRP1C6"_s, u"AUD"_s}, {u"A1VC38T7YXB528"_s, u"JPY"_s}};
    return known.value(marketplaceId);
}

http::Request patchRequest(const Account &account, const channels::Offer &offer)
{
    const QString &type = offer.address.productType;
    QJsonArray patches;
    if (!offer.isPriceOnly())
        patches.append(quantityPatch(offer.quantity));
    if (offer.price)
        patches.append(pricePatch(*offer.price, account.marketplaceId));
    const QJsonObject body{{u"productType"_s, type.isEmpty() ? u"PRODUCT"_s : type}, {u"patches"_s, patches}};
    return {"PATCH", listingUrl(account, offer.address.id.listing) + "&issueLocale=en_US",
            {{"Content-Type", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

tl::expected<Outcome, CallFailure> readPatchReply(const http::Reply &reply, const channels::Offer &offer)
{
    Outcome outcome{offer.address.id, offer.revision, offer.quantity, Outcome::State::Refused, {}};
    if (reply.status == 400 || reply.status == 404) {
        outcome.words = failureOf(reply, 5).words;
        return outcome;
    }
    if (reply.status != 200)
        return tl::make_unexpected(failureOf(reply, 5));
    const auto answer = readObject(reply.body, offer.address.id.listing);
    if (!answer)
        return tl::make_unexpected(failureOf(answer.error()));
    const QString status = answer->value("status"_L1).toString();
    if (status == "ACCEPTED"_L1)
        outcome.state = Outcome::State::Accepted;
    else if (status == "INVALID"_L1)
        outcome.words = errorsOf(answer->value("issues"_L1).toArray());
    else
        return tl::make_unexpected(failureOf(
            Error{Error::Code::Rejected, offer.address.id.listing, u"Amazon answered with the status "_s + status.left(40)}));
    return outcome;
}

http::Request listingRequest(const Account &account, const QString &sku)
{
    return {"GET", listingUrl(account, sku) + "&includedData=fulfillmentAvailability", {}, {}};
}

Result<Listing> readListing(const QByteArray &body, const QString &marketplaceId)
{
    const auto item = readObject(body, u"listing"_s);
    CROSSDOCK_TRY(item);
    if (item->value("sku"_L1).toString().isEmpty())
        return fail(Error::Code::Rejected, u"listing"_s, u"the answer names no SKU"_s);
    return readItem(*item, marketplaceId);
}

http::Request listingsRequest(const Account &account, const QStringList &skus)
{
    Q_ASSERT(!skus.isEmpty() && skus.size() <= listingsPerSearch);
    QByteArrayList identifiers;
    for (const QString &sku : skus)
        identifiers.append(encoded(sku));
    return {"GET", searchUrl(account, "fulfillmentAvailability") + "&identifiersType=SKU&identifiers=" + identifiers.join(','), {}, {}};
}

Result<QList<Listing>> readListings(const QByteArray &body, const QString &marketplaceId)
{
    const auto answer = readObject(body, u"listings"_s);
    CROSSDOCK_TRY(answer);
    if (!answer->value("items"_L1).isArray())
        return fail(Error::Code::Rejected, u"listings"_s, u"the answer holds no items"_s);
    QList<Listing> listings;
    const QJsonArray items = answer->value("items"_L1).toArray();
    for (const QJsonValue &item : items) {
        if (auto listing = readItem(item.toObject(), marketplaceId))
            listings.append(*std::move(listing));
    }
    return listings;
}

QString CatalogueCursor::toText() const
{
    const auto text = [](const std::optional<Time> &time) { return time ? crossdock::toText(*time) : QString(); };
    return u"1|%1|%2|%3|"_s.arg(text(createdAfter), text(newest)).arg(count) + pageToken;
}

CatalogueCursor CatalogueCursor::fromText(const QString &text)
{
    CatalogueCursor cursor;
    const QStringList parts = text.split(u'|');
    if (parts.size() < 5 || parts.first() != "1"_L1)
        return cursor;
    if (const auto time = parseTime(parts.at(1)))
        cursor.createdAfter = *time;
    if (const auto time = parseTime(parts.at(2)))
        cursor.newest = *time;
    cursor.count = parts.at(3).toInt();
    cursor.pageToken = parts.sliced(4).join(u'|');
    return cursor;
}

http::Request catalogueRequest(const Account &account, const CatalogueCursor &cursor)
{
    QByteArray url = searchUrl(account, "summaries,offers,fulfillmentAvailability,productTypes") + "&sortBy=createdDate&sortOrder=ASC";
    if (cursor.createdAfter)
        url += "&createdAfter=" + encoded(toText(*cursor.createdAfter));
    if (!cursor.pageToken.isEmpty())
        url += "&pageToken=" + encoded(cursor.pageToken);
    return {"GET", url, {}, {}};
}

Result<channels::CataloguePage> readCataloguePage(const QByteArray &body, const Account &account,
                                                  CatalogueCursor cursor)
{
    const auto answer = readObject(body, u"listings"_s);
    CROSSDOCK_TRY(answer);
    if (!answer->value("items"_L1).isArray())
        return fail(Error::Code::Rejected, u"listings"_s, u"the answer holds no items"_s);
    channels::CataloguePage page;
    const QJsonArray items = answer->value("items"_L1).toArray();
    for (const QJsonValue &item : items) {
        const auto listing = readItem(item.toObject(), account.marketplaceId);
        CROSSDOCK_TRY(listing);
        ++cursor.count;
        if (listing->createdAt && (!cursor.newest || *listing->createdAt > *cursor.newest))
            cursor.newest = listing->createdAt;
        if (listing->isChannelFulfilled)
            continue; // a quantity told to it would make Amazon hand the shipping to the seller
        const auto sku = Sku::parse(listing->sku);
        if (!sku)
            page.withoutSku.append(listing->title.isEmpty() ? listing->sku : listing->title);
        else
            page.items.append({{ListingId{account.channel, listing->sku}, *sku, {}, {}, listing->productType},
                               listing->title, listing->quantity.value_or(0), listing->price});
    }
    cursor.pageToken = answer->value("pagination"_L1)["nextToken"_L1].toString();
    page.hasMore = !cursor.pageToken.isEmpty() && !items.isEmpty();
    if (!page.hasMore && cursor.count >= windowSize && cursor.newest && cursor.newest != cursor.createdAfter) {
        cursor = {{}, cursor.newest, {}, 0}; // the next window; its first listings are read twice
        page.hasMore = true;
    }
    if (page.hasMore)
        page.cursor = cursor.toText();
    return page;
}

} // namespace crossdock::amazon
