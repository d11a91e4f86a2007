#include "core/inventory/fulfilment/waves/parcel_pricer.h"

#include "core/inventory/fulfilment/rates/likeness.h"
#include "core/inventory/fulfilment/rates/own_price.h"
#include "core/inventory/fulfilment/waves/goods.h"
#include "core/inventory/fulfilment/waves/ship_day.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {
namespace {

constexpr qint64 mostUnits = 200; // of a parcel: more is freight, and no question of cartons
constexpr int all = 10'000; // basis points

qint64 litresOf(const rates::Dimensions &sides)
{
    constexpr double litre = 1'000'000; // cubic millimetres
    const auto mm = [](rates::Length length) { return static_cast<double>(length.nanometres()) / 1e6; };
    return static_cast<qint64>(mm(sides.length) * mm(sides.width) * mm(sides.height) / litre);
}

qint64 partOf(qint64 amount, int basisPoints)
{
    return static_cast<qint64>((static_cast<routing::Wide>(amount) * basisPoints + all / 2) / all);
}

} // namespace

ParcelPricer::ParcelPricer(const Wave &wave, const rates::RateBook &book)
    : m_wave(wave)
    , m_book(book)
    , m_pricesRise(!wave.live && wave.told.nodes.isEmpty() && book.pricesRise()) // what others tell need not rise
    , m_carriers(book.carriers())
    , m_shelf(wave.boxes)
{
    for (const Node &node : wave.nodes) {
        m_shipDays.push_back(shipDayOf(wave, node));
        m_departures.push_back(departureOf(node, m_shipDays.back()));
    }
}

/// What all rules together want. Answers the first that forbids it; nullptr: none does.
const Rule *ParcelPricer::gather(int order, int node, const std::vector<int> &lines, Demand &demand) const
{
    const auto &asked = m_wave.problem.orders[static_cast<size_t>(order)];
    const Order &one = m_wave.orders[static_cast<size_t>(order)];
    const QString &nodeId = m_wave.problem.nodes[static_cast<size_t>(node)].id;
    const auto among = [](const QStringList &list, const QString &value) { return list.isEmpty() || list.contains(value); };
    const auto anyLine = [&](const auto &holds) { return std::any_of(lines.begin(), lines.end(), holds); };
    for (const Rule &rule : m_wave.rules) {
        const bool isHere = among(rule.channels, one.channel) && among(rule.nodes, nodeId) && among(rule.countries, one.to.country);
        if (!isHere || !anyLine([&](int line) { return among(rule.skus, asked.lines[static_cast<size_t>(line)].sku); })
            || (rule.onlyHazardous && !anyLine([&](int line) { return one.things[static_cast<size_t>(line)].isHazardous; })))
            continue;
        if (rule.forbids)
            return &rule;
        if (rule.needsBlankBox && demand.blankBox == nullptr)
            demand.blankBox = &rule;
        if (!rule.blockedCarriers.isEmpty())
            demand.blocking.push_back(&rule);
        if (rule.basisPoints > 0 || rule.fee > 0)
            demand.charging.push_back(&rule);
    }
    return nullptr;
}

qint64 ParcelPricer::unitsOf(int order, const std::vector<int> &lines) const
{
    qint64 units = 0;
    for (const int line : lines) {
        const qint64 quantity = m_wave.problem.orders[static_cast<size_t>(order)].lines[static_cast<size_t>(line)].quantity;
        units = std::min(mostUnits + 1, units + std::min(quantity, mostUnits + 1));
    }
    return units;
}

std::vector<cartons::Item> ParcelPricer::itemsOf(int order, const std::vector<int> &lines) const
{
    std::vector<cartons::Item> items;
    for (const int line : lines) {
        const Thing &thing = m_wave.orders[static_cast<size_t>(order)].things[static_cast<size_t>(line)];
        const auto &asked = m_wave.problem.orders[static_cast<size_t>(order)].lines[static_cast<size_t>(line)];
        items.insert(items.end(), static_cast<size_t>(asked.quantity), {asked.sku, thing.sides.value_or(rates::Dimensions()), *thing.weight, thing.keepsUpright});
    }
    return items;
}

/// May this service be used? If not, `closedBy` becomes the rule that says so, or stays empty.
bool ParcelPricer::isOpen(const Demand &demand, const QString &carrier, const QString &service, QString &closedBy) const
{
    const QStringList &used = m_wave.nodes[static_cast<size_t>(demand.node)].carriers;
    const QString whole = carrier + u'/' + service;
    const auto names = [&](const QStringList &list) { return list.contains(carrier, Qt::CaseInsensitive) || list.contains(whole, Qt::CaseInsensitive); };
    if (!used.isEmpty() && !names(used))
        return false;
    const auto blocking = std::find_if(demand.blocking.begin(), demand.blocking.end(), [&](const Rule *rule) { return names(rule->blockedCarriers); });
    if (blocking == demand.blocking.end())
        return true;
    closedBy = (*blocking)->name;
    return false;
}

void ParcelPricer::addLateness(const Demand &demand, Way &way) const
{
    constexpr qint64 sure = 100;
    const Order &order = m_wave.orders[static_cast<size_t>(demand.order)];
    way.percentInTime = inTimeOf(m_wave, order, departing(demand.node), way.told && way.told->deliveredBy.isValid() ? *way.told : way.quote).percent;
    way.late = way.percentInTime ? static_cast<qint64>((static_cast<routing::Wide>(order.lateCost) * (sure - *way.percentInTime) + sure / 2) / sure) : 0;
}

void ParcelPricer::addCarbon(const Demand &demand, Way &way) const
{
    const auto mode = demand.kilometres ? rates::modeOf(way.quote.carrier, way.quote.service) : std::nullopt;
    way.carbon = mode ? rates::carbonCost(rates::carbonGrams(way.gross, *demand.kilometres, *mode), m_wave.carbonPrice) : 0;
}

/// With all that depends on the service.
qint64 ParcelPricer::costOf(const Demand &demand, const Way &way)
{
    qint64 cost = way.freight + way.late + way.carbon;
    for (const Rule *rule : demand.charging)
        cost += partOf(way.freight, rule->basisPoints);
    return cost;
}

/// The house's own prices, of lists and of what live accounts told before.
QList<rates::Quote> ParcelPricer::quotesFor(const rates::Shipment &shipment, const QString &likeness, Refused &refused) const
{
    QList<rates::Quote> quotes;
    for (const QString &carrier : m_carriers) {
        const rates::Rated rated = m_book.quote(shipment, carrier);
        for (const rates::Refusal &refusal : rated.refused) {
            refused.isReached = refused.isReached || !refusal.isUnreached;
            if (refused.reason.isEmpty())
                refused.reason = QString(refusal.carrier + u' ' + refusal.service).trimmed() + u": "_s + refusal.reason;
        }
        quotes += rates::ownPrices(rated.quotes);
    }
    if (!m_wave.live)
        return quotes;
    if (const QString refusal = m_wave.live->refusal(likeness); !refusal.isEmpty())
        refused.reason = refusal;
    return rates::ownPrices(quotes + m_wave.live->quotes(likeness));
}

/// Where no price list reaches, it goes at what the lists' dearest zone costs: never for cheaper than what has a price.
ParcelPricer::Way ParcelPricer::unreached(const Demand &demand, rates::Weight gross, const QString &reason) const
{
    const qint64 dearest = m_book.dearest(gross, demand.shipment.shipDate, m_wave.problem.currency).value_or(0);
    Way way{.quote = {}, .freight = std::max(m_wave.assumedFreight, dearest), .percentInTime = {}, .gross = gross, .isAssumed = true, .unreached = reason};
    addLateness(demand, way);
    return way;
}

/// What no price is known of yet. Where live accounts refuse it, too, and nothing else has a price, somebody must see to it: it is sent all the
/// same, but from elsewhere if that can be. Nothing: price lists and live accounts refuse it, or live accounts what it is to be sent with.
std::optional<std::pair<qint64, ParcelPricer::Way>> ParcelPricer::assumed(const Demand &demand, const std::optional<rates::Dimensions> &sides, rates::Weight gross, const QString &likeness) const
{
    const bool isRefused = !m_wave.live->refusal(likeness).isEmpty();
    if (isRefused && (!m_carriers.isEmpty() || !demand.shipment.options.isEmpty()))
        return {};
    Way way{.quote = {}, .freight = m_wave.assumedFreight * (isRefused ? 2 : 1), .percentInTime = {}, .gross = gross, .isAssumed = true};
    addLateness(demand, way);
    const qint64 cost = costOf(demand, way) + (sides ? litresOf(*sides) : 0); // of cartons without a price the smallest
    return std::pair(cost, std::move(way));
}

/// The service that costs least with all that depends on it. A rule that blocks the only carriers gives its name as the error's subject.
Result<cartons::Offer> ParcelPricer::cheapest(const Demand &demand, const std::optional<rates::Dimensions> &sides, rates::Weight gross)
{
    rates::Shipment shipment = demand.shipment;
    shipment.parcels = {{gross, sides, false}};
    if (shipment.value)
        shipment.value = insuredIn(gross, *shipment.value, demand.net);
    const QString likeness = m_wave.live ? rates::likenessOf(shipment) : QString();
    const int nodeFuel = m_wave.nodes[static_cast<size_t>(demand.node)].fuelBasisPoints;
    const fulfilment::ShippingWish &wish = m_wave.orders[static_cast<size_t>(demand.order)].wish;
    std::optional<std::pair<qint64, Way>> best, wished; // of all services, and of those that the order is to go by
    QString closedBy;
    Refused refused;
    for (const rates::Quote &quote : quotesFor(shipment, likeness, refused)) {
        if (quote.total.currency != m_wave.problem.currency) {
            refused.reason = u"%1 %2 is in %3"_s.arg(quote.carrier, quote.service, quote.total.currency);
            continue;
        }
        refused.isReached = true;
        if (!isOpen(demand, quote.carrier, quote.service, closedBy))
            continue;
        const bool hasFuel = quote.source == rates::Quote::Source::Live || std::any_of(quote.charges.begin(), quote.charges.end(), [](const rates::Charge &charge) { return charge.kind == "fuel"_L1; });
        Way way{.quote = quote, .freight = quote.total.amount + (hasFuel ? 0 : partOf(quote.total.amount, nodeFuel)), .percentInTime = {}, .gross = gross};
        addLateness(demand, way);
        addCarbon(demand, way);
        const qint64 cost = costOf(demand, way);
        auto &among = wish.takes(quote.carrier, quote.service) ? wished : best;
        if (!among || cost < among->first)
            among.emplace(cost, std::move(way));
    }
    if (wished)
        best = std::move(wished);
    if (!best && m_wave.live && closedBy.isEmpty())
        best = assumed(demand, sides, gross, likeness);
    if (!best && m_wave.assumesUnreached && !refused.isReached && !refused.reason.isEmpty()) {
        Way way = unreached(demand, gross, refused.reason);
        const qint64 cost = costOf(demand, way) + (sides ? litresOf(*sides) : 0); // of cartons without a price the smallest
        best.emplace(cost, std::move(way));
    }
    if (!best)
        return fail(Error::Code::Rejected, closedBy, !closedBy.isEmpty() ? u"no other carrier takes it"_s : refused.reason.isEmpty() ? u"no carrier of this place has a price for it"_s : refused.reason);
    if (m_wave.live && !m_wave.nodes[static_cast<size_t>(demand.node)].tellsPrices) {
        best->second.likeness = likeness;
        best->second.shipment = std::move(shipment);
    }
    m_ways.push_back(std::move(best->second));
    return cartons::Offer{best->first, static_cast<int>(m_ways.size()) - 1};
}

rates::Shipment ParcelPricer::shipmentOf(int order, int node) const
{
    const Node &from = m_wave.nodes[static_cast<size_t>(node)];
    const Order &to = m_wave.orders[static_cast<size_t>(order)];
    return {.shipDate = m_shipDays[static_cast<size_t>(node)], .from = senderOf(from.details), .to = to.to, .isResidential = to.isResidential, .parcels = {}, .zones = to.zones.value(m_wave.problem.nodes[static_cast<size_t>(node)].id), .options = rates::forCarriers(to.wish.options)};
}

tl::expected<PricedParcel, Missing> ParcelPricer::price(int order, int node, const std::vector<int> &lines)
{
    const Order &to = m_wave.orders[static_cast<size_t>(order)];
    Demand demand{.order = order, .node = node, .shipment = {}, .net = {}, .kilometres = {}, .blocking = {}, .charging = {}};
    if (const Rule *rule = gather(order, node, lines, demand))
        return tl::make_unexpected(Missing{order, node, lines, rule->name, {}});
    if (unitsOf(order, lines) > mostUnits)
        return tl::make_unexpected(Missing{order, node, lines, u"too many units"_s, u"more than %1 in one parcel"_s.arg(mostUnits)});
    demand.shipment = shipmentOf(order, node);
    if (demand.shipment.options.contains(rates::Option::Insurance)) {
        demand.shipment.value = goodsOf(to, lines);
        demand.net = netOf(itemsOf(order, lines));
    }
    if (m_wave.carbonPrice > 0)
        demand.kilometres = rates::kilometresBetween(demand.shipment.from, demand.shipment.to);
    m_ways.clear();
    const ToldPrice told = isToldOf(m_wave, order, node) ? askNode(order, node, lines) : ToldPrice{};
    if (!told.refusal.isEmpty())
        return tl::make_unexpected(Missing{order, node, lines, u"refused by "_s + m_wave.problem.nodes[static_cast<size_t>(node)].id, told.refusal});
    PricedParcel parcel;
    if (told.quote)
        std::erase_if(demand.charging, [](const Rule *rule) { return rule->isInToldPrices; });
    else
        addCard(parcel, order, node, lines);
    addWorth(parcel, order, node, lines);
    addChange(parcel, order, node, lines);
    for (const Rule *rule : demand.charging)
        parcel.parts.push_back({u"rule: "_s + rule->name, rule->fee});
    const auto sent = told.quote ? sendTold(parcel, demand, *told.quote) : send(parcel, demand, lines);
    for (Sent &one : parcel.sent) {
        one.untold = told.untold;
        if (!told.likeness.isEmpty())
            one.likeness = told.likeness;
    }
    if (!sent) {
        const Error &error = sent.error();
        const bool isCarton = error.code == Error::Code::NotFound, isRule = !isCarton && !error.subject.isEmpty();
        const QString reason = isCarton && !error.subject.isEmpty() ? error.subject + u": "_s + error.detail : error.detail;
        return tl::make_unexpected(Missing{order, node, lines, isCarton ? u"no carton"_s : isRule ? error.subject : noRate(demand.shipment.options), reason});
    }
    addUp(parcel);
    keepTogether(parcel, order, node, lines);
    return parcel;
}

Result<> ParcelPricer::sendTold(PricedParcel &parcel, const Demand &demand, const rates::Quote &told)
{
    Way way{.quote = {}, .freight = told.total.amount, .percentInTime = {}, .told = told};
    addLateness(demand, way);
    addWay(parcel, demand, way);
    return {};
}

Result<> ParcelPricer::send(PricedParcel &parcel, const Demand &demand, const std::vector<int> &lines)
{
    const Node &from = m_wave.nodes[static_cast<size_t>(demand.node)];
    const Order &to = m_wave.orders[static_cast<size_t>(demand.order)];
    const bool isUnknown = to.freightUnknown && from.unitFees.empty();
    if (isUnknown)
        parcel.parts.push_back({u"rule: a destination that is not known"_s, *to.freightUnknown});
    return isUnknown ? sendUnpriced(parcel, demand) : !from.unitFees.empty() ? sendByUnit(parcel, demand, lines) : m_wave.boxes.empty() ? sendWeighed(parcel, demand, lines) : sendBoxed(parcel, demand, lines);
}

Result<> ParcelPricer::sendByUnit(PricedParcel &parcel, const Demand &demand, const std::vector<int> &lines)
{
    const auto &fees = m_wave.nodes[static_cast<size_t>(demand.node)].unitFees;
    const qint64 units = unitsOf(demand.order, lines);
    Way way{.quote = {}, .freight = units * fees[static_cast<size_t>(std::min<qint64>(units, static_cast<qint64>(fees.size())) - 1)], .percentInTime = {}};
    addLateness(demand, way);
    addWay(parcel, demand, way);
    return {};
}

Result<> ParcelPricer::sendUnpriced(PricedParcel &parcel, const Demand &demand)
{
    Way way;
    addLateness(demand, way);
    addWay(parcel, demand, way);
    return {};
}

Result<> ParcelPricer::sendWeighed(PricedParcel &parcel, const Demand &demand, const std::vector<int> &lines)
{
    return cheapest(demand, std::nullopt, netOf(itemsOf(demand.order, lines))).map([&](const cartons::Offer &offer) { addWay(parcel, demand, m_ways[static_cast<size_t>(offer.tag)]); });
}

Result<> ParcelPricer::sendBoxed(PricedParcel &parcel, const Demand &demand, const std::vector<int> &lines)
{
    cartons::CartonShelf::Terms terms{m_wave.nodes[static_cast<size_t>(demand.node)].boxes, m_pricesRise};
    if (demand.blankBox != nullptr)
        std::erase_if(terms.boxes, [this](int box) { return !m_shelf.boxes()[static_cast<size_t>(box)].isBlank; });
    const QString &package = m_wave.orders[static_cast<size_t>(demand.order)].wish.package;
    const auto isOther = [&](int box) { return m_shelf.boxes()[static_cast<size_t>(box)].name.compare(package, Qt::CaseInsensitive) != 0; };
    if (!package.isEmpty() && !std::all_of(terms.boxes.begin(), terms.boxes.end(), isOther))
        std::erase_if(terms.boxes, isOther);
    if (terms.boxes.empty() && demand.blankBox != nullptr)
        return fail(Error::Code::Rejected, demand.blankBox->name, u"no blank carton is there"_s);
    auto choice = m_shelf.choose(itemsOf(demand.order, lines), terms, [&](const cartons::Box &box, rates::Weight gross) { return cheapest(demand, box.outer, gross); });
    if (!choice)
        return tl::make_unexpected(choice.error());
    parcel.isProven = choice->isProven;
    for (const cartons::Carton &carton : choice->cartons) {
        parcel.parts.push_back({u"carton"_s, m_shelf.boxes()[static_cast<size_t>(carton.box)].price});
        addWay(parcel, demand, m_ways[static_cast<size_t>(carton.offer.tag)]);
    }
    parcel.cartons = std::move(choice->cartons);
    return {};
}

void ParcelPricer::addWay(PricedParcel &parcel, const Demand &demand, const Way &way)
{
    const bool isNamed = !way.quote.carrier.isEmpty();
    if (m_isNoted && !way.likeness.isEmpty()) {
        Asked &asked = m_asked[way.likeness];
        asked.shipment = way.shipment;
        ++asked.parcels;
        asked.orders.insert(demand.order);
    }
    for (const rates::Charge &charge : way.quote.charges)
        parcel.parts.push_back({u"freight."_s + charge.kind, charge.amount.amount});
    parcel.parts.push_back({isNamed ? u"freight.node_fuel"_s : way.told ? u"freight.told"_s : way.isAssumed ? u"freight.assumed"_s : u"freight.by_unit"_s, way.freight - way.quote.total.amount});
    for (const Rule *rule : demand.charging)
        parcel.parts.push_back({u"rule: "_s + rule->name, partOf(way.freight, rule->basisPoints)});
    parcel.parts.push_back({u"late"_s, way.late});
    parcel.parts.push_back({u"carbon"_s, way.carbon});
    parcel.sent.push_back({way.quote, way.gross, way.isAssumed ? std::optional(way.freight) : std::nullopt, way.isAssumed && m_wave.live ? m_wave.live->refusal(way.likeness) : QString(), way.unreached, demand.shipment.options, way.told, {}, way.likeness});
    parcel.services.push_back(isNamed ? way.quote.carrier + u'/' + way.quote.service : QString());
    if (way.percentInTime)
        parcel.percentInTime = std::min(parcel.percentInTime.value_or(*way.percentInTime), *way.percentInTime);
}

} // namespace crossdock::waves
