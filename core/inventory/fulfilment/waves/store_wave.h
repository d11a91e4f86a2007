#pragma once

#include "core/inventory/command.h"
#include "core/inventory/fulfilment/routing/explanation.h"
#include "core/inventory/fulfilment/routing/policy.h"
#include "core/inventory/fulfilment/wave_view.h"
#include "core/inventory/fulfilment/waiting.h"
#include "core/inventory/fulfilment/waves/wave.h"

namespace crossdock::waves {

/// What the store knows at one moment that a wave is made from.
struct Given {
    fulfilment::Waiting waiting;
    std::shared_ptr<const rates::RateBook> book;
    command::TakeCartons cartons;
    Time now{};
    QList<rates::TransitCount> transit = {};
    std::optional<rates::LivePrices> live = {}; ///< what live accounts told of shipments like these; nothing: there is no such account
    NodePrices told = {};
    QHash<QString, Time> awaited = {}; ///< by likeness: until then what it would cost may still be told
    QSet<QString> late = {}; ///< by likeness: what was asked for and did not come in time
    bool hasPrices() const { return live || !book->carriers().isEmpty(); }
};

/// What a line of the problem stands for: some units of a line of the order. A kit is as many lines as it has parts, the first of which
/// stands for it.
struct Piece {
    int line = 0; ///< of the waiting order
    Quantity units = 0; ///< 0: another part of the kit before it
};

/// A wave of waiting orders, and what its numbers stand for.
struct StoreWave {
    Wave wave;
    std::vector<int> orders; ///< of the waiting ones, by order of the problem
    std::vector<std::vector<Piece>> pieces; ///< by order and line of the problem
    std::vector<std::vector<fulfilment::WaitingUnits>> apart; ///< by order: kits whose parts lie apart, no parcel can be made of them
    routing::Policy policy;
    std::vector<routing::Pin> pins; ///< on record, and wished
    QStringList doubts;

    std::optional<int> orderOf(const OrderId &order) const; ///< its number in the problem
    std::optional<int> nodeOf(const NodeId &node) const;
};

StoreWave makeStoreWave(const Given &given, const fulfilment::WaveWish &wish);

} // namespace crossdock::waves
