#pragma once

#include "core/connectors/secrets/passphrase.h"

namespace crossdock::app {

/// Asks the person at the window for the vault's passphrase. Callable from any other thread, which waits for the answer.
/// SecretsLocked: the person does not want to give it.
Result<secrets::Secret> askInWindow(const QString &question);

} // namespace crossdock::app
