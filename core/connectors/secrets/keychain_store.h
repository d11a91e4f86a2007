#pragma once

#include "core/connectors/secrets/keychain.h"
#include "core/connectors/secrets/secret_store.h"
#include "core/inventory/values/time.h"

#include <QThread>

namespace crossdock::secrets
{

/// Secrets in the system's key store. Asks it in a thread of its own, so that a deadline holds even for a store that
/// never answers.
class KeychainStore : public SecretStore
{
public:
    explicit KeychainStore(std::unique_ptr<Keychain> keychain, Milliseconds deadline = Milliseconds(10'000));
    ~KeychainStore() override;

    /// Whether the key store answers at all. Asks for a name that is not there.
    Result<> probe();

    Result<Secret> read(const QString &name) override;
    Result<> write(const QString &name, const Secret &secret) override;
    Result<> remove(const QString &name) override;
    Result<QStringList> list() override;
    QString place() const override;

private:
    template <class T>
    using Done = std::function<void(Result<T>)>;

    template <class T>
    Result<T> await(std::function<void(QObject *context, Done<T>)> start);
    Result<QByteArray> readBytes(const QString &name);
    Result<> writeBytes(const QString &name, const QByteArray &bytes);
    Result<> changeIndex(const std::function<void(QStringList &)> &change);

    std::shared_ptr<Keychain> m_keychain; ///< shared with the thread, which may hang in it and outlive us
    Milliseconds m_deadline;
    QThread *m_thread;
    QObject *m_worker; ///< lives in m_thread
};

} // namespace crossdock::secrets
