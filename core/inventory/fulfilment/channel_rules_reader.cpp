#include "core/inventory/fulfilment/channel_rules.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

static void initChannelRules() { Q_INIT_RESOURCE(channel_rules); } // a static library's resources must be asked for

namespace crossdock::fulfilment {
namespace {

/// Takes the keys of one object, each once; what is left over is unknown.
class Fields
{
public:
    Fields(const QJsonObject &object, QString where, QString &problem)
        : m_object(object)
        , m_where(std::move(where))
        , m_problem(problem)
    {
    }
    ~Fields()
    {
        if (!m_object.isEmpty())
            spoil(m_object.keys().first(), u"is no key here"_s);
    }
    Fields(const Fields &) = delete;
    Fields &operator=(const Fields &) = delete;

    QJsonValue take(const QString &key, QJsonValue::Type type)
    {
        const QJsonValue value = m_object.take(key);
        if (!value.isUndefined() && value.type() != type)
            spoil(key, u"has a value of the wrong kind"_s);
        return value;
    }
    QString text(const QString &key) { return take(key, QJsonValue::String).toString(); }
    bool flag(const QString &key) { return take(key, QJsonValue::Bool).toBool(); }
    qint64 number(const QString &key) { return take(key, QJsonValue::Double).toInteger(); }
    QJsonObject object(const QString &key) { return take(key, QJsonValue::Object).toObject(); }
    std::optional<bool> choice(const QString &key)
    {
        const QJsonValue value = take(key, QJsonValue::Bool);
        return value.isBool() ? std::optional<bool>(value.toBool()) : std::nullopt;
    }
    QStringList texts(const QString &key)
    {
        QStringList list;
        for (const QJsonValue value : take(key, QJsonValue::Array).toArray()) {
            if (!value.isString())
                spoil(key, u"is a list of texts"_s);
            list.append(value.toString());
        }
        return list;
    }
    QDate date(const QString &key)
    {
        const QString written = text(key);
        const QDate day = QDate::fromString(written, Qt::ISODate);
        if (!written.isEmpty() && !day.isValid())
            spoil(key, u"is no date like 2026-01-15"_s);
        return day;
    }
    void spoil(const QString &key, const QString &why)
    {
        if (m_problem.isEmpty())
            m_problem = u"%1: “%2” %3"_s.arg(m_where, key, why);
    }

private:
    QJsonObject m_object;
    QString m_where;
    QString &m_problem;
};

ChannelRule::When whenOf(const QJsonObject &json, const QString &where, QString &problem)
{
    ChannelRule::When when;
    Fields fields(json, where, problem);
    const QString demand = fields.text(u"demands"_s);
    if (demand == u"plain_box")
        when.demands = ChannelRule::Demand::PlainBox;
    else if (demand == u"blocked_carriers")
        when.demands = ChannelRule::Demand::BlockedCarriers;
    else if (!demand.isEmpty())
        fields.spoil(u"demands"_s, u"is plain_box or blocked_carriers"_s);
    when.longestSideOverMm = fields.number(u"longest_side_over_mm"_s);
    when.weightOverG = fields.number(u"weight_over_g"_s);
    when.categories = fields.texts(u"categories"_s);
    when.skus = fields.texts(u"skus"_s);
    when.isHazmat = fields.choice(u"hazmat"_s);
    when.nodeTakesHazmat = fields.choice(u"node_takes_hazmat"_s);
    when.isAbroad = fields.choice(u"abroad"_s);
    when.isRefusedByNode = fields.flag(u"refused_by_node"_s);
    when.isUnaskedOfNode = fields.flag(u"unasked_of_node"_s);
    when.onlyTo = fields.texts(u"only_to"_s);
    when.notTo = fields.texts(u"not_to"_s);
    return when;
}

Handling demandOf(const QJsonObject &json, const QString &where, QString &problem)
{
    Fields fields(json, where, problem);
    return {fields.flag(u"plain_box"_s), fields.texts(u"blocked_carriers"_s), fields.flag(u"together"_s), fields.flag(u"signature"_s)};
}

ChannelRule ruleOf(const QJsonObject &json, const QString &where, QString &problem)
{
    ChannelRule rule;
    Fields fields(json, where, problem);
    rule.name = fields.text(u"name"_s);
    rule.channel = fields.text(u"channel"_s);
    rule.node = fields.text(u"node"_s);
    rule.from = fields.date(u"from"_s);
    rule.until = fields.date(u"until"_s);
    rule.when = whenOf(fields.object(u"when"_s), where, problem);
    rule.isVeto = fields.flag(u"veto"_s);
    rule.demand = demandOf(fields.object(u"demand"_s), where, problem);
    rule.surchargePercent = static_cast<int>(fields.number(u"surcharge_percent"_s));
    rule.source = fields.text(u"source"_s);
    rule.sourceKind = fields.text(u"kind"_s);
    if (rule.name.isEmpty())
        fields.spoil(u"name"_s, u"is missing"_s);
    if (!rule.isVeto && rule.demand.isPlain() && rule.surchargePercent == 0)
        fields.spoil(u"veto"_s, u"is missing, and so is a demand or a surcharge: the rule does nothing"_s);
    return rule;
}

} // namespace

Result<QList<ChannelRule>> readChannelRules(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isArray())
        return fail(Error::Code::InvalidInput, u"rules"_s, u"it is a list of rules in JSON"_s);
    return channelRulesFrom(document.array());
}

Result<QList<ChannelRule>> channelRulesFrom(const QJsonArray &rows)
{
    QList<ChannelRule> rules;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString where = u"rule %1"_s.arg(i + 1);
        QString problem;
        if (!rows.at(i).isObject())
            return fail(Error::Code::InvalidInput, where, u"is no object"_s);
        rules.append(ruleOf(rows.at(i).toObject(), where, problem));
        if (!problem.isEmpty())
            return fail(Error::Code::InvalidInput, where, problem);
    }
    return rules;
}

const QList<ChannelRule> &usualChannelRules()
{
    static const QList<ChannelRule> rules = [] {
        initChannelRules();
        QFile file(u":/fulfilment/channel_rules.json"_s);
        const bool isOpen = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isOpen);
        const auto read = readChannelRules(file.readAll());
        Q_ASSERT(read.has_value()); // a test reads it too
        return *read;
    }();
    return rules;
}

} // namespace crossdock::fulfilment
