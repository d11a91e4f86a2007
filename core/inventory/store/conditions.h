#pragma once

#include "core/inventory/values/ids.h"

#include <QStringList>
#include <QVariant>
#include <optional>

namespace crossdock::store {

/// What the rows that a query asks for have to be, all of it. None added: every row.
struct Conditions {
    QStringList sql = {QStringLiteral("1 = 1")};
    QVariantList values; ///< bound to the question marks of `sql`, in their order

    void add(const QString &condition, const QVariantList &bound = {})
    {
        sql << condition;
        values += bound;
    }
    /// Of rows beside `channel c`; nothing is asked for: of any.
    void of(const std::optional<ChannelId> &channel)
    {
        if (channel)
            add(QStringLiteral("c.name = ?"), {channel->text()});
    }
    /// Of rows beside `channel c` and `sale s`.
    void of(const std::optional<OrderId> &order)
    {
        if (order)
            add(QStringLiteral("c.name = ? AND s.number = ?"), {order->channel.text(), order->number});
    }
    QString text() const { return sql.join(QStringLiteral(" AND ")); }
};

} // namespace crossdock::store
