#include "core/connectors/channels/amazon/offers_wire.h"

#include <QJsonArray>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::amazon {
namespace {

using channels::Featured;

constexpr int productsPage = 20; // the model's maximum

std::optional<Money> moneyIn(const QJsonValue &value)
{
    const QString currency = value["CurrencyCode"_L1].toString();
    const double amount = value["Amount"_L1].toDouble(-1);
    if (currency.size() != 3 || amount < 0 || amount > 1e12)
        return std::nullopt;
    return Money{std::llround(amount * std::pow(10.0, minorDigits(currency))), currency};
}

/// One seller's offer.
struct SellersOffer {
    Money price, shipping;
    bool isOurs = false;
    std::optional<bool> isFeatured;
    qint64 landed() const { return price.amount + shipping.amount; }
};

std::optional<SellersOffer> readSellersOffer(const QJsonValue &value, const Account &account)
{
    const auto price = moneyIn(value["ListingPrice"_L1]);
    if (!price)
        return std::nullopt;
    const auto shipping = moneyIn(value["Shipping"_L1]);
    SellersOffer offer{*price, shipping.value_or(Money{0, price->currency}), value["SellerId"_L1].toString() == account.sellerId, {}};
    if (offer.shipping.currency != price->currency)
        return std::nullopt;
    if (value["IsBuyBoxWinner"_L1].isBool())
        offer.isFeatured = value["IsBuyBoxWinner"_L1].toBool();
    return offer;
}

/// The Featured Offer's price of that condition; nothing: there is none.
std::optional<Money> featuredPrice(const QJsonValue &summary, const QString &condition)
{
    const QJsonArray prices = summary["BuyBoxPrices"_L1].toArray();
    for (const QJsonValue &price : prices) {
        if (price["Condition"_L1].toString().toLower() == condition)
            return moneyIn(price["LandedPrice"_L1]);
    }
    return std::nullopt;
}

/// By the offers' own marks. Without any: by the price, where it can be only one side's. There may be two with the mark, one of them for members alone.
Featured featuredOf(const QList<SellersOffer> &offers, const std::optional<Money> &price)
{
    const bool isMarked = std::any_of(offers.begin(), offers.end(), [](const SellersOffer &offer) { return offer.isFeatured.has_value(); });
    bool isOurs = false, isOthers = false;
    for (const SellersOffer &offer : offers) {
        const bool is = offer.isFeatured.value_or(price && !isMarked && offer.landed() == price->amount && offer.price.currency == price->currency);
        isOurs = isOurs || (is && offer.isOurs);
        isOthers = isOthers || (is && !offer.isOurs);
    }
    if (isOurs && (isMarked || !isOthers))
        return Featured::Ours;
    if (isOthers && !isOurs)
        return Featured::Other;
    if (!price)
        return Featured::Nobody;
    return isMarked ? Featured::Other : Featured::Unknown; // somebody has it whose offer is not among those shown
}

/// What our price would have to be for a buyer to pay as much as for the cheapest of the others.
std::optional<Money> competitorOf(const QList<SellersOffer> &offers)
{
    const SellersOffer *cheapest = nullptr, *ours = nullptr;
    for (const SellersOffer &offer : offers) {
        const SellersOffer *&best = offer.isOurs ? ours : cheapest;
        if (!best || offer.landed() < best->landed())
            best = &offer;
    }
    if (!cheapest)
        return std::nullopt;
    const bool isComparable = ours && ours->price.currency == cheapest->price.currency;
    const qint64 amount = cheapest->landed() - (isComparable ? ours->shipping.amount : 0);
    return amount > 0 ? std::optional(Money{amount, cheapest->price.currency}) : std::nullopt;
}

} // namespace

std::optional<ProductOffers> readOffers(const QJsonObject &payload, const QString &eventTime, const Account &account)
{
    const QJsonValue change = payload.value("AnyOfferChangedNotification"_L1), trigger = change["OfferChangeTrigger"_L1];
    const QString asin = trigger["ASIN"_L1].toString();
    const QString condition = trigger["ItemCondition"_L1].toString().toLower();
    auto at = parseTime(trigger["TimeOfOfferChange"_L1].toString());
    if (!at)
        at = parseTime(eventTime);
    if (asin.isEmpty() || condition.isEmpty() || !at || !change["Offers"_L1].isArray())
        return std::nullopt;
    QList<SellersOffer> offers;
    const QJsonArray all = change["Offers"_L1].toArray();
    for (const QJsonValue &value : all) {
        const auto offer = readSellersOffer(value, account);
        if (!offer)
            return std::nullopt;
        offers.append(*offer);
    }
    return ProductOffers{asin, condition, {{}, competitorOf(offers), featuredOf(offers, featuredPrice(change["Summary"_L1], condition)), *at}};
}

http::Request productsRequest(const Account &account, const QStringList &asins, const QString &pageToken)
{
    QByteArray url = account.root + "/listings/2021-08-01/items/" + encoded(account.sellerId) + "?marketplaceIds=" + encoded(account.marketplaceId)
        + "&identifiersType=ASIN&includedData=summaries&pageSize=" + QByteArray::number(productsPage) + "&identifiers=";
    QByteArrayList names;
    for (const QString &asin : asins)
        names.append(encoded(asin));
    url += names.join(',');
    if (!pageToken.isEmpty())
        url += "&pageToken=" + encoded(pageToken);
    return {"GET", url, {}, {}};
}

Result<ProductsPage> readProducts(const QByteArray &body, const QString &marketplaceId)
{
    const auto answer = readObject(body, u"listings"_s);
    CROSSDOCK_TRY(answer);
    if (!answer->value("items"_L1).isArray())
        return fail(Error::Code::Rejected, u"listings"_s, u"the answer holds no items"_s);
    ProductsPage page;
    const QJsonArray items = answer->value("items"_L1).toArray();
    for (const QJsonValue &item : items) {
        const QJsonArray summaries = item["summaries"_L1].toArray();
        for (const QJsonValue &summary : summaries) {
            const QString asin = summary["asin"_L1].toString();
            if (summary["marketplaceId"_L1].toString() == marketplaceId && !asin.isEmpty()) // "used_very_good" is used
                page.listings[asin].append({item["sku"_L1].toString(), summary["conditionType"_L1].toString(u"new_new"_s).section(u'_', 0, 0)});
        }
    }
    page.nextToken = answer->value("pagination"_L1)["nextToken"_L1].toString();
    return page;
}

http::Request issuesRequest(const Account &account, const QString &sku)
{
    return {"GET", account.root + "/listings/2021-08-01/items/" + encoded(account.sellerId) + '/' + encoded(sku) + "?marketplaceIds="
                + encoded(account.marketplaceId) + "&issueLocale=en_US&includedData=issues", {}, {}};
}

Result<QString> readIssues(const QByteArray &body)
{
    const auto answer = readObject(body, u"listing"_s);
    CROSSDOCK_TRY(answer);
    QStringList enforced, errors;
    const QJsonArray issues = answer->value("issues"_L1).toArray();
    for (const QJsonValue &issue : issues) {
        const QString words = issue["message"_L1].toString();
        if (words.isEmpty())
            continue;
        if (!issue["enforcements"_L1]["actions"_L1].toArray().isEmpty())
            enforced.append(words);
        else if (issue["severity"_L1].toString() == "ERROR"_L1)
            errors.append(words);
    }
    return (enforced.isEmpty() ? errors : enforced).join(u"; "_s).left(500);
}

} // namespace crossdock::amazon
