#pragma once

#include "core/inventory/fulfilment/cartons/carton.h"
#include "core/inventory/fulfilment/node_details.h"
#include "core/inventory/fulfilment/node_order.h"
#include "core/inventory/fulfilment/rates/live_prices.h"
#include "core/inventory/fulfilment/rates/rate_book.h"
#include "core/inventory/fulfilment/rates/transit.h"
#include "core/inventory/fulfilment/routing/problem.h"
#include "core/inventory/fulfilment/shipping_wish.h"

#include <QSet>

/// Orders that wait to be planned together, before their parcels have prices.
namespace crossdock::waves {

/// A unit of a SKU or of a line.
struct Thing {
    std::optional<rates::Weight> weight;
    std::optional<rates::Dimensions> sides;
    bool keepsUpright = false, isHazardous = false;
};

/// How likely a service arrives within so many working days; ascending in both.
struct Transit {
    struct Chance {
        qint64 days = 0, percent = 0;
    };
    QString carrier, service; ///< service empty: all of the carrier's
    QString node; ///< empty: from everywhere
    std::vector<Chance> chances;
};

/// What parcels of some orders from some nodes may be, and what they cost besides. All its conditions must hold.
struct Rule {
    QString name;
    QStringList channels, nodes, countries, skus; ///< empty: any
    bool onlyHazardous = false; ///< holds for parcels with something hazardous in them
    bool forbids = false;
    bool needsBlankBox = false;
    QStringList blockedCarriers;
    int basisPoints = 0; ///< on the freight
    qint64 fee = 0; ///< on the parcel
    bool isInToldPrices = false; ///< what a node tells itself holds it already: it is asked with the demand, or there is no freight to stand in for
};

struct Node {
    NodeDetails details; ///< `costs` always there; its `boxFee` counts where no carton of the wave has a price of its own
    std::vector<int> boxes; ///< which of the wave's cartons
    QStringList carriers; ///< "fedex", "ups/ground"; empty: all
    int fuelBasisPoints = 0; ///< on the freight of lists without fuel of their own
    std::vector<qint64> unitFees; ///< by units of a parcel, the last for more: a node that is paid by the unit, freight included
    bool tellsPrices = false; ///< itself, of every parcel; no carrier is asked for its parcels
};

/// What nodes tell of their own prices.
struct NodePrices {
    QSet<NodeId> nodes; ///< that tell prices, told or not
    rates::LivePrices prices; ///< by the questions' likeness
    QHash<QString, QString> silent; ///< by likeness: why there is no answer
};

/// Nothing of an order, or nothing with one of these SKUs, may come from a node.
struct Veto {
    int node = 0;
    QString name;
    QStringList skus; ///< empty: any
    QString reason = {}; ///< facts in English; empty: the name says it
};

struct Order {
    /// A parcel that is decided already, and may be decided otherwise at a price.
    struct Present {
        int node = 0;
        std::vector<int> lines;
    };
    QString channel;
    QString channelKind = {};
    QHash<int, fulfilment::Handling> handling = {}; ///< by node that tells prices: what the channel's rules demand
    std::optional<qint64> freightUnknown; ///< nobody knows yet where it goes: what a parcel of it counts instead of freight
    rates::Place to;
    bool isResidential = false;
    QDate promisedBy; ///< of its arrival, in the buyer's zone; null: nothing is promised
    std::optional<Time> leavesBy; ///< what is promised of its leaving
    qint64 lateCost = 0; ///< of coming after what is promised: times its probability
    QMap<QString, QMap<QString, QString>> zones; ///< by node and carrier; before every look-up
    std::vector<Thing> things; ///< by line
    std::vector<std::optional<Money>> values = {}; ///< by line, of all its units; of the parts of a kit the first has it all; empty: none is known
    std::vector<int> groups = {}; ///< by line: lines of one group go together or not at all (parts of a kit); empty: each alone
    std::vector<Veto> vetoes = {};
    std::vector<Present> present = {};
    qint64 changeCost = 0; ///< of every parcel that is not one of the present ones, if there are any
    fulfilment::ShippingWish wish = {}; ///< kept to where somebody has such a service or such a carton, else as if there were none
};

/// Everything that prices parcels. `orders` and `nodes` go with those of the problem, index by index.
struct Wave {
    routing::Problem problem; ///< its columns are to be made
    QDate shipDate;
    std::optional<Time> now; ///< with it the nodes' cut-offs decide the day
    std::vector<cartons::Box> boxes; ///< none: parcels are weighed, not boxed
    std::vector<Node> nodes;
    std::vector<Order> orders;
    std::vector<Transit> transit;
    rates::TransitBook learned; ///< from parcels of before; what `transit` says goes before
    qint64 carbonPrice = 0; ///< of a kilogram of CO2e; 0: it is only shown
    std::vector<Rule> rules;
    QHash<QPair<int, QString>, qint64> worth; ///< of a unit of a SKU at a node to later orders, where one is given
    std::optional<rates::LivePrices> live; ///< nothing: no account answers live
    NodePrices told;
    qint64 assumedFreight = 0; ///< at least: of a parcel of which no price is known, with `live` or where no list reaches
    bool assumesUnreached = false; ///< where no price list reaches, a price is assumed; else nothing is sent there
    rates::RateBook::Contents rates;
    bool hasRates = false; ///< the file brings lists of its own
    QStringList ignored = {}; ///< keys of the file that mean nothing here: "nodes.cutoff"
};

} // namespace crossdock::waves
