#pragma once

#include "core/inventory/values/result.h"

#include <functional>

class QObject;

namespace crossdock::app {

class SecretRoom;

/// The key to a service outside, out of the key store, empty if there is none; answers in the thread of `context`. Services: "mail",
/// "whatsapp", "sms", "push", "assistant".
void readServiceKey(SecretRoom &room, const QString &service, QObject *context, std::function<void(Result<QString>)> done);

} // namespace crossdock::app
