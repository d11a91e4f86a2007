#pragma once

#include "core/inventory/values/result.h"

#include <QByteArray>
#include <functional>
#include <memory>

class QObject;

namespace crossdock::secrets
{

/// The system's key store as it is: every answer comes later, or never (a locked keyring waits for its owner).
/// Used in the thread of `context`, which needs an event loop; no answer comes once `context` is gone.
class Keychain
{
public:
    virtual ~Keychain() = default;
    virtual void read(const QString &name, QObject *context, std::function<void(Result<QByteArray>)> done) = 0;
    virtual void write(const QString &name, const QByteArray &bytes, QObject *context,
                       std::function<void(Result<>)> done)
        = 0;
    virtual void remove(const QString &name, QObject *context, std::function<void(Result<>)> done) = 0;
};

/// Secret Service, KWallet, Windows' credential store or macOS' keychain, through QtKeychain; never in plain text.
std::unique_ptr<Keychain> systemKeychain();

} // namespace crossdock::secrets
