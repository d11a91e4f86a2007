#pragma once

#include "core/inventory/values/result.h"

#include <functional>

class QObject;

namespace crossdock::app {

class SecretRoom;

/// The mail server's password out of the key store, empty if there is none; answers in the thread of `context`.
void readMailPassword(SecretRoom &room, QObject *context, std::function<void(Result<QString>)> done);

} // namespace crossdock::app
