#pragma once

#include "core/connectors/secrets/secret_store.h"

#include <map>
#include <memory>

namespace crossdock::secrets
{

/// How dear one guess of the passphrase is (Argon2id): passes over the memory, and its size. Stored in the vault.
struct VaultCost {
    quint64 passes = 3; ///< libsodium's MODERATE: 0.7 s on a desktop
    quint64 memoryBytes = 256ULL * 1024 * 1024;
};

/// Secrets in one encrypted file: Argon2id turns the passphrase into a key, XChaCha20-Poly1305 seals all entries
/// (libsodium 1.0.18). The file is replaced as a whole, atomically, and only its owner may read it.
///
/// Layout, integers little-endian: "CROSSDOCKVAULT\0" + version 1 (16) | passes u64 | memory u64 | salt (16) |
/// check of the key (16) | nonce (24) | sealed entries; everything before the entries is sealed with them.
/// Entries: count u32, then per entry length u32 + name in UTF-8, length u32 + bytes.
class VaultStore : public SecretStore
{
public:
    /// AlreadyExists: there is a file. StoreFailed: it cannot be written.
    static Result<std::unique_ptr<VaultStore>> create(const QString &path, const Secret &passphrase,
                                                      VaultCost cost = {});
    /// SecretsLocked: the passphrase is wrong. StoreFailed: the file is unreadable or damaged. Takes the time of
    /// `cost`.
    static Result<std::unique_ptr<VaultStore>> open(const QString &path, const Secret &passphrase);

    Result<Secret> read(const QString &name) override;
    Result<> write(const QString &name, const Secret &secret) override;
    Result<> remove(const QString &name) override;
    Result<QStringList> list() override;
    QString place() const override;

private:
    using Entries = std::map<QString, Secret>;

    VaultStore(QString path, QByteArray header, Secret key, Entries entries);
    Result<> save(const Entries &entries) const;

    QString m_path;
    QByteArray m_header; ///< up to the nonce
    Secret m_key;
    Entries m_entries;
};

} // namespace crossdock::secrets
