#pragma once

#include "core/inventory/channels/channel_order.h"
#include "core/inventory/fulfilment/node_details.h"
#include "core/inventory/fulfilment/parcel.h"
#include "core/inventory/fulfilment/shipping_wish.h"
#include "core/inventory/fulfilment/sku_check.h"

/// What waits to be routed, and what there is to route it with: one moment of the store.
namespace crossdock::fulfilment {

/// Units of one line that no parcel has begun to send.
struct WaitingLine {
    QString line;
    Sku sku;
    Quantity units = 0; ///< reserved for it; what is short is not there to be sent
    std::optional<Money> unitPrice;
    QMap<NodeId, Quantity> at; ///< whole units by node; of a kit whose parts lie apart fewer than `units` together
    friend bool operator==(const WaitingLine &, const WaitingLine &) = default;
};

struct WaitingOrder {
    OrderId order;
    QString channelKind;
    QList<NodeId> pool; ///< nodes that its channel sells from; empty: all
    Time createdAt{};
    std::optional<Time> promisedBy; ///< of its leaving
    std::optional<Time> deliverBy = {}; ///< of its arrival
    QString country, region, city, postcode; ///< the last two empty where the buyer is forgotten
    QList<WaitingLine> lines;
    QList<Parcel> parcels; ///< on record, whatever their state
    QList<PlannedParcel> planned; ///< of those, which a new plan replaces: nobody has begun with them
    ShippingWish wish = {};
};

/// What one unit of a SKU is, or of what it is made.
struct WaitingItem {
    struct Part {
        Sku sku;
        Quantity quantity = 1;
    };
    Sku sku;
    QString category;
    QStringList tags;
    qint64 weightG = 0, lengthMm = 0, widthMm = 0, heightMm = 0; ///< 0: not known
    QList<Part> parts; ///< empty: no kit
};

struct WaitingStock {
    NodeId node;
    Sku sku;
    Quantity free = 0; ///< beside what is reserved
};

struct WaitingNode {
    NodeId node;
    QString kind, title;
    NodeDetails details;
    QMap<QDate, qint64> parcels; ///< by the day on which they leave, those that may still be planned otherwise aside
};

struct Waiting {
    QList<WaitingOrder> orders; ///< open, not held, not the channel's own; the soonest promise first, then the oldest
    QList<WaitingItem> items; ///< of their lines, and parts of kits
    QList<WaitingStock> stock; ///< of those
    QList<WaitingNode> nodes;
    int left = 0; ///< orders beyond the limit
    QList<SkuCheck> checks = {}; ///< what nodes said of packing and sending these items
};

} // namespace crossdock::fulfilment
