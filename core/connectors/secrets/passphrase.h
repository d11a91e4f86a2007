#pragma once

#include "core/connectors/secrets/secret.h"
#include "core/inventory/values/result.h"

#include <functional>

namespace crossdock::secrets
{

/// Where the vault's passphrase comes from: a file, else the environment, else a person at a terminal.
struct PassphraseSource {
    QString file; ///< of --passphrase-file; empty: none. Its first line counts
    std::function<QByteArray()> environment; ///< the value of CROSSDOCK_PASSPHRASE, or empty
    std::function<Result<Secret>(const QString &question)> terminal; ///< empty: nobody is there to ask

    /// The real environment and, when stdin is one, the real terminal.
    static PassphraseSource ofProcess(const QString &file = {});

    enum class Purpose { Open, Create };
    /// Asks a person twice when a vault is made. SecretsLocked: there is none; `detail` says how to give one.
    Result<Secret> passphrase(Purpose purpose) const;
};

/// Reads a line from the terminal without showing it. Unix; elsewhere SecretsLocked.
Result<Secret> askOnTerminal(const QString &question);

} // namespace crossdock::secrets
