#include "app/engine/router_room.h"

#include "app/engine/wave_moment.h"

#include <QElapsedTimer>
#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcRouter, "crossdock.router")

namespace crossdock::app {
namespace {

constexpr size_t mostWaves = 16; // that people may still ask about: a handful of variants and pins
constexpr Milliseconds soon{1'500}; // a burst of orders is one look
constexpr qint64 idleTimes = 9; // of the time that a look took: it leaves nine tenths of the reader to others
constexpr Milliseconds usual{60'000}; // a cut-off or a new rate is seen a minute late at most
constexpr int mostConflicts = 5;

const Actor &self()
{
    static const Actor actor{Actor::Kind::System, u"router"_s};
    return actor;
}

/// Is there something to choose a node by?
bool isTold(const NodeRow &node)
{
    return node.kind != u"warehouse" || node.details.costs || node.details.cutOff.isValid() || node.details.ordersPerDay > 0 || node.details.isClosed;
}

/// What is closed stays closed: everything else as the house has it.
fulfilment::WaveWish ofHouse(fulfilment::WaveWish wish, const fulfilment::WavePolicy &house)
{
    if (!wish.isHouse)
        return wish;
    const QList<NodeId> closed = wish.policy.closed;
    wish.policy = house;
    wish.policy.closed = closed;
    return wish;
}

fulfilment::WaveWish houseWish()
{
    fulfilment::WaveWish wish;
    wish.isHouse = true;
    return wish;
}

} // namespace

/// A wave while its parts are read.
struct RouterRoom::Making {
    waves::Given given;
    fulfilment::WaveWish wish;
    std::function<void(Result<Planned>)> done;
};

RouterRoom::RouterRoom(Inventory &inventory, Clock &clock, WavePrices::Ask askLive, ToldPrices::Source nodes)
    : m_inventory(inventory)
    , m_clock(clock)
    , m_prices(inventory, clock, std::move(askLive), this)
    , m_told(inventory, clock, std::move(nodes), this)
    , m_pause(soon)
{
}

RouterRoom::~RouterRoom() = default;

void RouterRoom::goOn()
{
    m_goesOn = true;
    m_inventory.ask(query::Nodes{}, this, [this](const Result<query::Nodes::Answer> &nodes) {
        if (!nodes) {
            m_clock.after(usual, this, [this] {
                if (m_goesOn) // it may rest by now
                    goOn();
            });
            return;
        }
        m_isNeeded = nodes->size() > 1 && std::any_of(nodes->begin(), nodes->end(), isTold);
        lookWithin(soon);
    });
}

void RouterRoom::rest()
{
    m_goesOn = false;
}

void RouterRoom::take(const Events &events)
{
    if (!m_goesOn)
        return;
    bool isNews = false;
    for (const Event &event : *events) {
        if (const auto *node = std::get_if<event::NodeChanged>(&event)) {
            Q_UNUSED(node)
            goOn(); // counts them anew
            return;
        }
        isNews = isNews || std::holds_alternative<event::OrderChanged>(event) || std::holds_alternative<event::ParcelsChanged>(event) || (m_isWanting && std::holds_alternative<event::StockChanged>(event));
    }
    if (isNews)
        lookWithin(m_pause);
}

void RouterRoom::lookWithin(Milliseconds pause)
{
    if (!m_isNeeded)
        return;
    const Time at = m_clock.now() + pause;
    if (m_lookAt != Time{} && m_lookAt <= at)
        return;
    m_lookAt = at;
    m_clock.after(pause, this, [this, at] {
        if (m_lookAt != at)
            return; // an earlier look was planned since
        m_lookAt = {};
        look();
    });
}

/// What is planned and has not left by its cut-off may be better off elsewhere.
void RouterRoom::lookAfter(Time cutOff)
{
    if (m_cutOff == cutOff)
        return;
    m_cutOff = cutOff;
    m_clock.after(std::max(Milliseconds{0}, cutOff - m_clock.now()), this, [this, cutOff] {
        if (m_cutOff == cutOff)
            lookWithin(soon);
    });
}

void RouterRoom::look()
{
    if (!m_goesOn)
        return;
    if (std::exchange(m_isLooking, true)) {
        lookWithin(m_pause);
        return;
    }
    QElapsedTimer timer;
    timer.start();
    prepare({}, houseWish(), [this, timer, waited = waited()](const Result<Planned> &wave) {
        m_isLooking = false;
        const Milliseconds busy = Milliseconds{timer.elapsed()} - (this->waited() - waited); // nobody is kept from anything while carriers and nodes think
        m_pause = std::max(soon, Milliseconds{busy * idleTimes});
        if (!m_goesOn)
            return;
        if (wave)
            decide(*wave);
        else {
            qCWarning(lcRouter, "%s: %s", qUtf8Printable(wave.error().subject), qUtf8Printable(wave.error().detail));
            lookWithin(usual);
        }
    });
}

/// What a node gave up and no other one can send is a person's affair. Told once; the ledger knows whether it was.
void RouterRoom::tellOfStranded(const fulfilment::WaveView &wave)
{
    QSet<OrderId> stranded;
    for (const fulfilment::WaveOrder &order : wave.orders) {
        const bool isUndecided = !order.plan.parcels.isEmpty() && !order.isKept;
        if (order.givenUp.isEmpty() || order.plan.waiting.isEmpty() || isUndecided)
            continue;
        stranded.insert(order.order);
        if (m_stranded.contains(order.order))
            continue;
        QStringList reasons;
        for (const fulfilment::WaitingUnits &units : order.plan.waiting) {
            const QString reason = units.reason.contains(order.givenUp) ? u"no other place has %1 of %2"_s.arg(units.units).arg(units.sku.text()) : units.reason;
            if (!reasons.contains(reason))
                reasons.append(reason);
        }
        m_inventory.perform({.key = {}, .actor = self(), .why = {}, .cause = 0, .command = command::NoteStranded{order.order, reasons.join(u"; "_s)}}, this, [this, number = order.order](const Result<Entry> &entry) {
            if (!entry)
                m_stranded.remove(number); // the next look tells it
        });
    }
    m_stranded = stranded;
}

/// What waits for a price waits for a person: each is told once.
void RouterRoom::tellUnpriced(const QList<fulfilment::WaveOrder> &orders)
{
    for (const fulfilment::WaveOrder &order : orders) {
        const auto &waiting = order.plan.waiting;
        const auto unpriced = std::find_if(waiting.begin(), waiting.end(), [](const fulfilment::WaitingUnits &units) { return units.isUnpriced; });
        const QString name = order.order.text();
        if (unpriced == waiting.end() || m_unpriced.contains(name))
            continue;
        m_unpriced.insert(name);
        const QString text = u"Order %1 waits, as no carrier has a price for it (%2). Import a price list or zones for it, or send it from a place that has one."_s.arg(name, unpriced->reason);
        m_inventory.perform({.key = u"unpriced-"_s + name, .actor = self(), .why = {}, .cause = 0, .command = command::PostNotice{u"task"_s, u"app"_s, {}, u"No price for order %1"_s.arg(name), text}}, this, [](const Result<Entry> &) {});
    }
}

void RouterRoom::decide(const Planned &wave)
{
    tellOfStranded(*wave->view());
    const auto &orders = wave->view()->orders;
    m_isWanting = std::any_of(orders.begin(), orders.end(), [](const fulfilment::WaveOrder &order) { return !order.plan.waiting.isEmpty(); });
    tellUnpriced(orders);
    const WaveMoment moment = momentOf(*wave->view(), wave->settled(), m_clock.now());
    if (moment.next)
        lookWithin(std::clamp(*moment.next - m_clock.now(), soon, usual));
    if (moment.missedAt)
        lookAfter(*moment.missedAt);
    if (moment.due.isEmpty())
        return;
    command::RecordPlan plan = wave->plan();
    if (m_conflicts == 0) // else all of it: one may need what another one leaves
        plan.orders.removeIf([&](const command::RecordPlan::Order &order) { return !moment.due.contains(order.order); });
    for (command::RecordPlan::Order &order : plan.orders)
        order.why = moment.whys.value(order.order, u"another order needs what it leaves"_s);
    publishPlan(std::move(plan), self(), moment.why(), [this](const Result<Entry> &entry) {
        const bool isConflict = !entry && entry.error().code == Error::Code::Conflict;
        m_conflicts = isConflict ? m_conflicts + 1 : 0;
        if (isConflict && m_conflicts < mostConflicts)
            lookWithin(soon);
        else if (!entry)
            qCWarning(lcRouter, "%s: %s", qUtf8Printable(entry.error().subject), qUtf8Printable(entry.error().detail));
    });
}

/// Asks for one part after the other; the first that cannot be had is the answer.
template <class Query, class Take>
void RouterRoom::gather(const Query &query, const std::shared_ptr<Making> &making, Take take)
{
    m_inventory.ask(query, this, [making, take](const Result<typename Query::Answer> &answer) {
        if (answer)
            take(*answer);
        else
            making->done(tl::make_unexpected(answer.error()));
    });
}

void RouterRoom::prepare(const query::Waiting &query, const fulfilment::WaveWish &wish, std::function<void(Result<Planned>)> done)
{
    const auto making = std::make_shared<Making>(Making{{}, wish, std::move(done)});
    gather(query, making, [this, making](const query::Waiting::Answer &waiting) {
        making->given.waiting = waiting;
        gather(query::WavePolicy{}, making, [this, making](const query::WavePolicy::Answer &house) {
            making->wish = ofHouse(making->wish, house);
            gather(query::Transit{}, making, [this, making](const query::Transit::Answer &transit) {
                making->given.transit = transit;
                gather(query::Cartons{}, making, [this, making](const query::Cartons::Answer &cartons) {
                    making->given.cartons = cartons;
                    gather(query::Rates{}, making, [this, making](const query::Rates::Answer &book) {
                        making->given.book = book;
                        making->given.now = m_clock.now();
                        findPrices(making);
                    });
                });
            });
        });
    });
}

/// Nodes and carriers are asked at the same time: nodes first, for whose parcels no carrier is asked.
void RouterRoom::findPrices(const std::shared_ptr<Making> &making)
{
    const auto filled = std::make_shared<QList<Result<>>>();
    const auto take = [this, making, filled](const Result<> &one) {
        filled->append(one);
        if (filled->size() < 2)
            return;
        for (const Result<> &each : std::as_const(*filled))
            if (!each) {
                making->done(tl::make_unexpected(each.error()));
                return;
            }
        making->done(std::make_shared<waves::PlannedWave>(++m_number, std::move(making->given), making->wish));
    };
    const std::shared_ptr<waves::Given> given(making, &making->given);
    m_told.fill(given, making->wish, take);
    m_prices.fill(given, making->wish, take);
}

RouterRoom::Planned RouterRoom::find(qint64 wave) const
{
    const auto found = std::find_if(m_waves.begin(), m_waves.end(), [&](const Planned &one) { return one->view()->number == wave; });
    return found == m_waves.end() ? nullptr : *found;
}

void RouterRoom::keep(const Planned &wave)
{
    m_waves.push_back(wave);
    if (m_waves.size() > mostWaves)
        m_waves.pop_front();
}

void RouterRoom::plan(const fulfilment::WaveWish &wish, const Desk::Done<Desk::Wave> &done)
{
    const qint64 asked = ++m_asked;
    m_clock.after(Milliseconds{0}, this, [this, wish, done, asked] { // what is asked in one go is planned once
        if (asked != m_asked) {
            done(fail(Error::Code::Cancelled, u"wave"_s, u"a newer question came in between"_s));
            return;
        }
        prepare({}, wish, [this, done](const Result<Planned> &wave) {
            if (!wave) {
                done(tl::make_unexpected(wave.error()));
                return;
            }
            keep(*wave);
            done(shown(**wave));
        });
    });
}

Desk::Wave RouterRoom::shown(const waves::PlannedWave &wave) const
{
    if (!m_goesOn || !m_isNeeded)
        return wave.view();
    auto view = std::make_shared<fulfilment::WaveView>(*wave.view());
    const WaveMoment moment = momentOf(*view, wave.settled(), m_clock.now());
    view->publishAt = moment.due.isEmpty() ? moment.next : m_clock.now();
    return view;
}

void RouterRoom::explain(qint64 wave, const OrderId &order, const Desk::Done<fulfilment::WaveExplanation> &done)
{
    const Planned known = find(wave);
    done(known ? known->explain(order) : Result<fulfilment::WaveExplanation>(fail(Error::Code::NotFound, u"wave %1"_s.arg(wave), u"it is not kept any more: plan again"_s)));
}

void RouterRoom::pin(qint64 wave, const fulfilment::WavePin &pin, const Desk::Done<fulfilment::PinEffect> &done)
{
    QElapsedTimer timer;
    timer.start();
    const Planned known = find(wave);
    if (!known) {
        done(fail(Error::Code::NotFound, u"wave %1"_s.arg(wave), u"it is not kept any more: plan again"_s));
        return;
    }
    auto made = known->pinned(++m_number, pin);
    if (!made) {
        done(tl::make_unexpected(made.error()));
        return;
    }
    const Planned pinned = *std::move(made);
    keep(pinned);
    done(fulfilment::PinEffect{shown(*pinned), known->view()->total, waves::PlannedWave::moves(*known->view(), *pinned->view(), pin.order), timer.elapsed()});
}

void RouterRoom::publish(qint64 wave, const Actor &actor, const QString &reason, const Desk::Done<Entry> &done)
{
    const Planned known = find(wave);
    if (!known) {
        done(fail(Error::Code::NotFound, u"wave %1"_s.arg(wave), u"it is not kept any more: plan again"_s));
        return;
    }
    for (const fulfilment::WavePin &pin : known->view()->wish.pins)
        if (pin.reason.trimmed().isEmpty()) {
            done(fail(Error::Code::InvalidInput, pin.order.text(), u"a pin needs a reason"_s));
            return;
        }
    const fulfilment::WavePolicy &policy = known->view()->wish.policy;
    if (policy.asksWhatIf()) {
        done(fail(Error::Code::NotAllowed, u"wave %1"_s.arg(wave), u"it answers “what if”: plan again without that"_s));
        return;
    }
    publishPlan(known->plan(), actor, reason, done);
}

void RouterRoom::publishPlan(command::RecordPlan plan, const Actor &actor, const QString &reason, const Desk::Done<Entry> &done)
{
    m_inventory.perform({.key = {}, .actor = actor, .why = reason, .cause = 0, .command = std::move(plan)}, this, done);
}

void RouterRoom::reroute(const OrderId &order, const std::optional<NodeId> &node, const Actor &actor, const QString &reason, const Desk::Done<Entry> &done)
{
    prepare({order, 1}, houseWish(), [this, order, node, actor, reason, done](const Result<Planned> &wave) {
        if (!wave) {
            done(tl::make_unexpected(wave.error()));
            return;
        }
        if ((*wave)->view()->orders.isEmpty()) {
            done(fail(Error::Code::NotAllowed, order.text(), u"nothing of it waits to be sent from elsewhere"_s));
            return;
        }
        Planned planned = *wave;
        if (node) {
            auto pinned = planned->pinned(++m_number, {order, *node, reason});
            if (!pinned) {
                done(tl::make_unexpected(pinned.error()));
                return;
            }
            planned = *std::move(pinned);
        }
        const fulfilment::WavePlan &plan = planned->view()->orders.first().plan;
        if (plan.parcels.isEmpty()) {
            done(fail(Error::Code::NotAllowed, order.text(), plan.waiting.isEmpty() ? u"nothing of it can be sent"_s : plan.waiting.first().reason));
            return;
        }
        publishPlan(planned->plan(), actor, reason, done);
    });
}

} // namespace crossdock::app
