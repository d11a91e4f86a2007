#include "core/inventory/audit/past.h"

#include "core/inventory/answers/rows.h"
#include "core/inventory/audit/trail.h"

#include <map>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

bool isOnHand(const QString &account)
{
    return account == u"free"_s || account == u"reserved"_s || account == u"picked"_s;
}

void addTo(NodeStock &stock, const QString &account, Quantity units)
{
    if (account == u"free"_s)
        stock.free += units;
    else if (account == u"reserved"_s)
        stock.reserved += units;
    else if (account == u"picked"_s)
        stock.picked += units;
    else if (account == u"in_transit"_s)
        stock.inTransit += units;
    else if (account == u"quarantine"_s)
        stock.quarantine += units;
}

/// The last entry at or before that moment. Entries are written in order, but a clock may have been set back.
Result<qint64> lastEntryAt(store::Database &database, Time at)
{
    return database
        .first(u"SELECT COALESCE(MAX(number), 0) FROM trail WHERE at <= ?"_s, {toMs(at)}, [](const store::Row &row) { return row.number(0); })
        .map([](const std::optional<qint64> &number) { return number.value_or(0); });
}

struct Known {
    qint64 id = 0;
    query::StockOf::Item item;
};

Result<QList<Known>> knownSkus(store::Database &database, const QList<Sku> &skus)
{
    const auto read = [](const store::Row &row) {
        Known known;
        known.id = row.number(0);
        known.item.row.id = known.id;
        known.item.row.sku = *Sku::parse(row.text(1));
        known.item.row.name = row.text(2);
        known.item.row.isKit = row.flag(3);
        known.item.row.category = row.text(4);
        known.item.details.sku = known.item.row.sku;
        known.item.details.name = row.text(2);
        return known;
    };
    const QString sql = u"SELECT id, code, name, is_kit, category FROM sku"_s;
    if (skus.isEmpty())
        return database.select(sql + u" ORDER BY id"_s, {}, read);
    QList<Known> all;
    for (const Sku &sku : skus) {
        const auto one = database.first(sql + u" WHERE code = ?"_s, {sku.text()}, read);
        if (!one)
            return tl::make_unexpected(one.error());
        if (!*one)
            return fail(Error::Code::NotFound, sku.text(), u"no such SKU"_s);
        all.append(**one);
    }
    return all;
}

using Parts = std::map<qint64, Quantity>; ///< units of each component in one kit
using Kits = std::map<qint64, Parts>;
using Sums = std::map<qint64, std::map<qint64, NodeStock>>; ///< by SKU and node

/// An entry that says what a kit is made of from then on.
struct Composition {
    qint64 entry = 0;
    QString kit;
    QMap<QString, Quantity> parts;
    bool wasKit = false;
};

Composition compositionOf(const Entry &entry)
{
    Composition told;
    told.entry = entry.number;
    for (const QJsonValue &part : entry.body[u"parts"_s].toArray())
        told.parts[part[u"sku"_s].toString()] += part[u"quantity"_s].toInteger();
    for (const QJsonValue &name : entry.body[u"about"_s][u"sku"_s].toArray()) {
        if (!told.parts.contains(name.toString()))
            told.kit = name.toString(); // the entry is about the kit and its components
    }
    for (const QJsonValue &change : entry.body[u"changes"_s].toArray())
        told.wasKit = told.wasKit || !change[u"old"_s].toString().isEmpty();
    return told;
}

/// In the order of their entries: of all SKUs that are kits now, or those that have to do with one SKU.
Result<QList<Composition>> compositions(store::Database &database, const std::optional<Sku> &only)
{
    QList<Composition> all;
    const QString kits = only ? u"a.name = ?"_s : u"a.name IN (SELECT code FROM sku WHERE is_kit = 1)"_s;
    const QVariantList values = only ? QVariantList{only->text()} : QVariantList();
    CROSSDOCK_TRY(database.each(u"SELECT t.text, t.hash FROM trail_about a JOIN trail t ON t.number = a.number WHERE a.kind = 'sku' AND t.what = 'kit.define' AND "_s + kits
                                    + u" ORDER BY t.number"_s, values, [&](const store::Row &row) {
        if (const auto entry = parseEntry(row.text(0).toUtf8(), row.text(1).toLatin1()))
            all.append(compositionOf(*entry));
    }));
    return all;
}

/// What kits were made of after an entry; where no entry says it, what they are made of now.
Result<Kits> kitsAt(store::Database &database, qint64 last, const std::optional<Sku> &only)
{
    const auto told = compositions(database, only);
    if (!told)
        return tl::make_unexpected(told.error());
    Kits kits;
    CROSSDOCK_TRY(database.each(u"SELECT kit_id, part_id, quantity FROM kit_part"_s, {}, [&](const store::Row &row) { kits[row.number(0)][row.number(1)] = row.number(2); }));
    QHash<QString, qint64> ids;
    if (!told->isEmpty())
        CROSSDOCK_TRY(database.each(u"SELECT code, id FROM sku"_s, {}, [&](const store::Row &row) { ids.insert(row.text(0), row.number(1)); }));
    QSet<qint64> settled;
    for (const Composition &one : *told) {
        const qint64 kit = ids.value(one.kit);
        const bool isLater = one.entry > last;
        if (isLater && (one.wasKit || settled.contains(kit)))
            continue;
        settled.insert(kit);
        kits.erase(kit);
        for (auto part = one.parts.begin(); !isLater && part != one.parts.end(); ++part)
            kits[kit][ids.value(part.key())] = part.value();
    }
    return kits;
}

QVariantList idsOf(const Parts &parts)
{
    QVariantList ids;
    for (const auto &[part, units] : parts)
        ids.append(part);
    return ids;
}

/// How many kits the free units of their components make, over all nodes.
Quantity kitsIn(const Parts &parts, const Sums &sums)
{
    std::optional<Quantity> least;
    for (const auto &[part, units] : parts) {
        Quantity free = 0;
        if (const auto held = sums.find(part); held != sums.end()) {
            for (const auto &[node, stock] : held->second)
                free += stock.free;
        }
        least = std::min(least.value_or(maxQuantity), free / units);
    }
    return std::max<Quantity>(0, least.value_or(0));
}

/// Sums of movements up to an entry: of all SKUs, or of one and what it is made of.
Result<Sums> sumsAt(store::Database &database, qint64 last, const QList<Known> &skus, const Kits &kits)
{
    Sums sums;
    QVariantList values = {last};
    if (skus.size() == 1) {
        values.append(skus.first().id);
        if (const auto kit = kits.find(skus.first().id); kit != kits.end())
            values += idsOf(kit->second);
    }
    const QString filter = skus.size() == 1 ? u" AND sku_id IN (%1)"_s.arg(QStringList(values.size() - 1, u"?"_s).join(u", "_s)) : QString();
    const QString sql = u"SELECT sku_id, from_node, from_account, to_node, to_account, SUM(quantity) FROM movement WHERE entry <= ?"_s + filter
        + u" GROUP BY sku_id, from_node, from_account, to_node, to_account"_s;
    CROSSDOCK_TRY(database.each(sql, values, [&](const store::Row &row) {
        auto &nodes = sums[row.number(0)];
        if (!row.isNull(1))
            addTo(nodes[row.number(1)], row.text(2), -row.number(5));
        if (!row.isNull(3))
            addTo(nodes[row.number(3)], row.text(4), row.number(5));
    }));
    return sums;
}

/// The last thing any entry up to `last` said of each of a SKU's listings.
Result<> fillOffersAt(store::Database &database, query::StockOf::Item &item, qint64 last)
{
    QStringList seen;
    return database.each(
        u"SELECT t.text, t.hash FROM trail_about a JOIN trail t ON t.number = a.number WHERE a.kind = 'sku' AND a.name = ? AND a.number <= ? "
        "ORDER BY a.number DESC LIMIT 500"_s,
        {item.row.sku.text(), last}, [&](const store::Row &row) {
            const auto entry = parseEntry(row.text(0).toUtf8(), row.text(1).toLatin1());
            if (!entry)
                return;
            const QJsonArray offers = entry->body[u"offers"_s].toArray();
            for (const QJsonValue &value : offers) {
                const QJsonObject offer = value.toObject();
                const QString key = offer[u"channel"_s].toString() + u'\n' + offer[u"listing"_s].toString();
                const auto channel = ChannelId::parse(offer[u"channel"_s].toString());
                if (offer[u"sku"_s].toString() != item.row.sku.text() || seen.contains(key) || !channel)
                    continue;
                seen << key;
                OfferState state;
                state.listing = {*channel, offer[u"listing"_s].toString()};
                state.wanted = offer[u"new"_s].toInteger();
                state.wantedAt = entry->at;
                item.row.offers.append(state);
            }
        });
}

} // namespace

Result<query::StockOf::Answer> stockAsOf(store::Database &database, const QList<Sku> &skus, Time at, Progress &progress)
{
    const auto last = lastEntryAt(database, at);
    auto known = knownSkus(database, skus);
    if (!last || !known)
        return tl::make_unexpected(!last ? last.error() : known.error());
    const auto kits = kitsAt(database, *last, skus.size() == 1 ? std::optional(skus.first()) : std::nullopt);
    if (!kits)
        return tl::make_unexpected(kits.error());
    const auto sums = sumsAt(database, *last, *known, *kits);
    const auto nodes = database.select(u"SELECT id, name FROM node ORDER BY id"_s, {},
                                       [](const store::Row &row) { return QPair(row.number(0), *NodeId::parse(row.text(1))); });
    if (!sums || !nodes)
        return tl::make_unexpected(!sums ? sums.error() : nodes.error());
    query::StockOf::Answer items;
    for (Known &one : *known) {
        if (progress.isCancelled)
            return fail(Error::Code::Cancelled, u"stock"_s);
        const auto kit = kits->find(one.id);
        one.item.row.isKit = kit != kits->end();
        if (one.item.row.isKit) // how many were promised then is in no movement: those are of the components
            one.item.row.onHand = one.item.row.available = kitsIn(kit->second, *sums);
        const auto held = sums->find(one.id);
        for (const auto &[id, name] : *nodes) {
            if (held == sums->end() || !held->second.contains(id))
                continue;
            NodeStock stock = held->second.at(id);
            stock.node = name;
            one.item.row.onHand += stock.onHand();
            one.item.row.reserved += stock.committed();
            one.item.row.available += stock.free;
            one.item.row.inTransit += stock.inTransit;
            one.item.row.quarantine += stock.quarantine;
            one.item.nodes.append(stock);
        }
        if (skus.size() == 1)
            CROSSDOCK_TRY(fillOffersAt(database, one.item, *last));
        items.append(one.item);
    }
    return items;
}

Effect effectOf(const Entry &entry, const Sku &sku, const QString &node)
{
    Effect effect;
    const QJsonArray movements = entry.body[u"movements"_s].toArray();
    for (const QJsonValue &value : movements) {
        const QJsonObject movement = value.toObject();
        if (movement[u"sku"_s].toString() != sku.text())
            continue;
        const Quantity units = movement[u"quantity"_s].toInteger();
        for (const auto &[end, sign] : {QPair(movement[u"from"_s].toString(), -1), QPair(movement[u"to"_s].toString(), 1)}) {
            const QString account = end.section(u'@', 0, 0);
            if (!node.isEmpty() && end.section(u'@', 1) != node)
                continue;
            NodeStock moved;
            addTo(moved, account, sign * units);
            effect.onHand += moved.onHand();
            effect.free += moved.free;
            effect.committed += moved.committed();
            effect.inTransit += moved.inTransit;
            effect.quarantine += moved.quarantine;
        }
    }
    return effect;
}

Result<query::Trend::Answer> trend(store::Database &database, const query::Trend &query)
{
    const auto id = database.first(u"SELECT id FROM sku WHERE code = ?"_s, {query.sku.text()}, [](const store::Row &row) { return row.number(0); });
    if (!id)
        return tl::make_unexpected(id.error());
    if (!*id)
        return fail(Error::Code::NotFound, query.sku.text(), u"no such SKU"_s);
    const auto last = lastEntryAt(database, query.to);
    const auto kits = last ? kitsAt(database, *last, query.sku) : tl::make_unexpected(last.error());
    if (!kits)
        return tl::make_unexpected(kits.error());
    const auto kit = kits->find(**id);
    const bool isKit = kit != kits->end();
    query::Trend::Answer points;
    query::Trend::Point now;
    Sums sums; // of a kit's components
    bool hasStart = false;
    CROSSDOCK_TRY(database.each(
        u"SELECT t.at, m.from_account, m.to_account, m.quantity, m.sku_id FROM movement m JOIN trail t ON t.number = m.entry WHERE m.sku_id IN (%1) AND t.at <= ? "
        "ORDER BY m.entry, m.id"_s.arg(QStringList(isKit ? static_cast<qsizetype>(kit->second.size()) : 1, u"?"_s).join(u", "_s)),
        (isKit ? idsOf(kit->second) : QVariantList{**id}) + QVariantList{toMs(query.to)}, [&](const store::Row &row) {
            const Time at = fromMs(row.number(0));
            if (at >= query.from && !hasStart) {
                hasStart = true;
                points.append({query.from, now.onHand, now.available});
            }
            const Quantity units = row.number(3);
            if (isKit) {
                NodeStock &stock = sums[row.number(4)][0];
                addTo(stock, row.text(1), -units);
                addTo(stock, row.text(2), units);
                now.onHand = now.available = kitsIn(kit->second, sums);
            } else {
                now.onHand += (isOnHand(row.text(2)) ? units : 0) - (isOnHand(row.text(1)) ? units : 0);
                now.available += (row.text(2) == u"free"_s ? units : 0) - (row.text(1) == u"free"_s ? units : 0);
            }
            now.at = at;
            if (at < query.from)
                return;
            if (points.last().at == at)
                points.last() = now;
            else
                points.append(now);
        }));
    if (!hasStart)
        points.append({query.from, now.onHand, now.available});
    points.append({query.to, now.onHand, now.available});
    return points;
}

} // namespace crossdock::audit
