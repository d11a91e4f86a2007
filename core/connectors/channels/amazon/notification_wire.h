#pragma once

#include "core/connectors/channels/amazon/offers_wire.h"
#include "core/connectors/channels/amazon/orders_wire.h"

/// Amazon's notifications, bytes -> news. Sources: Amazon's schemas OrderChangeNotification (1.0),
/// ListingsItemMfnQuantityChange (1.0), ListingsItemIssuesChangeNotification (2023-12-13), ListingsItemStatusChangeNotification (1.0),
/// AnyOfferChangedNotification (1.0); "Notification Type Values" for ACCOUNT_STATUS_CHANGED (2021-01-01).
///
/// What an ORDER_CHANGE becomes:
/// - `revision` is EventTime: Amazon delivers in any order and more than once, and tells to sort by it. It lies a little
///   after the lastUpdatedTime that the Orders API shows for the same change.
/// - `createdAt` is PurchaseDate. Amazon may leave that null; then createdAt is EventTime, which is later than the
///   purchase, so that the order could look newer than a push that overwrote it: an OrderHint follows, and reading the
///   order gives the true time.
/// - A notification of level OrderItemLevel names one line of the order only: it is a hint, not a snapshot.
/// - An order that cannot be read but for its number is a hint too: a sale is never lost to a field that changed.
///
/// A listing is suppressed where an enforcement takes it from buyers or from the search, or where it can neither be found nor is
/// deleted. One that can be found and not bought may just be out of stock: that says nothing.
namespace crossdock::amazon {

struct Notification {
    channels::Message message;
    bool isReadable = true; ///< false: no such text will ever be readable, `news` holds a Notice that says why
    std::optional<ProductOffers> offers = {}; ///< of a product: which listings of ours sell it is not in it, and `news` is a Notice
    bool canWait() const; ///< of the market alone: no order and no stock
};

/// Reads the body of a queue message: a notification itself, or one in an envelope of EventBridge or SNS.
/// Never fails; `queueId` is the message's id where the notification has none.
Notification readNotification(const QByteArray &body, const QString &queueId, const Account &account);

} // namespace crossdock::amazon
