#pragma once

#include "core/inventory/command.h"

#include <functional>

class QObject;

namespace crossdock::app {

class SecretRoom;

/// The key to a service outside ("mail", "whatsapp", "sms", "push", "assistant") that was given for that address; answers later, in the thread
/// of the context. Empty: none was given.
using KeySource = std::function<void(const QString &service, const QString &address, QObject *context, std::function<void(Result<QString>)>)>;

/// Out of the key store, in the thread of the room, which must outlive it.
KeySource serviceKeys(SecretRoom &room);

/// The address of a mail server: "mail.example:587".
QString mailAddress(const QString &host, int port);

} // namespace crossdock::app
