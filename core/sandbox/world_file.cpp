#include "core/sandbox/world_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr int mostItems = 100'000;

/// Reads one JSON object and remembers the first thing that is wrong in it, with its place.
class Fields
{
public:
    Fields(QJsonObject object, QString place, std::optional<Error> &problem)
        : m_object(std::move(object))
        , m_place(std::move(place))
        , m_problem(problem)
    {
    }

    QString text(QStringView key, const QString &fallback = {})
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isString())
            complain(key, u"must be a text"_s);
        return value.toString(fallback);
    }
    double number(QStringView key, double fallback, double least, double most)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && (!value.isDouble() || value.toDouble() < least || value.toDouble() > most))
            complain(key, u"must be a number from %1 to %2"_s.arg(least).arg(most));
        return value.toDouble(fallback);
    }
    qint64 whole(QStringView key, qint64 fallback, qint64 most)
    {
        const double value = number(key, double(fallback), 0, double(most));
        if (value != double(qint64(value)))
            complain(key, u"must be a whole number"_s);
        return qint64(value);
    }
    bool flag(QStringView key, bool fallback)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isBool())
            complain(key, u"must be true or false"_s);
        return value.toBool(fallback);
    }
    Money money(QStringView key, const QString &currency)
    {
        const QJsonValue value = take(key);
        const auto parsed = parseMoney(value.toVariant().toString(), currency);
        if (!value.isUndefined() && !parsed)
            complain(key, u"must be an amount of %1, like 12.99"_s.arg(currency));
        return parsed.value_or(Money{0, currency});
    }
    QJsonArray array(QStringView key)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isArray())
            complain(key, u"must be a list"_s);
        return value.toArray();
    }
    QJsonObject object(QStringView key)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isObject())
            complain(key, u"must be an object"_s);
        return value.toObject();
    }
    bool has(QStringView key) const { return m_object.contains(key); }
    void complain(QStringView key, const QString &what)
    {
        if (!m_problem)
            m_problem = Error{Error::Code::InvalidInput, m_place.isEmpty() ? key.toString() : m_place + u'.' + key.toString(), what};
    }
    /// What nobody asked for is a typing error.
    void finish()
    {
        for (const QString &key : m_object.keys()) {
            if (!m_taken.contains(key))
                complain(key, u"is not known here"_s);
        }
    }

private:
    QJsonValue take(QStringView key)
    {
        m_taken.insert(key.toString());
        return m_object.value(key);
    }

    QJsonObject m_object;
    QString m_place;
    std::optional<Error> &m_problem;
    QSet<QString> m_taken;
};

std::optional<ChannelKind> kindOf(const QString &word)
{
    for (const ChannelKind kind : {ChannelKind::Shopify, ChannelKind::Amazon, ChannelKind::WooCommerce}) {
        if (toText(kind) == word)
            return kind;
    }
    return std::nullopt;
}

ChannelSpec readChannel(Fields fields)
{
    ChannelSpec channel;
    channel.name = fields.text(u"name");
    channel.share = fields.number(u"share", 1.0, 0, 1);
    channel.currency = fields.text(u"currency", u"USD"_s);
    if (const auto kind = kindOf(fields.text(u"kind")))
        channel.kind = *kind;
    else
        fields.complain(u"kind", u"must be shopify, amazon or woocommerce"_s);
    if (channel.name.isEmpty())
        fields.complain(u"name", u"is missing"_s);
    if (!parseMoney(u"1", channel.currency))
        fields.complain(u"currency", u"must be a code like USD"_s);
    fields.finish();
    return channel;
}

NodeSpec readService(Fields fields)
{
    NodeSpec node;
    node.name = fields.text(u"name");
    const QString kind = fields.text(u"kind");
    const auto known = practiceNodes();
    const auto found = std::find_if(known.begin(), known.end(), [&](const NodeSpec &one) { return toText(one.kind) == kind; });
    if (found == known.end())
        fields.complain(u"kind", u"must be amazon-mcf, shipbob, shipmonk or shiphero"_s);
    else
        node.kind = found->kind;
    if (node.name.isEmpty())
        fields.complain(u"name", u"is missing"_s);
    node.work.refuses = fields.number(u"refuses", node.work.refuses, 0, 1);
    node.work.splits = fields.number(u"splits", node.work.splits, 0, 1);
    node.work.takesUp = Milliseconds{fields.whole(u"takes_up_ms", node.work.takesUp.count(), 86'400'000)};
    node.work.packs = Milliseconds{fields.whole(u"packs_ms", node.work.packs.count(), 86'400'000)};
    fields.finish();
    return node;
}

CarrierSpec readCarrier(Fields fields)
{
    CarrierSpec carrier;
    const QString kind = fields.text(u"kind");
    const auto known = allCarriers();
    const auto found = std::find_if(known.begin(), known.end(), [&](const CarrierSpec &one) { return toText(one.kind) == kind; });
    if (found == known.end()) {
        QStringList kinds;
        for (const CarrierSpec &one : known)
            kinds.append(toText(one.kind));
        fields.complain(u"kind", u"must be one of "_s + kinds.join(u", "_s));
    } else {
        carrier = *found;
        carrier.name = fields.text(u"name", found->name);
    }
    CarrierWork &work = carrier.work;
    work.refuses = fields.number(u"refuses", work.refuses, 0, 1);
    work.waits = fields.number(u"waits", work.waits, 0, 1);
    work.delays = fields.number(u"delays", work.delays, 0, 1);
    work.rateLives = Milliseconds{fields.whole(u"rate_lives_ms", work.rateLives.count(), 30 * 86'400'000LL)};
    work.refundTakes = Milliseconds{fields.whole(u"refund_takes_ms", work.refundTakes.count(), 30 * 86'400'000LL)};
    work.billsOffEvery = int(fields.whole(u"bills_off_every", work.billsOffEvery, 1'000'000));
    fields.finish();
    return carrier;
}

CatalogueItem readItem(Fields fields, const QStringList &nodes)
{
    CatalogueItem item;
    item.sku = fields.text(u"sku");
    if (item.sku.isEmpty())
        fields.complain(u"sku", u"is missing"_s);
    item.name = fields.text(u"name", item.sku);
    item.model = fields.text(u"model", item.sku);
    item.brand = fields.text(u"brand");
    item.category = fields.text(u"category");
    item.barcode = fields.text(u"barcode");
    item.weightG = int(fields.whole(u"weight_g", 0, 10'000'000));
    item.lengthMm = int(fields.whole(u"length_mm", 0, 100'000));
    item.widthMm = int(fields.whole(u"width_mm", 0, 100'000));
    item.heightMm = int(fields.whole(u"height_mm", 0, 100'000));
    const QString currency = fields.text(u"currency", u"USD"_s);
    item.price = fields.money(u"price", currency);
    item.cost = fields.money(u"cost", currency);
    const QJsonObject parts = fields.object(u"parts");
    for (auto it = parts.begin(); it != parts.end(); ++it) {
        if (it->toInt() < 1)
            fields.complain(u"parts", u"%1 must be a number from 1"_s.arg(it.key()));
        item.parts.append({it.key(), it->toInt()});
    }
    const QJsonObject stock = fields.object(u"stock");
    for (auto it = stock.begin(); it != stock.end(); ++it) {
        if (!nodes.contains(it.key()))
            fields.complain(u"stock", u"there is no node %1"_s.arg(it.key()));
        if (!it->isDouble() || it->toInteger(-1) < 0)
            fields.complain(u"stock", u"%1 must be a number from 0"_s.arg(it.key()));
    }
    for (const QString &node : nodes)
        item.stock.append({node, stock.value(node).toInteger(0)});
    fields.finish();
    return item;
}

void checkParts(const QList<CatalogueItem> &items, std::optional<Error> &problem)
{
    QSet<QString> singles;
    QSet<QString> all;
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (all.contains(items.at(i).sku) && !problem)
            problem = Error{Error::Code::InvalidInput, u"catalogue[%1].sku"_s.arg(i), items.at(i).sku + u" is there twice"_s};
        all.insert(items.at(i).sku);
        if (!items.at(i).isKit())
            singles.insert(items.at(i).sku);
    }
    for (qsizetype i = 0; i < items.size(); ++i) {
        for (const KitPart &part : items.at(i).parts) {
            if (!singles.contains(part.sku) && !problem)
                problem = Error{Error::Code::InvalidInput, u"catalogue[%1].parts"_s.arg(i), part.sku + u" is no single item of the catalogue"_s};
        }
    }
}

} // namespace

Result<WorldSpec> parseWorldFile(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return fail(Error::Code::InvalidInput, u"world file"_s, u"%1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    std::optional<Error> problem;
    Fields fields(document.object(), {}, problem);
    WorldSpec spec;
    spec.seed = quint64(fields.whole(u"seed", 1, 1LL << 53));
    spec.skus = int(fields.whole(u"skus", spec.skus, mostItems));
    spec.ratePerSecond = fields.number(u"rate", spec.ratePerSecond, 0, 100'000);
    spec.editsOnSite = fields.flag(u"edits_on_site", false);
    spec.limits = fields.flag(u"limits", true) ? Limits::Real : Limits::Lifted;
    spec.starting = fields.flag(u"in_step", true) ? StartingStock::InStep : StartingStock::Empty;
    if (const auto faults = Faults::parse(fields.text(u"faults")))
        spec.faults = *faults;
    else
        fields.complain(u"faults", faults.error().subject + u": "_s + faults.error().detail);
    if (fields.has(u"nodes"))
        spec.nodes.clear();
    for (const QJsonValue &node : fields.array(u"nodes"))
        spec.nodes.append(node.toString());
    const QJsonArray channels = fields.array(u"channels");
    QSet<QString> names;
    for (qsizetype i = 0; i < channels.size(); ++i) {
        spec.channels.append(readChannel(Fields(channels.at(i).toObject(), u"channels[%1]"_s.arg(i), problem)));
        if (names.contains(spec.channels.last().name))
            fields.complain(u"channels[%1].name"_s.arg(i), u"is there twice"_s);
        names.insert(spec.channels.last().name);
    }
    const QJsonArray services = fields.array(u"services");
    for (qsizetype i = 0; i < services.size(); ++i) {
        spec.services.append(readService(Fields(services.at(i).toObject(), u"services[%1]"_s.arg(i), problem)));
        if (names.contains(spec.services.last().name))
            fields.complain(u"services[%1].name"_s.arg(i), u"is there twice"_s);
        names.insert(spec.services.last().name);
    }
    const QJsonArray carriers = fields.array(u"carriers");
    for (qsizetype i = 0; i < carriers.size(); ++i) {
        spec.carriers.append(readCarrier(Fields(carriers.at(i).toObject(), u"carriers[%1]"_s.arg(i), problem)));
        if (names.contains(spec.carriers.last().name))
            fields.complain(u"carriers[%1].name"_s.arg(i), u"is there twice"_s);
        names.insert(spec.carriers.last().name);
    }
    const QJsonArray catalogue = fields.array(u"catalogue");
    for (qsizetype i = 0; i < catalogue.size(); ++i)
        spec.items.append(readItem(Fields(catalogue.at(i).toObject(), u"catalogue[%1]"_s.arg(i), problem), spec.nodes));
    checkParts(spec.items, problem);
    fields.finish();
    if (problem)
        return tl::make_unexpected(*problem);
    return spec;
}

} // namespace crossdock::sandbox
