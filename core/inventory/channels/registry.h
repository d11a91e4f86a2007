#pragma once

#include "core/inventory/stock/nodes.h"

namespace crossdock::channels {

/// The channels that are connected, the nodes each may sell from, and what people stopped. Few and rarely changed:
/// kept in memory.
class Registry
{
public:
    struct Channel {
        qint64 id = 0;
        ChannelDetails details;
        QList<stock::Nodes::Node> pool; ///< never empty if there are nodes
        bool isRemoved = false;
    };

    Registry(store::Database &database, stock::Nodes &nodes)
        : m_database(database)
        , m_nodes(nodes)
    {
    }

    Result<Channel> channel(const ChannelId &name); ///< NotFound, also if removed
    Result<Channel> channel(qint64 id); ///< removed ones too
    Result<QList<Channel>> all();

    Result<> add(audit::Draft &draft, const ChannelDetails &details);
    Result<> change(audit::Draft &draft, const command::ChangeChannel &change);

    /// Whether a person stopped selling this SKU on this channel at that time.
    Result<bool> isStopped(qint64 sku, qint64 channel, Time at);
    Result<> stop(audit::Draft &draft, std::optional<qint64> sku, std::optional<qint64> channel, std::optional<Time> until);
    Result<> resume(std::optional<qint64> sku, std::optional<qint64> channel);

    struct Stop {
        std::optional<qint64> sku, channel; ///< neither: everything
        std::optional<Time> until;
    };
    Result<QList<Stop>> stops();

    void forget(); ///< read again before the next answer

private:
    Result<> readChannels();
    Result<> readStops();

    store::Database &m_database;
    stock::Nodes &m_nodes;
    bool m_hasChannels = false, m_hasStops = false;
    QList<Channel> m_channels;
    QList<Stop> m_stops;
};

/// Columns of `channel` as readChannel() reads them.
QString channelColumns();
ChannelDetails readChannel(const store::Row &row, int firstColumn);

} // namespace crossdock::channels
