#pragma once

#include "core/inventory/notices/message_service.h"
#include "core/inventory/values/ids.h"

#include <QString>
#include <optional>

/// Commands about people who are written to, and the ways to them. See command.h.
namespace crossdock::command {

/// Somebody a rule can write to, under the words that sentences use. Without words they are forgotten.
struct DefineContact {
    QString name;
    QStringList words;
    QString email, webhook; ///< the webhook: https, or on this machine http
    QString phone = {}; ///< with the country: "+15551234567"
    QString topic = {}; ///< of the push server: letters, digits, _ and -, at most 64
};

/// A message, a task or a report for somebody. What leaves the house waits in the outbox until it is answered. NotAllowed: the buyer's
/// data was destroyed.
struct PostNotice {
    QString kind; ///< message task report document
    QString via; ///< app email webhook ...
    QString recipient, title, text; ///< the text of a document: which paper of its order, see fulfilment/order_papers.h
    std::optional<OrderId> order = {}; ///< whose buyer is written to, or whose paper is printed; nothing: a contact
    bool isOnce = false; ///< of a document: NotAllowed if its order was given this paper before
    qint64 label = 0; ///< of that order, whose document goes with an e-mail to its buyer; 0: none
};

struct SettleNotice {
    enum class What { Sent, Retry, Failed, Done };
    qint64 notice = 0;
    What what = What::Done;
    QString words;
    int attempts = -1; ///< that it had: NotAllowed if it had others, somebody else was faster; -1: however many
};

/// Where e-mail goes out; an empty host: nowhere. The password is in the key store.
struct SetMailServer {
    QString host; ///< "smtp.example.com"
    int port = 587;
    QString user, from;
    bool usesTls = true; ///< false: on this machine only
};

/// Which service carries messages to phones; without an account: none. The token is in the key store.
struct SetMessageService {
    MessageService service;
};

/// A language model behind an OpenAI-compatible address that may propose sentences; without an address: none. Its key is in the key store.
struct SetAssistant {
    QString address; ///< "http://127.0.0.1:11434/v1"
    QString model;
};

} // namespace crossdock::command
