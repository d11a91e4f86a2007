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
    enum class Kind : quint8 { Order, Product, Listing, Channel, Nothing, Purchase, Parcel }; // stands in the store by its number
    Kind kind = Kind::Nothing;
    qint64 sku = 0, sale = 0; ///< the SKU of a purchase order: its only one
    QString code; ///< of the SKU
    OrderId order;
    QString channel, node; ///< empty: none in particular
    QString part = {}; ///< number of the return, refund or chargeback of the order
    QString purchase = {}; ///< the number of a purchase order
    PriceStep step = {}; ///< of the moment: what is kept and read again has none
    qint64 label = 0; ///< of one parcel of the order; 0: none in particular
    QStringList turnedOn = {}; ///< channels on which a value of it turned, where that set a rule off: “all other channels” are others than these

    QString text() const; ///< "order web/1001", "sku MUG", "listing MUG on web", "purchase PO-7", "parcel 17 of web/1001": stands in runs and keys
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
    bool isMark = false; ///< of order.changed: a rule's own tag or note, no edit of the order, or a look at the time alone (of shipment.changed and po.changed, too); of customer.changed: an order of his, no edit of him; of stock.changed: no unit moved. Values may have turned
    QStringList late = {}; ///< of order.created: fields that were told after it, and "complete" if nothing is waited for any more; for rules alone that waited
};

} // namespace crossdock::rules
