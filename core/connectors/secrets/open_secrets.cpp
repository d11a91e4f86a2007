#include "core/connectors/secrets/open_secrets.h"

#include "core/connectors/secrets/keychain_store.h"

#include <QDir>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::secrets
{

namespace
{

Result<std::unique_ptr<SecretStore>> asStore(Result<std::unique_ptr<VaultStore>> vault)
{
    return std::move(vault).map(
        [](std::unique_ptr<VaultStore> &&store) { return std::unique_ptr<SecretStore>(std::move(store)); });
}

} // namespace

Result<std::unique_ptr<SecretStore>> openSecrets(const QString &dataFolder, const PassphraseSource &passphrases,
                                                 const SecretsOptions &options)
{
    using Purpose = PassphraseSource::Purpose;
    const QString path = QDir(dataFolder).filePath(u"vault"_s);
    if (QFile::exists(path)) {
        const auto passphrase = passphrases.passphrase(Purpose::Open);
        if (!passphrase)
            return tl::make_unexpected(passphrase.error());
        return asStore(VaultStore::open(path, *passphrase));
    }
    auto keychain = std::make_unique<KeychainStore>(options.keychain(), options.keychainDeadline);
    const auto answered = keychain->probe();
    if (answered)
        return keychain;
    const auto passphrase = passphrases.passphrase(Purpose::Create);
    if (!passphrase) {
        Error error = passphrase.error();
        error.detail += u" (The system's key store cannot be used: "_s + answered.error().detail + u')';
        return tl::make_unexpected(error);
    }
    if (!QDir().mkpath(dataFolder))
        return fail(Error::Code::StoreFailed, dataFolder, u"the data folder cannot be made"_s);
    return asStore(VaultStore::create(path, *passphrase, options.vaultCost));
}

} // namespace crossdock::secrets
