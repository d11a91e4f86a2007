#pragma once

#include "core/sandbox/graphql/execution.h"
#include "core/sandbox/shop.h"

namespace crossdock::sandbox {

/// "gid://shopify/Order/5001"
QString gid(QStringView type, quint64 number);
/// The number at the end of a gid of that type, or of a bare number; 0 if it is neither.
quint64 numberOf(QStringView type, const QString &id);

/// "2026-06-25T01:33:55Z": GraphQL's DateTime, in whole seconds. Null for no time.
QJsonValue dateTime(Time time);
/// "14.0": the scalar Decimal drops zeros at the end, but for one.
QString shortDecimal(const Money &money);
graphql::Object moneyBag(const Money &money);
/// "paid": as REST says it. GraphQL has the same words in capitals.
QString financialStatus(const Order &order);

/// A cut out of a list, as the arguments first, after, last, before and reverse ask for.
struct Slice {
    qsizetype from = 0;
    qsizetype to = 0; ///< behind the last
    qsizetype total = 0;
    bool isReversed = false;

    /// Places in the underlying list, in the order of the answer.
    QList<qsizetype> places() const;
    static tl::expected<Slice, graphql::Failure> of(const graphql::Call &call, qsizetype total);
};

/// A connection: nodes, edges with cursors and pageInfo. `makeNode` is called only for what the slice holds.
graphql::Outcome connection(const QString &nodeType, const Slice &slice, std::function<graphql::Object(qsizetype)> makeNode);

inline constexpr quint64 firstRefund = 900'000'000'000; ///< the number of an order's refund is this and the order's own
QString returnStatus(const Order &order); ///< "NO_RETURN", "RETURN_REQUESTED", ...

} // namespace crossdock::sandbox
