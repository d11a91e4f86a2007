#pragma once

#include "core/inventory/fulfilment/node_answers.h"

#include <QMap>

/// How far a node's own count of its stock can be gone by.
namespace crossdock::fulfilment {

enum class Trust {
    Unread, ///< never read
    Fresh,
    Old, ///< a reading or two were missed
    Stale, ///< too old to sell by
    Failing, ///< the newest reading failed; what stands is from before
    Partial, ///< the ledger follows it, and has not taken all of it yet
};
QString nameOf(Trust trust);

struct FeedState {
    std::optional<Time> readAt; ///< the last complete reading began then
    std::optional<Time> failedAt;
    QString words; ///< why it failed, the node's own
    Milliseconds every{900'000};
    int untaken = 0; ///< SKUs of which the ledger is to follow the last complete reading and does not yet
};
Trust trustOf(const FeedState &feed, Time now);

/// Why a reading without any stock is not gone by where the node showed some before: a mended or mistaken account shows nothing for a while.
/// What stood stays until such a reading comes again, some minutes later. Words of the state meanwhile; its `failedAt` is the first of them.
QString emptyDoubt();
bool isEmptyBelieved(const FeedState &feed, Time askedAt);

/// Units of a SKU that are promised to orders at this node and that its own count has taken off already.
struct PoolClaims {
    Quantity placed = 0; ///< handed over and not yet sent
    bool changedWhileReading = false; ///< an order was placed or moved while the stock was read: which count is meant is not known
};

/// What the ledger's count at the node must be so that what is free there is what the node says is free, less a guard that
/// stays for whoever else sells from the same pool (Amazon itself from FBA). Nothing: the reading cannot be gone by.
std::optional<Quantity> countOf(Quantity sellable, Quantity guard, const PoolClaims &claims);

/// The sum over all buildings, by SKU.
QMap<QString, Quantity> sellableBySku(const QList<StockLevel> &levels);

} // namespace crossdock::fulfilment
