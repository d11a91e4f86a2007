#include "core/inventory/fulfilment/waves/rule_reader.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {

bool RuleReader::rules()
{
    return m_json.array([this](qsizetype) {
        m_wave.rules.emplace_back();
        return rule(m_wave.rules.back());
    });
}

bool RuleReader::rule(Rule &rule)
{
    QList<QByteArray> seen;
    const bool isRead = m_json.object([&](const QByteArray &key) {
        seen.append(key);
        if (key == "name")
            return m_field.text(rule.name);
        if (key == "nodes") {
            return m_json.array([&](qsizetype) {
                rule.nodes.emplace_back();
                return m_field.name(rule.nodes.back(), m_nodes, "node");
            });
        }
        if (key == "countries") {
            return m_json.array([&](qsizetype) {
                rule.countries.emplace_back();
                return m_field.country(rule.countries.back());
            });
        }
        for (auto [name, list] : {std::pair("channels", &rule.channels), {"skus", &rule.skus}, {"blocked_carriers", &rule.blockedCarriers}}) {
            if (key == name)
                return m_field.names(*list);
        }
        for (auto [name, flag] : {std::pair("hazmat", &rule.onlyHazardous), {"forbid", &rule.forbids}, {"blank_box", &rule.needsBlankBox}}) {
            if (key == name)
                return m_json.flag(*flag);
        }
        if (key == "surcharge_percent")
            return m_field.basisPoints(rule.basisPoints);
        return key == "surcharge" ? m_field.cost(rule.fee) : m_field.unknownKey("a rule");
    });
    if (!isRead || !m_field.require({"name"}, seen))
        return false;
    const bool doesSomething = rule.forbids || rule.needsBlankBox || !rule.blockedCarriers.isEmpty() || seen.contains("surcharge_percent") || seen.contains("surcharge");
    return doesSomething || m_json.fail(u"it does nothing: “forbid”, “blank_box”, “blocked_carriers”, “surcharge” or “surcharge_percent” is missing"_s);
}

bool RuleReader::transit()
{
    return m_json.array([this](qsizetype) {
        Transit row;
        QList<QByteArray> seen;
        const bool isRead = m_json.object([&](const QByteArray &key) {
            seen.append(key);
            if (key == "carrier") {
                const bool isText = m_field.text(row.carrier);
                row.carrier = row.carrier.toLower();
                return isText;
            }
            if (key == "service")
                return m_field.text(row.service);
            if (key == "node")
                return m_field.name(row.node, m_nodes, "node");
            return key == "days" ? chances(row.chances) : m_field.unknownKey("a transit time");
        });
        if (!isRead || !m_field.require({"days"}, seen))
            return false;
        if (row.carrier.isEmpty() && row.node.isEmpty())
            return m_json.fail(u"“carrier” is missing"_s);
        m_wave.transit.push_back(std::move(row));
        return true;
    });
}

bool RuleReader::chances(std::vector<Transit::Chance> &chances)
{
    constexpr qint64 mostDays = 365, all = 100;
    return m_json.array([&](qsizetype) {
        Transit::Chance chance;
        QList<QByteArray> seen;
        const bool isRead = m_json.object([&](const QByteArray &key) {
            seen.append(key);
            if (key == "days")
                return m_json.count(chance.days, 0);
            return key == "percent" ? m_json.count(chance.percent, 0) : m_field.unknownKey("a chance");
        });
        if (!isRead || !m_field.require({"days", "percent"}, seen))
            return false;
        if (chance.days > mostDays || chance.percent > all)
            return m_json.fail(u"more than %1 days, or more than 100 per cent"_s.arg(mostDays));
        if (!chances.empty() && (chances.back().days >= chance.days || chances.back().percent > chance.percent))
            return m_json.fail(u"days and per cent must rise"_s);
        chances.push_back(chance);
        return true;
    });
}

} // namespace crossdock::waves
