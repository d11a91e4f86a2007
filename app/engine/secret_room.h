#pragma once

#include "core/connectors/secrets/passphrase.h"
#include "core/connectors/secrets/secret_store.h"

#include <QMap>
#include <QObject>
#include <memory>

namespace crossdock::app {

/// Channels' secrets, in a thread of its own: a key store may take seconds to answer. Opened when first needed.
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

    Result<Secrets> read(const QString &channel);
    Result<> write(const QString &channel, const Secrets &secrets);
    Result<> remove(const QString &channel);
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
