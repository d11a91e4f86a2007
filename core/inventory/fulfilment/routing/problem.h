#pragma once

#include <QString>

#include <optional>
#include <vector>

/// Which node ships what for a batch of orders: the question, the answer, and what finds it.
namespace crossdock::routing {

/// Sums of costs: single costs may come near 2^63, so a sum needs more.
__extension__ typedef __int128 Wide;

/// A line of an order. Costs are in minor units of the problem's currency, quantities in whole units.
struct Line {
    QString id, sku;
    qint64 quantity = 1;
    qint64 unfilledCost = 0; ///< what it costs to ship nothing of it now
};

struct Order {
    QString id;
    std::vector<Line> lines;
    std::optional<qint64> maxParcels; ///< none: any number
};

struct Node {
    QString id;
    std::optional<qint64> capacity; ///< parcels in this wave; none: any number
};

struct Stock {
    int node = 0;
    QString sku;
    qint64 available = 0;
};

/// A parcel that may be chosen: these lines of this order, shipped together from this node.
struct Column {
    int order = 0, node = 0;
    std::vector<int> lines; ///< indices into the order's lines, ascending
    qint64 cost = 0;
    std::optional<qint64> carbonG = {}; ///< grams of CO2e of a parcel whose price is given; nothing: not told
};

/// A batch of orders, the stock and capacity they share, and every parcel that may be chosen. What is not listed may not be.
struct Problem {
    QString currency;
    std::vector<Order> orders;
    std::vector<Node> nodes;
    std::vector<Stock> stock; ///< at most one row a node and SKU; no row: none there
    std::vector<Column> columns;
};

/// One named step of a price.
struct Part {
    QString name; ///< "order_fee", "picks", "carton", "freight.base", "rule: no Amazon boxes", "late", ...
    qint64 amount = 0; ///< minor units; negative for a discount
    friend bool operator==(const Part &, const Part &) = default;
};

/// A fee of a node's cost card in the price of a parcel.
struct Fee {
    QString name; ///< "pick_fee"
    qint64 now = 0;
    qint64 times = 0; ///< how often it is paid
};

/// What is decided for an order: its parcels, as indices into the problem's columns. Lines in none of them wait.
using Plan = std::vector<int>;

} // namespace crossdock::routing
