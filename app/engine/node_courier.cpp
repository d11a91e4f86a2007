#include "app/engine/node_courier.h"

#include "app/engine/node_order_maker.h"
#include "core/inventory/fulfilment/placement.h"

#include <QLoggingCategory>
#include <QPointer>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcNodes)

namespace crossdock::app {
namespace {

using fulfilment::CancelReport;
using fulfilment::NodeReceipt;
using fulfilment::NodeStatus;
using State = fulfilment::Parcel::State;

constexpr Milliseconds usualLook{5 * 60'000}; // of what the node has: its limits stand many of these
constexpr Milliseconds quietLook{60 * 60'000}; // of what is on the road
constexpr Milliseconds hintPause{1'500}; // several messages of one event are one look
constexpr Milliseconds silenceNews{30 * 60'000};
constexpr Milliseconds retryPause{60'000}; // a node that does not answer
constexpr Milliseconds roadEnds{30LL * 86'400'000}; // nobody waits longer for a parcel's delivery

bool mayPass(const channels::CallFailure &why)
{
    using Kind = channels::CallFailure::Kind;
    return why.mayHaveHappened || why.kind == Kind::Unreachable || why.kind == Kind::RateLimited || why.kind == Kind::Unauthorized;
}

} // namespace

NodeCourier::NodeCourier(const NodeId &node, fulfilment::NodePort &port, Inventory &inventory, Clock &clock)
    : m_node(node)
    , m_port(port)
    , m_inventory(inventory)
    , m_clock(clock)
{
}

void NodeCourier::goOn()
{
    m_inventory.ask(query::Channels{}, this, [this](const Result<query::Channels::Answer> &channels) {
        for (const ChannelRow &channel : channels.value_or(query::Channels::Answer()))
            m_kinds[channel.details.name.text()] = channel.details.kind;
        m_inventory.ask(query::Nodes{}, this, [this](const Result<query::Nodes::Answer> &nodes) {
            for (const NodeRow &row : nodes.value_or(query::Nodes::Answer()))
                m_row = row.node == m_node ? row : m_row;
            m_goesOn = true; // whatever is told from now on is understood
            readAll();
        });
    });
}

void NodeCourier::readAll()
{
    m_inventory.ask(query::Parcels{{}, m_node, false, 5'000}, this, [this](const Result<query::Parcels::Answer> &parcels) {
        if (!parcels) {
            m_clock.after(retryPause, this, [this] { readAll(); });
            return;
        }
        for (const Parcel &parcel : *parcels)
            care(parcel);
    });
}

void NodeCourier::takeChange(const event::ParcelsChanged &change)
{
    if (!m_goesOn)
        return;
    QSet<qint64> there;
    for (const Parcel &parcel : change.parcels) {
        there.insert(parcel.id);
        if (parcel.plan.node == m_node)
            care(parcel);
    }
    m_parcels.removeIf([&](const auto &known) { return known.value().order == change.order && !there.contains(known.key()); });
}

void NodeCourier::lookSoon(const fulfilment::NodeRef &ref)
{
    for (const Parcel &parcel : std::as_const(m_parcels)) {
        const bool isNamed = (!ref.key.isEmpty() && ref.key == parcel.ref.key) || (!ref.id.isEmpty() && ref.id == parcel.ref.id);
        if (isNamed || (ref.key.isEmpty() && ref.id.isEmpty() && parcel.isOpen()))
            later(parcel.id, hintPause);
    }
}

/// Remembers it and does what is next.
void NodeCourier::care(const Parcel &parcel)
{
    const bool isOver = parcel.state == State::Delivered || parcel.state == State::Refused || (!parcel.isOpen() && m_clock.now() - parcel.changedAt > roadEnds);
    if (isOver) {
        m_parcels.remove(parcel.id);
        return;
    }
    m_parcels[parcel.id] = parcel;
    if (m_busy.contains(parcel.id))
        m_again.insert(parcel.id);
    else
        begin(parcel);
}

void NodeCourier::begin(const Parcel &parcel)
{
    switch (parcel.state) {
    case State::Planned:
        if (m_row.details.account.value(u"orders"_s) != u"by-hand")
            place(parcel);
        return;
    case State::HandingOver:
        askFirst(parcel);
        return;
    case State::Cancelling:
        parcel.handedAt ? takeBack(parcel) : askFirst(parcel);
        return;
    case State::AtNode:
    case State::PartlySent:
    case State::Sent:
    case State::Lost:
    case State::Cancelled:
        watch(parcel);
        return;
    case State::Delivered:
    case State::Refused:
        return;
    }
}

/// The ledger knows first; only then the node may.
void NodeCourier::place(const Parcel &parcel)
{
    m_busy.insert(parcel.id);
    const qint64 id = parcel.id;
    record(id, command::HandOver{id}, [this, id](const Result<Entry> &entry) {
        if (!entry) { // held, cancelled or handed over by another console: its change will be told
            free(id);
            return;
        }
        m_inventory.ask(query::Parcels{m_parcels.value(id).order, m_node, true, 100}, this, [this, id](const Result<query::Parcels::Answer> &parcels) {
            for (const Parcel &known : parcels.value_or(query::Parcels::Answer()))
                if (known.id == id) {
                    m_parcels[id] = known;
                    askFirst(known);
                    return;
                }
            free(id);
        });
    });
}

/// What was being handed over may be there. A fresh parcel is only a call dearer by this.
void NodeCourier::askFirst(const Parcel &parcel)
{
    m_busy.insert(parcel.id);
    const qint64 id = parcel.id;
    m_inventory.ask(query::Order{parcel.order}, this, [this, id, parcel](const Result<query::Order::Answer> &order) {
        QList<Sku> skus;
        for (const fulfilment::ParcelLine &line : parcel.plan.lines)
            skus.append(line.sku);
        m_inventory.ask(query::StockOf{skus, {}}, this, [this, id, parcel, order](const Result<query::StockOf::Answer> &items) {
            const auto made = !order ? tl::make_unexpected(order.error()) : !items ? tl::make_unexpected(items.error()) : nodeOrderOf(parcel, *order, *items, m_row, m_kinds.value(parcel.order.channel.text()), m_clock.now());
            if (!made) {
                record(id, command::RecordHandOver{id, {}, made.error().detail}, [this, id](const Result<Entry> &) { free(id); });
                return;
            }
            m_port.read({parcel.ref.key, {}}, [this, self = QPointer(this), id, parcel, made = *made](const channels::Answer<std::optional<NodeStatus>> &known) {
                if (!self)
                    return;
                if (known && *known)
                    record(id, command::RecordHandOver{id, NodeReceipt{(*known)->ref, true, (*known)->words}, {}}, [this, id](const Result<Entry> &) { free(id); });
                else if (known && parcel.state == State::Cancelling) // it never came to the node
                    record(id, command::RecordHandOver{id, {}, u"it was taken back before it was handed over"_s}, [this, id](const Result<Entry> &) { free(id); });
                else if (known)
                    send(parcel, made);
                else if (mayPass(known.error())) { // asked again later
                    tellOfSilence(parcel, known.error().words);
                    free(id);
                } else
                    send(parcel, made); // it cannot be asked by key: Placement sees to it
            });
        });
    });
}

void NodeCourier::send(const Parcel &parcel, const fulfilment::NodeOrder &order)
{
    const qint64 id = parcel.id;
    fulfilment::Placement::place(m_port, order, m_clock, this, [this, id, parcel](const channels::Answer<NodeReceipt> &receipt) {
        const auto done = [this, id](const Result<Entry> &) { free(id); };
        if (receipt) {
            record(id, command::RecordHandOver{id, *receipt, {}}, done);
        } else if (mayPass(receipt.error())) { // it stays being handed over, and is asked about again
            qCWarning(lcNodes, "%s: a parcel is not handed over yet: %s", qUtf8Printable(m_node.text()), qUtf8Printable(receipt.error().words));
            tellOfSilence(parcel, receipt.error().words);
            free(id);
        } else {
            record(id, command::RecordHandOver{id, {}, receipt.error().words.isEmpty() ? u"the node did not take it"_s : receipt.error().words}, done);
        }
    });
}

void NodeCourier::takeBack(const Parcel &parcel)
{
    m_busy.insert(parcel.id);
    const qint64 id = parcel.id;
    m_port.cancel(parcel.ref, {}, [this, self = QPointer(this), id](const channels::Answer<CancelReport> &report) {
        if (!self)
            return;
        if (report) {
            const bool isOpen = report->outcome == CancelReport::Outcome::Asked || report->outcome == CancelReport::Outcome::Partly;
            record(id, command::RecordRecall{id, *report}, [this, id, isOpen](const Result<Entry> &) {
                if (isOpen)
                    look(m_parcels.value(id)); // what became of it
                else
                    free(id);
            });
            return;
        }
        if (mayPass(report.error())) {
            later(id, std::max(retryPause, report.error().retryAfter));
            free(id);
            return;
        }
        record(id, command::RecordRecall{id, {CancelReport::Outcome::TooLate, report.error().words, {}}}, [this, id](const Result<Entry> &) { free(id); });
    });
}

void NodeCourier::look(const Parcel &parcel)
{
    if (parcel.id == 0)
        return;
    m_busy.insert(parcel.id);
    const qint64 id = parcel.id;
    m_port.read(parcel.ref, [this, self = QPointer(this), id](const channels::Answer<std::optional<NodeStatus>> &status) {
        if (!self)
            return;
        if (status && *status) {
            record(id, command::RecordNodeLook{id, **status}, [this, id](const Result<Entry> &) {
                free(id);
                if (m_parcels.contains(id))
                    watch(m_parcels.value(id));
            });
            return;
        }
        free(id);
        later(id, status ? usualLook : std::max(retryPause, status.error().retryAfter));
    });
}

fulfilment::OpenNodeOrder NodeCourier::openOrder(const Parcel &parcel) const
{
    return {parcel.handedAt.value_or(parcel.plannedAt), false, ifMissingOf(m_row.details)};
}

/// Plans the next look.
void NodeCourier::watch(const Parcel &parcel)
{
    const Milliseconds usual = parcel.isOpen() ? usualLook : quietLook;
    const auto deadlines = parcel.state == State::AtNode ? deadlinesOf(m_port.traits(), openOrder(parcel)) : QList<fulfilment::NodeDeadline>();
    warn(parcel);
    const Time next = nextLook(deadlines, m_clock.now(), usual);
    if (!m_lookAt.contains(parcel.id) || m_lookAt[parcel.id] > next)
        later(parcel.id, next - m_clock.now());
}

/// The node's own clock runs out: somebody may want to do something before. Told once.
void NodeCourier::warn(const Parcel &parcel)
{
    if (parcel.state != State::AtNode)
        return;
    for (const fulfilment::NodeDeadline &deadline : deadlinesOf(m_port.traits(), openOrder(parcel))) {
        if (deadline.warnAt > m_clock.now())
            continue;
        const bool isHold = deadline.kind == fulfilment::NodeDeadline::Kind::HoldEnds;
        const QString text = isHold ? u"%1 cancels its part of order %2 by itself at %3, unless it is released"_s : u"%1 decides by itself at %3 what becomes of the missing units of order %2"_s;
        command::PostNotice notice{u"task"_s, u"app"_s, {}, u"Order %1 waits at %2"_s.arg(parcel.order.text(), m_node.text()), text.arg(m_node.text(), parcel.order.text(), toText(deadline.at))};
        Request request{u"deadline-%1-%2"_s.arg(parcel.id).arg(isHold ? u"hold"_s : u"wait"_s), {Actor::Kind::System, m_node.text()}, {}, 0, notice};
        m_inventory.perform(std::move(request), this, [](const Result<Entry> &) {});
    }
}

/// A parcel that is being handed over for so long is a person's affair: to ask the node by other ways. Told once.
void NodeCourier::tellOfSilence(const Parcel &parcel, const QString &words)
{
    if (parcel.state != State::HandingOver || m_clock.now() - parcel.changedAt < silenceNews)
        return;
    const QString text = u"%1 does not take its part of order %2, and does not refuse it: %3. It is asked again and again, and as long as it may have it, the part goes from nowhere else."_s;
    command::PostNotice notice{u"task"_s, u"app"_s, {}, u"%1 does not answer"_s.arg(m_node.text()), text.arg(m_node.text(), parcel.order.text(), words.isEmpty() ? u"it says nothing"_s : words)};
    m_inventory.perform({u"silence-%1"_s.arg(parcel.id), {Actor::Kind::System, m_node.text()}, {}, 0, notice}, this, [](const Result<Entry> &) {});
}

void NodeCourier::later(qint64 parcel, Milliseconds pause)
{
    const Time at = m_clock.now() + pause;
    if (m_lookAt.contains(parcel) && m_lookAt[parcel] <= at)
        return;
    m_lookAt[parcel] = at;
    m_clock.after(pause, this, [this, parcel, at] {
        if (m_lookAt.value(parcel) != at)
            return; // an earlier one came in between
        m_lookAt.remove(parcel);
        if (!m_parcels.contains(parcel) || m_busy.contains(parcel))
            return;
        const Parcel known = m_parcels.value(parcel);
        if (known.ref.key.isEmpty() || known.state == State::Planned || known.state == State::HandingOver || (known.state == State::Cancelling))
            begin(known);
        else
            look(known);
    });
}

void NodeCourier::record(qint64 parcel, Command command, std::function<void(Result<Entry>)> done)
{
    Request request{{}, {Actor::Kind::System, m_node.text()}, {}, 0, std::move(command)};
    m_inventory.perform(std::move(request), this, [this, parcel, done](const Result<Entry> &entry) {
        if (!entry)
            qCInfo(lcNodes, "%s: parcel %lld: %s", qUtf8Printable(m_node.text()), static_cast<long long>(parcel), qUtf8Printable(entry.error().detail));
        if (done)
            done(entry);
    });
}

/// The question is answered; what changed meanwhile comes next.
void NodeCourier::free(qint64 parcel)
{
    m_busy.remove(parcel);
    const bool hasChanged = m_again.remove(parcel);
    if (!m_parcels.contains(parcel))
        return;
    const Parcel known = m_parcels.value(parcel);
    if (known.state == State::HandingOver || known.state == State::Planned)
        later(parcel, retryPause); // should its news not come
    else if (hasChanged)
        begin(known);
}

} // namespace crossdock::app
