#pragma once

#include "core/connectors/carriers/account.h"
#include "core/connectors/http/exchange.h"
#include "core/inventory/fulfilment/labels/purchase.h"

#include <QStringList>

namespace crossdock::carriers {

/// What was sold, as a wire reads it.
struct Sold {
    labels::Bought bought;
    QByteArray documentUrl; ///< where the document is, if it was not in the answer; empty: nowhere yet
};

/// How one service sells labels, takes them back and tells of parcels: pure functions of bytes and values. A request that is
/// nullptr cannot be made.
struct LabelWire {
    using Token = const QByteArray &;

    int voidDays = 0; ///< takes a label back for so many days; 0: not known
    QByteArray soldBefore; ///< in a refusal: it had sold this label before; empty: it has no such word
    QStringList documentHosts = {}; ///< hosts of documents beside its own: "name.example" is itself and all below it
    bool declaresGoods = true; ///< false: sells no label for what customs wants to know

    http::Request (*buy)(const Account &account, Token token, const labels::Purchase &purchase) = nullptr;
    /// Of a 2xx answer. Rejected: nothing was sold; an answer that leaves it open `mayHaveHappened`.
    labels::Answer<Sold> (*parseSold)(const QByteArray &body, labels::Format format) = nullptr;

    http::Request (*find)(const Account &account, Token token, const labels::Known &label) = nullptr;
    labels::Answer<std::optional<Sold>> (*parseFound)(const QByteArray &body, labels::Format format) = nullptr;

    /// Asks for the document in another format where the sale named none of it; answered as a sale.
    http::Request (*convert)(const Account &account, Token token, const labels::Known &label) = nullptr;

    http::Request (*takeBack)(const Account &account, Token token, const labels::Known &label) = nullptr;
    http::Request (*askRefund)(const Account &account, Token token, const labels::Known &label) = nullptr;
    Result<labels::Refund> (*parseRefund)(const QByteArray &body) = nullptr; ///< of either

    http::Request (*track)(const Account &account, Token token, const labels::Known &label) = nullptr;
    Result<QList<labels::TrackEvent>> (*parseTrack)(const QByteArray &body) = nullptr; ///< oldest first
};

} // namespace crossdock::carriers
