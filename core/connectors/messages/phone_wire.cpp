#include "core/connectors/messages/phone_wire.h"

#include "core/connectors/messages/push_wire.h"
#include "core/connectors/messages/sms_wire.h"
#include "core/connectors/messages/whatsapp_wire.h"

namespace crossdock::messages {

http::Request phoneRequest(const MessageService &service, const QString &token, const PhoneMessage &message)
{
    if (service.way == u"push")
        return pushRequest(service, token, message);
    return service.way == u"whatsapp" ? whatsappRequest(service, token, message) : smsRequest(service, token, message);
}

Verdict phoneVerdict(const MessageService &service, const http::Reply &reply)
{
    if (service.way == u"push")
        return pushVerdict(reply);
    return service.way == u"whatsapp" ? whatsappVerdict(reply) : smsVerdict(reply);
}

} // namespace crossdock::messages
