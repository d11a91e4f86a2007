#include "app/command_line/json.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

QJsonObject toJson(const purchases::PurchaseOrder &order, Time now)
{
    QJsonArray lines;
    for (const purchases::PurchaseOrder::Line &line : order.lines)
        lines.append(QJsonObject{{u"sku"_s, line.sku.text()}, {u"ordered"_s, line.ordered}, {u"received"_s, line.received}, {u"to_come"_s, order.toCome(line.sku)}});
    return {{u"number"_s, order.number}, {u"supplier"_s, order.supplier}, {u"node"_s, order.node ? QJsonValue(order.node->text()) : QJsonValue()},
            {u"state"_s, purchases::nameOf(order.state)}, {u"ordered_at"_s, toText(order.orderedAt)},
            {u"expected_on"_s, order.expectedOn ? QJsonValue(order.expectedOn->toString(Qt::ISODate)) : QJsonValue()},
            {u"late"_s, order.lateSince(now).has_value()}, {u"to_come"_s, order.toCome()}, {u"version"_s, order.version}, {u"lines"_s, lines}};
}

} // namespace crossdock::app
