#include "app/engine/node_courier.h"

#include "app/engine/courier_pauses.h"
#include "app/engine/node_notices.h"
#include "app/engine/node_order_maker.h"
#include "core/inventory/fulfilment/placement.h"

#include <QLoggingCategory>
#include <QPointer>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcNodes)

namespace crossdock::app {
namespace {

using fulfilment::NodeReceipt;
using fulfilment::NodeStatus;
using State = fulfilment::Parcel::State;

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
    m_inventory.ask(query::Nodes{}, this, [this](const Result<query::Nodes::Answer> &nodes) {
        const auto row = nodes ? std::find_if(nodes->begin(), nodes->end(), [this](const NodeRow &one) { return one.node == m_node; }) : query::Nodes::Answer::const_iterator();
        if (nodes && row != nodes->end())
            takeRow(*row); // whatever is told from now on is understood
        else
            m_clock.after(retryPause, this, [this] { goOn(); });
    });
}

void NodeCourier::takeRow(const NodeRow &row)
{
    m_row = row;
    m_goesOn = true;
    readAll(); // what was a person's affair may be ours now
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

/// Nothing more is to be heard of it.
bool NodeCourier::isOver(const Parcel &parcel) const
{
    const Milliseconds age = m_clock.now() - parcel.changedAt;
    const bool wasNeverThere = parcel.state == State::Cancelled && !parcel.handedAt;
    return parcel.state == State::Delivered || parcel.state == State::Refused || (!parcel.isOpen() && age > (wasNeverThere ? lateToBeSeen : roadEnds));
}

/// Remembers it and does what is next.
void NodeCourier::care(const Parcel &parcel)
{
    if (isOver(parcel)) {
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
        if (m_row.details.account.value(u"orders"_s) != u"by-hand" && !m_row.details.isClosed)
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

/// The ledger knows first; only then the node may. What cannot be sent yet stays planned.
void NodeCourier::place(const Parcel &parcel)
{
    m_busy.insert(parcel.id);
    readFresh(parcel.id, [this](const Parcel &fresh, const OrderDetail &order) {
        if (fresh.state != State::Planned) {
            turnTo(fresh);
        } else if (!isAddressKnown(order) && !order.isForgotten) {
            tellOfNoAddress(fresh);
            free(fresh.id);
        } else {
            handOver(fresh.id);
        }
    });
}

void NodeCourier::handOver(qint64 id)
{
    record(id, command::HandOver{id}, [this, id](const Result<Entry> &entry) {
        if (entry)
            readFresh(id, [this](const Parcel &fresh, const OrderDetail &) { turnTo(fresh); });
        else
            free(id); // held, cancelled or handed over by another console: read again
    });
}

void NodeCourier::readFresh(qint64 id, std::function<void(const Parcel &, const OrderDetail &)> done)
{
    m_inventory.ask(query::Order{m_parcels.value(id).order}, this, [this, id, done = std::move(done)](const Result<query::Order::Answer> &order) {
        const QList<Parcel> parcels = order ? order->parcels : QList<Parcel>();
        const auto fresh = std::find_if(parcels.begin(), parcels.end(), [&](const Parcel &one) { return one.id == id; });
        if (fresh != parcels.end()) {
            m_parcels[id] = *fresh;
            done(*fresh, *order);
            return;
        }
        if (order)
            m_parcels.remove(id); // planned otherwise
        free(id);
    });
}

/// What it has become meanwhile is what is to be done.
void NodeCourier::turnTo(const Parcel &parcel)
{
    m_busy.remove(parcel.id);
    m_again.remove(parcel.id);
    care(parcel);
}

/// What was being handed over may be there. A fresh parcel is only a call dearer by this.
void NodeCourier::askFirst(const Parcel &parcel)
{
    m_busy.insert(parcel.id);
    const qint64 id = parcel.id;
    m_port.read({parcel.ref.key, {}}, [this, self = QPointer(this), id, parcel](const channels::Answer<std::optional<NodeStatus>> &known) {
        if (!self)
            return;
        const auto done = [this, id](const Result<Entry> &) { free(id); };
        const bool isRecalled = parcel.state == State::Cancelling;
        if (known && *known)
            record(id, command::RecordHandOver{id, NodeReceipt{(*known)->ref, true, (*known)->words}, {}}, done);
        else if (known && isRecalled) // it never came to the node
            record(id, command::RecordHandOver{id, {}, u"it was taken back before it was handed over"_s}, done);
        else if (known)
            prepare(parcel);
        else if (mayPass(known.error())) { // asked again later
            tellOfSilence(parcel, known.error().words);
            later(id, std::max(retryPause, known.error().retryAfter));
            free(id);
        } else if (isRecalled)
            takeBack(parcel); // it cannot be asked by key
        else
            prepare(parcel); // Placement sees to it
    });
}

/// The node does not have it. Its order is read last: whoever called it back meanwhile is heard.
void NodeCourier::prepare(const Parcel &parcel)
{
    QList<Sku> skus;
    for (const fulfilment::ParcelLine &line : parcel.plan.lines)
        skus.append(line.sku);
    const qint64 id = parcel.id;
    m_inventory.ask(query::StockOf{skus, {}}, this, [this, id](const Result<query::StockOf::Answer> &items) {
        m_inventory.ask(query::Channels{}, this, [this, id, items](const Result<query::Channels::Answer> &channels) {
            m_inventory.ask(query::WavePolicy{}, this, [this, id, items, channels](const Result<query::WavePolicy::Answer> &house) {
                if (!items || !channels || !house) {
                    free(id);
                    return;
                }
                readFresh(id, [this, items = *items, channels = *channels, rules = fulfilment::withHouseRules(house->rules)](const Parcel &fresh, const OrderDetail &order) {
                    const auto channel = std::find_if(channels.begin(), channels.end(), [&](const ChannelRow &one) { return one.details.name == fresh.order.channel; });
                    if (fresh.state == State::HandingOver)
                        make(fresh, order, items, {channel == channels.end() ? QString() : channel->details.kind, rules});
                    else
                        turnTo(fresh);
                });
            });
        });
    });
}

void NodeCourier::make(const Parcel &parcel, const OrderDetail &order, const query::StockOf::Answer &items, const ChannelRules &channel)
{
    const qint64 id = parcel.id;
    if (order.row.state == OrderRow::State::OnHold) {
        free(id);
        return;
    }
    if (!isAddressKnown(order) && !order.isForgotten) {
        tellOfNoAddress(parcel);
        free(id);
        return;
    }
    const auto made = nodeOrderOf(parcel, order, items, m_row, channel, m_clock.now());
    if (made)
        send(parcel, *made);
    else
        record(id, command::RecordHandOver{id, {}, made.error().subject + u": "_s + made.error().detail}, [this, id](const Result<Entry> &) { free(id); });
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

/// A parcel that is being handed over for so long is a person's affair: to ask the node by other ways. Told once.
void NodeCourier::tellOfSilence(const Parcel &parcel, const QString &words)
{
    if (parcel.state != State::HandingOver || m_clock.now() - parcel.changedAt < silenceNews)
        return;
    m_inventory.perform(noticeOfSilence(parcel, words), this, [](const Result<Entry> &) {});
}

/// Some channels tell where an order goes only when it is paid, or later still. Told once.
void NodeCourier::tellOfNoAddress(const Parcel &parcel)
{
    if (m_clock.now() - parcel.plannedAt < silenceNews)
        return;
    m_inventory.perform(noticeOfNoAddress(parcel), this, [](const Result<Entry> &) {});
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
    else if (known.state == State::Cancelling)
        later(parcel, usualLook);
}

} // namespace crossdock::app
