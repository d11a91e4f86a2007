#pragma once

#include "core/inventory/values/ids.h"
#include "core/inventory/values/money.h"
#include "core/inventory/values/time.h"

#include <QJsonObject>

namespace crossdock::rules {

/// Of a happening that changed a price: from what to what. Nothing before or after: there was, or is, none.
struct PriceStep {
    enum class Of : quint8 { Nothing, Listing, Competitor };
    Of of = Of::Nothing;
    std::optional<Money> before = {}, after = {};
};

/// The thing that something happened to, with what is known of the circumstances. Ids are the store's own.
struct Subject {
    enum class Kind : quint8 { Order, Product, Listing, Channel, Nothing };
    Kind kind = Kind::Nothing;
    qint64 sku = 0, sale = 0;
    QString code; ///< of the SKU
    OrderId order;
    QString channel, node; ///< empty: none in particular
    PriceStep step = {}; ///< of the moment: what is kept and read again has none

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
