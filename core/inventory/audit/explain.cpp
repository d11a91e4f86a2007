#include "core/inventory/answers/rows.h"
#include "core/inventory/audit/past.h"
#include "core/inventory/audit/trail.h"
#include "core/inventory/channels/listings.h"

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

/// "free 12 at main"
QString placeLine(const NodeStock &stock)
{
    QString line = u"%1: on hand %2 - promised %3 = available %4"_s.arg(stock.node.text()).arg(stock.onHand()).arg(stock.committed()).arg(stock.free);
    if (stock.inTransit > 0)
        line += u", %1 in transit"_s.arg(stock.inTransit);
    if (stock.quarantine > 0)
        line += u", %1 in quarantine"_s.arg(stock.quarantine);
    return line;
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
    return lines;
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
            if (key == u"told"_s && channels.contains(channel.text()))
                return QPair(offer[u"quantity"_s].toInteger(), offer[u"quantity"_s].toInteger());
        }
    }
    return std::nullopt;
}

} // namespace

Result<Explanation> explain(store::Database &database, const query::Explain &query)
{
    const auto id = database.first(u"SELECT id FROM sku WHERE code = ?"_s, {query.sku.text()}, [](const store::Row &row) { return row.number(0); });
    if (!id)
        return tl::make_unexpected(id.error());
    if (!*id)
        return fail(Error::Code::NotFound, query.sku.text(), u"no such SKU"_s);
    const auto row = answers::stockRow(database, **id);
    const auto nodes = answers::nodeStock(database, **id);
    const auto entries = entriesAbout(database, query.sku, query.limit);
    if (!row || !nodes || !entries)
        return tl::make_unexpected(!row ? row.error() : !nodes ? nodes.error() : entries.error());
    Explanation e;
    if (query.channel) {
        const auto offer = std::find_if((*row)->offers.begin(), (*row)->offers.end(), [&](const OfferState &o) { return o.listing.channel == *query.channel; });
        if (offer == (*row)->offers.end())
            return fail(Error::Code::NotFound, query.sku.text(), u"it is not listed on %1"_s.arg(query.channel->text()));
        const auto pool = database.first(u"SELECT pool FROM channel WHERE name = ?"_s, {query.channel->text()}, [](const store::Row &r) { return r.text(0); });
        if (!pool)
            return tl::make_unexpected(pool.error());
        const QStringList names = pool->value_or(QString()).split(u'\n', Qt::SkipEmptyParts);
        Quantity inPool = 0;
        for (const NodeStock &stock : *nodes)
            inPool += names.isEmpty() || names.contains(stock.node.text()) ? stock.free : 0;
        e.subject = u"shown on %1"_s.arg(query.channel->text());
        e.value = offer->wanted;
        if ((*row)->isKit)
            inPool = (*row)->available;
        e.arithmetic = offerLines(*offer, **row, inPool, names.isEmpty());
        for (const Entry &entry : *entries) {
            if (const auto change = offerChange(entry, query.sku, *query.channel))
                e.steps.append({entry, change->first, change->second});
        }
        return e;
    }
    const QString node = query.node ? query.node->text() : QString();
    e.subject = query.node ? u"on hand at %1"_s.arg(node) : u"available"_s;
    for (const NodeStock &stock : *nodes) {
        if (query.node && stock.node != *query.node)
            continue;
        e.value += query.node ? stock.onHand() : stock.free;
        e.arithmetic << placeLine(stock);
    }
    if ((*row)->isKit) {
        const auto lines = kitLines(database, **id);
        if (!lines)
            return tl::make_unexpected(lines.error());
        e.value = (*row)->available;
        e.arithmetic = *lines + QStringList{u"the least of these: %1"_s.arg(e.value)};
    }
    Quantity after = e.value;
    for (const Entry &entry : *entries) {
        const Effect effect = effectOf(entry, query.sku, node);
        const Quantity difference = query.node ? effect.onHand : effect.free;
        if (difference == 0 && (!(*row)->isKit || !entry.body.contains(u"movements"_s)))
            continue;
        e.steps.append({entry, after - difference, after});
        after -= difference;
    }
    return e;
}

} // namespace crossdock::audit
