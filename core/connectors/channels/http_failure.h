#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/channels/channel_port.h"

#include <optional>

namespace crossdock::channels
{

/// What an HTTP answer means for a call, by its status alone (RFC 9110): nothing for 2xx. `words` are an excerpt of the
/// body; a connector that can read the body better puts its own there.
std::optional<CallFailure> failureOf(const http::Answer &answer, Time now);

/// Retry-After (RFC 9110 section 10.2.3), seconds or an HTTP date; nothing if absent or unreadable. Capped at one hour.
std::optional<Milliseconds> retryAfter(const http::Headers &headers, Time now);

/// The first words of a page or message as plain text: no tags, no scripts, single blanks, at most 200 characters.
QString excerpt(const QByteArray &body);

/// `text` with every one of `secrets` blotted out, plain or percent-encoded: servers like to quote the URL they were
/// asked for.
QString withoutSecrets(const QString &text, const QStringList &secrets);

/// The same in what a host answered, before its words are cut.
QByteArray withoutSecrets(QByteArray body, const QStringList &secrets);

} // namespace crossdock::channels
