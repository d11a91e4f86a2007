#pragma once

#include "core/inventory/values/result.h"

#include <functional>

class QObject;

namespace crossdock::app {

class SecretRoom;

/// What messages to people need out of the key store.
inline const QString mailOwner = QStringLiteral("mail/server"), mailKey = QStringLiteral("password"), webhookKey = QStringLiteral("webhook");
inline QString webhookOwner(const QString &contact) { return QStringLiteral("contact/") + contact; }

/// A secret of an owner, empty if there is none; answers in the thread of `context`.
void readKey(SecretRoom &room, const QString &owner, const QString &key, QObject *context, std::function<void(Result<QString>)> done);

} // namespace crossdock::app
