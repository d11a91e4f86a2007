#include "core/connectors/http/signature.h"

#include <sodium.h>

namespace crossdock::http
{

namespace
{

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

} // namespace

bool constantTimeEquals(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), static_cast<size_t>(a.size())) == 0;
}

QByteArray hmacSha256(QByteArrayView key, QByteArrayView message)
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytesOf(key), static_cast<size_t>(key.size()));
    crypto_auth_hmacsha256_update(&state, bytesOf(message), static_cast<unsigned long long>(message.size()));
    QByteArray digest(crypto_auth_hmacsha256_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char *>(digest.data()));
    sodium_memzero(&state, sizeof state);
    return digest;
}

QByteArray hmacSha512(QByteArrayView key, QByteArrayView message)
{
    crypto_auth_hmacsha512_state state;
    crypto_auth_hmacsha512_init(&state, bytesOf(key), static_cast<size_t>(key.size()));
    crypto_auth_hmacsha512_update(&state, bytesOf(message), static_cast<unsigned long long>(message.size()));
    QByteArray digest(crypto_auth_hmacsha512_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha512_final(&state, reinterpret_cast<unsigned char *>(digest.data()));
    sodium_memzero(&state, sizeof state);
    return digest;
}

} // namespace crossdock::http
