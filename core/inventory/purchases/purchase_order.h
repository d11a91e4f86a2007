#pragma once

#include "core/inventory/values/ids.h"
#include "core/inventory/values/quantity.h"
#include "core/inventory/values/time.h"

#include <QDate>
#include <QJsonObject>
#include <QList>
#include <optional>

namespace crossdock::purchases {

/// What was ordered from a supplier and is to come. Its units are nobody's stock until they are received: nothing can be promised from them.
struct PurchaseOrder {
    enum class State {
        Open, ///< nothing came yet
        PartlyReceived,
        Received, ///< all came, or what came is all that will come
        Cancelled,
    };
    struct Line {
        Sku sku;
        Quantity ordered = 0;
        Quantity received = 0; ///< may be more than was ordered, and of what is closed less
        friend bool operator==(const Line &, const Line &) = default;
    };

    QString number; ///< "PO-7", or the seller's own
    QString supplier; ///< as products name it
    std::optional<NodeId> node = {}; ///< where it goes to; nothing: nobody said
    QList<Line> lines = {}; ///< each SKU once
    std::optional<QDate> expectedOn = {}; ///< nothing: nobody knows
    State state = State::Open;
    Time orderedAt{};
    qint64 version = 1; ///< grows with every change

    bool isOpen() const { return state == State::Open || state == State::PartlyReceived; }
    /// Units of the SKU that are still to come.
    Quantity toCome(const Sku &sku) const;
    Quantity toCome() const;
    /// Since when it is late; nothing: it is not, at that moment. A day is over at midnight UTC.
    std::optional<Time> lateSince(Time now) const;
    /// What follows for an order that is not cancelled from what came of it.
    State stateOfLines() const;
};

QString nameOf(PurchaseOrder::State state); ///< "partly_received"
PurchaseOrder::State stateFrom(QStringView name); ///< of one of those names

/// All of it but its version and when it was ordered, as entries say it: lines by SKU.
QJsonObject saidOf(const PurchaseOrder &order);
PurchaseOrder orderFrom(const QJsonObject &json); ///< of what an entry said

} // namespace crossdock::purchases
