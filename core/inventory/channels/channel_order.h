#pragma once

#include "core/inventory/channels/after_sale.h"
#include "core/inventory/channels/order_facts.h"
#include "core/inventory/values/ids.h"
#include "core/inventory/values/money.h"
#include "core/inventory/values/quantity.h"
#include "core/inventory/values/time.h"

#include <QList>
#include <optional>

namespace crossdock {

/// Who bought and where it goes: personal data. Leaves memory only encrypted, see audit/privacy.h.
struct Buyer {
    QString name, email, phone, address, city, region, postcode, country;
    bool isEmpty() const { return *this == Buyer{}; }
    friend bool operator==(const Buyer &, const Buyer &) = default;
};

/// A whole order as its channel shows it at one moment: a snapshot, not a difference.
struct ChannelOrder {
    enum class State {
        AwaitingPayment, ///< known, but the channel has not taken units off for it
        Open,
        Shipped, ///< the seller has nothing left to send
        Cancelled,
    };
    /// Which side picks, packs and ships. `Channel` (FBA, WFS) takes no unit from our own nodes.
    enum class Fulfilment { Seller, Channel };

    struct Line {
        QString id; ///< the channel's own id of the line
        QString listing; ///< the channel's own name of the offer, see ListingId; empty if the wire has none
        QString sku; ///< the seller's SKU as the channel shows it; empty if the wire has none
        Quantity quantity = 0; ///< what is to be sent: ordered less cancelled and refunded
        Quantity shipped = 0; ///< part of `quantity` that has left
        std::optional<Money> unitPrice;
        friend bool operator==(const Line &, const Line &) = default;
    };

    OrderId id;
    Time revision{}; ///< the channel's own time of this version; a newer one replaces an older one
    bool isAuthoritative = false; ///< read from the channel's API just now: wins over an event of the same revision
    Time createdAt{}; ///< when the buyer placed it, by the channel's clock
    Milliseconds resolution{1}; ///< of createdAt: 1000 ms where the channel gives whole seconds
    State state = State::Open;
    Fulfilment fulfilment = Fulfilment::Seller;
    QList<Line> lines;
    Buyer buyer; ///< empty if this message does not carry it: what is known stays
    std::optional<Time> shipBy;
    std::optional<Time> deliverBy = {};
    QString paymentMethod = {}; ///< cod card paypal upi bank_transfer gift_card other; empty: this message does not say, and what is known stays
    QList<channels::AfterSale> afterSale = {}; ///< that this message tells; what it does not tell stays. Recorded apart from the order
    OrderFacts facts = {};
    friend bool operator==(const ChannelOrder &, const ChannelOrder &) = default;
};

} // namespace crossdock
