#pragma once

#include "core/connectors/secrets/vault_store.h"

/// The bytes of a vault file (see VaultStore for the layout): pure, no file is touched.
namespace crossdock::secrets::vault
{

struct Sealing {
    QByteArray header; ///< up to the nonce
    Secret key;
};

struct Opened {
    QByteArray header;
    Secret key;
    std::map<QString, Secret> entries;
};

/// A fresh salt and the key from it. InvalidInput: `cost` is out of bounds or more than this machine has.
Result<Sealing> makeHeader(const Secret &passphrase, VaultCost cost);

/// The whole file, under a fresh nonce.
QByteArray seal(const QByteArray &header, const Secret &key, const std::map<QString, Secret> &entries);

/// SecretsLocked: the passphrase is wrong. StoreFailed: damaged, or of a newer version.
Result<Opened> open(const QByteArray &file, const Secret &passphrase);

} // namespace crossdock::secrets::vault
