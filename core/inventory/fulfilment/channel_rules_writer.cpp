#include "core/inventory/fulfilment/channel_rules.h"

#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

/// Writes the keys of one object that say something.
class Keys
{
public:
    void text(const QString &key, const QString &value) { put(key, value, !value.isEmpty()); }
    void texts(const QString &key, const QStringList &list) { put(key, QJsonArray::fromStringList(list), !list.isEmpty()); }
    void day(const QString &key, QDate day) { put(key, day.toString(Qt::ISODate), day.isValid()); }
    void number(const QString &key, qint64 value) { put(key, value, value != 0); }
    void flag(const QString &key, std::optional<bool> value) { put(key, value.value_or(false), value.has_value()); }
    void yes(const QString &key, bool value) { put(key, true, value); }
    void object(const QString &key, const QJsonObject &object) { put(key, object, !object.isEmpty()); }
    const QJsonObject &json() const { return m_json; }

private:
    void put(const QString &key, const QJsonValue &value, bool isSaid)
    {
        if (isSaid)
            m_json[key] = value;
    }
    QJsonObject m_json;
};

QJsonObject jsonOf(const ChannelRule::When &when)
{
    Keys keys;
    keys.text(u"demands"_s, when.demands == ChannelRule::Demand::PlainBox ? u"plain_box"_s : when.demands == ChannelRule::Demand::BlockedCarriers ? u"blocked_carriers"_s : QString());
    keys.number(u"longest_side_over_mm"_s, when.longestSideOverMm);
    keys.number(u"weight_over_g"_s, when.weightOverG);
    keys.texts(u"categories"_s, when.categories);
    keys.texts(u"skus"_s, when.skus);
    keys.flag(u"hazmat"_s, when.isHazmat);
    keys.flag(u"node_takes_hazmat"_s, when.nodeTakesHazmat);
    keys.flag(u"abroad"_s, when.isAbroad);
    keys.yes(u"refused_by_node"_s, when.isRefusedByNode);
    keys.yes(u"unasked_of_node"_s, when.isUnaskedOfNode);
    keys.texts(u"only_to"_s, when.onlyTo);
    keys.texts(u"not_to"_s, when.notTo);
    return keys.json();
}

QJsonObject jsonOf(const Handling &demand)
{
    Keys keys;
    keys.yes(u"plain_box"_s, demand.plainBox);
    keys.texts(u"blocked_carriers"_s, demand.blockedCarriers);
    keys.yes(u"together"_s, demand.together);
    keys.yes(u"signature"_s, demand.signature);
    return keys.json();
}

} // namespace

QJsonArray toJson(const QList<ChannelRule> &rules)
{
    QJsonArray rows;
    for (const ChannelRule &rule : rules) {
        Keys keys;
        keys.text(u"name"_s, rule.name);
        keys.text(u"channel"_s, rule.channel);
        keys.text(u"node"_s, rule.node);
        keys.day(u"from"_s, rule.from);
        keys.day(u"until"_s, rule.until);
        keys.object(u"when"_s, jsonOf(rule.when));
        keys.yes(u"veto"_s, rule.isVeto);
        keys.object(u"demand"_s, jsonOf(rule.demand));
        keys.number(u"surcharge_percent"_s, rule.surchargePercent);
        keys.text(u"source"_s, rule.source);
        keys.text(u"kind"_s, rule.sourceKind);
        rows.append(keys.json());
    }
    return rows;
}

} // namespace crossdock::fulfilment
