#include "core/inventory/fulfilment/wave_policy.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

constexpr qint64 most = 1'000'000'000; // minor units: sums of it stay far from any limit

template <class Use>
void eachAmount(WavePolicy &policy, const Use &use)
{
    use(u"parcel_fee"_s, policy.parcelFee);
    use(u"late_cost"_s, policy.lateCost);
    use(u"carbon_price"_s, policy.carbonPrice);
    use(u"wait_cost"_s, policy.waitCost);
    use(u"change_cost"_s, policy.changeCost);
}

template <class Use>
void eachSwitch(WavePolicy &policy, const Use &use)
{
    use(u"keeps_capacity"_s, policy.keepsCapacity);
    use(u"protects_last_units"_s, policy.protectsLastUnits);
    use(u"greedy"_s, policy.isGreedy);
    use(u"nearest"_s, policy.isNearest);
}

Result<qint64> amountFrom(const QString &name, const QJsonValue &value, qint64 least = 0)
{
    const qint64 amount = value.toInteger(-1);
    if (!value.isDouble() || amount < least || amount > most)
        return fail(Error::Code::InvalidInput, name, u"it is a whole number from %1 to %2"_s.arg(least).arg(most));
    return amount;
}

} // namespace

QJsonObject toJson(const WavePolicy &policy)
{
    WavePolicy known = policy;
    QJsonObject json, lateCosts;
    eachAmount(known, [&](const QString &name, qint64 amount) { json[name] = amount; });
    eachSwitch(known, [&](const QString &name, bool flag) { json[name] = flag; });
    for (auto one = policy.lateCosts.begin(); one != policy.lateCosts.end(); ++one)
        lateCosts[one.key()] = one.value();
    json[u"late_costs"_s] = lateCosts;
    if (!policy.rules.isEmpty())
        json[u"rules"_s] = toJson(policy.rules);
    json[u"max_parcels"_s] = policy.maxParcels ? QJsonValue(*policy.maxParcels) : QJsonValue();
    return json;
}

Result<WavePolicy> wavePolicyFrom(const QJsonObject &json)
{
    WavePolicy policy;
    QJsonObject left = json;
    std::optional<Error> problem;
    const auto note = [&](const QString &name, const QString &reason) { problem = problem ? problem : std::optional(Error{Error::Code::InvalidInput, name, reason}); };
    eachAmount(policy, [&](const QString &name, qint64 &amount) {
        const QJsonValue value = left.take(name);
        if (value.isUndefined())
            return;
        if (const auto read = amountFrom(name, value))
            amount = *read;
        else
            note(name, read.error().detail);
    });
    eachSwitch(policy, [&](const QString &name, bool &flag) {
        const QJsonValue value = left.take(name);
        if (!value.isUndefined() && !value.isBool())
            note(name, u"it is neither true nor false"_s);
        flag = value.toBool(flag);
    });
    const QJsonObject lateCosts = left.take(u"late_costs"_s).toObject();
    for (const QString &channel : lateCosts.keys()) {
        if (const auto read = amountFrom(u"late_costs."_s + channel, lateCosts[channel]))
            policy.lateCosts[channel] = *read;
        else
            note(read.error().subject, read.error().detail);
    }
    if (const QJsonValue value = left.take(u"max_parcels"_s); !value.isUndefined() && !value.isNull()) {
        if (const auto read = amountFrom(u"max_parcels"_s, value, 1))
            policy.maxParcels = static_cast<int>(*read);
        else
            note(read.error().subject, read.error().detail);
    }
    if (const QJsonValue value = left.take(u"rules"_s); !value.isUndefined()) {
        const auto read = value.isArray() ? channelRulesFrom(value.toArray()) : fail(Error::Code::InvalidInput, u"rules"_s, u"it is a list of rules"_s);
        if (read)
            policy.rules = *read;
        else
            note(read.error().subject, read.error().detail);
    }
    if (!left.isEmpty())
        note(left.keys().first(), u"it is no key of a policy"_s);
    if (problem)
        return tl::make_unexpected(*problem);
    return policy;
}

} // namespace crossdock::fulfilment
