#include "core/inventory/answers/parcel_invoices.h"
#include "core/inventory/answers/rows.h"
#include "core/inventory/audit/privacy.h"
#include "core/inventory/audit/trail.h"
#include "core/inventory/channels/instruction_book.h"
#include "core/inventory/answers/store_answers.h"
#include "core/inventory/parcels/parcel_rows.h"
#include "core/inventory/orders/after_sales.h"
#include "core/inventory/orders/cancellations.h"
#include "core/inventory/orders/customers.h"
#include "core/inventory/orders/order_fact_rows.h"
#include "core/inventory/orders/shipments.h"
#include "core/inventory/orders/shipping_wishes.h"
#include "core/inventory/store/conditions.h"

#include <QJsonArray>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::answers {
namespace {

/// What a person types is text, not a pattern.
QString contains(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + escaped + u'%';
}

QString stateCondition(OrderRow::State state)
{
    using State = OrderRow::State;
    switch (state) {
    case State::AwaitingPayment:
        return u"s.state = 'awaiting' AND s.is_held = 0"_s;
    case State::Open:
        return u"s.state = 'open' AND s.is_held = 0"_s;
    case State::OnHold:
        return u"s.is_held = 1 AND s.state NOT IN ('shipped', 'cancelled')"_s;
    case State::Picked:
        return u"s.state = 'picked' AND s.is_held = 0"_s;
    case State::Shipped:
        return u"s.state = 'shipped'"_s;
    case State::Cancelled:
        return u"s.state = 'cancelled'"_s;
    }
    Q_UNREACHABLE();
}

constexpr int orderRowColumns = 15; // of orderRowSql() itself

/// Units of a sale `s` that our own people pack; what lies at nodes of others is packed there.
QString unitsToPack()
{
    return u"(SELECT COALESCE(SUM(r.reserved + r.picked), 0) FROM sale_line h JOIN reservation r ON r.line_id = h.id JOIN node n ON n.id = r.node_id "
           "WHERE h.sale_id = s.id AND n.kind = 'warehouse')"_s;
}

Result<> fillLines(store::Database &database, OrderDetail &detail, qint64 sale)
{
    QList<qint64> ids;
    CROSSDOCK_TRY(database.each(
        u"SELECT l.id, l.line, COALESCE(k.code, ''), l.listing, l.channel_sku, CASE WHEN s.state = 'awaiting' THEN l.ordered ELSE l.quantity END, "
        "l.short, l.shipped, l.returned, l.price, l.price_currency FROM sale_line l JOIN sale s ON s.id = l.sale_id LEFT JOIN sku k ON k.id = l.sku_id "
        "WHERE l.sale_id = ? ORDER BY l.id"_s,
        {sale}, [&](const store::Row &row) {
            OrderDetail::Line line;
            ids << row.number(0);
            line.id = row.text(1);
            if (const auto sku = Sku::parse(row.text(2)))
                line.sku = *sku;
            line.listing = row.text(3);
            line.channelSku = row.text(4);
            line.quantity = row.number(5);
            line.shortUnits = row.number(6);
            line.shipped = row.number(7);
            line.returned = row.number(8);
            if (!row.isNull(9))
                line.unitPrice = Money{row.number(9), row.text(10)};
            detail.lines.append(line);
        }));
    for (qsizetype i = 0; i < ids.size(); ++i)
        CROSSDOCK_TRY(database.each(
            u"SELECT s.code, n.name, r.reserved, r.picked, r.shipped, n.kind FROM reservation r JOIN sku s ON s.id = r.sku_id JOIN node n ON n.id = r.node_id "
            "WHERE r.line_id = ? AND r.reserved + r.picked + r.shipped > 0 ORDER BY s.code, n.id"_s,
            {ids[i]}, [&](const store::Row &row) {
                detail.lines[i].reservations.append({*Sku::parse(row.text(0)), *NodeId::parse(row.text(1)), row.number(2), row.number(3), row.number(4), row.text(5) == u"warehouse"});
            }));
    return {};
}

/// A wave plans many orders in one entry, for as many reasons: an order's own is told with it.
Entry toldOf(const OrderId &order, Entry entry)
{
    const QJsonArray plans = entry.body[u"plans"_s].toArray();
    const auto own = std::find_if(plans.begin(), plans.end(), [&](const QJsonValue &plan) { return plan[u"order"_s].toString() == order.text(); });
    if (own != plans.end() && own->toObject().contains(u"why"_s))
        entry.why = own->toObject()[u"why"_s].toString();
    return entry;
}

} // namespace

Result<query::Orders::Answer> StoreAnswers::answer(const query::Orders &query, Progress &)
{
    store::Conditions where;
    where.of(query.channel);
    if (query.state)
        where.add(stateCondition(*query.state));
    if (!query.text.isEmpty())
        where.add(u"s.number LIKE ? ESCAPE '\\'"_s, {contains(query.text)});
    if (query.onlyShort)
        where.add(u"s.id IN (SELECT sale_id FROM sale_line WHERE short > 0)"_s);
    if (query.heldBefore) // what a person imported may never have been at the channel
        where.add(u"s.state IN ('open', 'picked') AND s.created_at < ? AND s.recorded_at < ? AND EXISTS (SELECT 1 FROM trail_about a JOIN trail t ON t.number = a.number "
                  "WHERE a.kind = 'order' AND a.name = c.name || '/' || s.number AND t.what = 'order.record' AND t.actor_kind = 'channel')"_s,
                  {toMs(*query.heldBefore), toMs(*query.heldBefore)});
    if (query.onlyToPack)
        where.add(unitsToPack() + u" > 0"_s);
    const QString sql = orderRowSql(where.text(), query.onlyToPack ? u", "_s + unitsToPack() : QString()) + u" ORDER BY s.created_at DESC, s.id DESC LIMIT ? OFFSET ?"_s;
    where.values << query.limit << query.offset;
    auto rows = m_database.select(sql, where.values, [&](const store::Row &row) {
        OrderRow read = readOrderRow(row);
        if (query.onlyToPack)
            read.toPack = row.number(orderRowColumns);
        return read;
    });
    if (!rows)
        return tl::make_unexpected(rows.error());
    const bool isEnd = rows->size() < query.limit;
    return query::Orders::Answer{*std::move(rows), isEnd};
}

Result<query::Order::Answer> StoreAnswers::answer(const query::Order &query, Progress &)
{
    OrderDetail detail;
    const auto sale = m_database.first(u"SELECT s.id, s.tracking, s.tags, s.note, s.flag, s.priority, s.assignee, s.is_archived, s.payment_method, "
        "(SELECT COUNT(DISTINCT b.sale_id) FROM sale_buyer a JOIN sale_buyer b ON b.mark = a.mark WHERE a.sale_id = s.id), s.facts, s.deliver_by FROM sale s JOIN channel c ON c.id = s.channel_id WHERE c.name = ? AND s.number = ?"_s,
                                     {query.id.channel.text(), query.id.number}, [&](const store::Row &row) {
                                         detail.tracking = row.text(1);
                                         detail.tags = row.text(2).split(u'\n', Qt::SkipEmptyParts);
                                         detail.note = row.text(3);
                                         detail.flag = row.text(4);
                                         detail.priority = row.text(5);
                                         detail.assignee = row.text(6);
                                         detail.isArchived = row.flag(7);
                                         detail.paymentMethod = row.text(8);
                                         detail.buyerOrders = row.number(9);
                                         detail.facts = orders::factsIn(row.text(10));
                                         if (!row.isNull(11))
                                             detail.deliverBy = fromMs(row.number(11));
                                         return row.number(0);
                                     });
    if (!sale)
        return tl::make_unexpected(sale.error());
    if (!*sale)
        return fail(Error::Code::NotFound, query.id.text(), u"no such order"_s);
    const auto row = orderRow(m_database, **sale);
    if (!row)
        return tl::make_unexpected(row.error());
    detail.row = **row;
    const auto customerTags = orders::readCustomerTags(m_database, **sale);
    if (!customerTags)
        return tl::make_unexpected(customerTags.error());
    detail.customerTags = *customerTags;
    CROSSDOCK_TRY(fillLines(m_database, detail, **sale));
    if (const audit::ShopKey *shop = m_database.shopKey()) {
        audit::Privacy privacy(m_database, *shop);
        const auto buyer = privacy.buyer(**sale);
        const auto forgotten = privacy.isForgotten(**sale);
        if (!buyer || !forgotten)
            return tl::make_unexpected(!buyer ? buyer.error() : forgotten.error());
        detail.buyer = buyer->value_or(Buyer{});
        detail.isForgotten = *forgotten;
    }
    const auto parcels = parcels::parcelsOf(m_database, **sale);
    if (!parcels)
        return tl::make_unexpected(parcels.error());
    detail.parcels = *parcels;
    CROSSDOCK_TRY(addInvoices(m_database, detail.parcels));
    auto shipments = orders::readShipments(m_database, query::Shipments{.channel = {}, .order = query.id});
    if (!shipments)
        return tl::make_unexpected(shipments.error());
    detail.shipments = *std::move(shipments);
    const auto wish = orders::readWish(m_database, **sale);
    auto instructions = channels::readInstructions(m_database, query::Instructions{.channel = {}, .order = query.id});
    if (!wish || !instructions)
        return tl::make_unexpected(!wish ? wish.error() : instructions.error());
    detail.wish = *wish;
    detail.instructions = *std::move(instructions);
    const auto cancellations = orders::readCancellations(m_database, query::Cancellations{.order = query.id});
    if (!cancellations)
        return tl::make_unexpected(cancellations.error());
    if (!cancellations->isEmpty())
        detail.cancellation = cancellations->first();
    auto returns = orders::readReturns(m_database, query::Returns{.order = query.id});
    auto refunds = orders::readRefunds(m_database, **sale);
    auto chargebacks = orders::readChargebacks(m_database, **sale);
    if (!returns || !refunds || !chargebacks)
        return tl::make_unexpected(!returns ? returns.error() : !refunds ? refunds.error() : chargebacks.error());
    detail.returns = *std::move(returns);
    detail.refunds = *std::move(refunds);
    detail.chargebacks = *std::move(chargebacks);
    CROSSDOCK_TRY(m_database.each(
        u"SELECT t.text, t.hash FROM trail_about a JOIN trail t ON t.number = a.number WHERE a.kind = 'order' AND a.name = ? ORDER BY a.number LIMIT 500"_s,
        {query.id.text()}, [&](const store::Row &line) {
            if (const auto entry = audit::parseEntry(line.text(0).toUtf8(), line.text(1).toLatin1()))
                detail.timeline.append(toldOf(query.id, *entry));
        }));
    return detail;
}

Result<query::Incidents::Answer> StoreAnswers::answer(const query::Incidents &query, Progress &)
{
    return m_database.select(
        u"SELECT i.id, i.at, COALESCE(k.code, ''), COALESCE(c.name, ''), COALESCE(s.number, ''), i.units, i.cause, i.entry, i.is_open FROM incident i "
        "LEFT JOIN sku k ON k.id = i.sku_id LEFT JOIN channel c ON c.id = i.channel_id LEFT JOIN sale s ON s.id = i.sale_id "_s
            + (query.onlyOpen ? u"WHERE i.is_open = 1 "_s : QString()) + u"ORDER BY i.id DESC LIMIT 1000"_s,
        {}, [](const store::Row &row) {
            Incident incident;
            incident.id = row.number(0);
            incident.at = fromMs(row.number(1));
            incident.sku = Sku::parse(row.text(2)).value_or(Sku());
            incident.channel = ChannelId::parse(row.text(3)).value_or(ChannelId());
            incident.order = {incident.channel, row.text(4)};
            incident.units = row.number(5);
            incident.cause = row.text(6);
            incident.entry = row.number(7);
            incident.isOpen = row.flag(8);
            return incident;
        });
}

Result<query::Search::Answer> StoreAnswers::answer(const query::Search &query, Progress &)
{
    query::Search::Answer hits;
    if (query.text.trimmed().isEmpty())
        return hits;
    const QString pattern = contains(query.text.trimmed());
    const auto collect = [&](SearchHit::Kind kind, const QString &sql, const QVariantList &values) {
        return m_database.each(sql, values, [&, kind](const store::Row &row) { hits.append({kind, row.text(0), row.text(1)}); });
    };
    using Kind = SearchHit::Kind;
    const QVariantList sku = {pattern, pattern, pattern, query.limit};
    CROSSDOCK_TRY(collect(Kind::Item, u"SELECT code, name FROM sku WHERE code LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\' OR barcode LIKE ? ESCAPE '\\' ORDER BY length(code), code LIMIT ?"_s, sku));
    CROSSDOCK_TRY(collect(Kind::Order,
                          u"SELECT c.name || '/' || s.number, c.name FROM sale s JOIN channel c ON c.id = s.channel_id WHERE s.number LIKE ? ESCAPE '\\' ORDER BY s.id DESC LIMIT ?"_s,
                          {pattern, query.limit}));
    CROSSDOCK_TRY(collect(Kind::Channel, u"SELECT name, kind FROM channel WHERE is_removed = 0 AND name LIKE ? ESCAPE '\\' ORDER BY name LIMIT ?"_s, {pattern, query.limit}));
    CROSSDOCK_TRY(collect(Kind::Node, u"SELECT name, title FROM node WHERE is_removed = 0 AND name LIKE ? ESCAPE '\\' ORDER BY name LIMIT ?"_s, {pattern, query.limit}));
    return hits;
}

} // namespace crossdock::answers
