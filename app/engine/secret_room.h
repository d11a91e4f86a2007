#pragma once

#include "core/connectors/secrets/passphrase.h"
#include "core/connectors/secrets/secret_store.h"

#include <QMap>
#include <QObject>
#include <memory>

namespace crossdock::app {

/// Secrets of channels (owner: the channel's name), of carriers ("carrier/NAME") and of the mail server, in a thread of its own: a key store may take seconds to answer. Opened when first needed.
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

    Result<Secrets> read(const QString &owner);
    Result<> write(const QString &owner, const Secrets &secrets);
    Result<> remove(const QString &owner);
    /// Opens the store and answers where it is, for people.
    Result<QString> place();

private:
    Result<secrets::SecretStore *> store();

    QString m_dataFolder;
    secrets::PassphraseSource m_passphrases;
    bool m_keepsInMemory;
    std::unique_ptr<secrets::SecretStore> m_store;
};

} // namespace crossdock::app
