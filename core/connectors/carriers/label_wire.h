#pragma once

#include "core/connectors/carriers/account.h"
#include "core/connectors/http/exchange.h"
#include "core/inventory/channels/delivery.h"
#include "core/inventory/fulfilment/labels/purchase.h"

#include <QStringList>

namespace crossdock::carriers {

/// What was sold, as a wire reads it.
struct Sold {
    labels::Bought bought;
    QByteArray documentUrl; ///< where the document is, if it was not in the answer; empty: nowhere yet
};

/// What fits into a service's address fields, in characters. 0: the service itself refuses what is too long.
struct LabelRoom {
    int line = 0, lines = 0; ///< of the street
    int name = 0;
    int phone = 0; ///< digits
};

/// A second token, of who pays: goes as a header with what is asked about a label, but not about its parcel.
struct PaymentToken {
    QByteArray header; ///< its name; empty: no such token is needed
    http::Request (*request)(const Account &account, const QByteArray &token) = nullptr;
    QString field; ///< of the answer
    qint64 seconds = 0; ///< how long it lives
};

/// How one service sells labels, takes them back and tells of parcels: pure functions of bytes and values. A request that is
/// nullptr cannot be made.
struct LabelWire {
    using Token = const QByteArray &;

    QStringList account = {}; ///< keys of the account that must be there, beside those for prices
    LabelRoom room = {};
    PaymentToken payment = {};
    int voidDays = 0; ///< takes a label back for so many days; 0: not known
    QByteArray soldBefore; ///< in a refusal: it had sold this label before; empty: it has no such word
    QStringList documentHosts = {}; ///< hosts of documents beside its own: "name.example" is itself and all below it
    bool declaresGoods = true; ///< false: sells no label for what customs wants to know
    bool needsPhones = false; ///< sells no label without the numbers of sender and buyer

    http::Request (*buy)(const Account &account, Token token, const labels::Purchase &purchase) = nullptr;
    /// Of a 2xx answer. Rejected: nothing was sold; an answer that leaves it open `mayHaveHappened`.
    labels::Answer<Sold> (*parseSold)(const QByteArray &body, labels::Format format) = nullptr;

    http::Request (*find)(const Account &account, Token token, const labels::Known &label) = nullptr;
    labels::Answer<std::optional<Sold>> (*parseFound)(const QByteArray &body, labels::Format format) = nullptr;
    int foundNone = 0; ///< the status by which `find` is told that there is none; 0: its answer says so

    /// Asks for the document in another format where the sale named none of it; answered as a sale.
    http::Request (*convert)(const Account &account, Token token, const labels::Known &label) = nullptr;

    http::Request (*takeBack)(const Account &account, Token token, const labels::Known &label) = nullptr;
    http::Request (*askRefund)(const Account &account, Token token, const labels::Known &label) = nullptr;
    Result<labels::Refund> (*parseRefund)(const QByteArray &body) = nullptr; ///< of either

    http::Request (*track)(const Account &account, Token token, const labels::Known &label) = nullptr;
    Result<labels::Way> (*parseTrack)(const QByteArray &body) = nullptr;

    bool (*isSigned)(const QByteArray &secret, const channels::Delivery &delivery, Time now) = nullptr; ///< by the account's secret "webhook_secret"
    Result<labels::WayTold> (*parseTold)(const QByteArray &body) = nullptr; ///< of a message that is signed
};

} // namespace crossdock::carriers
