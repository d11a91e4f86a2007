#pragma once

#include "core/connectors/channels/amazon/amazon_wire.h"

/// Orders of SP-API, bytes <-> values. Source: Amazon's model orders_2026-01-01.
///
/// What the values mean:
/// - PENDING and PENDING_AVAILABILITY are Open: Amazon takes the units off the listing when the order is placed, long
///   before the payment is sure, so they are reserved from the first moment. UNFULFILLABLE is Cancelled (only Amazon's
///   own stock knows it). A status that we do not know is Open: better reserved than sold twice.
/// - A line's quantity is what was ordered, less what was cancelled: quantityFulfilled + quantityUnfulfilled once
///   Amazon counts them (not while PENDING, where both may be 0).
/// - A listing is named by the seller's SKU, so `listing` and `sku` of a line are the same text.
namespace crossdock::amazon {

/// Where the reading of orders stands. Opaque to the store.
struct OrdersCursor {
    Time updatedAfter{};
    QString pageToken; ///< empty: the first page
    std::optional<Time> askedAt; ///< of the first page: the token lives for 24 hours
    std::optional<Time> nextStart; ///< where the reading after the last page starts

    QString toText() const;
    static std::optional<OrdersCursor> fromText(const QString &text);
};

/// `withBuyer`: also asks for what needs the roles for personal data, and for money.
http::Request ordersRequest(const Account &account, const OrdersCursor &cursor, bool withBuyer);
http::Request orderRequest(const Account &account, const QString &number, bool withBuyer);

/// A box, which Amazon follows by one tracking number.
struct Package {
    int reference = 1; ///< the parcel's number, so that the same parcel told again is the same package
    QString tracking;
    QList<channels::ParcelSent::Line> lines;
};
/// One for each tracking number. What is in which box nobody says: the units are dealt out, and a box without any is left out, because
/// Amazon takes no empty one.
QList<Package> packagesOf(const channels::ParcelSent &parcel);
/// confirmShipment of Amazon's model ordersV0: Orders 2026-01-01 only reads.
http::Request shipmentRequest(const Account &account, const channels::ParcelSent &parcel, const Package &box);
/// Amazon's carrierCode for what people call the carrier; "Other": none of them.
QString carrierCodeOf(const QString &carrier);

struct OrdersPage {
    QList<ChannelOrder> orders; ///< oldest change first, all authoritative
    QString nextToken; ///< empty: the last page
    std::optional<Time> updatedBefore; ///< the page knows all changes before it
    QStringList unreadable; ///< numbers of orders that do not follow the model
};
Result<OrdersPage> readOrdersPage(const QByteArray &body, const Account &account);
Result<ChannelOrder> readOrderReply(const QByteArray &body, const Account &account);

/// A count that can be a quantity of units; nothing if it is none.
std::optional<Quantity> readCount(const QJsonValue &value);

/// Whole seconds where the text has no fraction.
Milliseconds resolutionOf(const QString &time);

} // namespace crossdock::amazon
