#pragma once

#include "core/inventory/values/result.h"

#include <QByteArray>

namespace crossdock::audit {

/// The shop's own keys: one that seals the keys of buyers' data, one that marks
/// orders of the same buyer, one that signs sealed audit files. They lie beside the
/// database, in a file that only its owner can read, never in it.
class ShopKey
{
public:
    static Result<ShopKey> loadOrCreate(const QString &file); ///< file mode 0600
    static ShopKey fromSeed(const QByteArray &seed); ///< 32 bytes; for tests

    const QByteArray &wrapping() const { return m_wrapping; } ///< 32 bytes
    const QByteArray &marking() const { return m_marking; } ///< 32 bytes
    const QByteArray &publicKey() const { return m_public; } ///< Ed25519, 32 bytes
    QByteArray sign(const QByteArray &message) const; ///< Ed25519, 64 bytes

private:
    ShopKey() = default;
    QByteArray m_wrapping, m_marking, m_public, m_secret;
};

} // namespace crossdock::audit
