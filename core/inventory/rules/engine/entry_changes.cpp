#include "core/inventory/rules/engine/entry_changes.h"

#include <QJsonArray>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

QStringList about(const Entry &entry, const QString &kind)
{
    QStringList names;
    const QJsonArray all = entry.body[u"about"_s][kind].toArray();
    for (const QJsonValue &one : all)
        names.append(one.toString());
    return names;
}

QJsonObject changeOf(const Entry &entry, QStringView what)
{
    const QJsonArray changes = entry.body[u"changes"_s].toArray();
    const auto change = std::find_if(changes.begin(), changes.end(), [&](const QJsonValue &one) { return one[u"what"_s].toString() == what; });
    return change == changes.end() ? QJsonObject() : (*change).toObject();
}

std::optional<Money> priceFrom(const QString &text)
{
    const auto price = parseMoney(text.section(u' ', 0, 0), text.section(u' ', 1));
    return price ? std::optional(*price) : std::nullopt;
}

} // namespace crossdock::rules
