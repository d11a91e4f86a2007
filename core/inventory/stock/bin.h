#pragma once

#include "core/inventory/values/ids.h"

#include <QList>

namespace crossdock::stock {

/// A place on the shelves of a warehouse. Two of one name in two zones are two.
struct Bin {
    QString zone; ///< empty: there is none, or nobody said
    QString name; ///< "A-2"

    /// Blanks beside and between words do not matter. InvalidInput: no name, too long, or not printable.
    static Result<Bin> parse(const QString &zone, const QString &name);

    QString text() const; ///< "cold / A-2"; without a zone "A-2"
    friend bool operator==(const Bin &, const Bin &) = default;
};

/// Where a SKU lies at a node.
struct BinAt {
    NodeId node;
    Bin bin;
    friend bool operator==(const BinAt &, const BinAt &) = default;
};

/// Those at that node, in the order of the list.
QList<Bin> binsAt(const QList<BinAt> &bins, const NodeId &node);

/// Below 0: `a` comes first. Numbers count as numbers: "A-2" before "A-10". Capitals and leading zeros decide only where nothing else does.
int compareNaturally(QStringView a, QStringView b);

/// By zone, then by name: the order in which somebody walks. What has no zone comes first.
int compareByWalk(const Bin &a, const Bin &b);

} // namespace crossdock::stock
