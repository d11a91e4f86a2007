#include "core/inventory/orders/cancellations.h"

#include "core/inventory/orders/shipments.h"
#include "core/inventory/store/conditions.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {

Result<> Cancellations::note(audit::Draft &draft, const Sale &sale, const QString &why)
{
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO cancellation (sale_id, at, why, state, words, entry) VALUES (?, ?, ?, 'waiting', '', ?) "
                                     "ON CONFLICT (sale_id) DO UPDATE SET at = excluded.at, why = excluded.why, state = 'waiting', words = '', entry = excluded.entry"_s,
                                     {sale.id, toMs(draft.at()), why, draft.number()}));
    draft.emitLater(event::TellingWaits{sale.order.channel});
    return {};
}

Result<> Cancellations::record(audit::Draft &draft, const command::RecordCancelTold &answer, const Sale &sale)
{
    const auto changed = m_database.execute(u"UPDATE cancellation SET state = ?, words = ? WHERE sale_id = ? AND state = 'waiting'"_s,
                                            {nameOf(answer.isTold ? Cancellation::State::Told : Cancellation::State::Refused), answer.words, sale.id});
    if (!changed || *changed == 0) // answered twice
        return changed.map([](qint64) {});
    draft.setWhat(answer.isTold ? u"cancel.told"_s : u"cancel.refused"_s);
    draft.about(sale.order);
    draft.about(sale.order.channel);
    draft.say(u"words"_s, answer.words);
    draft.touchSale(sale.id);
    return {};
}

Result<> Cancellations::settle(const Sale &sale)
{
    return m_database.execute(u"UPDATE cancellation SET state = 'told', words = '' WHERE sale_id = ? AND state <> 'told'"_s, {sale.id}).map([](qint64) {});
}

Result<QList<Cancellation>> readCancellations(store::Database &database, const query::Cancellations &query)
{
    store::Conditions where;
    where.of(query.channel);
    where.of(query.order);
    if (query.onlyWaiting)
        where.add(u"w.state = 'waiting'"_s);
    where.values << query.limit;
    return database.select(u"SELECT c.name, s.number, w.at, w.why, w.state, w.words, "
                           "CASE WHEN EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.shipped > 0) THEN 1 ELSE 0 END FROM cancellation w "
                           "JOIN sale s ON s.id = w.sale_id JOIN channel c ON c.id = s.channel_id WHERE "_s + where.text() + u" ORDER BY w.entry LIMIT ?"_s,
                           where.values, [](const store::Row &row) {
                               return Cancellation{{*ChannelId::parse(row.text(0)), row.text(1)}, fromMs(row.number(2)), row.text(3), stateOf(row.text(4)), row.text(5), row.flag(6)};
                           });
}

} // namespace crossdock::orders
