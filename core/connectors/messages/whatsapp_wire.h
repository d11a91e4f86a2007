#pragma once

#include "core/connectors/messages/phone_wire.h"

/// Meta's WhatsApp Cloud API, v23.0: POST /{phone number id}/messages. It knows no idempotency key: ours travels as
/// `biz_opaque_callback_data`, which comes back with its reports.
namespace crossdock::messages {

/// A template message where the service has a template, else free text, which WhatsApp delivers only within 24 hours after the
/// receiver's last message.
http::Request whatsappRequest(const MessageService &service, const QString &token, const PhoneMessage &message);
Verdict whatsappVerdict(const http::Reply &reply);

} // namespace crossdock::messages
