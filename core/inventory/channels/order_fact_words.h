#pragma once

#include <QStringList>

/// What channels and sheets say of orders in words of their own, in the words of rules.
namespace crossdock::channels {

/// How fast a way of shipping is that a buyer chose: same_day next_day two_day expedited standard economy pickup, from its titles and codes ("DHL
/// Express", "SECOND_DAY", "Local pickup"). Empty: they do not say.
QString shippingSpeedOf(const QStringList &names);

/// Of several assessments (LOW MEDIUM HIGH, in any case) the worst: low medium high. Empty: there is none.
QString worstRiskOf(const QStringList &levels);

/// Whether the lines of an address name a post office box.
bool isPostBox(const QString &address);

} // namespace crossdock::channels
