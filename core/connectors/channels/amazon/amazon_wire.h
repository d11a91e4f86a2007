#pragma once

#include "core/connectors/channels/amazon/account.h"
#include "core/inventory/channels/channel_port.h"

#include <QJsonObject>

/// SP-API bytes <-> values, no I/O. Sources: Amazon's models listingsItems_2021-08-01, sellers, notifications;
/// errors as in every model's ErrorList; token endpoint as in "Connect to the SP-API".
namespace crossdock::amazon {

using channels::CallFailure;

/// `text` as one part of a path or as a value in a query: only letters, digits, '-', '.', '_', '~' stay, and a name
/// of dots alone (which a client would fold away as a folder) loses its dots too.
QByteArray encoded(QStringView text);

/// The bytes as a JSON object, or Rejected with `subject`.
Result<QJsonObject> readObject(const QByteArray &body, const QString &subject);

/// Calls a second that the channel allows now (`x-amzn-RateLimit-Limit`); nothing if it does not say.
std::optional<double> rateOf(const http::Reply &reply);

/// Why SP-API said no, in its own words. `usualRate`: the operation's documented calls a second, the measure of how
/// long to wait after a 429 that names no time.
CallFailure failureOf(const http::Reply &reply, double usualRate);
CallFailure failureOf(const http::Failure &failure);
CallFailure failureOf(const Error &unreadable);

/// A 401 or 403 that a new access token may cure; `tokenAge` tells a stale token from a missing permission.
bool asksForNewToken(const http::Reply &reply, Milliseconds tokenAge);

struct Token {
    QByteArray text;
    Milliseconds livesFor{0};
};
/// The form of a renewal, and of a grantless token where `scope` is given.
QByteArray tokenForm(const Secrets &secrets, const QByteArray &scope);
Result<Token> readToken(const QByteArray &body);
/// {"error": "invalid_grant", "error_description": …}
CallFailure tokenFailureOf(const http::Reply &reply);

/// In which the marketplace sells; empty: not known here.
QString currencyOf(const QString &marketplaceId);

http::Request patchRequest(const Account &account, const channels::Offer &offer);
/// 200 ACCEPTED -> Accepted; INVALID, 400 and 404 -> Refused with the channel's words (one SKU a call, so it is this
/// item that is wrong). Anything else is a failure of the call.
tl::expected<channels::Outcome, CallFailure> readPatchReply(const http::Reply &reply, const channels::Offer &offer);

/// One listing as the seller's own catalogue shows it.
struct Listing {
    QString sku;
    QString title;
    QString productType;
    std::optional<Quantity> quantity; ///< what the seller ships himself (channel code DEFAULT)
    bool isChannelFulfilled = false; ///< only Amazon's own stock is offered: never to be told a quantity
    std::optional<Money> price; ///< of the B2C offer on this marketplace
    std::optional<Time> createdAt;
};
http::Request listingRequest(const Account &account, const QString &sku);
Result<Listing> readListing(const QByteArray &body, const QString &marketplaceId);

/// Listings by SKU, in one page (searchListingsItems: 5/s, at most 20 identifiers). No SKU holds a comma: Amazon takes it as two.
constexpr qsizetype listingsPerSearch = 20;
http::Request listingsRequest(const Account &account, const QStringList &skus);
/// Those that Amazon found; one that does not follow the model is left out.
Result<QList<Listing>> readListings(const QByteArray &body, const QString &marketplaceId);

/// Amazon pages through 1,000 listings at most, so a longer catalogue is read in windows of creation time.
struct CatalogueCursor {
    QString pageToken;
    std::optional<Time> createdAfter; ///< start of this window
    std::optional<Time> newest; ///< newest creation time seen in it
    int count = 0; ///< listings read in it
    QString toText() const;
    static CatalogueCursor fromText(const QString &text); ///< the beginning if unreadable
};
http::Request catalogueRequest(const Account &account, const CatalogueCursor &cursor);
Result<channels::CataloguePage> readCataloguePage(const QByteArray &body, const Account &account,
                                                  CatalogueCursor cursor);

http::Request participationsRequest(const Account &account);
struct Store {
    QString name, marketplace, currency;
    bool isParticipating = true;
};
/// The seller's store on this marketplace; NotFound if he has none there.
Result<Store> readStore(const QByteArray &body, const QString &marketplaceId);

} // namespace crossdock::amazon
