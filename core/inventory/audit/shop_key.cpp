#include "core/inventory/audit/shop_key.h"

#include <QFile>
#include <QSaveFile>
#include <sodium.h>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::audit {
namespace {

unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

const unsigned char *raw(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

QByteArray derive(const QByteArray &seed, quint64 purpose)
{
    QByteArray key(32, Qt::Uninitialized);
    crypto_kdf_derive_from_key(raw(key), 32, purpose, "crossdoc", raw(seed));
    return key;
}

constexpr auto fileHead = "crossdock shop key 1\n";

} // namespace

ShopKey ShopKey::fromSeed(const QByteArray &seed)
{
    Q_ASSERT(seed.size() == crypto_kdf_KEYBYTES);
    [[maybe_unused]] const int started = sodium_init();
    Q_ASSERT(started >= 0);
    ShopKey key;
    key.m_wrapping = derive(seed, 1);
    key.m_marking = derive(seed, 3);
    key.m_public = QByteArray(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized);
    key.m_secret = QByteArray(crypto_sign_SECRETKEYBYTES, Qt::Uninitialized);
    crypto_sign_seed_keypair(raw(key.m_public), raw(key.m_secret), raw(derive(seed, 2)));
    return key;
}

Result<ShopKey> ShopKey::loadOrCreate(const QString &path)
{
    if (sodium_init() < 0)
        return fail(Error::Code::StoreFailed, path, u"the cryptographic library does not start"_s);
    QFile file(path);
    if (file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return fail(Error::Code::StoreFailed, path, file.errorString());
        const QByteArray content = file.readAll();
        const QByteArray seed = QByteArray::fromHex(content.mid(qsizetype(qstrlen(fileHead))).trimmed());
        if (!content.startsWith(fileHead) || seed.size() != crypto_kdf_KEYBYTES)
            return fail(Error::Code::StoreFailed, path, u"this is not a shop key; restore it from a backup"_s);
        return fromSeed(seed);
    }
    QByteArray seed(crypto_kdf_KEYBYTES, Qt::Uninitialized);
    randombytes_buf(seed.data(), static_cast<size_t>(seed.size()));
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        return fail(Error::Code::StoreFailed, path, out.errorString());
    out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    out.write(fileHead + seed.toHex() + '\n');
    if (!out.commit())
        return fail(Error::Code::StoreFailed, path, out.errorString());
    return fromSeed(seed);
}

QByteArray ShopKey::sign(const QByteArray &message) const
{
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(raw(signature), nullptr, raw(message), static_cast<unsigned long long>(message.size()), raw(m_secret));
    return signature;
}

} // namespace crossdock::audit
