#include "core/inventory/rules/workspace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

namespace {

QStringList strings(const QJsonValue &value)
{
    QStringList all;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &one : array)
        all.append(one.toString());
    return all;
}

/// Keys with the words for them. Where a name is its own key, `isNamedByKey`, the key comes first.
enum class Naming { ByWords, ByKey };

std::vector<KnownName> names(const QJsonValue &value, Naming naming)
{
    std::vector<KnownName> all;
    if (value.isArray()) {
        for (const QString &name : strings(value))
            all.push_back({name, {name}});
        return all;
    }
    const QJsonObject object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        QStringList words = strings(entry.value());
        if (naming == Naming::ByKey)
            words.prepend(entry.key());
        all.push_back({entry.key(), words});
    }
    return all;
}

std::vector<KnownCarrier> carriersOf(const QJsonObject &object)
{
    std::vector<KnownCarrier> all;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QJsonObject carrier = entry.value().toObject();
        all.push_back({{entry.key(), strings(carrier[u"names"_s])},
                       names(carrier[u"services"_s], Naming::ByWords)});
    }
    return all;
}

} // namespace

Result<Workspace> Workspace::fromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return fail(Error::Code::InvalidInput, u"lexicon"_s, error.errorString());
    const QJsonObject object = document.object();
    const QJsonObject defaults = object[u"defaults"_s].toObject();
    Workspace known;
    known.currency = defaults[u"currency"_s].toString(u"USD"_s);
    known.country = defaults[u"country"_s].toString(u"US"_s);
    known.zone = defaults[u"timezone"_s].toString(u"UTC"_s);
    known.channels = names(object[u"channels"_s], Naming::ByWords);
    known.nodes = names(object[u"nodes"_s], Naming::ByWords);
    known.nodeKinds = names(object[u"node_kinds"_s], Naming::ByWords);
    known.carriers = carriersOf(object[u"carriers"_s].toObject());
    known.categories = names(object[u"categories"_s], Naming::ByKey);
    known.brands = names(object[u"brands"_s], Naming::ByKey);
    known.suppliers = names(object[u"suppliers"_s], Naming::ByKey);
    known.recipients = names(object[u"recipients"_s], Naming::ByWords);
    known.packages = names(object[u"packages"_s], Naming::ByWords);
    known.reports = names(object[u"reports"_s], Naming::ByWords);
    return known;
}

QString wordsFor(const std::vector<KnownName> &names, const QString &key)
{
    const auto found = std::ranges::find(names, key, &KnownName::key);
    return found == names.end() || found->words.isEmpty() ? key : found->words.first();
}

} // namespace crossdock::rules
