#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/notices/message_service.h"

/// Messages to phones as bytes. Pure.
namespace crossdock::messages {

struct PhoneMessage {
    QString to; ///< "+15551234567"; of a push: the topic
    QString text;
    QString key; ///< of the notice: the same message carries the same one, however often it is sent
    QString title = {}; ///< where a service shows one above the text
};

/// What a service made of a message.
struct Verdict {
    enum class Kind {
        Sent,
        Later, ///< it is to be sent again
        Refused, ///< sending it again is of no use
    };
    Kind kind = Kind::Refused;
    QString words; ///< the service's own
};

http::Request phoneRequest(const MessageService &service, const QString &token, const PhoneMessage &message);
Verdict phoneVerdict(const MessageService &service, const http::Reply &reply);

} // namespace crossdock::messages
