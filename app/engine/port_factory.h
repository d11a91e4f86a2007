#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/channels/channel_port.h"
#include "core/inventory/desk.h"
#include "core/inventory/environment.h"

namespace crossdock::app {

/// The kinds of channels that this program can connect, with what a person must know for each. A new kind is one row here.
QList<Desk::Kind> channelKinds();

/// Kinds of channels that this program has no connector for: their orders come by files, and nothing is sent to them. Rules know them.
bool comesByFiles(const QString &kind);

/// Two exchanges, so that long polls never hold a connection that a push wants.
struct Exchanges {
    http::Exchange &calls;
    http::Exchange &polls;
};

/// The port of a channel. InvalidInput names what is missing or wrong. Lives in the calling thread.
Result<std::unique_ptr<channels::ChannelPort>> makePort(const ChannelDetails &details, const QMap<QString, QString> &secrets,
                                                        Exchanges exchanges, Clock &clock);

/// InvalidInput names what a channel of that kind does not have as a secret, and what it has.
Result<> checkSecretNames(const QString &kind, const QStringList &names);

/// Checks kind, address and required fields without connecting. One that comes by files has neither address nor account.
Result<> checkChannel(const ChannelDetails &details, const QMap<QString, QString> &secrets);

} // namespace crossdock::app
