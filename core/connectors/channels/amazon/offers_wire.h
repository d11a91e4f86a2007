#pragma once

#include "core/connectors/channels/amazon/amazon_wire.h"

/// What Amazon tells of the offers of others and of the issues of a listing, bytes <-> values, no I/O. Sources: Amazon's schema
/// AnyOfferChangedNotification (1.0; `IsBuyBoxWinner` of an offer as in the model productPricingV0), the model listingsItems_2021-08-01.
namespace crossdock::amazon {

/// Amazon names what is sold, not whose listing it is: see readProducts().
struct ProductOffers {
    QString asin;
    QString condition; ///< "new", "used", ...: in small letters
    channels::MarketSeen seen; ///< of every listing of ours in that condition; `listing` is empty
};

/// The payload of an ANY_OFFER_CHANGED for this seller and marketplace; nothing if it does not follow its schema. Of the twenty
/// cheapest offers, which is all that it shows. What an offer costs is its price and its shipping.
std::optional<ProductOffers> readOffers(const QJsonObject &payload, const QString &eventTime, const Account &account);

/// A listing of ours among those that sell one product.
struct OwnListing {
    QString sku;
    QString condition;
};
struct ProductsPage {
    QHash<QString, QList<OwnListing>> listings; ///< by ASIN
    QString nextToken;
};
constexpr qsizetype productsAtOnce = 10; ///< of the model's 20 identifiers: several listings may sell one product, and a page holds 20

http::Request productsRequest(const Account &account, const QStringList &asins, const QString &pageToken);
Result<ProductsPage> readProducts(const QByteArray &body, const QString &marketplaceId);

http::Request issuesRequest(const Account &account, const QString &sku);
/// Why the listing is kept from buyers, in Amazon's own words; empty: it says nothing.
Result<QString> readIssues(const QByteArray &body);

} // namespace crossdock::amazon
