#include "core/inventory/orders/after_sales.h"

#include "core/inventory/store/conditions.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {
namespace {

using channels::Return;
using State = Return::State;

QString text(const Money &money)
{
    return toDecimal(money) + u' ' + money.currency;
}

void entitle(audit::Draft &draft, const QString &what, const Sale &sale)
{
    draft.setWhat(what);
    draft.about(sale.order);
    draft.about(sale.order.channel);
    draft.touchSale(sale.id);
}

/// What came back here stays so, whatever its channel still shows, and what was answered does not ask again.
bool isNews(State before, State after)
{
    return before != after && after != State::Requested && !(before == State::Received && after == State::Approved);
}

QString columnOf(State state)
{
    switch (state) {
    case State::Requested: return u"requested_at"_s;
    case State::Approved: return u"approved_at"_s;
    case State::Received: return u"received_at"_s;
    case State::Rejected:
    case State::Cancelled: return u"closed_at"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<> AfterSales::record(audit::Draft &draft, const command::RecordAfterSale &news)
{
    const auto sale = m_sales.named(news.order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    return std::visit([&](const auto &what) -> Result<> {
        if (what.number.isEmpty())
            return fail(Error::Code::InvalidInput, news.order.text(), u"its channel gives it no number"_s);
        return take(draft, *sale, what);
    }, news.what);
}

Result<> AfterSales::take(audit::Draft &draft, const Sale &sale, const channels::Refund &refund)
{
    const auto made = m_database.execute(u"INSERT INTO refund (sale_id, number, amount, currency, at, entry) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (sale_id, number) DO NOTHING"_s,
                                         {sale.id, refund.number, refund.amount.amount, refund.amount.currency, toMs(draft.at()), draft.number()});
    if (!made || *made == 0)
        return made.map([](qint64) {});
    entitle(draft, u"refund.record"_s, sale);
    draft.say(u"refund"_s, refund.number);
    draft.say(u"amount"_s, text(refund.amount));
    return {};
}

Result<> AfterSales::take(audit::Draft &draft, const Sale &sale, const channels::Chargeback &news)
{
    const auto before = m_database.first(u"SELECT state FROM chargeback WHERE sale_id = ? AND number = ?"_s, {sale.id, news.number}, [](const store::Row &row) { return row.text(0); });
    if (!before)
        return tl::make_unexpected(before.error());
    if (*before && **before == news.state)
        return {};
    entitle(draft, *before ? u"chargeback.change"_s : u"chargeback.open"_s, sale);
    draft.say(u"chargeback"_s, news.number);
    draft.say(u"amount"_s, text(news.amount));
    draft.changed(u"chargeback"_s, before->value_or(QString()), news.state);
    return m_database.execute(u"INSERT INTO chargeback (sale_id, number, amount, currency, state, at, entry) VALUES (?, ?, ?, ?, ?, ?, ?) "
                              "ON CONFLICT (sale_id, number) DO UPDATE SET state = excluded.state"_s,
                              {sale.id, news.number, news.amount.amount, news.amount.currency, news.state, toMs(draft.at()), draft.number()}).map([](qint64) {});
}

Result<> AfterSales::take(audit::Draft &draft, const Sale &sale, const Return &news)
{
    struct Known {
        qint64 id = 0;
        State state = State::Requested;
    };
    const auto known = m_database.first(u"SELECT id, state FROM sale_return WHERE sale_id = ? AND number = ?"_s, {sale.id, news.number},
                                        [](const store::Row &row) { return Known{row.number(0), channels::returnStateFrom(row.text(1))}; });
    if (!known)
        return tl::make_unexpected(known.error());
    if (*known && !isNews((*known)->state, news.state))
        return saveLines((*known)->id, news);
    entitle(draft, *known ? u"return.change"_s : u"return.request"_s, sale);
    draft.say(u"return"_s, news.number);
    draft.say(u"title"_s, news.title);
    if (*known) {
        CROSSDOCK_TRY(saveLines((*known)->id, news));
        return settleState(draft, (*known)->id, (*known)->state, news.state);
    }
    if (!news.reason.isEmpty())
        draft.say(u"reason"_s, news.reason);
    if (news.value)
        draft.say(u"value"_s, text(*news.value));
    const auto made = m_database.insert(u"INSERT INTO sale_return (sale_id, number, title, state, reason, value, value_currency, requested_at, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"_s,
                                        {sale.id, news.number, news.title, channels::nameOf(State::Requested), news.reason,
                                         store::orNull(news.value ? std::optional(news.value->amount) : std::nullopt), news.value ? news.value->currency : QString(),
                                         toMs(std::min(news.requestedAt, draft.at())), draft.number()});
    if (!made)
        return tl::make_unexpected(made.error());
    CROSSDOCK_TRY(saveLines(*made, news));
    CROSSDOCK_TRY(m_database.each(u"SELECT DISTINCT k.code FROM return_line r JOIN sale_line l ON l.sale_id = ? AND l.line = r.line JOIN sku k ON k.id = l.sku_id WHERE r.return_id = ? ORDER BY k.code"_s,
                                  {sale.id, *made}, [&](const store::Row &row) { draft.about(*Sku::parse(row.text(0))); }));
    return settleState(draft, *made, State::Requested, news.state);
}

Result<> AfterSales::saveLines(qint64 id, const Return &news)
{
    for (const Return::Line &line : news.lines)
        CROSSDOCK_TRY(m_database.execute(u"INSERT INTO return_line (return_id, line, quantity, received) VALUES (?, ?, ?, 0) ON CONFLICT (return_id, line) DO UPDATE SET quantity = excluded.quantity"_s,
                                         {id, line.line, line.quantity}));
    return {};
}

Result<> AfterSales::settleState(audit::Draft &draft, qint64 id, State before, State after)
{
    draft.changed(u"return"_s, channels::nameOf(before), channels::nameOf(after));
    if (before == after)
        return {};
    return m_database.execute(u"UPDATE sale_return SET state = ?, "_s + columnOf(after) + u" = ? WHERE id = ?"_s, {channels::nameOf(after), toMs(draft.at()), id}).map([](qint64) {});
}

Result<> AfterSales::receive(audit::Draft &draft, const Sale &sale, const QString &line, Quantity quantity)
{
    struct Waiting {
        qint64 id = 0;
        QString number;
        State state = State::Requested;
    };
    const auto waiting = m_database.first(u"SELECT r.id, r.number, r.state FROM sale_return r JOIN return_line l ON l.return_id = r.id WHERE r.sale_id = ? AND l.line = ? "
                                          "AND l.received < l.quantity AND r.state IN ('requested', 'approved', 'received') ORDER BY r.id LIMIT 1"_s,
                                          {sale.id, line}, [](const store::Row &row) { return Waiting{row.number(0), row.text(1), channels::returnStateFrom(row.text(2))}; });
    if (!waiting || !*waiting)
        return waiting.map([](const auto &) {});
    const qint64 id = (*waiting)->id;
    draft.say(u"return"_s, (*waiting)->number);
    CROSSDOCK_TRY(m_database.execute(u"UPDATE return_line SET received = received + ? WHERE return_id = ? AND line = ?"_s, {quantity, id, line}));
    const auto isLeft = m_database.first(u"SELECT 1 FROM return_line WHERE return_id = ? AND received < quantity LIMIT 1"_s, {id}, [](const store::Row &) { return true; });
    if (!isLeft)
        return tl::make_unexpected(isLeft.error());
    return *isLeft ? Result<>() : settleState(draft, id, (*waiting)->state, State::Received);
}

Result<> AfterSales::answer(audit::Draft &draft, qint64 id, State state)
{
    const auto asking = m_database.first(u"SELECT number FROM sale_return WHERE id = ? AND state = 'requested'"_s, {id}, [](const store::Row &row) { return row.text(0); });
    if (!asking || !*asking)
        return asking.map([](const auto &) {});
    draft.say(u"return"_s, **asking);
    return settleState(draft, id, State::Requested, state);
}

Result<QList<ReturnRow>> readReturns(store::Database &database, const query::Returns &query)
{
    store::Conditions where;
    where.of(query.channel);
    where.of(query.order);
    if (query.onlyOpen)
        where.add(u"r.state IN ('requested', 'approved')"_s);
    if (query.onlyLabelOpen)
        where.add(u"r.label_state IN ('wanted', 'bought')"_s);
    where.values << query.limit;
    QList<qint64> ids;
    auto rows = database.select(
        u"SELECT r.id, c.name, s.number, r.number, r.title, r.state, r.reason, r.value, r.value_currency, r.requested_at, r.label_state, r.label_account, r.label_words, r.label_entry FROM sale_return r JOIN sale s ON s.id = r.sale_id "
        "JOIN channel c ON c.id = s.channel_id WHERE "_s + where.text() + u" ORDER BY r.id DESC LIMIT ?"_s,
        where.values, [&](const store::Row &row) {
            ids.append(row.number(0));
            ReturnRow one;
            one.order = {*ChannelId::parse(row.text(1)), row.text(2)};
            one.what.number = row.text(3);
            one.what.title = row.text(4);
            one.what.state = channels::returnStateFrom(row.text(5));
            one.what.reason = row.text(6);
            if (!row.isNull(7))
                one.what.value = Money{row.number(7), row.text(8)};
            one.what.requestedAt = fromMs(row.number(9));
            one.label = {labels::returnLabelStateFrom(row.text(10)), row.text(11), row.text(12), row.number(13)};
            return one;
        });
    if (!rows)
        return rows;
    for (qsizetype i = 0; i < ids.size(); ++i)
        CROSSDOCK_TRY(database.each(u"SELECT line, quantity, received FROM return_line WHERE return_id = ? ORDER BY id"_s, {ids[i]}, [&](const store::Row &row) {
            (*rows)[i].what.lines.append({row.text(0), row.number(1)});
            (*rows)[i].received += row.number(2);
        }));
    return rows;
}

Result<QList<channels::Refund>> readRefunds(store::Database &database, qint64 sale)
{
    return database.select(u"SELECT number, amount, currency FROM refund WHERE sale_id = ? ORDER BY id"_s, {sale},
                           [](const store::Row &row) { return channels::Refund{row.text(0), {row.number(1), row.text(2)}}; });
}

Result<QList<channels::Chargeback>> readChargebacks(store::Database &database, qint64 sale)
{
    return database.select(u"SELECT number, amount, currency, state FROM chargeback WHERE sale_id = ? ORDER BY id"_s, {sale},
                           [](const store::Row &row) { return channels::Chargeback{row.text(0), {row.number(1), row.text(2)}, row.text(3)}; });
}

} // namespace crossdock::orders
