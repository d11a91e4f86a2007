#include "core/inventory/fulfilment/waves/planned_wave.h"

#include "core/inventory/fulfilment/routing/nearest.h"
#include "core/inventory/fulfilment/waves/choice_words.h"
#include "core/inventory/fulfilment/waves/distance.h"
#include "core/inventory/fulfilment/waves/goods.h"
#include "core/inventory/fulfilment/waves/place_zone.h"
#include "core/inventory/fulfilment/waves/price_basis.h"
#include "core/inventory/fulfilment/waves/ship_day.h"

#include <QElapsedTimer>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {

using namespace fulfilment;

namespace {

/// What is promised of its arrival, else of its leaving, as a day of the buyer's.
std::optional<QDate> promisedDay(const WaitingOrder &order)
{
    const auto &promised = order.deliverBy ? order.deliverBy : order.promisedBy;
    return promised ? std::optional(dayAt(*promised, order.country, order.region)) : std::nullopt;
}

} // namespace

struct PlannedWave::Shared {
    explicit Shared(Given asked, const WaveWish &wish)
        : given(std::move(asked))
        , made(makeStoreWave(given, wish))
        , pricer(made.wave, *given.book)
        , maker(made.wave, pricer)
        , planned(planWave(made.wave, maker, made.policy, 0))
        , greedy(routing::greedyAnswer(planned.problem))
        , nearest(routing::nearestAnswer(planned.problem, [this](int order, int node) { return milesBetween(given.waiting.nodes[node].details, made.wave.orders[static_cast<size_t>(order)].to); }))
    {
    }

    const WaitingOrder &waiting(int order) const { return given.waiting.orders[made.orders[static_cast<size_t>(order)]]; }
    const NodeId &node(int index) const { return given.waiting.nodes[index].node; }

    Given given;
    StoreWave made;
    ParcelPricer pricer;
    ColumnMaker maker;
    Planned planned;
    routing::Answer greedy, nearest;
};

PlannedWave::PlannedWave(qint64 number, Given given, WaveWish wish)
    : m_number(number)
    , m_wish(std::move(wish))
{
    QElapsedTimer timer;
    timer.start();
    m_shared = std::make_shared<Shared>(std::move(given), m_wish);
    m_pins = m_shared->made.pins;
    m_answer = unpinned();
    if (!m_pins.empty())
        m_answer = routing::Explainer(m_shared->planned.problem, m_answer, {}).pin(m_pins);
    makeView(timer.elapsed());
}

PlannedWave::PlannedWave(qint64 number, std::shared_ptr<Shared> shared, WaveWish wish, std::vector<routing::Pin> pins, routing::Answer answer)
    : m_number(number)
    , m_shared(std::move(shared))
    , m_wish(std::move(wish))
    , m_pins(std::move(pins))
    , m_answer(std::move(answer))
{
}

PlannedWave::~PlannedWave() = default;

const routing::Answer &PlannedWave::unpinned() const
{
    return m_wish.policy.isNearest ? m_shared->nearest : m_wish.policy.isGreedy ? m_shared->greedy : m_shared->planned.answer;
}

bool PlannedWave::isPinned(int order) const
{
    return std::any_of(m_pins.begin(), m_pins.end(), [&](const routing::Pin &pin) { return pin.order == order; });
}

QString PlannedWave::reasonOf(int order) const
{
    const WaitingOrder &waiting = m_shared->waiting(order);
    for (const WavePin &pin : m_wish.pins)
        if (pin.order == waiting.order)
            return pin.reason;
    for (const PlannedParcel &parcel : waiting.planned)
        if (parcel.isPinned)
            return parcel.why;
    return {};
}

PlannedParcel PlannedWave::parcelOf(const routing::Column &column) const
{
    const auto priced = m_shared->pricer.price(column.order, column.node, column.lines);
    Q_ASSERT(priced); // it became a column
    const auto &pieces = m_shared->made.pieces[static_cast<size_t>(column.order)];
    const WaitingOrder &waiting = m_shared->waiting(column.order);
    PlannedParcel parcel;
    parcel.node = m_shared->node(column.node);
    for (const int index : column.lines) {
        const Piece &piece = pieces[static_cast<size_t>(index)];
        const WaitingLine &line = waiting.lines[piece.line];
        if (piece.units == 0)
            continue;
        if (!parcel.lines.isEmpty() && parcel.lines.last().line == line.line)
            parcel.lines.last().quantity += piece.units;
        else
            parcel.lines.append({line.line, line.sku, piece.units, 0});
    }
    parcel.cost = {column.cost, m_shared->planned.problem.currency};
    parcel.parts = priced->parts;
    if (column.cost != priced->cost)
        parcel.parts.push_back({u"parcel_fee"_s, column.cost - priced->cost});
    QStringList services;
    for (const QString &service : priced->services)
        if (!service.isEmpty() && !services.contains(service))
            services.append(service);
    parcel.service = services.join(u", "_s);
    parcel.shipsOn = shipDayOf(m_shared->made.wave, m_shared->made.wave.nodes[static_cast<size_t>(column.node)]);
    parcel.promisedBy = promisedDay(waiting);
    if (priced->percentInTime)
        parcel.percentInTime = static_cast<int>(*priced->percentInTime);
    const rates::Carbon carbon = m_shared->pricer.carbonOf(column.order, column.node, *priced);
    parcel.carbonG = carbon.grams;
    parcel.basis = {carbon.basis, m_shared->pricer.latenessOf(column.order, column.node, *priced), priceBasis(*priced, m_shared->made.wave, m_shared->given.now)};
    parcel.pricing = pricingOf(*priced, m_shared->given.late);
    parcel.quoted = quotedOf(*priced);
    parcel.isPinned = isPinned(column.order);
    parcel.why = parcel.isPinned ? reasonOf(column.order) : QString();
    return parcel;
}

std::pair<QString, QString> PlannedWave::whyMissing(int order, int node) const
{
    const auto &missing = m_shared->maker.columns().missing;
    const auto found = std::find_if(missing.begin(), missing.end(), [&](const Missing &one) { return one.order == order && one.node == node; });
    return found == missing.end() ? std::pair<QString, QString>() : std::pair(found->name, found->reason);
}

/// Which place has it and no price for it; empty: none.
QString PlannedWave::unpricedText(int order) const
{
    const auto &nodes = m_shared->planned.problem.nodes;
    for (int node = 0; node < static_cast<int>(nodes.size()); ++node)
        if (const auto [name, detail] = whyMissing(order, node); isNoRate(name))
            return u"%1: %2"_s.arg(nodes[static_cast<size_t>(node)].id, detail.isEmpty() ? name : name + u": "_s + detail);
    return {};
}

/// The first reason that holds: nowhere enough of it, nothing that may send it, or others were more urgent.
QString PlannedWave::whyWaiting(int order, int line) const
{
    const routing::Problem &problem = m_shared->planned.problem;
    const routing::Line &wanted = problem.orders[static_cast<size_t>(order)].lines[static_cast<size_t>(line)];
    const bool isThere = std::any_of(problem.stock.begin(), problem.stock.end(), [&](const routing::Stock &row) { return row.sku == wanted.sku && row.available >= wanted.quantity; });
    if (!isThere)
        return u"no place has %1 of %2"_s.arg(wanted.quantity).arg(wanted.sku);
    const bool hasParcel = std::any_of(problem.columns.begin(), problem.columns.end(), [&](const routing::Column &column) {
        return column.order == order && std::find(column.lines.begin(), column.lines.end(), line) != column.lines.end();
    });
    if (hasParcel)
        return u"other orders got the units or the places"_s;
    if (const QString unpriced = unpricedText(order); !unpriced.isEmpty())
        return unpriced;
    for (int node = 0; node < static_cast<int>(problem.nodes.size()); ++node)
        if (const auto [name, detail] = whyMissing(order, node); !name.isEmpty())
            return u"%1: %2"_s.arg(problem.nodes[static_cast<size_t>(node)].id, detail.isEmpty() ? name : name + u": "_s + detail);
    return u"no place that may send it has %1 of %2"_s.arg(wanted.quantity).arg(wanted.sku);
}

WavePlan PlannedWave::planOf(int order, const routing::Plan &plan) const
{
    const routing::Problem &problem = m_shared->planned.problem;
    const auto &lines = problem.orders[static_cast<size_t>(order)].lines;
    const auto &pieces = m_shared->made.pieces[static_cast<size_t>(order)];
    std::vector<bool> isSent(lines.size(), false);
    WavePlan made;
    for (const int index : plan) {
        const routing::Column &column = problem.columns[static_cast<size_t>(index)];
        made.parcels.append(parcelOf(column));
        made.cost += column.cost;
        for (const int line : column.lines)
            isSent[static_cast<size_t>(line)] = true;
    }
    for (size_t line = 0; line < lines.size(); ++line) {
        if (isSent[line])
            continue;
        made.wait += lines[line].unfilledCost;
        const WaitingLine &waiting = m_shared->waiting(order).lines[pieces[line].line];
        if (pieces[line].units > 0) {
            const QString why = whyWaiting(order, static_cast<int>(line));
            made.waiting.append({waiting.line, waiting.sku, pieces[line].units, why, why == unpricedText(order)});
        }
    }
    made.cost += made.wait;
    for (const WaitingUnits &units : m_shared->made.apart[static_cast<size_t>(order)])
        made.waiting.append(units);
    return made;
}

void PlannedWave::makeView(qint64 milliseconds)
{
    const routing::Problem &problem = m_shared->planned.problem;
    const StoreWave &made = m_shared->made;
    WaveView view;
    view.number = m_number;
    view.plannedAt = m_shared->given.now;
    view.currency = problem.currency;
    view.wish = m_wish;
    for (int node = 0; node < static_cast<int>(problem.nodes.size()); ++node) {
        const waves::Node &details = made.wave.nodes[static_cast<size_t>(node)];
        const QDate day = shipDayOf(made.wave, details);
        WaveNode row{m_shared->node(node), m_shared->given.waiting.nodes[node].title, 0, 0, 0, problem.nodes[static_cast<size_t>(node)].capacity, {}, day, details.details.isClosed || m_wish.policy.closed.contains(m_shared->node(node))};
        if (details.details.cutOff.isValid())
            row.cutOffAt = departureOf(details, day);
        view.nodes.append(row);
    }
    const ChoiceWords choices(problem);
    const auto awaited = awaitedByOrder(m_shared->pricer, m_shared->given.awaited, problem.orders.size());
    for (int order = 0; order < static_cast<int>(problem.orders.size()); ++order) {
        const WaitingOrder &waiting = m_shared->waiting(order);
        WaveOrder row{waiting.order, waiting.createdAt, waiting.region.isEmpty() ? waiting.country : waiting.country + u' ' + waiting.region, {}, planOf(order, m_answer.plans[static_cast<size_t>(order)]), {}, false, isPinned(order)};
        row.promisedBy = promisedDay(waiting);
        for (const PlannedParcel &parcel : waiting.planned)
            if (!row.present.contains(parcel.node))
                row.present.append(parcel.node);
        row.isPlanned = !waiting.planned.isEmpty();
        row.isKept = row.isPlanned && areAlike(waiting.planned, row.plan.parcels);
        row.givenUp = givenUpOf(waiting.parcels);
        row.pricesBy = awaited[static_cast<size_t>(order)];
        row.pricing = describeChoice(row.plan.parcels, choices.of(order, m_answer.plans[static_cast<size_t>(order)], row.plan.parcels));
        for (const WaitingLine &line : waiting.lines)
            for (auto [node, units] : line.at.asKeyValueRange())
                if (!row.isPlanned && !row.present.contains(node))
                    row.present.append(node);
        for (const PlannedParcel &parcel : row.plan.parcels) {
            view.carbon.grams += parcel.carbonG.value_or(0);
            ++(parcel.carbonG ? view.carbon.known : view.carbon.unknown);
            const auto node = std::find_if(view.nodes.begin(), view.nodes.end(), [&](const WaveNode &one) { return one.node == parcel.node; });
            ++node->parcels;
            node->cost += parcel.cost.amount;
            for (const ParcelLine &line : parcel.lines)
                node->units += line.quantity;
        }
        view.orders.append(row);
    }
    view.total = static_cast<qint64>(m_answer.total);
    view.bound = static_cast<qint64>(m_shared->planned.answer.bound);
    view.naive = static_cast<qint64>(m_shared->greedy.total);
    view.nearest = static_cast<qint64>(m_shared->nearest.total);
    if (!m_pins.empty())
        view.pinsCost = static_cast<qint64>(m_answer.total - unpinned().total);
    if (view.bound > 0)
        view.gap = static_cast<int>(std::min<qint64>((view.total - view.bound) * 10'000 / view.bound, std::numeric_limits<int>::max()));
    view.milliseconds = milliseconds;
    view.doubts = made.doubts + liveDoubts(view, made.wave, m_shared->pricer);
    view.left = m_shared->given.waiting.left;
    m_view = std::make_shared<const WaveView>(std::move(view));
}

Result<WaveExplanation> PlannedWave::explain(const OrderId &order)
{
    const auto index = m_shared->made.orderOf(order);
    if (!index)
        return fail(Error::Code::InvalidInput, order.text(), u"it is not in this wave"_s);
    const routing::Problem &problem = m_shared->planned.problem;
    routing::Explainer explainer(problem, m_answer, [this](int one, int node) { return whyMissing(one, node); });
    const routing::Explanation found = explainer.explain(*index, true);
    const auto plan = [&](const routing::Plan &one) { return planOf(*index, one); };
    const auto named = [](const QStringList &ids) {
        QList<OrderId> orders;
        for (const QString &id : ids)
            orders.append(*OrderId::parse(id));
        return orders;
    };
    WaveExplanation told;
    told.order = order;
    told.currency = problem.currency;
    told.chosen = plan(found.chosen);
    describeChoice(told.chosen.parcels, ChoiceWords(problem).of(*index, m_answer.plans[static_cast<size_t>(*index)], told.chosen.parcels));
    told.naive = plan(found.naive);
    told.nearest = plan(m_shared->nearest.plans[static_cast<size_t>(*index)]);
    if (found.runnerUp)
        told.runnerUp = plan(*found.runnerUp);
    for (const routing::Explanation::Rejected &one : found.rejected)
        told.rejected.append({m_shared->node(one.node), one.reason, one.name, one.detail, one.sku, one.shortBy, static_cast<qint64>(one.dearerBy), named(one.holders), one.reason == routing::Explanation::Rejected::Reason::Dearer ? plan(one.plan) : WavePlan{}});
    for (const routing::Explanation::BreakEven &one : found.breakEvens) {
        const routing::Column &column = problem.columns[static_cast<size_t>(one.column)];
        WaveExplanation::BreakEven row{parcelOf(column), static_cast<qint64>(one.winsBelow), {}};
        const qint64 dearer = column.cost - row.winsBelow;
        for (const routing::Fee &fee : m_shared->pricer.feesOf(column.order, column.node, column.lines))
            if (const qint64 most = fee.times > 0 ? fee.now - dearer / fee.times - 1 : -1; most >= 0)
                row.fees.append({fee.name, fee.now, most});
        told.breakEvens.append(row);
    }
    for (const routing::Explanation::Unit &one : found.units)
        told.units.append({m_shared->node(one.node), one.sku, static_cast<qint64>(one.saves)});
    if (found.sacrifice) {
        told.own = plan(found.sacrifice->own);
        told.costsMore = static_cast<qint64>(found.sacrifice->costsMore);
        told.othersSave = static_cast<qint64>(found.sacrifice->othersSave);
        told.others = named(found.sacrifice->others);
    }
    return told;
}

Result<std::unique_ptr<PlannedWave>> PlannedWave::pinned(qint64 number, const WavePin &pin)
{
    QElapsedTimer timer;
    timer.start();
    const auto order = m_shared->made.orderOf(pin.order), node = m_shared->made.nodeOf(pin.node);
    if (!order || !node)
        return fail(Error::Code::InvalidInput, order ? pin.node.text() : pin.order.text(), u"it is not in this wave"_s);
    WaveWish wish = m_wish;
    wish.pins.removeIf([&](const WavePin &one) { return one.order == pin.order; });
    wish.pins.append(pin);
    std::vector<routing::Pin> pins = m_pins;
    std::erase_if(pins, [&](const routing::Pin &one) { return one.order == *order; });
    pins.push_back({*order, *node});
    const routing::Problem &problem = m_shared->planned.problem;
    routing::Answer answer = routing::Explainer(problem, m_answer, {}).pin(pins);
    answer.bound = m_answer.bound;
    std::unique_ptr<PlannedWave> wave(new PlannedWave(number, m_shared, std::move(wish), std::move(pins), std::move(answer)));
    const auto sentBy = [&](const routing::Answer &one) {
        size_t lines = 0;
        for (const int index : one.plans[static_cast<size_t>(*order)])
            lines += problem.columns[static_cast<size_t>(index)].lines.size();
        return lines;
    };
    if (sentBy(wave->m_answer) < sentBy(m_answer)) {
        const auto [name, detail] = whyMissing(*order, *node);
        return fail(Error::Code::NotAllowed, pin.order.text(), name.isEmpty() ? u"%1 has not all of it"_s.arg(pin.node.text()) : u"%1 cannot send it: %2"_s.arg(pin.node.text(), detail.isEmpty() ? name : name + u": "_s + detail));
    }
    wave->makeView(timer.elapsed());
    return wave;
}

QList<PinEffect::Move> PlannedWave::moves(const WaveView &before, const WaveView &after, const OrderId &first)
{
    const auto nodesOf = [](const WaveOrder &order) {
        QList<NodeId> nodes;
        for (const PlannedParcel &parcel : order.plan.parcels)
            nodes.append(parcel.node);
        return nodes;
    };
    QList<PinEffect::Move> moves;
    for (qsizetype i = 0; i < before.orders.size(); ++i) {
        const WaveOrder &from = before.orders[i], &to = after.orders[i];
        const bool isFirst = from.order == first;
        const bool isMoved = nodesOf(from) != nodesOf(to) || from.plan.cost != to.plan.cost;
        if (isFirst)
            moves.prepend({from.order, nodesOf(from), nodesOf(to), from.plan.cost, to.plan.cost});
        else if (isMoved)
            moves.append({from.order, nodesOf(from), nodesOf(to), from.plan.cost, to.plan.cost});
    }
    return moves;
}

QSet<OrderId> PlannedWave::settled() const
{
    std::vector<std::optional<int>> only(m_shared->planned.problem.orders.size());
    std::vector<bool> hasChoice(only.size(), false);
    for (const routing::Column &column : m_shared->planned.problem.columns) {
        auto &node = only[static_cast<size_t>(column.order)];
        hasChoice[static_cast<size_t>(column.order)] = hasChoice[static_cast<size_t>(column.order)] || node.value_or(column.node) != column.node;
        node = column.node;
    }
    QSet<OrderId> orders;
    for (int order = 0; order < static_cast<int>(only.size()); ++order)
        if (only[static_cast<size_t>(order)] && !hasChoice[static_cast<size_t>(order)])
            orders.insert(m_shared->waiting(order).order);
    return orders;
}

command::RecordPlan PlannedWave::plan() const
{
    command::RecordPlan plan;
    for (const WaveOrder &order : m_view->orders)
        if (!order.plan.parcels.isEmpty())
            plan.orders.append({order.order, order.plan.parcels});
    plan.total = {m_view->total, m_view->currency};
    plan.bound = {m_view->bound, m_view->currency};
    if (!m_wish.pins.isEmpty() && m_view->pinsCost)
        plan.pinsCost = Money{*m_view->pinsCost, m_view->currency};
    return plan;
}

} // namespace crossdock::waves
