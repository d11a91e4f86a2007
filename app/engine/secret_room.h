#pragma once

#include "core/connectors/secrets/passphrase.h"
#include "core/connectors/secrets/secret_store.h"

#include <QMap>
#include <QObject>
#include <memory>

namespace crossdock::app {

/// Secrets of channels (owner: the channel's name), of carriers ("carrier/NAME"), of nodes ("node/NAME") and of services ("mail/server"), in a thread of its own: a key store
/// may take seconds to answer. Opened when first needed. A secret belongs to the address that it was given for (see account_secrets.h) and is read for no other one.
class SecretRoom : public QObject
{
    Q_OBJECT

public:
    using Secrets = QMap<QString, QString>;

    SecretRoom(QString dataFolder, secrets::PassphraseSource passphrases, bool keepsInMemory)
        : m_dataFolder(std::move(dataFolder))
        , m_passphrases(std::move(passphrases))
        , m_keepsInMemory(keepsInMemory)
    {
    }

    /// What was given for that address; empty: nothing was. Secrets that were kept before addresses were noted belong to the first one that is read.
    Result<Secrets> read(const QString &owner, const QString &address);
    /// Keeps them for that address, beside the others of it; what was given for another one is forgotten.
    Result<> write(const QString &owner, const QString &address, const Secrets &secrets);
    Result<> remove(const QString &owner);
    /// Opens the store and answers where it is, for people.
    Result<QString> place();

private:
    Result<secrets::SecretStore *> store();
    Result<Secrets> all(const QString &owner); ///< with the address that they were given for

    QString m_dataFolder;
    secrets::PassphraseSource m_passphrases;
    bool m_keepsInMemory;
    std::unique_ptr<secrets::SecretStore> m_store;
};

} // namespace crossdock::app
