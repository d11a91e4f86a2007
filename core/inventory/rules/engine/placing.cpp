#include "core/inventory/rules/engine/placing.h"

#include "core/inventory/fulfilment/rates/zone_map.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

using fulfilment::Waiting;
using fulfilment::WaitingItem;
using fulfilment::WaitingLine;
using fulfilment::WaitingNode;
using fulfilment::WaitingOrder;

/// How far a place is: the rank first, then the miles, which only the first rank has.
struct Distance {
    enum class Rank { Measured, SameCity, SameRegion, SameCountry, Abroad };
    Rank rank = Rank::Abroad;
    double miles = 0;
    friend auto operator<=>(const Distance &, const Distance &) = default;
};

bool areSame(const QString &one, const QString &other)
{
    return !one.isEmpty() && one.compare(other, Qt::CaseInsensitive) == 0;
}

Distance distance(const NodeDetails &from, const WaitingOrder &to)
{
    if (!areSame(from.country, to.country))
        return {Distance::Rank::Abroad};
    const auto here = rates::zip3(from.postcode), there = rates::zip3(to.postcode);
    const auto miles = areSame(from.country, u"US"_s) && here && there ? rates::milesBetween(*here, *there) : std::nullopt;
    if (miles)
        return {Distance::Rank::Measured, *miles};
    if (areSame(from.city, to.city))
        return {Distance::Rank::SameCity};
    return {areSame(from.region, to.region) ? Distance::Rank::SameRegion : Distance::Rank::SameCountry};
}

Quantity freeAt(const Waiting &waiting, const NodeId &node, const Sku &sku)
{
    const auto found = std::find_if(waiting.stock.begin(), waiting.stock.end(), [&](const fulfilment::WaitingStock &one) { return one.node == node && one.sku == sku; });
    return found == waiting.stock.end() ? 0 : found->free;
}

/// Whole units that a place could send: what is held there for the line, and what is free.
Quantity unitsAt(const Waiting &waiting, const NodeId &node, const WaitingLine &line)
{
    const auto item = std::find_if(waiting.items.begin(), waiting.items.end(), [&](const WaitingItem &one) { return one.sku == line.sku; });
    if (item == waiting.items.end() || item->parts.isEmpty())
        return line.at.value(node) + freeAt(waiting, node, line.sku);
    std::optional<Quantity> kits;
    for (const WaitingItem::Part &part : item->parts) {
        const Quantity enough = freeAt(waiting, node, part.sku) / part.quantity;
        kits = std::min(kits.value_or(enough), enough);
    }
    return line.at.value(node) + *kits;
}

bool canSendAll(const Waiting &waiting, const WaitingNode &node)
{
    const WaitingOrder &order = waiting.orders.first();
    if (!order.pool.isEmpty() && !order.pool.contains(node.node))
        return false;
    return std::all_of(order.lines.begin(), order.lines.end(), [&](const WaitingLine &line) { return unitsAt(waiting, node.node, line) >= line.units; });
}

} // namespace

Result<NodeId> nearestNode(const Waiting &waiting)
{
    if (waiting.orders.isEmpty())
        return fail(Error::Code::OutOfStock, u"order"_s, u"nothing is held for it"_s);
    const WaitingOrder &order = waiting.orders.first();
    if (order.country.isEmpty())
        return fail(Error::Code::NotAllowed, order.order.text(), u"where it goes is not known yet"_s);
    std::optional<Distance> least;
    QList<NodeId> nearest;
    for (const WaitingNode &node : waiting.nodes) {
        if (node.details.country.isEmpty() || !canSendAll(waiting, node))
            continue;
        const Distance way = distance(node.details, order);
        if (least && *least < way)
            continue;
        if (!least || way < *least)
            nearest.clear();
        least = way;
        nearest.append(node.node);
    }
    if (nearest.isEmpty())
        return fail(Error::Code::OutOfStock, order.order.text(), u"no place that says where it is has all of it"_s);
    if (nearest.size() > 1 && least->rank != Distance::Rank::Measured)
        return fail(Error::Code::NotAllowed, order.order.text(), u"which of %1 and %2 is nearer cannot be told: distances are known between US ZIP codes only"_s.arg(nearest[0].text(), nearest[1].text()));
    return nearest.first();
}

Result<QList<fulfilment::PlannedParcel>> splitByNode(const WaitingOrder &order, Quantity shortUnits, const QString &why)
{
    QMap<NodeId, fulfilment::PlannedParcel> byNode;
    for (const WaitingLine &line : order.lines) {
        Quantity left = line.units;
        for (auto [node, units] : line.at.asKeyValueRange()) {
            const Quantity here = std::min(units, left);
            left -= here;
            if (here > 0)
                byNode[node].lines.append({line.line, line.sku, here});
        }
    }
    if (byNode.isEmpty())
        return fail(Error::Code::OutOfStock, order.order.text(), u"nothing is held for it"_s);
    if (byNode.size() == 1 && shortUnits == 0)
        return fail(Error::Code::NotAllowed, order.order.text(), u"all of it lies at %1 and nothing is missing: there is nothing to split"_s.arg(byNode.firstKey().text()));
    QList<fulfilment::PlannedParcel> parcels;
    for (auto [node, parcel] : byNode.asKeyValueRange()) {
        parcel.node = node;
        parcel.isPinned = true;
        parcel.why = why;
        parcels.append(parcel);
    }
    return parcels;
}

} // namespace crossdock::rules
