#pragma once

#include "core/inventory/fulfilment/channel_rules.h"
#include "core/inventory/values/ids.h"
#include "core/inventory/values/result.h"

#include <QJsonObject>
#include <QList>
#include <QMap>

namespace crossdock::fulfilment {

/// What counts in a plan, each with its switch, and what-ifs. Money is in minor units of the wave's currency.
struct WavePolicy {
    std::optional<int> maxParcels = {}; ///< of an order; nothing: any number
    qint64 parcelFee = 0; ///< what every parcel costs besides, for the buyer's annoyance
    qint64 lateCost = 500; ///< of an order that comes after the promised day: times its probability; 0: does not count
    QMap<QString, qint64> lateCosts = {}; ///< by kind of channel, instead of `lateCost`
    qint64 carbonPrice = 0; ///< of a kilogram of CO2e; 0: it is only shown
    qint64 waitCost = 10'000; ///< of a line that is not sent now: above every parcel that is worth sending
    qint64 changeCost = 50; ///< of an order that is planned and is to be planned otherwise, so that plans do not flicker
    bool keepsCapacity = true; ///< parcels a day of a node
    bool protectsLastUnits = true; ///< a unit is dear where few are left
    bool isGreedy = false; ///< each order in its turn takes what is best for it
    bool isNearest = false; ///< each order in its turn goes from the nearest node that has all of it, whatever that costs
    QList<ChannelRule> rules = {}; ///< of the house, beside those that come with the program or in place of them: see withHouseRules()

    // What if:
    QList<NodeId> closed;
    QMap<NodeId, qint64> capacity; ///< parcels; instead of the node's own
    QMap<NodeId, qint64> pickFee; ///< instead of the node's own
    QMap<NodeId, int> fuel; ///< on the freight from there, in hundredths of a per cent

    qint64 lateCostOf(const QString &channelKind) const { return lateCosts.value(channelKind, lateCost); }
    bool asksWhatIf() const { return !closed.isEmpty() || !capacity.isEmpty() || !pickFee.isEmpty() || !fuel.isEmpty(); }
    friend bool operator==(const WavePolicy &, const WavePolicy &) = default;
};

/// What can be the policy of the house: without what-ifs.
QJsonObject toJson(const WavePolicy &policy);
/// Keys that are absent stay as usual. InvalidInput names an unknown key, a rule and what is wrong in it, or a value that is no number of 0 or more, or no switch.
Result<WavePolicy> wavePolicyFrom(const QJsonObject &json);

} // namespace crossdock::fulfilment
