#include "core/inventory/parcels/sku_check_book.h"

#include "core/inventory/fulfilment/node_kinds.h"
#include "core/inventory/parcels/policy_book.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::parcels {
namespace {

using fulfilment::SkuCheck;

struct CheckingNode {
    qint64 id = 0;
    QString kind;
    NodeDetails details;
};

SkuCheck checkIn(const store::Row &row)
{
    return {*NodeId::parse(row.text(0)), row.text(1), row.text(2), row.text(3).split(u'\n', Qt::SkipEmptyParts), fromMs(row.number(4))};
}

/// What the rules demand of parcels of any channel of the house from this node.
Result<QStringList> demandsAt(store::Database &database, const CheckingNode &node, const NodeId &name, Time now)
{
    const auto policy = readPolicy(database);
    if (!policy)
        return tl::make_unexpected(policy.error());
    const QList<fulfilment::ChannelRule> rules = fulfilment::withHouseRules(policy->rules);
    QStringList demands;
    const auto read = database.each(u"SELECT name, kind FROM channel WHERE is_removed = 0 ORDER BY id"_s, {}, [&](const store::Row &row) {
        const fulfilment::RuleCase asked{row.text(1), node.kind, node.details.country, node.details.country, true, toDateTime(now).date(), {}, {}, row.text(0), name.text()};
        for (const QString &demand : fulfilment::skuDemandsOf(fulfilment::judge(rules, asked).handling))
            if (!demands.contains(demand))
                demands.append(demand);
    });
    return read ? Result<QStringList>(demands) : tl::make_unexpected(read.error());
}

Result<> readDue(store::Database &database, qint64 node, const NodeId &name, const QString &demand, const query::SkuChecks &query, QList<SkuCheck> &due)
{
    return database.each(u"SELECT k.code, COALESCE(c.asked_at, 0) FROM ("
                         "SELECT s.id, s.code FROM position p JOIN sku s ON s.id = p.sku_id WHERE p.node_id = ? AND p.free + p.reserved + p.picked > 0 UNION "
                         "SELECT s.id, s.code FROM node_level l JOIN sku s ON s.code = l.sku WHERE l.node_id = ? AND s.is_kit = 0) k "
                         "LEFT JOIN sku_check c ON c.sku = k.code AND c.node_id = ? AND c.demand = ? WHERE COALESCE(c.asked_at, 0) < ? ORDER BY COALESCE(c.asked_at, 0), k.id LIMIT ?"_s,
                         {node, node, node, demand, toMs(*query.dueAt - SkuCheck::freshFor), query.limit},
                         [&](const store::Row &row) { due.append({name, row.text(0), demand, {}, fromMs(row.number(1))}); });
}

} // namespace

Result<> SkuCheckBook::record(const command::RecordSkuChecks &command)
{
    const auto node = m_database.first(u"SELECT id FROM node WHERE name = ? AND is_removed = 0"_s, {command.node.text()}, [](const store::Row &row) { return row.number(0); });
    if (!node)
        return tl::make_unexpected(node.error());
    if (!*node)
        return fail(Error::Code::NotFound, command.node.text(), u"no such node"_s);
    for (const SkuCheck &check : command.checks)
        CROSSDOCK_TRY(m_database.execute(u"INSERT INTO sku_check (sku, node_id, demand, reasons, asked_at) VALUES (?, ?, ?, ?, ?) "
                                         "ON CONFLICT (sku, node_id, demand) DO UPDATE SET reasons = excluded.reasons, asked_at = excluded.asked_at"_s,
                                         {check.sku, **node, check.demand, check.reasons.join(u'\n'), toMs(check.askedAt)}));
    return {};
}

Result<QList<SkuCheck>> readSkuChecks(store::Database &database, const query::SkuChecks &query)
{
    if (!query.dueAt)
        return database.select(u"SELECT n.name, c.sku, c.demand, c.reasons, c.asked_at FROM sku_check c JOIN node n ON n.id = c.node_id WHERE n.name = ? ORDER BY c.sku, c.demand LIMIT ?"_s, {query.node.text(), query.limit}, checkIn);
    const auto node = database.first(u"SELECT id, kind, details FROM node WHERE name = ? AND is_removed = 0"_s, {query.node.text()},
                                     [](const store::Row &row) { return CheckingNode{row.number(0), row.text(1), nodeDetailsFrom(QJsonDocument::fromJson(row.text(2).toUtf8()).object())}; });
    if (!node)
        return tl::make_unexpected(node.error());
    const fulfilment::NodeKind *kind = *node ? fulfilment::nodeKind((*node)->kind) : nullptr;
    if (!kind || !kind->checksSkus)
        return QList<SkuCheck>();
    const auto demands = demandsAt(database, **node, query.node, *query.dueAt);
    if (!demands)
        return tl::make_unexpected(demands.error());
    QList<SkuCheck> due;
    for (const QString &demand : *demands)
        CROSSDOCK_TRY(readDue(database, (*node)->id, query.node, demand, query, due));
    std::stable_sort(due.begin(), due.end(), [](const SkuCheck &a, const SkuCheck &b) { return a.askedAt < b.askedAt; });
    return due.first(std::min<qsizetype>(due.size(), query.limit));
}

Result<QList<SkuCheck>> readSkuChecks(store::Database &database, const Sku &sku)
{
    return database.select(u"SELECT n.name, c.sku, c.demand, c.reasons, c.asked_at FROM sku_check c JOIN node n ON n.id = c.node_id WHERE c.sku = ? AND n.is_removed = 0 ORDER BY n.id, c.demand"_s, {sku.text()}, checkIn);
}

} // namespace crossdock::parcels
