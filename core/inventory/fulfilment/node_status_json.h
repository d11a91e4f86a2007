#pragma once

#include "core/inventory/fulfilment/node_answers.h"

#include <QJsonObject>

namespace crossdock::fulfilment {

/// How the store keeps what a node showed, to be compared with what it shows next. Money in minor units, times in milliseconds.
QJsonObject toJson(const NodeStatus &status);
NodeStatus nodeStatusFrom(const QJsonObject &json);

} // namespace crossdock::fulfilment
