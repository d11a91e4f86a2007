#include "core/inventory/answers/rows.h"
#include "core/inventory/audit/past.h"
#include "core/inventory/answers/store_answers.h"
#include "core/inventory/node_feeds.h"
#include "core/inventory/stock/bin_book.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::answers {
namespace {

Result<query::StockOf::Item> itemOf(store::Database &database, const StockRow &row)
{
    query::StockOf::Item item;
    item.row = row;
    const auto details = database.first(u"SELECT "_s + stock::detailColumns() + u" FROM sku WHERE id = ?"_s, {row.id},
                                        [](const store::Row &r) { return stock::readDetails(r); });
    auto nodes = nodeStock(database, row.id);
    auto parts = database.select(u"SELECT s.code, k.quantity FROM kit_part k JOIN sku s ON s.id = k.part_id WHERE k.kit_id = ? ORDER BY s.code"_s, {row.id},
                                 [](const store::Row &r) { return command::DefineKit::Part{*Sku::parse(r.text(0)), r.number(1)}; });
    auto kits = database.select(u"SELECT s.code FROM kit_part k JOIN sku s ON s.id = k.kit_id WHERE k.part_id = ? ORDER BY s.code"_s, {row.id},
                                [](const store::Row &r) { return *Sku::parse(r.text(0)); });
    auto bins = stock::binsOf(database, row.id);
    if (!details || !nodes || !parts || !kits || !bins)
        return tl::make_unexpected(!details ? details.error() : !nodes ? nodes.error() : !parts ? parts.error() : !kits ? kits.error() : bins.error());
    item.details = details->value_or(command::DefineSku{});
    item.nodes = *std::move(nodes);
    item.parts = *std::move(parts);
    item.partOf = *std::move(kits);
    item.bins = *std::move(bins);
    return item;
}

/// The whole grid, in pages, so that a cancelled question stops soon.
Result<QList<StockRow>> everyRow(store::Database &database, Progress &progress)
{
    QList<StockRow> all;
    for (;;) {
        auto page = stockRows(database, all.isEmpty() ? 0 : all.last().id, 2'000, true);
        if (!page || progress.isCancelled)
            return page ? Result<QList<StockRow>>(fail(Error::Code::Cancelled, u"stock"_s)) : page;
        if (page->isEmpty())
            return all;
        all += *page;
    }
}

} // namespace

Result<query::Stock::Answer> StoreAnswers::answer(const query::Stock &query, Progress &)
{
    const auto stamp = m_database.first(u"SELECT number FROM trail_head WHERE id = 1"_s, {}, [](const store::Row &row) { return row.number(0); });
    auto rows = stockRows(m_database, query.afterId, query.limit, query.withOffers);
    if (!stamp || !rows)
        return tl::make_unexpected(!stamp ? stamp.error() : rows.error());
    return query::Stock::Answer{*rows, rows->size() < query.limit, stamp->value_or(0)};
}

Result<query::StockOf::Answer> StoreAnswers::answer(const query::StockOf &query, Progress &progress)
{
    if (query.asOf)
        return audit::stockAsOf(m_database, query.skus, *query.asOf, progress);
    QList<StockRow> rows;
    if (query.skus.isEmpty()) {
        auto all = everyRow(m_database, progress);
        if (!all)
            return tl::make_unexpected(all.error());
        rows = *std::move(all);
    }
    for (const Sku &sku : query.skus) {
        const auto id = m_database.first(u"SELECT id FROM sku WHERE code = ?"_s, {sku.text()}, [](const store::Row &row) { return row.number(0); });
        if (!id)
            return tl::make_unexpected(id.error());
        if (!*id)
            return fail(Error::Code::NotFound, sku.text(), u"no such SKU"_s);
        const auto row = stockRow(m_database, **id);
        if (!row)
            return tl::make_unexpected(row.error());
        rows.append(**row);
    }
    query::StockOf::Answer items;
    for (const StockRow &row : rows) {
        auto item = itemOf(m_database, row);
        if (!item)
            return tl::make_unexpected(item.error());
        items.append(*std::move(item));
        if (progress.isCancelled)
            return fail(Error::Code::Cancelled, u"stock"_s);
    }
    return items;
}

Result<query::Trend::Answer> StoreAnswers::answer(const query::Trend &query, Progress &)
{
    return audit::trend(m_database, query);
}

Result<query::Nodes::Answer> StoreAnswers::answer(const query::Nodes &, Progress &)
{
    QList<qint64> ids;
    auto nodes = m_database.select(u"SELECT n.name, n.kind, n.title, n.details, f.every_ms, f.read_at, f.failed_at, f.words, COALESCE(l.skus, 0), COALESCE(l.sellable, 0), n.id FROM node n "
                                   "LEFT JOIN node_feed f ON f.node_id = n.id "
                                   "LEFT JOIN (SELECT node_id, COUNT(DISTINCT sku) AS skus, SUM(sellable) AS sellable FROM node_level GROUP BY node_id) l ON l.node_id = n.id WHERE n.is_removed = 0 ORDER BY n.id"_s,
                                   {}, [&](const store::Row &row) {
                                       NodeRow node{*NodeId::parse(row.text(0)), row.text(1), row.text(2), nodeDetailsFrom(QJsonDocument::fromJson(row.text(3).toUtf8()).object()), {}};
                                       ids.append(row.number(10));
                                       if (!row.isNull(4)) {
                                           node.feed = NodeFeed{{{}, {}, row.text(7), Milliseconds{row.number(4)}}, static_cast<int>(row.number(8)), row.number(9)};
                                           if (!row.isNull(5))
                                               node.feed->state.readAt = fromMs(row.number(5));
                                           if (!row.isNull(6))
                                               node.feed->state.failedAt = fromMs(row.number(6));
                                       }
                                       return node;
                                   });
    if (!nodes)
        return nodes;
    for (qsizetype i = 0; i < nodes->size(); ++i) {
        NodeRow &row = (*nodes)[i];
        if (!row.feed || !row.feed->state.readAt)
            continue;
        const auto untaken = untakenSkus(m_database, ids[i], row.details, *row.feed->state.readAt);
        if (!untaken)
            return tl::make_unexpected(untaken.error());
        row.feed->state.untaken = *untaken;
    }
    return nodes;
}

Result<query::NodeLevels::Answer> StoreAnswers::answer(const query::NodeLevels &query, Progress &)
{
    return readNodeLevels(m_database, query.node);
}

} // namespace crossdock::answers
