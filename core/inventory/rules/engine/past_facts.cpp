#include "core/inventory/rules/engine/past_facts.h"

#include "core/inventory/rules/engine/entry_changes.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

void PastFacts::before(const Entry &entry)
{
    const QJsonArray offers = entry.body[u"offers"_s].toArray();
    for (const QJsonValue &one : offers) {
        const QJsonObject offer = one.toObject();
        m_offered.insert({offer[u"sku"_s].toString(), offer[u"channel"_s].toString()}, offer[u"old"_s].toDouble());
    }
    if (entry.what == u"label.track")
        beforeParcel(entry);
}

void PastFacts::apply(const Entry &entry)
{
    const QJsonArray movements = entry.body[u"movements"_s].toArray();
    for (const QJsonValue &one : movements) {
        const QJsonObject movement = one.toObject();
        const auto stock = m_stock.find(movement[u"sku"_s].toString());
        if (stock == m_stock.end())
            continue; // nobody looked at it: read from the start once somebody does
        const double quantity = movement[u"quantity"_s].toDouble();
        move(*stock, movement[u"from"_s].toString(), -quantity);
        move(*stock, movement[u"to"_s].toString(), quantity);
    }
    const QJsonArray offers = entry.body[u"offers"_s].toArray();
    for (const QJsonValue &one : offers) {
        const QJsonObject offer = one.toObject();
        m_offered.insert({offer[u"sku"_s].toString(), offer[u"channel"_s].toString()}, offer[u"new"_s].toDouble());
    }
    if (m_hasPurchases && entry.body.contains(u"purchase"_s))
        take(entry.body[u"purchase"_s].toObject());
    m_first = entry.number + 1; // what is read from now on begins behind it
    if (entry.what.startsWith(u"label."_s))
        applyToParcel(entry);
    if (!entry.what.startsWith(u"order."_s))
        return;
    const QString order = about(entry, u"order"_s).value(0);
    const auto tell = [&](auto change) {
        Standing standing = m_standings.value(order, {u"open"_s, false, 0});
        change(standing);
        m_standings.insert(order, standing);
    };
    if (entry.what == u"order.record") {
        tell([](Standing &) {});
        m_told.insert(order, {});
    }
    if (entry.body.contains(u"facts"_s))
        m_told.insert(order, entry.body[u"facts"_s].toObject());
    if (const QJsonObject state = changeOf(entry, u"state"); !state.isEmpty())
        tell([&](Standing &standing) { standing.state = state[u"new"_s].toString(); });
    if (entry.what == u"order.hold")
        tell([&](Standing &standing) { standing = {standing.state, true, double(toMs(entry.at))}; });
    else if (entry.what == u"order.release")
        tell([](Standing &standing) { standing = {standing.state, false, 0}; });
}

StoreFacts::Standing PastFacts::standing(const Subject &subject, const Standing &today)
{
    const QString order = subject.order.text();
    const auto known = m_standings.constFind(order);
    return known == m_standings.cend() ? *m_standings.insert(order, standingBefore(order, today)) : *known;
}

OrderFacts PastFacts::told(const Subject &subject, const OrderFacts &today)
{
    const auto known = m_told.constFind(subject.order.text());
    return known == m_told.cend() ? today : orderFactsFrom(*known);
}

bool PastFacts::isOver(const Subject &order) const
{
    const QString state = m_standings.value(order.order.text()).state;
    return state == u"shipped" || state == u"cancelled";
}

void PastFacts::move(ByNode &stock, const QString &end, double quantity)
{
    const qsizetype at = end.indexOf(u'@');
    if (at < 0 || at + 1 == end.size())
        return; // the outside
    const QStringView account = QStringView(end).left(at);
    Units &units = stock[end.mid(at + 1)];
    if (account == u"free")
        units.free += quantity;
    else if (account == u"reserved" || account == u"picked")
        units.reserved += quantity;
    else if (account == u"in_transit")
        units.incoming += quantity;
}

PastFacts::ByNode &PastFacts::stockOf(const Subject &subject)
{
    const auto known = m_stock.find(subject.code);
    if (known != m_stock.end())
        return *known;
    ByNode &stock = m_stock[subject.code];
    const auto read = database().each(
        u"SELECT m.from_account, COALESCE(f.name, ''), m.to_account, COALESCE(t.name, ''), SUM(m.quantity) FROM movement m LEFT JOIN node f ON f.id = m.from_node "
        "LEFT JOIN node t ON t.id = m.to_node WHERE m.sku_id = ? AND m.entry < ? GROUP BY m.from_account, f.name, m.to_account, t.name"_s,
        {subject.sku, m_first}, [&](const store::Row &row) {
            move(stock, row.text(0) + u'@' + row.text(1), -double(row.number(4)));
            move(stock, row.text(2) + u'@' + row.text(3), double(row.number(4)));
        });
    if (!read)
        stock.clear();
    return stock;
}

std::optional<StoreFacts::Units> PastFacts::units(const Subject &subject, const QStringList &nodes, Time)
{
    Units sum;
    const ByNode &stock = stockOf(subject);
    for (auto node = stock.cbegin(); node != stock.cend(); ++node) {
        if (!nodes.isEmpty() && !nodes.contains(node.key(), Qt::CaseInsensitive))
            continue;
        sum.free += node->free;
        sum.reserved += node->reserved;
        sum.incoming += node->incoming;
    }
    return sum;
}

/// Nothing until an entry tells it: what a channel showed before is not on record.
std::optional<double> PastFacts::offered(const Subject &subject, const QString &channel, Time)
{
    const auto known = m_offered.constFind({subject.code, channel});
    return known == m_offered.cend() ? std::nullopt : std::optional(*known);
}

} // namespace crossdock::rules
