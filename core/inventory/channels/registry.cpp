#include "core/inventory/channels/registry.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

QString accountText(const QMap<QString, QString> &account)
{
    QJsonObject object;
    for (auto it = account.begin(); it != account.end(); ++it)
        object[it.key()] = it.value();
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString poolText(const QList<NodeId> &pool)
{
    QStringList names;
    for (const NodeId &node : pool)
        names << node.text();
    return names.join(u'\n');
}

QString stateText(ChannelDetails::State state)
{
    return state == ChannelDetails::State::Paused ? u"paused"_s : u"running"_s;
}

} // namespace

QString channelColumns()
{
    return u"name, kind, url, account, pool, state"_s;
}

ChannelDetails readChannel(const store::Row &row, int c)
{
    ChannelDetails details;
    details.name = *ChannelId::parse(row.text(c));
    details.kind = row.text(c + 1);
    details.url = row.text(c + 2);
    const QJsonObject account = QJsonDocument::fromJson(row.text(c + 3).toUtf8()).object();
    for (auto it = account.begin(); it != account.end(); ++it)
        details.account[it.key()] = it.value().toString();
    const QStringList pool = row.text(c + 4).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &name : pool)
        details.pool << *NodeId::parse(name);
    details.state = row.text(c + 5) == u"paused"_s ? ChannelDetails::State::Paused : ChannelDetails::State::Running;
    return details;
}

void Registry::forget()
{
    m_hasChannels = false;
    m_hasStops = false;
}

Result<> Registry::readChannels()
{
    if (m_hasChannels)
        return {};
    const auto nodes = m_nodes.all();
    if (!nodes)
        return tl::make_unexpected(nodes.error());
    auto channels = m_database.select(u"SELECT id, is_removed, "_s + channelColumns() + u" FROM channel ORDER BY id"_s, {},
                                      [](const store::Row &row) {
                                          return Channel{row.number(0), readChannel(row, 2), {}, row.flag(1)};
                                      });
    if (!channels)
        return tl::make_unexpected(channels.error());
    for (Channel &channel : *channels) {
        for (const stock::Nodes::Node &node : *nodes) {
            if (channel.details.pool.isEmpty() || channel.details.pool.contains(node.name))
                channel.pool << node;
        }
    }
    m_channels = *channels;
    m_hasChannels = true;
    return {};
}

Result<QList<Registry::Channel>> Registry::all()
{
    CROSSDOCK_TRY(readChannels());
    return m_channels;
}

Result<Registry::Channel> Registry::channel(const ChannelId &name)
{
    CROSSDOCK_TRY(readChannels());
    for (const Channel &channel : m_channels) {
        if (channel.details.name == name && !channel.isRemoved)
            return channel;
    }
    return fail(Error::Code::NotFound, name.text(), u"no such channel"_s);
}

Result<Registry::Channel> Registry::channel(qint64 id)
{
    CROSSDOCK_TRY(readChannels());
    for (const Channel &channel : m_channels) {
        if (channel.id == id)
            return channel;
    }
    Q_UNREACHABLE(); // foreign keys hold
}

Result<> Registry::add(audit::Draft &draft, const ChannelDetails &details)
{
    CROSSDOCK_TRY(readChannels());
    for (const Channel &channel : m_channels) {
        if (channel.details.name == details.name && !channel.isRemoved)
            return fail(Error::Code::AlreadyExists, details.name.text(), u"there is a channel of that name"_s);
    }
    for (const NodeId &node : details.pool) {
        if (const auto known = m_nodes.node(node); !known)
            return tl::make_unexpected(known.error());
    }
    const auto id = m_database.insert(
        u"INSERT INTO channel (name, kind, url, account, pool, state) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, url = excluded.url, account = excluded.account, "
        "pool = excluded.pool, state = excluded.state, is_removed = 0, cursor = '', cursor_at = 0 RETURNING id"_s,
        {details.name.text(), details.kind, details.url, accountText(details.account), poolText(details.pool),
         stateText(details.state)});
    if (!id)
        return tl::make_unexpected(id.error());
    draft.setWhat(u"channel.add"_s);
    draft.about(details.name);
    draft.say(u"kind"_s, details.kind);
    draft.say(u"url"_s, details.url);
    draft.touchChannel(*id);
    forget();
    return {};
}

Result<> Registry::change(audit::Draft &draft, const command::ChangeChannel &change)
{
    const auto known = channel(change.channel);
    if (!known)
        return tl::make_unexpected(known.error());
    draft.about(change.channel);
    forget();
    using What = command::ChangeChannel::What;
    if (change.what == What::Remove) {
        draft.setWhat(u"channel.remove"_s);
        CROSSDOCK_TRY(m_database.execute(u"DELETE FROM offer WHERE listing_id IN (SELECT id FROM listing WHERE channel_id = ?)"_s, {known->id}));
        CROSSDOCK_TRY(m_database.execute(u"DELETE FROM listing WHERE channel_id = ?"_s, {known->id}));
        return m_database.execute(u"UPDATE channel SET is_removed = 1, state = 'paused' WHERE id = ?"_s, {known->id}).map([](qint64) {});
    }
    const QString state = change.what == What::Pause ? u"paused"_s : u"running"_s;
    draft.setWhat(change.what == What::Pause ? u"channel.pause"_s : u"channel.resume"_s);
    draft.changed(u"state"_s, stateText(known->details.state), state);
    return m_database.execute(u"UPDATE channel SET state = ? WHERE id = ?"_s, {state, known->id}).map([](qint64) {});
}

Result<> Registry::readStops()
{
    if (m_hasStops)
        return {};
    const auto stops = m_database.select(u"SELECT sku_id, channel_id, until_at FROM stop ORDER BY id"_s, {},
                                         [](const store::Row &row) {
                                             Stop stop;
                                             if (!row.isNull(0))
                                                 stop.sku = row.number(0);
                                             if (!row.isNull(1))
                                                 stop.channel = row.number(1);
                                             if (!row.isNull(2))
                                                 stop.until = fromMs(row.number(2));
                                             return stop;
                                         });
    if (!stops)
        return tl::make_unexpected(stops.error());
    m_stops = *stops;
    m_hasStops = true;
    return {};
}

Result<QList<Registry::Stop>> Registry::stops()
{
    CROSSDOCK_TRY(readStops());
    return m_stops;
}

Result<bool> Registry::isStopped(qint64 sku, qint64 channel, Time at)
{
    CROSSDOCK_TRY(readStops());
    return std::any_of(m_stops.begin(), m_stops.end(), [&](const Stop &stop) {
        return (!stop.sku || *stop.sku == sku) && (!stop.channel || *stop.channel == channel) && (!stop.until || *stop.until > at);
    });
}

Result<> Registry::stop(audit::Draft &draft, std::optional<qint64> sku, std::optional<qint64> channel,
                        std::optional<Time> until)
{
    CROSSDOCK_TRY(resume(sku, channel));
    CROSSDOCK_TRY(m_database.insert(u"INSERT INTO stop (sku_id, channel_id, until_at) VALUES (?, ?, ?) RETURNING id"_s,
                                    {store::orNull(sku), store::orNull(channel),
                                     store::orNull(until ? std::optional<qint64>(toMs(*until)) : std::nullopt)}));
    if (until)
        draft.say(u"until"_s, toText(*until));
    m_hasStops = false;
    return {};
}

Result<> Registry::resume(std::optional<qint64> sku, std::optional<qint64> channel)
{
    m_hasStops = false;
    return m_database
        .execute(u"DELETE FROM stop WHERE COALESCE(sku_id, 0) = ? AND COALESCE(channel_id, 0) = ?"_s,
                 {sku.value_or(0), channel.value_or(0)})
        .map([](qint64) {});
}

} // namespace crossdock::channels
