#pragma once

#include "core/inventory/fulfilment/node_answers.h"

#include <QJsonArray>
#include <QJsonObject>

/// What the wires of nodes read and write alike.
namespace crossdock::nodes {

std::optional<Time> timeAt(const QJsonValue &text); ///< nothing where there is none or it cannot be read
Quantity unitsAt(const QJsonValue &count); ///< a number, or "3" or "3.0" as a text; never below 0
QString idAt(const QJsonValue &id); ///< a number or a text, as a text
/// Adds a share, unless it is none.
void addShare(fulfilment::StockLevel &level, const QString &name, const QString &theirs, const QJsonValue &count);
/// Leaves out what is empty: wires that know "absent" take "" for a value.
void put(QJsonObject &object, const QString &key, const QString &value);
QByteArray compact(const QJsonObject &object);

} // namespace crossdock::nodes
