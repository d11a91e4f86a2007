#include "core/inventory/stock/ledger.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::stock {
namespace {

Position readPosition(const store::Row &row, int c)
{
    return {row.number(c), row.number(c + 1), row.number(c + 2), row.number(c + 3), row.number(c + 4), row.number(c + 5)};
}

} // namespace

Quantity &Position::of(audit::Account account)
{
    switch (account) {
    case audit::Account::Free:
        return free;
    case audit::Account::Reserved:
        return reserved;
    case audit::Account::Picked:
        return picked;
    case audit::Account::InTransit:
        return inTransit;
    case audit::Account::Quarantine:
        return quarantine;
    case audit::Account::Outside:
        break;
    }
    Q_UNREACHABLE(); // the outside has no position
}

void Ledger::begin()
{
    m_positions.clear();
    m_read.clear();
}

Result<Ledger::Held *> Ledger::hold(qint64 sku, qint64 node)
{
    const Key key(sku, node);
    if (const auto known = m_positions.find(key); known != m_positions.end())
        return &known->second;
    const auto found = m_database.first(u"SELECT free, reserved, picked, in_transit, quarantine, version FROM position "
                                        "WHERE sku_id = ? AND node_id = ?"_s,
                                        {sku, node}, [](const store::Row &row) { return readPosition(row, 0); });
    if (!found)
        return tl::make_unexpected(found.error());
    return &m_positions.emplace(key, Held{found->value_or(Position{})}).first->second;
}

Result<Position> Ledger::position(qint64 sku, qint64 node)
{
    return hold(sku, node).map([](const Held *held) { return held->now; });
}

Result<std::map<qint64, Position>> Ledger::positions(qint64 sku)
{
    if (!m_read.contains(sku)) {
        CROSSDOCK_TRY(m_database.each(
            u"SELECT node_id, free, reserved, picked, in_transit, quarantine, version FROM position WHERE sku_id = ?"_s, {sku},
            [&](const store::Row &row) { m_positions.try_emplace({sku, row.number(0)}, Held{readPosition(row, 1)}); }));
        m_read.append(sku);
    }
    std::map<qint64, Position> all;
    for (auto it = m_positions.lower_bound({sku, 0}); it != m_positions.end() && it->first.first == sku; ++it)
        all.emplace(it->first.second, it->second.now);
    return all;
}

Result<> Ledger::move(audit::Draft &draft, const Item &item, const audit::End &from, const audit::End &to,
                      Quantity quantity)
{
    Q_ASSERT(quantity >= 0 && !item.isKit);
    if (quantity == 0)
        return {};
    for (const audit::End *end : {&from, &to}) {
        if (end->account == audit::Account::Outside)
            continue;
        const auto held = hold(item.id, end->node);
        if (!held)
            return tl::make_unexpected(held.error());
        Quantity &account = (*held)->now.of(end->account);
        if (end == &from && account < quantity)
            return fail(Error::Code::OutOfStock, item.sku.text(),
                        u"%1 of %2 units at %3"_s.arg(account).arg(quantity).arg(end->nodeName));
        account += end == &from ? -quantity : quantity;
        if (account > maxQuantity)
            return fail(Error::Code::InvalidInput, item.sku.text(), u"more than %1 units"_s.arg(maxQuantity));
        (*held)->isChanged = true;
    }
    draft.moved({item.id, item.sku, from, to, quantity});
    draft.about(item.sku);
    draft.touchSku(item.id);
    return {};
}

Result<> Ledger::flush()
{
    for (auto &[key, held] : m_positions) {
        if (!held.isChanged)
            continue;
        Position &now = held.now;
        const QString sql = now.version == 0
            ? u"INSERT INTO position (free, reserved, picked, in_transit, quarantine, version, sku_id, node_id) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sku_id, node_id) DO NOTHING"_s
            : u"UPDATE position SET free = ?, reserved = ?, picked = ?, in_transit = ?, quarantine = ?, version = ? "
              "WHERE sku_id = ? AND node_id = ? AND version = ?"_s;
        QVariantList values = {now.free,        now.reserved,    now.picked, now.inTransit,
                               now.quarantine, now.version + 1, key.first,  key.second};
        if (now.version != 0)
            values.append(now.version);
        const auto written = m_database.execute(sql, values);
        if (!written)
            return tl::make_unexpected(written.error());
        if (*written != 1)
            return fail(Error::Code::Conflict, u"position"_s, u"another writer changed it in between"_s);
        ++now.version;
        held.isChanged = false;
    }
    return {};
}

} // namespace crossdock::stock
