#include "core/inventory/news_reader.h"

#include "core/inventory/audit/trail.h"
#include "core/inventory/channels/offer_record.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock {
namespace {

constexpr QStringView topicSql = u"('crossdock_' || md5(coalesce(current_schema(), '')))"; // a topic's name has 63 bytes at most

QString offersWhere(const QString &condition)
{
    return u"SELECT %1 FROM %2 WHERE %3"_s.arg(channels::offerColumns(), channels::offerTables(), condition);
}

event::OfferChanged offerOf(const store::Row &row)
{
    const channels::OfferRecord record = channels::readOffer(row);
    return {record.address.sku, record.toState(), record.offer(), record.mustSend()};
}

/// All that a lane is to send.
Result<> addUnsent(store::Database &database, QList<Event> &events)
{
    return database.each(offersWhere(u"o.believed IS NULL OR o.believed <> o.wanted OR o.price_revision > o.price_told"_s), {}, [&](const store::Row &row) {
        const event::OfferChanged offer = offerOf(row);
        if (offer.mustSend)
            events.append(offer);
    });
}

template <class What>
void addWishes(QList<Event> &events, const std::set<QString> &channels)
{
    for (const QString &name : channels)
        if (const auto channel = ChannelId::parse(name))
            events.append(What{*channel});
}

} // namespace

Result<QString> newsTopic(store::Database &database)
{
    return database.first(u"SELECT %1"_s.arg(topicSql), {}, [](const store::Row &row) { return row.text(0); }).map([](const std::optional<QString> &topic) { return topic.value_or(QString()); });
}

Result<> announce(store::Database &database, const News &news, const QString &engine)
{
    const QStringList messages = toMessages(news, engine);
    for (const QString &message : messages)
        CROSSDOCK_TRY(database.each(u"SELECT pg_notify(%1, ?)"_s.arg(topicSql), {message}, [](const store::Row &) {}));
    return {};
}

Result<QList<Event>> eventsOf(store::Database &database, const News &news)
{
    QList<Event> events;
    for (const auto &[channel, listing] : news.offers)
        CROSSDOCK_TRY(database.each(offersWhere(u"c.name = ? AND l.listing = ?"_s), {channel, listing}, [&](const store::Row &row) { events.append(offerOf(row)); }));
    if (news.others.testFlag(event::OthersWrote::Kind::Everything))
        CROSSDOCK_TRY(addUnsent(database, events));
    addWishes<event::SyncWanted>(events, news.syncs);
    addWishes<event::TellingWaits>(events, news.tellings);
    addWishes<event::InstructionWaits>(events, news.instructions);
    if (news.others)
        events.append(event::OthersWrote{news.others});
    return events;
}

Result<QList<Event>> entriesOf(store::Database &database, const News &news)
{
    QList<Event> events;
    for (const qint64 number : news.entries)
        CROSSDOCK_TRY(database.each(u"SELECT text, hash FROM trail WHERE number = ?"_s, {number}, [&](const store::Row &row) {
            if (const auto entry = audit::parseEntry(row.text(0).toUtf8(), row.text(1).toLatin1()))
                events.append(event::EntryAppended{*entry});
        }));
    return events;
}

} // namespace crossdock
