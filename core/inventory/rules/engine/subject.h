#pragma once

#include "core/inventory/values/ids.h"
#include "core/inventory/values/time.h"

#include <QJsonObject>

namespace crossdock::rules {

/// The thing that something happened to, with what is known of the circumstances. Ids are the store's own.
struct Subject {
    enum class Kind : quint8 { Order, Product, Listing, Channel, Nothing };
    Kind kind = Kind::Nothing;
    qint64 sku = 0, sale = 0;
    QString code; ///< of the SKU
    OrderId order;
    QString channel, node; ///< empty: none in particular
    QString part = {}; ///< number of the return, refund or chargeback of the order

    QString text() const; ///< "order web/1001", "sku MUG", "listing MUG on web": stands in runs and keys
    QJsonObject toJson() const;
    static Subject fromJson(const QJsonObject &json);
};

/// Something that rules can answer.
struct Happening {
    QString type; ///< "order.created"
    Subject subject;
    Time at{};
    qint64 entry = 0; ///< of the trail; 0: the clock
    QString tag; ///< of order.tagged
    bool isMark = false; ///< of order.changed: a rule's own tag or note, no edit of the order
};

} // namespace crossdock::rules
