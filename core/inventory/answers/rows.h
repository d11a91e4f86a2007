#pragma once

#include "core/inventory/query.h"
#include "core/inventory/store/database.h"

/// Rows as pages show them, read from the store. Shared by the answers and by the events that follow a commit.
namespace crossdock::answers {

Result<std::optional<StockRow>> stockRow(store::Database &database, qint64 sku);
Result<std::optional<OrderRow>> orderRow(store::Database &database, qint64 sale);
/// With whether the channel was removed.
Result<std::optional<QPair<ChannelRow, bool>>> channelRow(store::Database &database, qint64 channel);

/// What people stopped selling, read once for many rows.
class Stops
{
public:
    static Result<Stops> read(store::Database &database);
    bool isStopped(qint64 sku, qint64 channel, Time at) const;
    bool isStoppedEverywhere(qint64 sku, Time at) const;

private:
    struct Stop {
        qint64 sku = 0, channel = 0; ///< 0: all
        qint64 until = 0; ///< 0: for good
    };
    QList<Stop> m_stops;
};

/// Rows of the grid by id, after `afterId`, at most `limit`; with their offers if asked.
Result<QList<StockRow>> stockRows(store::Database &database, qint64 afterId, int limit, bool withOffers);

OrderRow readOrderRow(const store::Row &row);
QString orderRowSql(const QString &where, const QString &more = {}); ///< SELECT ... WHERE `where`, for readOrderRow(); `more`: ", columns" behind its own

/// What is free, reserved and so on of a SKU at each node that ever had some.
Result<QList<NodeStock>> nodeStock(store::Database &database, qint64 sku);

} // namespace crossdock::answers
