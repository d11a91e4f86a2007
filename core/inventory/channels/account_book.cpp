#include "core/inventory/channels/account_book.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

QJsonValue percentValue(const std::optional<qint64> &rate)
{
    return rate ? QJsonValue(percentOf(*rate)) : QJsonValue();
}

} // namespace

QString accountColumns()
{
    return u"COALESCE(a.standing, ''), a.order_defects, a.late_shipments, a.cancellations, COALESCE(a.standing_at, 0), COALESCE(a.rates_at, 0)"_s;
}

AccountHealth readAccountHealth(const store::Row &row, int c)
{
    const auto rate = [&](int column) { return row.isNull(column) ? std::nullopt : std::optional(row.number(column)); };
    return {row.text(c), rate(c + 1), rate(c + 2), rate(c + 3), fromMs(std::max(row.number(c + 4), row.number(c + 5)))};
}

Result<> AccountBook::record(audit::Draft &draft, const command::RecordAccount &news)
{
    const auto channel = m_registry.channel(news.channel);
    if (!channel)
        return tl::make_unexpected(channel.error());
    struct Known {
        AccountHealth health;
        qint64 standingAt = 0, ratesAt = 0;
    };
    const auto found = m_database.first(u"SELECT "_s + accountColumns() + u" FROM account_health a WHERE a.channel_id = ?"_s, {channel->id},
                                        [](const store::Row &row) { return Known{readAccountHealth(row, 0), row.number(4), row.number(5)}; });
    if (!found)
        return tl::make_unexpected(found.error());
    const Known before = found->value_or(Known{});
    Known after = before;
    const AccountHealth &seen = news.seen;
    if (!seen.status.isEmpty() && toMs(seen.at) > before.standingAt) {
        after.health.status = seen.status;
        after.standingAt = toMs(seen.at);
    }
    if (seen.hasRates() && toMs(seen.at) > before.ratesAt) {
        after.health.orderDefects = seen.orderDefects ? seen.orderDefects : before.health.orderDefects;
        after.health.lateShipments = seen.lateShipments ? seen.lateShipments : before.health.lateShipments;
        after.health.cancellations = seen.cancellations ? seen.cancellations : before.health.cancellations;
        after.ratesAt = toMs(seen.at);
    }
    if (after.standingAt == before.standingAt && after.ratesAt == before.ratesAt)
        return {};
    CROSSDOCK_TRY(m_database.execute(
        u"INSERT INTO account_health (channel_id, standing, standing_at, order_defects, late_shipments, cancellations, rates_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (channel_id) DO UPDATE SET standing = excluded.standing, standing_at = excluded.standing_at, order_defects = excluded.order_defects, "
        "late_shipments = excluded.late_shipments, cancellations = excluded.cancellations, rates_at = excluded.rates_at"_s,
        {channel->id, after.health.status, after.standingAt, store::orNull(after.health.orderDefects), store::orNull(after.health.lateShipments),
         store::orNull(after.health.cancellations), after.ratesAt}));
    const bool isNews = after.health.status != before.health.status || after.health.orderDefects != before.health.orderDefects
        || after.health.lateShipments != before.health.lateShipments || after.health.cancellations != before.health.cancellations;
    draft.touchChannel(channel->id);
    if (!isNews)
        return {};
    draft.setWhat(u"account.seen"_s);
    draft.about(news.channel);
    draft.changed(u"status"_s, before.health.status, after.health.status);
    draft.changed(u"order defect rate in percent"_s, percentValue(before.health.orderDefects), percentValue(after.health.orderDefects));
    draft.changed(u"late shipment rate in percent"_s, percentValue(before.health.lateShipments), percentValue(after.health.lateShipments));
    draft.changed(u"cancellation rate in percent"_s, percentValue(before.health.cancellations), percentValue(after.health.cancellations));
    return {};
}

} // namespace crossdock::channels
