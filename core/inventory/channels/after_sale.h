#pragma once

#include "core/inventory/values/money.h"
#include "core/inventory/values/quantity.h"
#include "core/inventory/values/time.h"

#include <QList>
#include <QString>
#include <optional>
#include <variant>

namespace crossdock::channels {

/// Money that a channel paid back to a buyer.
struct Refund {
    QString number; ///< the channel's own
    Money amount; ///< more than 0
    friend bool operator==(const Refund &, const Refund &) = default;
};

/// What a buyer sends back, as its channel shows it at one moment.
struct Return {
    enum class State { Requested, Approved, Received, Rejected, Cancelled };
    struct Line {
        QString line; ///< of the order, as ChannelOrder::Line::id
        Quantity quantity = 0;
        friend bool operator==(const Line &, const Line &) = default;
    };
    QString number; ///< the channel's own
    QString title; ///< what people call it: "#1001-R1"
    State state = State::Requested;
    QString reason; ///< damaged defective wrong_item not_as_described changed_mind wrong_size late other; empty: the channel does not know
    std::optional<Money> value; ///< what the buyer paid for it
    QList<Line> lines;
    Time requestedAt{};
    friend bool operator==(const Return &, const Return &) = default;
};

/// Money that a buyer's bank takes back.
struct Chargeback {
    QString number; ///< the channel's own
    Money amount; ///< more than 0
    QString state; ///< in the channel's own words: "needs_response", "won", "lost"
    friend bool operator==(const Chargeback &, const Chargeback &) = default;
};

using AfterSale = std::variant<Refund, Return, Chargeback>;

QString nameOf(Return::State state); ///< "requested", "approved", "received", "rejected", "cancelled"
Return::State returnStateFrom(const QString &name);

} // namespace crossdock::channels
