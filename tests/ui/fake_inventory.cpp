#include "tests/ui/fake_inventory.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace crossdock::test {
namespace {

using namespace Qt::Literals::StringLiterals;

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

/// Adds what an entry is about and what changed in the form of core/inventory/audit/draft.h.
QJsonObject asTheLedgerWrites(QJsonObject body)
{
    QJsonObject about;
    for (const QString &kind : {u"sku"_s, u"node"_s, u"order"_s, u"rule"_s})
        if (body.contains(kind))
            about.insert(kind, QJsonArray{body.value(kind)});
    body.insert(u"about"_s, about);
    if (body.contains(u"before"_s))
        body.insert(u"changes"_s, QJsonArray{QJsonObject{{u"what"_s, u"free at "_s + body.value(u"node"_s).toString()},
                                                         {u"old"_s, body.value(u"before"_s)},
                                                         {u"new"_s, body.value(u"after"_s)}}});
    if (body.contains(u"quantity"_s) && body.contains(u"sku"_s))
        body.insert(u"movements"_s, QJsonArray{QJsonObject{{u"sku"_s, body.value(u"sku"_s)},
                                                           {u"from"_s, body.contains(u"order"_s) ? u"free@main"_s : u"outside"_s},
                                                           {u"to"_s, body.contains(u"order"_s) ? u"reserved@main"_s : u"free@main"_s},
                                                           {u"quantity"_s, body.value(u"quantity"_s)}}});
    return body;
}

} // namespace

FakeInventory::FakeInventory(const Clock &clock, Size size, QObject *parent)
    : Inventory(parent)
    , m_clock(clock)
{
    makeShop(size);
}

int FakeInventory::rowOf(const Sku &sku) const
{
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        if (rows[i].sku == sku)
            return i;
    }
    return -1;
}

void FakeInventory::refresh(StockRow &row)
{
    row.onHand = row.reserved = row.available = row.inTransit = row.quarantine = 0;
    for (const NodeStock &node : std::as_const(stockByNode[row.sku])) {
        row.onHand += node.onHand();
        row.reserved += node.committed();
        row.available += node.free;
        row.inTransit += node.inTransit;
        row.quarantine += node.quarantine;
    }
    for (OfferState &offer : row.offers) {
        const Quantity wanted = row.isStopped || offer.isStopped ? 0 : std::max<Quantity>(0, row.available - offer.buffer);
        if (wanted != offer.wanted)
            offer.wantedAt = m_clock.now();
        offer.wanted = std::min(wanted, offer.cap.value_or(wanted));
    }
}

Entry FakeInventory::append(const Actor &actor, const QString &what, const QString &why, const QJsonObject &body,
                            const QString &key)
{
    Entry entry{.number = trail.size() + 1, .at = m_clock.now(), .actor = actor, .what = what, .key = key, .why = why,
                .body = asTheLedgerWrites(body)};
    entry.hash = QCryptographicHash::hash(QByteArray::number(entry.number), QCryptographicHash::Sha256);
    trail.append(entry);
    return entry;
}

void FakeInventory::tell(QList<Event> events)
{
    Q_EMIT happened(std::make_shared<const QList<Event>>(std::move(events)));
}

void FakeInventory::sell(int row, int channel, Quantity units)
{
    StockRow &item = rows[row];
    NodeStock &node = stockByNode[item.sku][0];
    const Quantity taken = std::min(node.free, units);
    node.free -= taken;
    node.reserved += taken;
    refresh(item);
    QList<Event> events;
    makeOrder(static_cast<int>(-orders.size() - 1));
    orders.move(orders.size() - 1, 0);
    orders.first().row.createdAt = m_clock.now();
    events.append(event::OrderChanged{orders.first().row});
    for (int i = 0; i < static_cast<int>(item.offers.size()); ++i) {
        OfferState &offer = item.offers[i];
        offer.state = i == channel ? OfferState::State::Acknowledged : OfferState::State::Sent;
    }
    events.append(event::StockChanged{item});
    events.append(event::EntryAppended{trail.last()});
    tell(events);
}

void FakeInventory::setOfferState(int row, int channel, OfferState::State state, const QString &said)
{
    if (channel >= rows[row].offers.size())
        return;
    OfferState &offer = rows[row].offers[channel];
    offer.state = state;
    offer.words = said;
    offer.answeredAt = m_clock.now();
    if (state == OfferState::State::Acknowledged)
        offer.believed = offer.acknowledged = offer.wanted;
    tell({event::OfferChanged{rows[row].sku, offer, {}, false}});
}

void FakeInventory::read(Job job)
{
    if (holdsAnswers)
        m_held.append(std::move(job));
    else
        job(*this);
}

void FakeInventory::releaseAnswers()
{
    holdsAnswers = false;
    const auto held = std::exchange(m_held, {});
    for (const Job &job : held)
        job(*this);
}

void FakeInventory::perform(Request request, QObject *context, Done<Entry> done)
{
    requests.append(request);
    auto outcome = apply(request);
    deliverTo(context, [done, outcome] { done(outcome); });
}

void FakeInventory::check(QList<Request> all, QObject *context, Done<Trial> done)
{
    Trial trial;
    for (qsizetype i = 0; i < all.size(); ++i)
        if (const auto error = refuses ? refuses(all.at(i)) : std::nullopt)
            trial.refused.append({i, *error});
    trial.changed = all.size() - trial.refused.size();
    deliverTo(context, [done, trial] { done(trial); });
}

void FakeInventory::performAll(QList<Request> all, QObject *context, Done<QList<Entry>> done)
{
    ++bookings;
    if (beforeBooking)
        beforeBooking();
    QList<Entry> entries;
    std::optional<Error> error;
    for (const Request &request : all) {
        requests.append(request);
        if (error)
            continue;
        if (const auto entry = apply(request))
            entries.append(*entry);
        else
            error = entry.error();
    }
    deliverTo(context, [done, entries, error] {
        done(error ? Result<QList<Entry>>(tl::make_unexpected(*error)) : Result<QList<Entry>>(entries));
    });
}

Result<Entry> FakeInventory::apply(const Request &request)
{
    if (nextError)
        return tl::make_unexpected(*std::exchange(nextError, std::nullopt));
    if (readOnly)
        return fail(Error::Code::NotAllowed, u"review"_s, u"read-only"_s);
    if (!request.key.isEmpty() && m_byKey.contains(request.key))
        return m_byKey.value(request.key);

    QString what = u"catalogue.change"_s;
    QJsonObject body;
    std::optional<Sku> touched;
    std::optional<Error> error;
    QList<Event> events;
    const auto move = [&](const Sku &sku, const NodeId &where, const QString &name, auto change) {
        what = name;
        touched = sku;
        for (NodeStock &node : stockByNode[sku]) {
            if (node.node == where) {
                const Quantity before = node.free;
                node.free = change(node);
                node.version += 1;
                body = {{u"sku"_s, sku.text()}, {u"node"_s, where.text()}, {u"before"_s, before}, {u"after"_s, node.free}};
            }
        }
    };
    const auto setOrder = [&](const OrderId &id, OrderRow::State state, const QString &name) {
        what = name;
        body = {{u"order"_s, id.text()}};
        for (OrderDetail &order : orders) {
            if (order.row.id == id) {
                order.row.state = state;
                events.append(event::OrderChanged{order.row});
            }
        }
    };
    std::visit(
        Overloaded{
            [&](const command::ReceiveStock &c) {
                move(c.sku, c.node, u"stock.receive"_s, [&](const NodeStock &n) { return n.free + c.quantity; });
            },
            [&](const command::AdjustStock &c) {
                move(c.sku, c.node, u"stock.adjust"_s, [&](const NodeStock &n) { return n.free + c.difference; });
            },
            [&](const command::CountStock &c) {
                move(c.sku, c.node, u"stock.count"_s, [&](const NodeStock &n) { return c.quantity - n.committed(); });
            },
            [&](const command::TransferStock &c) {
                move(c.sku, c.from, u"stock.transfer"_s, [&](const NodeStock &n) { return n.free - c.quantity; });
                move(c.sku, c.to, u"stock.transfer"_s, [&](const NodeStock &n) { return n.free + c.quantity; });
            },
            [&](const command::ArriveStock &c) {
                move(c.sku, c.node, u"stock.arrive"_s, [&](NodeStock &n) {
                    n.inTransit -= c.quantity;
                    return n.free + c.quantity;
                });
            },
            [&](const command::ClearQuarantine &c) {
                move(c.sku, c.node, c.toStock ? u"quarantine.release"_s : u"quarantine.write_off"_s, [&](NodeStock &n) {
                    n.quarantine -= c.quantity;
                    return n.free + (c.toStock ? c.quantity : 0);
                });
            },
            [&](const command::StopSelling &c) {
                what = u"selling.stop"_s;
                touched = c.sku;
                if (c.sku)
                    body = {{u"sku"_s, c.sku->text()}};
                if (c.sku && rowOf(*c.sku) >= 0)
                    rows[rowOf(*c.sku)].isStopped = true;
            },
            [&](const command::ResumeSelling &c) {
                what = u"selling.resume"_s;
                touched = c.sku;
                if (c.sku)
                    body = {{u"sku"_s, c.sku->text()}};
                if (c.sku && rowOf(*c.sku) >= 0)
                    rows[rowOf(*c.sku)].isStopped = false;
            },
            [&](const command::SetPrice &c) {
                what = u"price.set"_s;
                touched = c.sku;
            },
            [&](const command::MapListing &c) {
                what = u"listing.map"_s;
                touched = c.address.sku;
                if (const int row = rowOf(c.address.sku); row >= 0) {
                    for (OfferState &offer : rows[row].offers) {
                        if (offer.listing == c.address.id) {
                            offer.buffer = c.buffer;
                            offer.cap = c.cap;
                        }
                    }
                }
            },
            [&](const command::RetryListing &c) {
                what = u"listing.retry"_s;
                for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
                    for (int i = 0; i < static_cast<int>(rows[row].offers.size()); ++i) {
                        if (rows[row].offers[i].listing == c.listing)
                            setOfferState(row, i, OfferState::State::Waiting);
                    }
                }
            },
            [&](const command::Undo &c) {
                what = u"stock.undo"_s;
                body = {{u"undone"_s, c.entry}};
            },
            [&](const command::HoldOrder &c) { setOrder(c.order, OrderRow::State::OnHold, u"order.hold"_s); },
            [&](const command::ReleaseOrder &c) { setOrder(c.order, OrderRow::State::Open, u"order.release"_s); },
            [&](const command::CancelOrder &c) { setOrder(c.order, OrderRow::State::Cancelled, u"order.cancel"_s); },
            [&](const command::PickOrder &c) { setOrder(c.order, OrderRow::State::Picked, u"order.pick"_s); },
            [&](const command::ShipOrder &c) { setOrder(c.order, OrderRow::State::Shipped, u"order.ship"_s); },
            [&](const command::ChangeChannel &c) {
                what = u"channel.change"_s;
                for (ChannelRow &channel : channels) {
                    if (channel.details.name == c.channel) {
                        channel.details.state = c.what == command::ChangeChannel::What::Pause
                            ? ChannelDetails::State::Paused
                            : ChannelDetails::State::Running;
                        events.append(event::ChannelChanged{channel, c.what == command::ChangeChannel::What::Remove});
                    }
                }
            },
            [&](const command::WriteRule &c) {
                what = u"rule.write"_s;
                auto row = std::find_if(rules.begin(), rules.end(), [&](const RuleRow &one) { return one.rule == c.rule; });
                if (row == rules.end())
                    row = rules.insert(rules.end(), {.rule = rules.size() + 1, .version = 0});
                row->version += 1;
                row->text = c.text;
                row->name = c.name.isEmpty() ? c.text.section(u' ', 0, 3) : c.name;
                row->author = request.actor.name;
                row->writtenAt = m_clock.now();
                body = {{u"rule"_s, QString::number(row->rule)}};
                events.append(event::RuleChanged{*row});
            },
            [&](const command::ChangeRule &c) {
                using What = command::ChangeRule::What;
                what = u"rule.change"_s;
                for (RuleRow &row : rules) {
                    if (row.rule != c.rule)
                        continue;
                    row.most = c.most.value_or(row.most);
                    row.state = c.what == What::Arm ? RuleRow::State::Live : c.what == What::Shadow ? RuleRow::State::Shadow : RuleRow::State::Paused;
                    events.append(event::RuleChanged{row, c.what == What::Remove});
                }
                if (c.what == What::Remove)
                    rules.removeIf([&](const RuleRow &row) { return row.rule == c.rule; });
            },
            [&](const command::AnswerRule &c) {
                what = c.isAllowed ? u"rule.allow"_s : u"rule.refuse"_s;
                for (RuleRow &row : rules) {
                    if (row.rule != c.rule)
                        continue;
                    row.state = RuleRow::State::Live;
                    row.question.reset();
                    events.append(event::RuleChanged{row, false});
                }
            },
            [&](const command::ChangeExample &c) {
                what = u"rule.example.change"_s;
                const auto known = std::find_if(ruleExamples.begin(), ruleExamples.end(), [&](const RuleExample &one) { return one.example == c.example; });
                if (known == ruleExamples.end())
                    ruleExamples.append({.example = ruleExamples.size() + 1, .text = c.text, .author = request.actor.name, .at = m_clock.now(), .passes = true, .words = {}});
                else if (c.text.isEmpty())
                    ruleExamples.erase(known);
                else
                    known->text = c.text;
            },
            [&](const command::SettleNotice &c) {
                what = u"notice.settle"_s;
                for (const Notice &notice : std::as_const(notices))
                    if (notice.notice == c.notice)
                        events.append(event::NoticeChanged{notice});
                notices.removeIf([&](const Notice &notice) { return notice.notice == c.notice; });
            },
            [&](const auto &) {},
        },
        request.command);

    const Entry entry = append(request.actor, what, request.why, body, request.key);
    if (!request.key.isEmpty())
        m_byKey.insert(request.key, entry);
    if (touched && rowOf(*touched) >= 0) {
        StockRow &row = rows[rowOf(*touched)];
        refresh(row);
        events.append(event::StockChanged{row});
    }
    events.append(event::EntryAppended{entry});
    tell(events);
    return entry;
}

} // namespace crossdock::test
