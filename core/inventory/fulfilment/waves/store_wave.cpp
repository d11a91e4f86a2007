#include "core/inventory/fulfilment/waves/store_wave.h"

#include "core/inventory/fulfilment/waves/place_zone.h"
#include "core/inventory/fulfilment/waves/ship_day.h"
#include "core/inventory/fulfilment/waves/wave_rules.h"
#include "core/inventory/values/counted.h"

#include <QSet>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {
namespace {

using namespace fulfilment;

constexpr qint64 assumedG = 500; // of a unit whose weight nobody entered: a light parcel
constexpr qint64 feeWithoutPrices = 500; // of a parcel where no price list is known: about a light one's, so that orders are not split for nothing
constexpr qint64 lastUnitWorth = 300; // of the only unit at a node, half of it for two, ...: the price of one more parcel later

/// Makes one wave.
class Maker
{
public:
    Maker(const Given &given, const WaveWish &wish)
        : m_given(given)
        , m_wish(wish)
        , m_rules(given, wish.policy, m_made.wave)
    {
        for (const WaitingItem &item : given.waiting.items)
            m_items.insert(item.sku, &item);
    }

    StoreWave make()
    {
        m_wave.now = m_given.now;
        m_wave.shipDate = toDateTime(m_given.now).date();
        m_wave.problem.currency = currency();
        m_wave.learned = rates::TransitBook(m_given.transit);
        m_wave.carbonPrice = m_wish.policy.carbonPrice;
        m_wave.live = m_given.live;
        m_wave.told = m_given.told;
        if (m_given.live) // what is not known is never taken for cheaper than what is
            m_wave.assumedFreight = std::max(feeWithoutPrices, m_given.live->dearest(m_wave.problem.currency).value_or(0));
        else if (m_given.hasPrices()) { // lists must not close places that orders went to before there were any
            m_wave.assumedFreight = feeWithoutPrices;
            m_wave.assumesUnreached = true;
        }
        m_made.policy.maxParcels = m_wish.policy.maxParcels;
        m_made.policy.parcelFee = m_wish.policy.parcelFee;
        for (const WaitingStock &row : m_given.waiting.stock)
            m_available[{row.node, row.sku}] += row.free;
        addCartons();
        for (const WaitingNode &node : m_given.waiting.nodes)
            addNode(node);
        for (int order = 0; order < static_cast<int>(m_given.waiting.orders.size()); ++order)
            giveBack(m_given.waiting.orders[order]);
        for (int order = 0; order < static_cast<int>(m_given.waiting.orders.size()); ++order)
            addOrder(order);
        addStock();
        addPins();
        if (!m_given.hasPrices()) {
            m_wave.rules.push_back({.name = u"a parcel without a price list"_s, .channels = {}, .nodes = {}, .countries = {}, .skus = {}, .blockedCarriers = {}, .fee = feeWithoutPrices, .isInToldPrices = true});
            m_made.doubts.append(u"no price list is imported: freight is not known, every parcel counts as %1 %2"_s.arg(toDecimal({feeWithoutPrices, m_wave.problem.currency}), m_wave.problem.currency));
        }
        if (m_withoutPlace > 0)
            m_made.doubts.append(u"%1 without a place to go to: a parcel of them counts as %2 %3"_s.arg(counted(m_withoutPlace, u"order"_s), toDecimal({feeWithoutPrices, m_wave.problem.currency}), m_wave.problem.currency));
        if (!m_withoutWeight.isEmpty())
            m_made.doubts.append(u"%1 without a weight: %2 g is taken for a unit"_s.arg(counted(m_withoutWeight.size(), u"SKU"_s)).arg(assumedG));
        if (!m_withoutSides.isEmpty() && !m_wave.boxes.empty())
            m_made.doubts.append(u"%1 without sides: fits into any carton"_s.arg(counted(m_withoutSides.size(), u"SKU"_s)));
        m_made.doubts += m_rules.doubts();
        return std::move(m_made);
    }

private:
    /// That most is priced in: of the cost cards, else of what was sold.
    QString currency() const
    {
        for (const WaitingNode &node : m_given.waiting.nodes)
            if (node.details.costs && !node.details.costs->currency.isEmpty())
                return node.details.costs->currency;
        for (const WaitingOrder &order : m_given.waiting.orders)
            for (const WaitingLine &line : order.lines)
                if (line.unitPrice)
                    return line.unitPrice->currency;
        return u"USD"_s;
    }

    void addCartons()
    {
        if (m_given.cartons.boxes.isEmpty())
            return;
        if (m_given.cartons.currency != m_wave.problem.currency)
            m_made.doubts.append(u"the cartons' prices are in %1: they are not counted"_s.arg(m_given.cartons.currency));
        for (cartons::Box box : m_given.cartons.boxes) {
            box.price = m_given.cartons.currency == m_wave.problem.currency ? box.price : 0;
            m_wave.boxes.push_back(box);
        }
    }

    void addNode(const WaitingNode &from)
    {
        Node node;
        node.details = from.details;
        node.tellsPrices = m_given.told.nodes.contains(from.node);
        const QString name = from.node.text();
        if (!node.details.costs || node.details.costs->currency != m_wave.problem.currency) {
            m_made.doubts.append(node.details.costs ? u"%1's cost card is in %2: it is not counted"_s.arg(name, node.details.costs->currency) : u"%1 has no cost card"_s.arg(name));
            node.details.costs = NodeDetails::CostCard{};
            node.details.costs->currency = m_wave.problem.currency;
        }
        node.details.costs->pickFee = m_wish.policy.pickFee.value(from.node, node.details.costs->pickFee);
        for (int box = 0; box < static_cast<int>(m_wave.boxes.size()); ++box)
            node.boxes.push_back(box);
        node.fuelBasisPoints = m_wish.policy.fuel.value(from.node, 0);
        for (const QString &fee : from.details.account.value(u"unit_fees"_s).split(u',', Qt::SkipEmptyParts))
            node.unitFees.push_back(std::max<qint64>(0, fee.trimmed().toLongLong()));
        if (node.unitFees.empty() && !m_given.hasPrices())
            node.unitFees = {0};
        m_wave.nodes.push_back(node);
        const QDate day = shipDayOf(m_wave, m_wave.nodes.back());
        std::optional<qint64> capacity;
        if (m_wish.policy.capacity.contains(from.node))
            capacity = std::max<qint64>(0, m_wish.policy.capacity.value(from.node));
        else if (m_wish.policy.keepsCapacity && from.details.ordersPerDay > 0)
            capacity = std::max<qint64>(0, from.details.ordersPerDay - from.parcels.value(day));
        m_wave.problem.nodes.push_back({name, capacity});
    }

    std::vector<WaitingItem::Part> partsOf(const WaitingLine &line) const
    {
        const WaitingItem *item = m_items.value(line.sku);
        if (item == nullptr || item->parts.isEmpty())
            return {{line.sku, 1}};
        return {item->parts.begin(), item->parts.end()};
    }

    /// What is held for an order is there for all of them.
    void giveBack(const WaitingOrder &order)
    {
        for (const WaitingLine &line : order.lines)
            for (auto [node, units] : line.at.asKeyValueRange())
                for (const WaitingItem::Part &part : partsOf(line))
                    m_available[{node, part.sku}] += units * part.quantity;
    }

    /// As it is planned to go in several parcels; else in one piece if any node could have it all, else as it lies.
    QList<Quantity> piecesOf(const WaitingOrder &order, const WaitingLine &line) const
    {
        const auto parts = partsOf(line);
        QList<Quantity> planned;
        for (const PlannedParcel &parcel : order.planned)
            for (const ParcelLine &one : parcel.lines)
                if (one.line == line.line)
                    planned.append(one.quantity);
        if (planned.size() > 1 && std::accumulate(planned.begin(), planned.end(), Quantity(0)) == line.units)
            return planned;
        for (const WaitingNode &node : m_given.waiting.nodes)
            if (std::all_of(parts.begin(), parts.end(), [&](const WaitingItem::Part &part) { return m_available.value({node.node, part.sku}) >= line.units * part.quantity; }))
                return {line.units};
        if (line.at.isEmpty() && parts.size() == 1)
            return {line.units};
        QList<Quantity> pieces;
        for (const Quantity units : line.at)
            pieces.append(units);
        return pieces;
    }

    Thing thingOf(const Sku &sku)
    {
        const WaitingItem *item = m_items.value(sku);
        const auto side = [](qint64 mm) { return rates::Length(mm * 1'000'000); };
        Thing thing;
        const bool isWeighed = item != nullptr && item->weightG > 0, isMeasured = item != nullptr && item->lengthMm > 0 && item->widthMm > 0 && item->heightMm > 0;
        thing.weight = rates::Weight::of(isWeighed ? item->weightG : assumedG, rates::WeightUnit::Gram);
        if (isMeasured)
            thing.sides = rates::Dimensions{side(item->lengthMm), side(item->widthMm), side(item->heightMm)};
        if (!isWeighed)
            m_withoutWeight.insert(sku);
        if (!isMeasured)
            m_withoutSides.insert(sku);
        thing.isHazardous = item != nullptr && isHazardous(*item);
        return thing;
    }

    static std::optional<Money> valueOf(const WaitingLine &line, Quantity units)
    {
        return line.unitPrice ? std::optional(Money{line.unitPrice->amount * units, line.unitPrice->currency}) : std::nullopt;
    }

    void addOrder(int index)
    {
        const WaitingOrder &from = m_given.waiting.orders[index];
        routing::Order problem{from.order.text(), {}, {}};
        Order order;
        std::vector<Piece> pieces;
        std::vector<WaitingUnits> apart;
        int group = 0;
        for (int line = 0; line < static_cast<int>(from.lines.size()); ++line) {
            const WaitingLine &waiting = from.lines[line];
            Quantity placed = 0;
            const QList<Quantity> cut = piecesOf(from, waiting);
            for (qsizetype piece = 0; piece < cut.size(); ++piece, ++group) {
                placed += cut[piece];
                bool isFirst = true;
                for (const WaitingItem::Part &part : partsOf(waiting)) {
                    const QString id = isFirst && piece == 0 ? waiting.line : u"%1#%2#%3"_s.arg(waiting.line).arg(piece + 1).arg(part.sku.text());
                    problem.lines.push_back({id, part.sku.text(), cut[piece] * part.quantity, isFirst ? m_wish.policy.waitCost : 0});
                    order.things.push_back(thingOf(part.sku));
                    order.values.push_back(valueOf(waiting, isFirst ? cut[piece] : 0));
                    order.groups.push_back(group);
                    pieces.push_back({line, isFirst ? cut[piece] : 0});
                    isFirst = false;
                }
            }
            if (placed < waiting.units)
                apart.push_back({waiting.line, waiting.sku, waiting.units - placed, u"no place has all parts of it"_s});
        }
        if (group == static_cast<int>(order.groups.size()))
            order.groups.clear();
        order.channel = from.order.channel.text();
        order.channelKind = from.channelKind;
        order.to.country = from.country;
        order.to.region = from.region;
        order.to.city = from.city;
        order.to.postcode = from.postcode;
        if (from.country.isEmpty() && from.postcode.isEmpty() && m_given.hasPrices()) {
            order.freightUnknown = feeWithoutPrices;
            ++m_withoutPlace;
        }
        order.isResidential = true; // buyers of these channels live there
        order.leavesBy = from.promisedBy;
        if (from.deliverBy)
            order.promisedBy = dayAt(*from.deliverBy, from.country, from.region);
        order.lateCost = m_wish.policy.lateCostOf(from.channelKind);
        order.wish = from.wish;
        addPresent(from, pieces, order);
        m_rules.add(from, problem, order);
        m_made.orders.push_back(index);
        m_made.pieces.push_back(std::move(pieces));
        m_made.apart.push_back(std::move(apart));
        m_wave.orders.push_back(std::move(order));
        m_wave.problem.orders.push_back(std::move(problem));
    }

    /// The lines of the problem that a planned parcel of the order holds, each in one parcel; none if it does not hold whole pieces any more.
    static std::vector<int> linesOf(const WaitingOrder &from, const PlannedParcel &parcel, const std::vector<Piece> &pieces, std::vector<bool> &isUsed)
    {
        std::vector<int> lines;
        for (const ParcelLine &wanted : parcel.lines) {
            Quantity left = wanted.quantity;
            for (const bool isWhole : {true, false}) // a piece of its own before several together
                for (size_t i = 0; i < pieces.size() && left > 0; ++i) {
                    const Piece &piece = pieces[i];
                    if (isUsed[i] || piece.units == 0 || from.lines[piece.line].line != wanted.line || (isWhole ? piece.units != left : piece.units > left))
                        continue;
                    left -= piece.units;
                    size_t end = i + 1;
                    while (end < pieces.size() && pieces[end].units == 0)
                        ++end; // the other parts of a kit
                    for (size_t part = i; part < end; ++part) {
                        isUsed[part] = true;
                        lines.push_back(static_cast<int>(part));
                    }
                }
            if (left > 0)
                return {};
        }
        std::sort(lines.begin(), lines.end());
        return lines;
    }

    /// The planned parcels of the order as lines of the problem, where they still hold whole pieces.
    void addPresent(const WaitingOrder &from, const std::vector<Piece> &pieces, Order &order) const
    {
        std::vector<bool> isUsed(pieces.size(), false);
        for (const PlannedParcel &parcel : from.planned)
            if (const auto node = nodeIndex(parcel.node))
                order.present.push_back({*node, linesOf(from, parcel, pieces, isUsed)});
        order.changeCost = m_wish.policy.changeCost;
    }

    void addStock()
    {
        for (auto [key, units] : m_available.asKeyValueRange()) {
            const auto node = nodeIndex(key.first);
            if (!node || units <= 0)
                continue;
            m_wave.problem.stock.push_back({*node, key.second.text(), units});
            if (m_wish.policy.protectsLastUnits)
                m_wave.worth.insert({*node, key.second.text()}, lastUnitWorth / units);
        }
    }

    void addPins()
    {
        const auto add = [this](const OrderId &order, const NodeId &node) {
            const auto orderIndex = m_made.orderOf(order);
            const auto index = nodeIndex(node);
            if (orderIndex && index)
                m_made.pins.push_back({*orderIndex, *index});
        };
        QSet<OrderId> wished;
        for (const WavePin &pin : m_wish.pins)
            wished.insert(pin.order);
        for (const WaitingOrder &order : m_given.waiting.orders)
            for (const PlannedParcel &parcel : order.planned)
                if (parcel.isPinned && !wished.contains(order.order)) {
                    add(order.order, parcel.node);
                    break;
                }
        for (const WavePin &pin : m_wish.pins)
            add(pin.order, pin.node);
    }

    std::optional<int> nodeIndex(const NodeId &node) const { return m_made.nodeOf(node); }

    const Given &m_given;
    const WaveWish &m_wish;
    QHash<Sku, const WaitingItem *> m_items;
    QMap<std::pair<NodeId, Sku>, Quantity> m_available; ///< with what is held for the waiting orders
    QSet<Sku> m_withoutWeight, m_withoutSides;
    int m_withoutPlace = 0; ///< orders
    StoreWave m_made;
    Wave &m_wave = m_made.wave;
    WaveRules m_rules;
};

} // namespace

std::optional<int> StoreWave::orderOf(const OrderId &order) const
{
    const QString id = order.text();
    const auto found = std::find_if(wave.problem.orders.begin(), wave.problem.orders.end(), [&](const routing::Order &one) { return one.id == id; });
    return found == wave.problem.orders.end() ? std::nullopt : std::optional(static_cast<int>(found - wave.problem.orders.begin()));
}

std::optional<int> StoreWave::nodeOf(const NodeId &node) const
{
    const auto found = std::find_if(wave.problem.nodes.begin(), wave.problem.nodes.end(), [&](const routing::Node &one) { return one.id == node.text(); });
    return found == wave.problem.nodes.end() ? std::nullopt : std::optional(static_cast<int>(found - wave.problem.nodes.begin()));
}

StoreWave makeStoreWave(const Given &given, const WaveWish &wish)
{
    return Maker(given, wish).make();
}

} // namespace crossdock::waves
