#pragma once

#include "core/connectors/messages/phone_wire.h"

/// Twilio's Messages API, 2010-04-01: POST /Accounts/{SID}/Messages.json. It knows no idempotency key.
namespace crossdock::messages {

http::Request smsRequest(const MessageService &service, const QString &token, const PhoneMessage &message);
Verdict smsVerdict(const http::Reply &reply);

} // namespace crossdock::messages
