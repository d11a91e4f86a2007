#include "tests/ui/fake_wave.h"

#include "core/inventory/values/ids.h"

#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::test {
namespace {

using namespace fulfilment;

constexpr std::array places = {std::pair{"dallas", "Dallas"}, std::pair{"reno", "Reno"}, std::pair{"newark", "Newark"}, std::pair{"fba-us", "Amazon FBA, US"}, std::pair{"columbus", "Columbus"}, std::pair{"atlanta", "Atlanta"}};
constexpr std::array services = {u"fedex/ground", u"ups/ground_saver", u"usps/ground_advantage"};
constexpr std::array skus = {u"OAK-00001", u"LIN-00002", u"STL-00003", u"MER-00004", u"CER-00005"};

template <class Values>
auto pick(const Values &values, int number)
{
    return values.at(static_cast<size_t>(number) % values.size());
}

NodeId nodeId(int number)
{
    return NodeId::parse(QString::fromLatin1(pick(places, number).first)).value();
}

QDate dayOf(Time at)
{
    return toDateTime(at).date();
}

PlannedParcel parcelOf(int number, int node, QDate day)
{
    PlannedParcel parcel{.node = nodeId(node), .lines = {{u"1"_s, Sku::parse(QString::fromUtf16(pick(skus, number))).value(), 1 + number % 3}}};
    parcel.parts = {{u"order_fee"_s, 95}, {u"picks"_s, 20 * (number % 3)}, {u"carton"_s, 42}, {u"freight.base"_s, 610 + 37 * (number % 9) + 60 * node}, {u"freight.fuel"_s, 84}, {u"freight.discount"_s, -55}, {u"late"_s, 5 * (number % 6)}};
    qint64 sum = 0;
    for (const routing::Part &part : parcel.parts)
        sum += part.amount;
    parcel.cost = {sum, u"USD"_s};
    parcel.service = QString::fromUtf16(pick(services, number));
    parcel.shipsOn = day;
    parcel.promisedBy = day.addDays(3);
    parcel.percentInTime = number % 5 == 4 ? 64 : 99 - number % 8;
    if (number % 6 != 5)
        parcel.carbonG = 180 + 95 * (number % 4) + 60 * node;
    parcel.basis.carbon = parcel.carbonG ? u"estimate: 0.9 kg over 1720 km by road (a straight line and a fifth), 116 g CO2e a tonne-kilometre (EPA factors of 2025, fuel burned under way)"_s
                                         : u"not known: priority does not tell whether it goes by road or by air"_s;
    return parcel;
}

WaveOrder orderOf(int number, int nodes, Time now)
{
    const QDate day = dayOf(now);
    WaveOrder order{.order = {ChannelId::parse(u"shopify-us"_s).value(), QString::number(100'480 - number)}, .createdAt = now - Milliseconds(600'000LL * number), .shipTo = number % 2 ? u"US, OR"_s : u"US, TX"_s, .promisedBy = day.addDays(3)};
    order.plan.parcels.append(parcelOf(number, number % nodes, day));
    if (number % 7 == 3 && nodes > 1)
        order.plan.parcels.append(parcelOf(number + 1, (number + 1) % nodes, day));
    if (number % 11 == 5) {
        order.plan.waiting.append({u"2"_s, Sku::parse(u"BLU-M"_s).value(), 1, u"no place has 1 of it"_s});
        order.plan.wait = 10'000;
    }
    order.plan.cost = order.plan.wait;
    for (const PlannedParcel &parcel : std::as_const(order.plan.parcels))
        order.plan.cost += parcel.cost.amount;
    order.isPlanned = number % 4 != 0;
    order.present = {nodeId(number % 5 == 2 ? number + 1 : number % nodes)};
    return order;
}

} // namespace

std::shared_ptr<const WaveView> fakeWave(Time now, int orders, int nodes, qint64 number)
{
    auto wave = std::make_shared<WaveView>();
    wave->number = number;
    wave->plannedAt = now;
    wave->currency = u"USD"_s;
    wave->milliseconds = 38;
    for (int node = 0; node < nodes; ++node)
        wave->nodes.append({.node = nodeId(node), .title = QString::fromLatin1(pick(places, node).second), .shipsOn = dayOf(now)});
    for (int i = 0; i < orders; ++i) {
        wave->orders.append(orderOf(i, nodes, now));
        const WaveOrder &order = wave->orders.last();
        wave->total += order.plan.cost;
        for (const PlannedParcel &parcel : order.plan.parcels) {
            wave->carbon.grams += parcel.carbonG.value_or(0);
            ++(parcel.carbonG ? wave->carbon.known : wave->carbon.unknown);
            for (WaveNode &node : wave->nodes) {
                if (node.node == parcel.node) {
                    ++node.parcels;
                    node.cost += parcel.cost.amount;
                }
            }
        }
    }
    for (int node = 0; node < nodes; ++node) {
        if (node != 3)
            wave->nodes[node].capacity = node == 0 ? wave->nodes.at(0).parcels : 60;
        wave->nodes[node].cutOffAt = now + Milliseconds(1'800'000LL * (node + 1));
    }
    wave->bound = wave->total - wave->total / 250;
    wave->gap = 40;
    wave->naive = wave->total + wave->total / 19;
    return wave;
}

WaveExplanation fakeExplanation(const WaveView &wave)
{
    using Reason = routing::Explanation::Rejected::Reason;
    const WaveOrder &order = wave.orders.first();
    const QDate day = dayOf(wave.plannedAt);
    const auto planOf = [&](int number, int node) {
        WavePlan plan;
        plan.parcels = {parcelOf(number, node, day)};
        plan.cost = plan.parcels.first().cost.amount;
        return plan;
    };
    WaveExplanation why{.order = order.order, .currency = wave.currency, .chosen = order.plan, .naive = planOf(1, 2), .runnerUp = planOf(2, 1)};
    why.rejected = {{.node = nodeId(1), .reason = Reason::Dearer, .dearerBy = 117, .plan = *why.runnerUp},
                    {.node = nodeId(2), .reason = Reason::StockTaken, .sku = u"OAK-00001"_s, .shortBy = 1, .holders = {wave.orders.at(1).order, wave.orders.at(2).order}},
                    {.node = nodeId(3), .reason = Reason::Veto, .name = u"no Amazon boxes for Walmart"_s, .detail = u"blank boxes cost more"_s}};
    why.breakEvens = {{.parcel = parcelOf(2, 1, day), .winsBelow = 676, .fees = {{u"pick_fee"_s, 20, 4}}}};
    why.units = {{nodeId(2), u"OAK-00001"_s, 312}};
    why.own = planOf(1, 2);
    why.costsMore = 84;
    why.othersSave = 910;
    why.others = {wave.orders.at(1).order, wave.orders.at(2).order};
    return why;
}

PinEffect fakePin(const std::shared_ptr<const WaveView> &wave)
{
    auto after = std::make_shared<WaveView>(*wave);
    const NodeId from = after->orders.first().plan.parcels.first().node, to = after->nodes.last().node;
    after->number = wave->number + 100;
    WaveOrder &order = after->orders.first();
    order.isPinned = true;
    order.plan.parcels.first().node = to;
    order.plan.parcels.first().isPinned = true;
    order.plan.parcels.first().cost.amount += 312;
    order.plan.parcels.first().parts.push_back({u"freight.zone"_s, 312});
    order.plan.cost += 312;
    after->total += 312;
    after->wish.pins = {{order.order, to, u"the buyer collects it"_s}};
    return {.wave = after, .before = wave->total, .moves = {{order.order, {from}, {to}, order.plan.cost - 312, order.plan.cost}}, .milliseconds = 21};
}

BackTest fakeBackTest()
{
    return {.currency = u"USD"_s,
            .first = {.cost = 1'254'400, .orders = 1'420, .parcels = 1'533, .waitingLines = 12, .latePercent = 4.1},
            .second = {.cost = 1'331'900, .orders = 1'420, .parcels = 1'602, .waitingLines = 9, .latePercent = 5.6},
            .saves = {-92'000, -61'500},
            .lateLess = {-2.2, -0.7},
            .spans = 5};
}

} // namespace crossdock::test
