#pragma once

#include "core/connectors/secrets/keychain.h"
#include "core/connectors/secrets/passphrase.h"
#include "core/connectors/secrets/vault_store.h"
#include "core/inventory/values/time.h"

namespace crossdock::secrets
{

struct SecretsOptions {
    std::function<std::unique_ptr<Keychain>()> keychain = systemKeychain;
    Milliseconds keychainDeadline{10'000};
    VaultCost vaultCost;
};

/// The vault of this data folder ("vault") if there is one, else the system's key store if it answers, else a new
/// vault. Takes up to some seconds: not for the UI thread. SecretsLocked: none of them can be opened, and `detail`
/// says what to do.
Result<std::unique_ptr<SecretStore>> openSecrets(const QString &dataFolder, const PassphraseSource &passphrases,
                                                 const SecretsOptions &options = {});

} // namespace crossdock::secrets
