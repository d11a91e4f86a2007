#pragma once

#include "core/inventory/fulfilment/labels/label.h"

namespace crossdock::query {

struct Labels {
    using Answer = QList<labels::Label>; ///< newest first; of those on the road oldest first
    std::optional<OrderId> order = {}; ///< its own boxes' alone, unless `ofReturns`
    std::optional<qint64> label = {};
    bool onlyOpen = false; ///< only what still waits for an answer of a carrier or a person
    QString tracking = {}; ///< empty: any
    int limit = 200;
    std::optional<qint64> onTheRoadAfter = {}; ///< only those whose parcel is on its way, with a number above this one
    std::optional<Time> lateAt = {}; ///< only those whose promise was over by then, and nobody has noticed yet
    bool onlyOfCancelled = false; ///< only those that are paid for though their order is cancelled
    bool ofReturns = false; ///< of what the order's buyer sends back, instead of its own boxes
};

/// NotFound if there is none; NotAllowed once the buyer's data is destroyed.
struct LabelDocument {
    using Answer = labels::Document;
    qint64 label = 0;
};

/// A parcel's way as it was last told, oldest first. Empty once the buyer's data is destroyed.
struct LabelTrack {
    using Answer = QList<labels::TrackEvent>;
    qint64 label = 0;
};

struct Printers {
    using Answer = QList<labels::Printer>; ///< by name
};

/// What customs may be told of some SKUs, in their order; one of which nothing is known has empty fields. NotFound: no such SKU.
struct Goods {
    using Answer = QList<labels::Goods>;
    QList<Sku> skus;
};

} // namespace crossdock::query
