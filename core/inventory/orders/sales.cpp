#include "core/inventory/orders/sales.h"

#include "core/inventory/orders/order_fact_rows.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {
namespace {

constexpr std::array stateNames = {u"awaiting", u"open", u"picked", u"shipped", u"cancelled"};

} // namespace

QString Sale::nameOf(Sale::State state)
{
    return QString::fromUtf16(stateNames.at(static_cast<size_t>(state)));
}

Sale::State Sale::stateOf(const QString &name)
{
    for (size_t i = 0; i < stateNames.size(); ++i) {
        if (name == QStringView(stateNames[i]))
            return static_cast<State>(i);
    }
    Q_UNREACHABLE();
}

Result<std::optional<Sale>> Sales::find(qint64 channel, const QString &number)
{
    return m_database.first(
        u"SELECT s.id, s.channel_id, c.name, s.number, s.revision, s.created_at, s.fingerprint, s.state, s.is_held, s.is_by_channel, s.entry "
        "FROM sale s JOIN channel c ON c.id = s.channel_id WHERE s.channel_id = ? AND s.number = ?"_s,
        {channel, number}, [](const store::Row &row) {
            return Sale{row.number(0), row.number(1), {*ChannelId::parse(row.text(2)), row.text(3)}, fromMs(row.number(4)),
                        fromMs(row.number(5)), row.text(6), Sale::stateOf(row.text(7)), row.flag(8), row.flag(9), row.number(10)};
        });
}

Result<Sale> Sales::named(const OrderId &order)
{
    const auto channels = m_registry.all(); // also orders of a channel that was removed
    if (!channels)
        return tl::make_unexpected(channels.error());
    for (const channels::Registry::Channel &channel : *channels) {
        if (channel.details.name != order.channel)
            continue;
        const auto sale = find(channel.id, order.number);
        if (!sale)
            return tl::make_unexpected(sale.error());
        if (*sale)
            return **sale;
    }
    return fail(Error::Code::NotFound, order.text(), u"no such order"_s);
}

Result<QList<SaleLine>> Sales::linesOf(qint64 sale)
{
    return m_database.select(
        u"SELECT id, line, listing, channel_sku, sku_id, ordered, quantity, cancelled_here, short, shipped, returned FROM sale_line "
        "WHERE sale_id = ? ORDER BY id"_s,
        {sale}, [](const store::Row &row) {
            SaleLine line{row.number(0), row.text(1), row.text(2), row.text(3), std::nullopt, row.number(5),
                      row.number(6), row.number(7), row.number(8), row.number(9), row.number(10)};
            if (!row.isNull(4))
                line.sku = row.number(4);
            return line;
        });
}

Result<> Sales::save(const SaleLine &line)
{
    return m_database
        .execute(u"UPDATE sale_line SET sku_id = ?, ordered = ?, quantity = ?, cancelled_here = ?, short = ?, shipped = ?, returned = ? WHERE id = ?"_s,
                 {line.sku ? QVariant(*line.sku) : QVariant(QMetaType(QMetaType::LongLong)), line.ordered, line.quantity,
                  line.cancelledHere, line.shortUnits, line.shipped, line.returned, line.id})
        .map([](qint64) {});
}

Result<> Sales::savePlace(qint64 sale, const Buyer &buyer)
{
    return m_database.execute(u"UPDATE sale SET country = ?, region = ? WHERE id = ?"_s, {buyer.country, buyer.region, sale}).map([](qint64) {});
}

Result<> Sales::saveState(audit::Draft &draft, Sale &sale, Sale::State state)
{
    draft.changed(u"state"_s, Sale::nameOf(sale.state), Sale::nameOf(state));
    sale.state = state;
    draft.touchSale(sale.id);
    return m_database.execute(u"UPDATE sale SET state = ?, entry = ? WHERE id = ?"_s, {Sale::nameOf(state), draft.number(), sale.id}).map([](qint64) {});
}

Result<Sale> Sales::create(audit::Draft &draft, const ChannelOrder &order, qint64 channel, const QString &fingerprint)
{
    const bool isByChannel = order.fulfilment == ChannelOrder::Fulfilment::Channel;
    const auto id = m_database.insert(
        u"INSERT INTO sale (channel_id, number, revision, fingerprint, created_at, recorded_at, state, is_held, is_by_channel, country, region, "
        "tracking, entry, ship_by, deliver_by, payment_method, facts) VALUES (?, ?, ?, ?, ?, ?, 'open', 0, ?, ?, ?, '', ?, ?, ?, ?, ?) RETURNING id"_s,
        {channel, order.id.number, toMs(order.revision), fingerprint, toMs(order.createdAt), toMs(draft.at()),
         isByChannel ? 1 : 0, order.buyer.country, order.buyer.region, draft.number(),
         timeOrNull(order.shipBy), timeOrNull(order.deliverBy), order.paymentMethod, textOf(factsTold(order))});
    if (!id)
        return tl::make_unexpected(id.error());
    return Sale{*id, channel, order.id, order.revision, order.createdAt, fingerprint, Sale::State::Open, false, isByChannel, draft.number()};
}

Result<SaleLine> Sales::addLine(const Sale &sale, SaleLine line, const std::optional<Money> &price)
{
    const QVariant none(QMetaType(QMetaType::LongLong));
    const auto id = m_database.insert(
        u"INSERT INTO sale_line (sale_id, line, listing, channel_sku, sku_id, ordered, quantity, cancelled_here, short, shipped, returned, price, "
        "price_currency) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, ?, ?) RETURNING id"_s,
        {sale.id, line.line, line.listing, line.channelSku, line.sku ? QVariant(*line.sku) : none,
         price ? QVariant(price->amount) : none, price ? QVariant(price->currency) : QVariant(QMetaType(QMetaType::QString))});
    if (!id)
        return tl::make_unexpected(id.error());
    line.id = *id;
    return line;
}

} // namespace crossdock::orders
