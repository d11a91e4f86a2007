#include "core/inventory/rules/engine/past_things.h"

#include "core/inventory/rules/engine/entry_changes.h"
#include "core/inventory/rules/engine/happenings.h"

#include <QJsonDocument>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

Subject orderNamed(const store::Row &row) ///< its id, channel and number are the first three columns
{
    const OrderId order{*ChannelId::parse(row.text(1)), row.text(2)};
    return {Subject::Kind::Order, 0, row.number(0), {}, order, row.text(1), {}};
}

bool isOpenState(const QString &state)
{
    return state == u"open" || state == u"picked" || state == u"awaiting";
}

struct StateChange {
    Time at{};
    QString before, after;
};

/// Of all orders, by name, oldest first.
Result<QHash<QString, QList<StateChange>>> stateChanges(store::Database &database)
{
    QHash<QString, QList<StateChange>> all;
    CROSSDOCK_TRY(database.each(u"SELECT a.name, t.at, t.text FROM trail t JOIN trail_about a ON a.number = t.number AND a.kind = 'order' "
                                "WHERE t.what LIKE 'order.%' AND t.text LIKE '%\"what\":\"state\"%' ORDER BY t.number"_s,
                                {}, [&](const store::Row &row) {
                                    Entry entry;
                                    entry.body = QJsonDocument::fromJson(row.text(2).toUtf8()).object();
                                    const QJsonObject change = changeOf(entry, u"state");
                                    if (!change.isEmpty())
                                        all[row.text(0)].append({fromMs(row.number(1)), change[u"old"_s].toString(), change[u"new"_s].toString()});
                                }));
    return all;
}

} // namespace

Result<PastThings> PastThings::read(store::Database &database, const QString &entity)
{
    using Read = Result<> (PastThings::*)(store::Database &);
    static const QHash<QString, Read> readers{{u"order"_s, &PastThings::readOrders},     {u"shipment"_s, &PastThings::readParcels}, {u"return"_s, &PastThings::readReturns},
                                              {u"customer"_s, &PastThings::readCustomers}, {u"po"_s, &PastThings::readPurchaseOrders}, {u"listing"_s, &PastThings::readListings},
                                              {u"channel"_s, &PastThings::readChannels}};
    PastThings things;
    CROSSDOCK_TRY((things.*readers.value(entity, &PastThings::readProducts))(database));
    std::ranges::stable_sort(things.m_steps, {}, &Step::at);
    return things;
}

const QMap<qint64, Subject> &PastThings::at(Time at)
{
    for (; m_next < m_steps.size() && m_steps[m_next].at < at; ++m_next) {
        const Step &step = m_steps[m_next];
        if (step.subject)
            m_there.insert(step.thing, *step.subject);
        else
            m_there.remove(step.thing);
    }
    return m_there;
}

void PastThings::add(qint64 thing, const Subject &subject, Time from, std::optional<Time> until)
{
    m_steps.push_back({from, thing, subject});
    if (until)
        m_steps.push_back({std::max(from, *until), thing, std::nullopt});
}

/// Open from when it was recorded, unless its first change says otherwise, and again whenever it is opened anew.
Result<> PastThings::readOrders(store::Database &database)
{
    const auto changes = stateChanges(database);
    if (!changes)
        return tl::make_unexpected(changes.error());
    return database.each(u"SELECT s.id, c.name, s.number, s.state, s.recorded_at FROM sale s JOIN channel c ON c.id = s.channel_id ORDER BY s.id"_s, {}, [&](const store::Row &row) {
        const Subject order = orderNamed(row);
        const auto own = changes->value(order.order.text());
        if (isOpenState(own.isEmpty() ? row.text(3) : own.first().before))
            add(order.sale, order, fromMs(row.number(4)));
        for (const StateChange &change : own) {
            if (isOpenState(change.after))
                add(order.sale, order, change.at);
            else
                m_steps.push_back({change.at, order.sale, std::nullopt});
        }
    });
}

Result<> PastThings::readProducts(store::Database &database)
{
    return database.each(u"SELECT k.id, k.code, COALESCE(MIN(t.at), 0) FROM sku k LEFT JOIN trail_about a ON a.kind = 'sku' AND a.name = k.code "
                         "LEFT JOIN trail t ON t.number = a.number GROUP BY k.id, k.code ORDER BY k.id"_s,
                         {}, [&](const store::Row &row) {
                             add(row.number(0), {Subject::Kind::Product, row.number(0), 0, row.text(1), {}, {}, {}}, fromMs(row.number(2)));
                         });
}

Result<> PastThings::readListings(store::Database &database)
{
    m_gap = u"listings that were ended since are not on record, and are not gone through"_s;
    return database.each(u"SELECT l.id, k.id, k.code, c.name, COALESCE(MIN(t.at), 0) FROM listing l JOIN sku k ON k.id = l.sku_id JOIN channel c ON c.id = l.channel_id "
                         "LEFT JOIN trail_about a ON a.kind = 'sku' AND a.name = k.code LEFT JOIN trail t ON t.number = a.number AND t.what IN ('listing.map', 'listing.publish_done') "
                         "AND EXISTS (SELECT 1 FROM trail_about b WHERE b.number = t.number AND b.kind = 'channel' AND b.name = c.name) "
                         "GROUP BY l.id, k.id, k.code, c.name ORDER BY l.id"_s,
                         {}, [&](const store::Row &row) {
                             add(row.number(0), {Subject::Kind::Listing, row.number(1), 0, row.text(2), {}, row.text(3), {}}, fromMs(row.number(4)));
                         });
}

Result<> PastThings::readChannels(store::Database &database)
{
    m_gap = u"channels that were removed since are not gone through"_s;
    return database.each(u"SELECT c.id, c.name, COALESCE(MIN(t.at), 0) FROM channel c LEFT JOIN trail_about a ON a.kind = 'channel' AND a.name = c.name "
                         "LEFT JOIN trail t ON t.number = a.number WHERE c.is_removed = 0 GROUP BY c.id, c.name ORDER BY c.id"_s,
                         {}, [&](const store::Row &row) {
                             add(row.number(0), {Subject::Kind::Channel, 0, 0, {}, {}, row.text(1), {}}, fromMs(row.number(2)));
                         });
}

/// On its way from its purchase to the news that it arrived or came back.
Result<> PastThings::readParcels(store::Database &database)
{
    return database.each(u"SELECT s.id, c.name, s.number, l.id, l.bought_at, l.progress, l.progress_at FROM label l JOIN sale s ON s.id = l.sale_id JOIN channel c ON c.id = s.channel_id "
                         "WHERE l.return_id = 0 AND l.state IN ('bought', 'used') ORDER BY l.id"_s,
                         {}, [&](const store::Row &row) {
                             Subject parcel = orderNamed(row);
                             parcel.kind = Subject::Kind::Parcel;
                             parcel.label = row.number(3);
                             const bool isOver = row.text(5) == u"delivered" || row.text(5) == u"returned";
                             add(parcel.label, parcel, fromMs(row.number(4)), isOver ? std::optional(fromMs(row.number(6))) : std::nullopt);
                         });
}

Result<> PastThings::readReturns(store::Database &database)
{
    m_gap = u"whether a return had been answered by then is not kept: read as it is today"_s;
    return database.each(u"SELECT s.id, c.name, s.number, r.number, r.id, r.requested_at, COALESCE(r.received_at, r.closed_at, 0) FROM sale_return r JOIN sale s ON s.id = r.sale_id "
                         "JOIN channel c ON c.id = s.channel_id ORDER BY r.id"_s,
                         {}, [&](const store::Row &row) {
                             Subject back = orderNamed(row);
                             back.part = row.text(3);
                             add(row.number(4), back, fromMs(row.number(5)), row.number(6) > 0 ? std::optional(fromMs(row.number(6))) : std::nullopt);
                         });
}

/// Each by the last order that he had placed by then.
Result<> PastThings::readCustomers(store::Database &database)
{
    QHash<QString, qint64> lastByMark;
    return database.each(u"SELECT s.id, c.name, s.number, s.recorded_at, b.mark FROM sale_buyer b JOIN sale s ON s.id = b.sale_id JOIN channel c ON c.id = s.channel_id ORDER BY s.id, b.mark"_s, {},
                         [&](const store::Row &row) {
                             const Subject order = orderNamed(row);
                             const Time at = fromMs(row.number(3));
                             const qint64 last = lastByMark.value(row.text(4));
                             if (last != 0 && last != order.sale)
                                 m_steps.push_back({at, last, std::nullopt});
                             lastByMark.insert(row.text(4), order.sale);
                             add(order.sale, order, at);
                         });
}

Result<> PastThings::readPurchaseOrders(store::Database &database)
{
    struct Known {
        qint64 id = 0;
        QString number;
        Time at{};
    };
    const auto all = database.select(u"SELECT p.id, p.number, COALESCE(MIN(t.at), p.ordered_at) FROM purchase p LEFT JOIN trail_about a ON a.kind = 'purchase' AND a.name = p.number "
                                     "LEFT JOIN trail t ON t.number = a.number GROUP BY p.id, p.number, p.ordered_at ORDER BY p.id"_s,
                                     {}, [](const store::Row &row) { return Known{row.number(0), row.text(1), fromMs(row.number(2))}; });
    if (!all)
        return tl::make_unexpected(all.error());
    Observer observer(database);
    for (const Known &one : *all) {
        if (const auto subject = observer.purchase(one.number))
            add(one.id, *subject, one.at);
    }
    return {};
}

} // namespace crossdock::rules
