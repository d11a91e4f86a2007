#pragma once

#include "core/connectors/messages/phone_wire.h"

/// ntfy, https://docs.ntfy.sh/publish/: a message as JSON is posted to the server's root. It knows no idempotency key.
namespace crossdock::messages {

/// Without a token to a topic that anybody may write to.
http::Request pushRequest(const MessageService &service, const QString &token, const PhoneMessage &message);
Verdict pushVerdict(const http::Reply &reply);

} // namespace crossdock::messages
