#pragma once

#include "core/connectors/secrets/secret.h"
#include "core/inventory/values/result.h"

#include <QStringList>

namespace crossdock::secrets
{

/// Where credentials live: the system's key store or the vault. Names are ours ("channel/shop-eu/access_token").
/// Every call ends, after ten seconds at the latest, but may take that long: never call it in the UI thread.
/// Errors: NotFound, SecretsLocked (`detail` says what to do), StoreFailed. One thread at a time.
class SecretStore
{
public:
    virtual ~SecretStore() = default;

    virtual Result<Secret> read(const QString &name) = 0;
    virtual Result<> write(const QString &name, const Secret &secret) = 0; ///< durable when it returns
    virtual Result<> remove(const QString &name) = 0; ///< of what is not there: done, too
    virtual Result<QStringList> list() = 0; ///< sorted names

    virtual QString place() const = 0; ///< for people: "the system's key store", the vault's file
};

} // namespace crossdock::secrets
