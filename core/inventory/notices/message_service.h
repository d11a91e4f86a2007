#pragma once

#include <QString>

namespace crossdock {

/// A service that carries short messages to people's phones. Its token is in the key store.
struct MessageService {
    QString way; ///< "whatsapp" (Meta's Cloud API), "sms" (an API like Twilio's) or "push" (a server of ntfy)
    QString account; ///< WhatsApp: the id of the number that sends; SMS: the account's SID; push: "ntfy". Empty: it is not set up
    QString address; ///< of its API: "https://graph.facebook.com/v23.0"; empty: the service's own
    QString from = {}; ///< SMS: the number that sends, or a messaging service's SID
    QString messageTemplate = {}, language = {}; ///< WhatsApp: an approved template whose body is {{1}}; empty: free text
    bool isSet() const { return !account.isEmpty(); }
    friend bool operator==(const MessageService &, const MessageService &) = default;
};

} // namespace crossdock
