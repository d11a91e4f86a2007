#include "ui/routing/board_view.h"

#include "ui/node_title.h"
#include "ui/routing/routing_words.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

using fulfilment::WaveNode;
using fulfilment::WaveOrder;
using fulfilment::WaveView;

/// The strings' context for translators.
struct Board {
    Q_DECLARE_TR_FUNCTIONS(Board)
};

QString leavesText(const WaveNode &node, Time now)
{
    const QString day = dayText(node.shipsOn);
    if (!node.cutOffAt)
        return day.isEmpty() ? QString() : Board::tr("leaves %1", "day").arg(day);
    const QString left = *node.cutOffAt > now ? Board::tr("in %1", "duration until the cut-off").arg(duration(static_cast<double>((*node.cutOffAt - now).count()))) : Board::tr("over");
    return Board::tr("cut-off %1, %2", "moment, how long until then").arg(shortMoment(*node.cutOffAt), left);
}

BoardLane laneOf(const WaveNode &node, Time now)
{
    BoardLane lane{.node = node.node.text(), .title = nodeTitle(node), .leaves = leavesText(node, now)};
    if (node.isClosed) {
        lane.load = Board::tr("closed in this plan");
    } else if (node.capacity) {
        lane.load = Board::tr("%1 of %2 parcels", "planned, capacity").arg(number(node.parcels), number(*node.capacity));
        lane.permille = *node.capacity > 0 ? static_cast<int>(1000 * node.parcels / *node.capacity) : 1000;
        lane.tone = lane.permille >= 1000 ? Tone::Bad : lane.permille >= 850 ? Tone::Warning : Tone::Good;
    } else {
        lane.load = Board::tr("%Ln parcel(s), no limit", nullptr, node.parcels);
    }
    return lane;
}

QString chanceText(const fulfilment::PlannedParcel &parcel)
{
    return parcel.percentInTime ? Board::tr("%1 in time", "per cent").arg(percentText(*parcel.percentInTime, 0)) : QString();
}

QString joined(QStringList facts, const QString &between)
{
    facts.removeAll(QString());
    return facts.join(between);
}

BoardCard cardOf(const WaveOrder &order, const fulfilment::PlannedParcel &parcel, const QString &place)
{
    const QString service = serviceText(parcel.service), cost = money(parcel.cost), chance = chanceText(parcel);
    const QString part = order.plan.parcels.size() > 1 ? Board::tr("in %1 parcels").arg(order.plan.parcels.size()) : QString();
    const bool isPinned = order.isPinned || parcel.isPinned;
    return {.order = order.order.text(),
            .title = order.order.number,
            .facts = joined({order.order.channel.text(), chance, service, part}, u" · "_s),
            .cost = cost,
            .tone = chanceTone(parcel.percentInTime),
            .isPinned = isPinned,
            .spoken = joined({order.order.text(), Board::tr("from %1").arg(place), isPinned ? Board::tr("pinned") : QString(), linesText(parcel), service, cost, chance, part}, u", "_s)};
}

BoardCard waitingCardOf(const WaveOrder &order)
{
    const fulfilment::WaitingUnits &first = order.plan.waiting.first();
    return {.order = order.order.text(),
            .title = order.order.number,
            .facts = joined({order.order.channel.text(), first.reason}, u" · "_s),
            .tone = Tone::Warning,
            .isPinned = order.isPinned,
            .spoken = Board::tr("%1 waits: %2 of %3, %4", "order, units, SKU, reason").arg(order.order.text(), number(first.units), first.sku.text(), first.reason)};
}

} // namespace

QList<BoardLane> boardOf(const WaveView &wave, Time now)
{
    BoardLane waiting{.title = Board::tr("Waits", "a lane of the board")};
    QList<BoardLane> lanes;
    QHash<NodeId, qsizetype> places;
    for (const WaveNode &node : wave.nodes) {
        places.insert(node.node, lanes.size());
        lanes.append(laneOf(node, now));
    }
    for (const WaveOrder &order : wave.orders) {
        for (const fulfilment::PlannedParcel &parcel : order.plan.parcels)
            if (const auto lane = places.constFind(parcel.node); lane != places.cend())
                lanes[*lane].cards.append(cardOf(order, parcel, lanes.at(*lane).title));
        if (!order.plan.waiting.isEmpty())
            waiting.cards.append(waitingCardOf(order));
    }
    if (waiting.cards.isEmpty())
        return lanes;
    waiting.load = Board::tr("%Ln order(s), or a part of them", "that are not sent now", static_cast<int>(waiting.cards.size()));
    waiting.leaves = Board::tr("not sent in this plan");
    waiting.tone = Tone::Warning;
    lanes.prepend(waiting);
    return lanes;
}

} // namespace crossdock::ui
