#pragma once

#include "core/inventory/channels/channel_order.h"

#include <QStringList>

namespace crossdock::fulfilment {

/// What the rules of the channel ask of a parcel that somebody else packs. Each is a demand: a node that cannot do it refuses.
struct Handling {
    bool plainBox = false; ///< nothing on it or in it names the node's owner
    QStringList blockedCarriers; ///< "amzl" (Amazon's own drivers): may not carry it
    bool together = false; ///< all lines at once
    bool signature = false;
    bool isPlain() const { return *this == Handling{}; }
    friend bool operator==(const Handling &, const Handling &) = default;
};

/// An order, or a part of one, as it is handed to a node. Holds a buyer's data: leaves memory only on the node's own wire.
struct NodeOrder {
    enum class Speed { Standard, Expedited, Priority };
    /// What the node is to do when it lacks something.
    enum class IfMissing { SendNothing, WaitForAll, SendTheRest };

    struct Line {
        QString id; ///< ours, the same in every answer; at most 50 characters
        Sku sku;
        Quantity quantity = 0;
        QString name;
        std::optional<Money> unitPrice;
        friend bool operator==(const Line &, const Line &) = default;
    };

    QString key; ///< ours and unique: the same key is the same order, however often it is sent; at most 40 characters
    QString number; ///< what the buyer knows it by
    QString channel; ///< the kind of channel it was sold on, "walmart"
    QString comment; ///< stands on the slip where the node prints one
    Time placedAt{};
    Buyer to;
    QList<Line> lines;
    Speed speed = Speed::Standard;
    IfMissing ifMissing = IfMissing::SendNothing;
    bool isHeld = false; ///< the node keeps it until release()
    QString place; ///< the node's own name of the building; empty: it chooses
    std::optional<Time> sendAt; ///< not before
    Handling handling;

    Quantity units() const;
};

/// Where it goes, without a name, a street, or a way to reach anybody: enough to ask for a price.
Buyer placeOf(const Buyer &to);

/// "1 Long Street, Flat 2" in lines of at most `length` characters, cut at commas where it can be.
QStringList addressLines(const QString &address, qsizetype length);

} // namespace crossdock::fulfilment
