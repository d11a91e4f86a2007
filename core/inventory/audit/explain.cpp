#include "core/inventory/answers/rows.h"
#include "core/inventory/audit/past.h"
#include "core/inventory/audit/trail.h"
#include "core/inventory/channels/listings.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

Result<QList<Entry>> entriesAbout(store::Database &database, const Sku &sku, int limit)
{
    const auto found = database.select(
        u"SELECT t.text, t.hash FROM trail_about a JOIN trail t ON t.number = a.number WHERE a.kind = 'sku' AND a.name = ? ORDER BY a.number DESC LIMIT ?"_s,
        {sku.text(), limit}, [](const store::Row &row) { return parseEntry(row.text(0).toUtf8(), row.text(1).toLatin1()); });
    if (!found)
        return tl::make_unexpected(found.error());
    QList<Entry> entries;
    for (const auto &entry : *found) {
        if (!entry)
            return tl::make_unexpected(entry.error());
        entries.append(*entry);
    }
    return entries;
}

using Number = query::Explain::Number;

Number numberOf(const query::Explain &query)
{
    return query.number.value_or(query.node ? Number::OnHand : Number::Available);
}

QString titleOf(Number number)
{
    switch (number) {
    case Number::Available:
        return u"available"_s;
    case Number::OnHand:
        return u"on hand"_s;
    case Number::Reserved:
        return u"reserved"_s;
    case Number::InTransit:
        return u"in transit"_s;
    case Number::Quarantine:
        return u"in quarantine"_s;
    }
    Q_UNREACHABLE();
}

Quantity unitsOf(Number number, Quantity available, Quantity onHand, Quantity reserved, Quantity inTransit, Quantity quarantine)
{
    const std::array<Quantity, 5> units = {available, onHand, reserved, inTransit, quarantine};
    return units.at(static_cast<size_t>(number));
}

Quantity unitsOf(Number number, const NodeStock &stock)
{
    return unitsOf(number, stock.free, stock.onHand(), stock.committed(), stock.inTransit, stock.quarantine);
}

Quantity unitsOf(Number number, const Effect &effect)
{
    return unitsOf(number, effect.free, effect.onHand, effect.committed, effect.inTransit, effect.quarantine);
}

/// "main: on hand 12 - promised 2 = available 10"
QString placeLine(Number number, const NodeStock &stock)
{
    const QString node = stock.node.text();
    switch (number) {
    case Number::Available: {
        QString line = u"%1: on hand %2 - promised %3 = available %4"_s.arg(node).arg(stock.onHand()).arg(stock.committed()).arg(stock.free);
        if (stock.inTransit > 0)
            line += u", %1 in transit"_s.arg(stock.inTransit);
        if (stock.quarantine > 0)
            line += u", %1 in quarantine"_s.arg(stock.quarantine);
        return line;
    }
    case Number::OnHand:
        return u"%1: available %2 + promised %3 = on hand %4"_s.arg(node).arg(stock.free).arg(stock.committed()).arg(stock.onHand());
    case Number::Reserved:
        return u"%1: waiting for orders %2 + picked %3 = reserved %4"_s.arg(node).arg(stock.reserved).arg(stock.picked).arg(stock.committed());
    case Number::InTransit:
        return u"%1: %2 on the way to it"_s.arg(node).arg(stock.inTransit);
    case Number::Quarantine:
        return u"%1: %2 in quarantine"_s.arg(node).arg(stock.quarantine);
    }
    Q_UNREACHABLE();
}

Result<QStringList> kitLines(store::Database &database, qint64 kit)
{
    return database.select(
        u"SELECT s.code, k.quantity, COALESCE(SUM(p.free), 0) FROM kit_part k JOIN sku s ON s.id = k.part_id LEFT JOIN position p ON p.sku_id = k.part_id "
        "WHERE k.kit_id = ? GROUP BY s.code, k.quantity ORDER BY s.code"_s,
        {kit}, [](const store::Row &row) {
            return u"%1: available %2 / %3 in each kit = %4 kits"_s.arg(row.text(0)).arg(row.number(2)).arg(row.number(1)).arg(row.number(2) / row.number(1));
        })
        .map([](const QList<QString> &lines) { return QStringList(lines); });
}

QStringList offerLines(const OfferState &offer, const StockRow &row, Quantity inPool, bool hasWholePool)
{
    QStringList lines;
    const QString channel = offer.listing.channel.text();
    lines << (hasWholePool ? u"available %1"_s.arg(row.available) : u"available %1, of which %2 sells %3"_s.arg(row.available).arg(channel).arg(inPool));
    if (offer.isStopped)
        lines << u"selling is stopped: 0"_s;
    else {
        if (offer.buffer > 0)
            lines << u"- buffer %1 = %2"_s.arg(offer.buffer).arg(std::max<Quantity>(0, inPool - offer.buffer));
        if (offer.cap)
            lines << u"never more than %1"_s.arg(*offer.cap);
    }
    lines << u"%1 should show %2"_s.arg(channel).arg(offer.wanted);
    lines << (offer.believed ? u"we believe it shows %1"_s.arg(*offer.believed) : u"what it shows is not known for certain: it is being told"_s);
    if (offer.acknowledged)
        lines << u"it last confirmed %1"_s.arg(*offer.acknowledged);
    if (!offer.words.isEmpty())
        lines << u"its own words: %1"_s.arg(offer.words);
    return lines + channels::marketLines(offer.market);
}

/// What an entry did to the number on a channel; nothing if it did not touch it.
std::optional<QPair<Quantity, Quantity>> offerChange(const Entry &entry, const Sku &sku, const ChannelId &channel)
{
    for (const QString &key : {u"offers"_s, u"told"_s}) {
        const QJsonArray offers = entry.body[key].toArray();
        for (const QJsonValue &value : offers) {
            const QJsonObject offer = value.toObject();
            if (offer[u"sku"_s].toString() != sku.text())
                continue;
            if (key == u"offers"_s && offer[u"channel"_s].toString() == channel.text())
                return QPair(offer[u"old"_s].toInteger(), offer[u"new"_s].toInteger());
            const QJsonArray channels = entry.body[u"about"_s].toObject()[u"channel"_s].toArray();
            if (key == u"told"_s && offer[u"of"_s].toString() != u"price"_s && channels.contains(channel.text()))
                return QPair(offer[u"quantity"_s].toInteger(), offer[u"quantity"_s].toInteger());
        }
    }
    return std::nullopt;
}

Result<Explanation> explainOffer(store::Database &database, const query::Explain &query, const StockRow &row, const QList<NodeStock> &nodes,
                                 const QList<Entry> &entries)
{
    const auto offer = std::find_if(row.offers.begin(), row.offers.end(), [&](const OfferState &o) { return o.listing.channel == *query.channel; });
    if (offer == row.offers.end())
        return fail(Error::Code::NotFound, u"%1 on %2"_s.arg(query.sku.text(), query.channel->text()));
    const auto pool = database.first(u"SELECT pool FROM channel WHERE name = ?"_s, {query.channel->text()}, [](const store::Row &r) { return r.text(0); });
    if (!pool)
        return tl::make_unexpected(pool.error());
    const QStringList names = pool->value_or(QString()).split(u'\n', Qt::SkipEmptyParts);
    Quantity inPool = 0;
    for (const NodeStock &stock : nodes)
        inPool += names.isEmpty() || names.contains(stock.node.text()) ? stock.free : 0;
    Explanation e;
    e.subject = u"shown on %1"_s.arg(query.channel->text());
    e.value = offer->wanted;
    e.arithmetic = offerLines(*offer, row, row.isKit ? row.available : inPool, names.isEmpty());
    for (const Entry &entry : entries) {
        if (const auto change = offerChange(entry, query.sku, *query.channel))
            e.steps.append({entry, change->first, change->second});
    }
    return e;
}

/// A kit has no units of its own: its numbers come from its parts and from the orders that hold kits.
Result<QStringList> kitArithmetic(store::Database &database, Number number, const StockRow &row)
{
    const QString held = u"kits held for open orders: %1"_s.arg(row.reserved);
    if (number == Number::Reserved)
        return QStringList{held};
    if (number == Number::InTransit || number == Number::Quarantine)
        return QStringList{u"a kit has no units of its own"_s};
    const auto lines = kitLines(database, row.id);
    if (!lines)
        return lines;
    const QStringList made = *lines + QStringList{u"the least of these: %1"_s.arg(row.available)};
    return number == Number::Available ? made : made + QStringList{held, u"%1 + %2 = on hand %3"_s.arg(row.available).arg(row.reserved).arg(row.onHand)};
}

Result<Explanation> explainUnits(store::Database &database, const query::Explain &query, const StockRow &row, const QList<NodeStock> &nodes,
                                 const QList<Entry> &entries)
{
    const Number number = numberOf(query);
    const QString node = query.node ? query.node->text() : QString();
    Explanation e;
    e.subject = query.node ? u"%1 at %2"_s.arg(titleOf(number), node) : titleOf(number);
    for (const NodeStock &stock : nodes) {
        if (query.node && stock.node != *query.node)
            continue;
        e.value += unitsOf(number, stock);
        e.arithmetic << placeLine(number, stock);
    }
    if (row.isKit) {
        const auto lines = kitArithmetic(database, number, row);
        if (!lines)
            return tl::make_unexpected(lines.error());
        e.value = unitsOf(number, row.available, row.onHand, row.reserved, row.inTransit, row.quarantine);
        e.arithmetic = *lines;
    }
    Quantity after = e.value;
    for (const Entry &entry : entries) {
        const Quantity difference = unitsOf(number, effectOf(entry, query.sku, node));
        if (difference == 0 && (!row.isKit || !entry.body.contains(u"movements"_s)))
            continue;
        e.steps.append({entry, after - difference, after});
        after -= difference;
    }
    return e;
}

} // namespace

Result<Explanation> explain(store::Database &database, const query::Explain &query)
{
    const auto id = database.first(u"SELECT id FROM sku WHERE code = ?"_s, {query.sku.text()}, [](const store::Row &row) { return row.number(0); });
    if (!id)
        return tl::make_unexpected(id.error());
    if (!*id)
        return fail(Error::Code::NotFound, query.sku.text(), u"no such SKU"_s);
    if (query.node) {
        const auto node = database.first(u"SELECT id FROM node WHERE name = ?"_s, {query.node->text()}, [](const store::Row &r) { return r.number(0); });
        if (!node || !*node)
            return !node ? tl::make_unexpected(node.error()) : fail(Error::Code::NotFound, query.node->text(), u"no such node"_s);
    }
    const auto row = answers::stockRow(database, **id);
    const auto nodes = answers::nodeStock(database, **id);
    const auto entries = entriesAbout(database, query.sku, query.limit);
    if (!row || !nodes || !entries)
        return tl::make_unexpected(!row ? row.error() : !nodes ? nodes.error() : entries.error());
    return query.channel ? explainOffer(database, query, **row, *nodes, *entries) : explainUnits(database, query, **row, *nodes, *entries);
}

} // namespace crossdock::audit
