#include "core/connectors/nodes/wire_parts.h"

#include <QJsonDocument>

namespace crossdock::nodes {

std::optional<Time> timeAt(const QJsonValue &text)
{
    const QString written = text.toString();
    if (written.isEmpty())
        return std::nullopt;
    const auto time = parseTime(written);
    return time ? std::optional<Time>(*time) : std::nullopt;
}

Quantity unitsAt(const QJsonValue &count)
{
    const double units = count.isString() ? count.toString().toDouble() : count.toDouble();
    if (!(units > 0))
        return 0;
    return units >= static_cast<double>(maxQuantity) ? maxQuantity : static_cast<Quantity>(units);
}

QString idAt(const QJsonValue &id)
{
    return id.isDouble() ? QString::number(id.toInteger()) : id.toString();
}

void addShare(fulfilment::StockLevel &level, const QString &name, const QString &theirs, const QJsonValue &count)
{
    if (const Quantity units = unitsAt(count); units > 0)
        level.others.append({name, theirs, units});
}

void put(QJsonObject &object, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        object.insert(key, value);
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace crossdock::nodes
