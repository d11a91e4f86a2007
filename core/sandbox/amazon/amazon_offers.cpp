#include "core/sandbox/amazon/amazon_channel.h"

using namespace Qt::Literals::StringLiterals;

/// What the marketplace tells of other sellers, and of listings that it keeps from buyers.
namespace crossdock::sandbox {
namespace {

QJsonObject moneyJson(const Money &money)
{
    return {{u"Amount"_s, toDecimal(money).toDouble()}, {u"CurrencyCode"_s, money.currency}};
}

QJsonObject offerOf(const QString &seller, const Money &price, bool isFeatured)
{
    return {{u"SellerId"_s, seller}, {u"SubCondition"_s, u"New"_s},
            {u"SellerFeedbackRating"_s, QJsonObject{{u"FeedbackCount"_s, 1200}, {u"SellerPositiveFeedbackRating"_s, 97}}},
            {u"ShippingTime"_s, QJsonObject{{u"MinimumHours"_s, 24}, {u"MaximumHours"_s, 48}, {u"AvailabilityType"_s, u"NOW"_s}}},
            {u"ListingPrice"_s, moneyJson(price)}, {u"Shipping"_s, moneyJson({0, price.currency})},
            {u"IsFulfilledByAmazon"_s, false}, {u"IsFeaturedMerchant"_s, true}, {u"IsBuyBoxWinner"_s, isFeatured}, {u"ShipsDomestically"_s, true}};
}

} // namespace

QString AmazonChannel::asinOf(const Listing &listing)
{
    return u"B0"_s + QString::number(listing.number + 60'466'176, 36).toUpper().rightJustified(8, u'0').right(8);
}

void AmazonChannel::startRivals()
{
    if (around().spec.hasRivals)
        m_rivals.start();
}

Result<> AmazonChannel::setRival(qsizetype listing, const Money &price)
{
    m_rivals.set(listing, price);
    return {};
}

/// The cheaper of the two is featured, and of equals ours; what is out of stock is not offered.
void AmazonChannel::tellOffers(qsizetype index)
{
    const Listing &listing = shop().listings().at(index);
    const Rivals::Rival *rival = m_rivals.of(index);
    const bool isOffered = listing.quantity > 0 && !m_suppressed.contains(index);
    const bool isOurs = isOffered && (!rival || listing.price.amount <= rival->price.amount);
    QJsonArray offers, featured;
    if (isOffered)
        offers.append(offerOf(access().account.value(u"seller_id"_s), listing.price, isOurs));
    if (rival)
        offers.append(offerOf(u"A"_s + secret(u"rival").first(13).toUpper(), rival->price, !isOurs));
    if (isOffered || rival) {
        const QJsonObject price = moneyJson(isOurs ? listing.price : rival->price);
        featured.append(QJsonObject{{u"Condition"_s, u"new"_s}, {u"LandedPrice"_s, price}, {u"ListingPrice"_s, price}, {u"Shipping"_s, moneyJson({0, listing.price.currency})}});
    }
    const QJsonObject trigger{{u"MarketplaceId"_s, access().account.value(u"marketplace_id"_s)}, {u"ASIN"_s, asinOf(listing)}, {u"ItemCondition"_s, u"new"_s},
                              {u"TimeOfOfferChange"_s, toText(now())}, {u"OfferChangeType"_s, u"Internal"_s}};
    notify(u"ANY_OFFER_CHANGED"_s,
           {{u"AnyOfferChangedNotification"_s, QJsonObject{{u"SellerId"_s, access().account.value(u"seller_id"_s)}, {u"OfferChangeTrigger"_s, trigger},
                                                           {u"Summary"_s, QJsonObject{{u"BuyBoxPrices"_s, featured}, {u"TotalBuyBoxEligibleOffers"_s, offers.size()}}},
                                                           {u"Offers"_s, offers}}}});
}

Result<> AmazonChannel::suppress(qsizetype index, const QString &words)
{
    if (words.isEmpty())
        m_suppressed.remove(index);
    else
        m_suppressed.insert(index, words);
    const Listing &listing = shop().listings().at(index);
    const bool isSuppressed = !words.isEmpty();
    notify(u"LISTINGS_ITEM_ISSUES_CHANGE"_s,
           {{u"SellerId"_s, access().account.value(u"seller_id"_s)}, {u"MarketplaceId"_s, access().account.value(u"marketplace_id"_s)}, {u"Asin"_s, asinOf(listing)},
            {u"Sku"_s, listing.sku}, {u"Severities"_s, QJsonArray{isSuppressed ? u"ERROR"_s : u"NONE"_s}},
            {u"EnforcementActions"_s, isSuppressed ? QJsonArray{u"LISTING_SUPPRESSED"_s} : QJsonArray()}});
    return {};
}

QJsonArray AmazonChannel::issuesOf(qsizetype index) const
{
    const auto words = m_suppressed.constFind(index);
    if (words == m_suppressed.cend())
        return {};
    const QJsonObject enforcements{{u"actions"_s, QJsonArray{QJsonObject{{u"action"_s, u"LISTING_SUPPRESSED"_s}}}}, {u"exemption"_s, QJsonObject{{u"status"_s, u"NOT_EXEMPT"_s}}}};
    return {QJsonObject{{u"code"_s, u"18027"_s}, {u"message"_s, *words}, {u"severity"_s, u"ERROR"_s}, {u"categories"_s, QJsonArray{u"MISSING_IMAGE"_s}}, {u"enforcements"_s, enforcements}}};
}

} // namespace crossdock::sandbox
