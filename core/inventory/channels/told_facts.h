#pragma once

#include <QStringList>

namespace crossdock::channels {

/// What only some kinds of channels tell: fields and events of rules, by the names that rules have for them. The one table of it: rules are armed
/// and the README is written by it.
struct ToldFact {
    QLatin1StringView name; ///< "order.coupon"
    QStringList kinds; ///< of channels that tell it
    bool comesLater = false; ///< found out after the order was placed: may be told when all else is
};

const QList<ToldFact> &toldFacts();

/// Whether orders of such a channel can have it. True of all that is not in the table: every channel tells that, or nobody needs to.
bool canTell(QStringView kind, QStringView name);

/// Whether it is in the table: an order may lack it that its channel has not told in whole.
bool isToldFact(QStringView name);

} // namespace crossdock::channels
