#include "core/inventory/node_feeds.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

constexpr int countsAtOnce = 50; // in one transaction: sales wait for no more; the reading's next part goes on

QString sharesText(const QList<fulfilment::StockLevel::Share> &shares)
{
    QJsonArray list;
    for (const fulfilment::StockLevel::Share &share : shares)
        list.append(QJsonObject{{u"name"_s, share.name}, {u"theirs"_s, share.theirs}, {u"quantity"_s, share.quantity}});
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

QList<fulfilment::StockLevel::Share> sharesFrom(const QString &text)
{
    QList<fulfilment::StockLevel::Share> shares;
    for (const QJsonValue share : QJsonDocument::fromJson(text.toUtf8()).array())
        shares.append({share[u"name"_s].toString(), share[u"theirs"_s].toString(), share[u"quantity"_s].toInteger()});
    return shares;
}

/// What the node and the ledger say of a SKU. `sellable` nothing: the node does not have it any more.
struct Difference {
    QString sku;
    Quantity sellable = 0, onHand = 0, picked = 0;
};

/// Every SKU of which the ledger's count at a node is not what the node's reading makes it; one that moved since the reading began is
/// left for the next one: it is not known which count is meant.
const QString differing = u"FROM sku s "
                          "LEFT JOIN (SELECT sku, SUM(sellable) AS sellable FROM node_level WHERE node_id = ? GROUP BY sku) l ON l.sku = s.code "
                          "LEFT JOIN position p ON p.sku_id = s.id AND p.node_id = ? "
                          "WHERE s.is_kit = 0 AND (l.sku IS NOT NULL OR p.free + p.reserved + p.picked > 0) "
                          "AND COALESCE(p.free + p.reserved + p.picked, 0) - COALESCE(p.picked, 0) <> (CASE WHEN COALESCE(l.sellable, 0) <= ? THEN 0 WHEN l.sellable >= ? THEN ? ELSE l.sellable - ? END) "
                          "AND NOT EXISTS (SELECT 1 FROM movement m JOIN trail t ON t.number = m.entry WHERE m.sku_id = s.id AND (m.from_node = ? OR m.to_node = ?) AND t.at >= ?) "_s;

QVariantList valuesOf(qint64 node, Quantity guard, Time askedAt)
{
    return {node, node, guard, maxQuantity + guard, maxQuantity, guard, node, node, toMs(askedAt)};
}

/// Units that stay for whoever else sells from there; nothing: the ledger does not follow this node.
std::optional<Quantity> followedGuard(const NodeDetails &details)
{
    constexpr Quantity mostGuard = maxQuantity;
    if (details.account.value(u"stock"_s) != u"follow")
        return std::nullopt;
    return std::clamp<Quantity>(details.account.value(u"guard"_s).toLongLong(), 0, mostGuard);
}

} // namespace

Result<> NodeFeeds::write(qint64 node, const command::RecordNodeStock &command)
{
    for (const fulfilment::StockLevel &level : command.gone)
        CROSSDOCK_TRY(m_database.execute(u"DELETE FROM node_level WHERE node_id = ? AND sku = ? AND place = ?"_s, {node, level.sku, level.place}));
    for (const fulfilment::StockLevel &level : command.levels)
        CROSSDOCK_TRY(m_database.execute(u"INSERT INTO node_level (node_id, sku, place, sellable, shares, changed_at) VALUES (?, ?, ?, ?, ?, ?) "
                                         "ON CONFLICT (node_id, sku, place) DO UPDATE SET sellable = excluded.sellable, shares = excluded.shares, changed_at = excluded.changed_at"_s,
                                         {node, level.sku, level.place, level.sellable, sharesText(level.others), level.changedAt ? QVariant(toMs(*level.changedAt)) : QVariant()}));
    if (!command.isLast)
        return {};
    const bool hasFailed = !command.words.isEmpty();
    return m_database
        .execute(u"INSERT INTO node_feed (node_id, read_at, failed_at, every_ms, words) VALUES (?, ?, ?, ?, ?) ON CONFLICT (node_id) DO UPDATE SET "
                 "read_at = COALESCE(excluded.read_at, node_feed.read_at), every_ms = excluded.every_ms, words = excluded.words, "
                 "failed_at = CASE WHEN node_feed.words = excluded.words AND excluded.words = ? THEN node_feed.failed_at ELSE COALESCE(excluded.failed_at, node_feed.failed_at) END"_s,
                 {node, hasFailed ? QVariant() : QVariant(toMs(command.askedAt)), hasFailed ? QVariant(toMs(command.askedAt)) : QVariant(), static_cast<qint64>(command.every.count()), command.words, fulfilment::emptyDoubt()})
        .map([](qint64) {});
}

Result<> NodeFeeds::record(audit::Draft &draft, const command::RecordNodeStock &command)
{
    const auto node = m_nodes.node(command.node);
    if (!node)
        return tl::make_unexpected(node.error());
    const auto wasRead = m_database.first(u"SELECT 1 FROM node_feed WHERE node_id = ? AND read_at IS NOT NULL"_s, {node->id}, [](const store::Row &) { return true; });
    if (!wasRead)
        return tl::make_unexpected(wasRead.error());
    CROSSDOCK_TRY(write(node->id, command));
    const auto hasLevels = m_database.first(u"SELECT 1 FROM node_level WHERE node_id = ?"_s, {node->id}, [](const store::Row &) { return true; });
    if (!hasLevels)
        return tl::make_unexpected(hasLevels.error());
    if (!*wasRead && !*hasLevels) // the first word of a new account takes nothing off the ledger by itself
        return {};
    if (!command.isLast || !command.words.isEmpty())
        return {};
    const auto details = m_database.first(u"SELECT details FROM node WHERE id = ?"_s, {node->id},
                                          [](const store::Row &row) { return nodeDetailsFrom(QJsonDocument::fromJson(row.text(0).toUtf8()).object()); });
    if (!details)
        return tl::make_unexpected(details.error());
    const std::optional<Quantity> guard = followedGuard(details->value_or(NodeDetails{}));
    return guard ? follow(draft, *node, *guard, command.askedAt) : Result<>();
}

Result<> NodeFeeds::follow(audit::Draft &draft, const stock::Nodes::Node &node, Quantity guard, Time askedAt)
{
    const auto differences = m_database.select(u"SELECT s.code, COALESCE(l.sellable, 0), COALESCE(p.free + p.reserved + p.picked, 0), COALESCE(p.picked, 0) "_s + differing + u"ORDER BY s.id LIMIT ?"_s,
                                               valuesOf(node.id, guard, askedAt) + QVariantList{countsAtOnce},
                                               [](const store::Row &row) { return Difference{row.text(0), row.number(1), row.number(2), row.number(3)}; });
    if (!differences)
        return tl::make_unexpected(differences.error());
    for (const Difference &difference : *differences) {
        const auto count = fulfilment::countOf(difference.sellable, guard, {difference.picked, false});
        CROSSDOCK_TRY(m_stock.follow(draft, *Sku::parse(difference.sku), node.name, *count));
    }
    if (!differences->isEmpty())
        draft.setWhat(u"stock.follow"_s);
    return {};
}

Result<int> untakenSkus(store::Database &database, qint64 node, const NodeDetails &details, Time readAt)
{
    const std::optional<Quantity> guard = followedGuard(details);
    if (!guard)
        return 0;
    return database.first(u"SELECT COUNT(*) "_s + differing, valuesOf(node, *guard, readAt), [](const store::Row &row) { return static_cast<int>(row.number(0)); })
        .map([](const std::optional<int> &count) { return count.value_or(0); });
}

Result<QList<fulfilment::StockLevel>> readNodeLevels(store::Database &database, const NodeId &node)
{
    return database.select(u"SELECT l.sku, l.place, l.sellable, l.shares, l.changed_at FROM node_level l JOIN node n ON n.id = l.node_id WHERE n.name = ? ORDER BY l.sku, l.place"_s, {node.text()},
                           [](const store::Row &row) {
                               fulfilment::StockLevel level{row.text(0), row.text(1), row.number(2), sharesFrom(row.text(3)), {}};
                               if (!row.isNull(4))
                                   level.changedAt = fromMs(row.number(4));
                               return level;
                           });
}

} // namespace crossdock
