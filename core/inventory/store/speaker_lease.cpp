#include "core/inventory/store/speaker_lease.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::store
{
namespace
{

constexpr QStringView databaseNow = u"CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";

} // namespace

SpeakerLease::SpeakerLease(Database &database, QString engine, QString desk, Milliseconds length)
    : m_database(database)
    , m_engine(std::move(engine))
    , m_desk(std::move(desk))
    , m_length(length)
{
}

Result<Speaker> SpeakerLease::bid()
{
    // One statement: of two that bid at the same moment the second one waits for the first one's row and finds it taken.
    const auto taken = m_database.execute(u"INSERT INTO speaker (id, engine, desk, since_at, until_at) VALUES (1, ?, ?, %1, %1 + CAST(? AS BIGINT)) "
                                          "ON CONFLICT (id) DO UPDATE SET engine = excluded.engine, desk = excluded.desk, until_at = excluded.until_at, "
                                          "since_at = CASE WHEN speaker.engine = excluded.engine THEN speaker.since_at ELSE excluded.since_at END "
                                          "WHERE speaker.engine = excluded.engine OR speaker.until_at <= %1"_s.arg(databaseNow),
                                          {m_engine, m_desk, qint64(m_length.count())});
    if (!taken)
        return tl::make_unexpected(taken.error());
    return look(m_database).map([](const std::optional<Speaker> &speaker) { return speaker.value_or(Speaker()); });
}

Result<> SpeakerLease::release()
{
    return m_database.execute(u"UPDATE speaker SET until_at = 0 WHERE engine = ?"_s, {m_engine}).map([](qint64) {});
}

Result<std::optional<Speaker>> SpeakerLease::look(Database &database)
{
    return database.first(u"SELECT engine, desk, since_at, CASE WHEN until_at > %1 THEN 1 ELSE 0 END FROM speaker"_s.arg(databaseNow), {},
                          [](const Row &row) { return Speaker{row.text(0), row.text(1), fromMs(row.number(2)), row.flag(3)}; });
}

} // namespace crossdock::store
