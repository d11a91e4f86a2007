#include "core/inventory/stock_book.h"

#include "core/inventory/audit/trail.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock {

using audit::Account;
using stock::Nodes;

namespace {

Result<> checkUnits(const Sku &sku, Quantity quantity)
{
    if (quantity < 1 || quantity > maxQuantity)
        return fail(Error::Code::InvalidInput, sku.text(), u"the quantity must be from 1 to %1"_s.arg(maxQuantity));
    return {};
}

} // namespace

Result<StockBook::Place> StockBook::place(const Sku &sku, const NodeId &name)
{
    const auto item = m_catalogue.item(sku);
    if (!item)
        return tl::make_unexpected(item.error());
    if (item->isKit)
        return fail(Error::Code::NotAllowed, sku.text(), u"a kit holds no stock of its own; book its components"_s);
    return m_nodes.node(name).map([&](const Nodes::Node &node) { return Place{*item, node}; });
}

void StockBook::describe(audit::Draft &draft, const QString &what, const Place &place)
{
    draft.setWhat(what);
    draft.about(place.item.sku);
    draft.about(place.node.name);
    draft.touchSku(place.item.id);
}

Result<> StockBook::sayLevels(audit::Draft &draft, const Place &place, const stock::Position &before)
{
    return m_ledger.position(place.item.id, place.node.id).map([&](const stock::Position &after) {
        draft.changed(u"on hand at %1"_s.arg(place.node.name.text()), before.onHand(), after.onHand());
        draft.changed(u"free at %1"_s.arg(place.node.name.text()), before.free, after.free);
    });
}

Result<> StockBook::receive(audit::Draft &draft, const command::ReceiveStock &command)
{
    CROSSDOCK_TRY(checkUnits(command.sku, command.quantity));
    const auto where = place(command.sku, command.node);
    if (!where)
        return tl::make_unexpected(where.error());
    describe(draft, u"stock.receive"_s, *where);
    draft.say(u"quantity"_s, command.quantity);
    return change(draft, *where, command.quantity, {});
}

Result<> StockBook::adjust(audit::Draft &draft, const command::AdjustStock &command)
{
    if (command.difference == 0)
        return fail(Error::Code::InvalidInput, command.sku.text(), u"an adjustment by 0 changes nothing"_s);
    CROSSDOCK_TRY(checkUnits(command.sku, std::abs(command.difference)));
    const auto where = place(command.sku, command.node);
    if (!where)
        return tl::make_unexpected(where.error());
    describe(draft, u"stock.adjust"_s, *where);
    draft.say(u"difference"_s, command.difference);
    return change(draft, *where, command.difference, u"an adjustment"_s);
}

Result<> StockBook::count(audit::Draft &draft, const command::CountStock &command)
{
    if (command.quantity < 0 || command.quantity > maxQuantity)
        return fail(Error::Code::InvalidInput, command.sku.text(), u"a count is from 0 to %1"_s.arg(maxQuantity));
    const auto where = place(command.sku, command.node);
    if (!where)
        return tl::make_unexpected(where.error());
    const auto now = m_ledger.position(where->item.id, where->node.id);
    if (!now)
        return tl::make_unexpected(now.error());
    describe(draft, u"stock.count"_s, *where);
    draft.say(u"counted"_s, command.quantity);
    draft.say(u"difference"_s, command.quantity - now->onHand());
    return change(draft, *where, command.quantity - now->onHand(), u"a count"_s);
}

Result<> StockBook::follow(audit::Draft &draft, const Sku &sku, const NodeId &node, Quantity quantity)
{
    const auto where = place(sku, node);
    if (!where)
        return tl::make_unexpected(where.error());
    const auto now = m_ledger.position(where->item.id, where->node.id);
    if (!now)
        return tl::make_unexpected(now.error());
    describe(draft, draft.what(), *where);
    return change(draft, *where, quantity - now->onHand(), u"the node's own count"_s);
}

/// What is missing comes from what is free, then from what was promised to buyers: that is an incident.
Result<> StockBook::change(audit::Draft &draft, const Place &where, Quantity difference, const QString &reason)
{
    const auto before = m_ledger.position(where.item.id, where.node.id);
    if (!before)
        return tl::make_unexpected(before.error());
    if (difference > 0)
        CROSSDOCK_TRY(m_ledger.move(draft, where.item, {}, Nodes::end(Account::Free, where.node), difference));
    if (difference < 0) {
        const Quantity promised = -difference - before->free;
        if (-difference > before->onHand())
            return fail(Error::Code::OutOfStock, where.item.sku.text(),
                        u"only %1 are on hand at %2"_s.arg(before->onHand()).arg(where.node.name.text()));
        if (promised > 0) {
            CROSSDOCK_TRY(m_reservations.takeBack(draft, where.item, where.node, promised));
            Incident incident;
            incident.at = draft.at();
            incident.sku = where.item.sku;
            incident.units = promised;
            incident.cause = u"%1 at %2 found %3 fewer units than were promised to buyers"_s.arg(reason, where.node.name.text()).arg(promised);
            draft.raise(incident);
        }
        CROSSDOCK_TRY(m_ledger.move(draft, where.item, Nodes::end(Account::Free, where.node), {}, -difference));
    }
    return sayLevels(draft, where, *before);
}

Result<> StockBook::transfer(audit::Draft &draft, const command::TransferStock &command)
{
    CROSSDOCK_TRY(checkUnits(command.sku, command.quantity));
    const auto from = place(command.sku, command.from);
    const auto to = place(command.sku, command.to);
    if (!from || !to)
        return tl::make_unexpected(!from ? from.error() : to.error());
    if (from->node.id == to->node.id)
        return fail(Error::Code::InvalidInput, command.to.text(), u"from and to are the same node"_s);
    const auto before = m_ledger.position(from->item.id, from->node.id);
    const auto beforeThere = m_ledger.position(to->item.id, to->node.id);
    if (!before || !beforeThere)
        return tl::make_unexpected(!before ? before.error() : beforeThere.error());
    describe(draft, u"stock.transfer"_s, *from);
    draft.about(to->node.name);
    draft.say(u"quantity"_s, command.quantity);
    const Account account = command.arrivesLater ? Account::InTransit : Account::Free;
    CROSSDOCK_TRY(m_ledger.move(draft, from->item, Nodes::end(Account::Free, from->node), Nodes::end(account, to->node), command.quantity));
    CROSSDOCK_TRY(sayLevels(draft, *from, *before));
    return sayLevels(draft, *to, *beforeThere);
}

Result<> StockBook::arrive(audit::Draft &draft, const command::ArriveStock &command)
{
    CROSSDOCK_TRY(checkUnits(command.sku, command.quantity));
    const auto where = place(command.sku, command.node);
    if (!where)
        return tl::make_unexpected(where.error());
    const auto before = m_ledger.position(where->item.id, where->node.id);
    if (!before)
        return tl::make_unexpected(before.error());
    describe(draft, u"stock.arrive"_s, *where);
    draft.say(u"quantity"_s, command.quantity);
    CROSSDOCK_TRY(m_ledger.move(draft, where->item, Nodes::end(Account::InTransit, where->node), Nodes::end(Account::Free, where->node), command.quantity));
    return sayLevels(draft, *where, *before);
}

Result<> StockBook::clearQuarantine(audit::Draft &draft, const command::ClearQuarantine &command)
{
    CROSSDOCK_TRY(checkUnits(command.sku, command.quantity));
    const auto where = place(command.sku, command.node);
    if (!where)
        return tl::make_unexpected(where.error());
    const auto before = m_ledger.position(where->item.id, where->node.id);
    if (!before)
        return tl::make_unexpected(before.error());
    describe(draft, command.toStock ? u"quarantine.release"_s : u"quarantine.write_off"_s, *where);
    draft.say(u"quantity"_s, command.quantity);
    const audit::End to = command.toStock ? Nodes::end(Account::Free, where->node) : audit::End{};
    CROSSDOCK_TRY(m_ledger.move(draft, where->item, Nodes::end(Account::Quarantine, where->node), to, command.quantity));
    return sayLevels(draft, *where, *before);
}

Result<> StockBook::undo(audit::Draft &draft, const command::Undo &command)
{
    const auto found = m_database.first(u"SELECT text, hash FROM trail WHERE number = ?"_s, {command.entry},
                                        [](const store::Row &row) { return QPair(row.text(0).toUtf8(), row.text(1).toLatin1()); });
    if (!found)
        return tl::make_unexpected(found.error());
    const QString name = u"entry %1"_s.arg(command.entry);
    if (!*found)
        return fail(Error::Code::NotFound, name, u"no such entry"_s);
    const auto entry = audit::parseEntry((*found)->first, (*found)->second);
    if (!entry)
        return tl::make_unexpected(entry.error());
    static const QStringList undoable = {u"stock.receive"_s, u"stock.adjust"_s, u"stock.count"_s, u"stock.transfer"_s, u"stock.arrive"_s, u"quarantine.release"_s,
                                           u"quarantine.write_off"_s};
    if (!undoable.contains(entry->what))
        return fail(Error::Code::NotAllowed, name, u"only stock that was received, adjusted, counted, moved or taken out of quarantine can be undone"_s);
    const auto again = m_database.first(u"SELECT 1 FROM trail_about WHERE kind = 'undone' AND name = ?"_s, {QString::number(command.entry)},
                                        [](const store::Row &) { return true; });
    if (!again)
        return tl::make_unexpected(again.error());
    if (*again)
        return fail(Error::Code::NotAllowed, name, u"it was undone already"_s);
    draft.setWhat(u"stock.undo"_s);
    draft.about(u"undone"_s, QString::number(command.entry));
    const auto end = [&](const QString &text) -> Result<audit::End> {
        if (text == u"outside"_s)
            return audit::End{};
        const auto node = NodeId::parse(text.section(u'@', 1)).and_then([&](const NodeId &id) { return m_nodes.node(id); });
        if (!node)
            return tl::make_unexpected(node.error());
        draft.about(node->name);
        for (const Account account : {Account::Free, Account::Reserved, Account::Picked, Account::InTransit, Account::Quarantine}) {
            if (audit::nameOf(account) == text.section(u'@', 0, 0))
                return Nodes::end(account, *node);
        }
        Q_UNREACHABLE();
    };
    const QJsonArray movements = entry->body[u"movements"_s].toArray();
    for (qsizetype i = movements.size() - 1; i >= 0; --i) {
        const QJsonObject movement = movements[i].toObject();
        const auto item = Sku::parse(movement[u"sku"_s].toString()).and_then([&](const Sku &sku) { return m_catalogue.item(sku); });
        const auto from = end(movement[u"from"_s].toString());
        const auto to = end(movement[u"to"_s].toString());
        if (!item || !from || !to)
            return tl::make_unexpected(!item ? item.error() : !from ? from.error() : to.error());
        if (from->account == Account::Reserved || from->account == Account::Picked)
            continue; // units that were taken from buyers come back to them through fillShort()
        if (to->account == Account::Reserved || to->account == Account::Picked)
            continue; // those that buyers got stay theirs: only what is free is taken back
        CROSSDOCK_TRY(m_ledger.move(draft, *item, *to, *from, movement[u"quantity"_s].toInteger()));
    }
    return {};
}

} // namespace crossdock
