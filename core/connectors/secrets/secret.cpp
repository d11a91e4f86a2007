#include "core/connectors/secrets/secret.h"

#include <sodium.h>

#include <cstring>

namespace crossdock::secrets
{

Secret::Secret(qsizetype size)
    : m_size(size)
{
    const bool isReady = sodium_init() >= 0; // counted, thread-safe
    Q_ASSERT(isReady);
    m_bytes.reset(static_cast<unsigned char *>(sodium_malloc(static_cast<size_t>(size))));
    Q_ASSERT(m_bytes); // out of memory
    sodium_memzero(m_bytes.get(), static_cast<size_t>(size));
}

Secret Secret::copyOf(QByteArrayView bytes)
{
    Secret secret(bytes.size());
    if (!bytes.isEmpty())
        std::memcpy(secret.data(), bytes.data(), static_cast<size_t>(bytes.size()));
    return secret;
}

Secret Secret::take(QByteArray &&bytes)
{
    Secret secret = copyOf(bytes);
    if (bytes.isDetached())
        sodium_memzero(bytes.data(), static_cast<size_t>(bytes.size()));
    bytes.clear();
    return secret;
}

bool operator==(const Secret &a, const Secret &b)
{
    return a.m_size == b.m_size
        && (a.m_size == 0 || sodium_memcmp(a.data(), b.data(), static_cast<size_t>(a.m_size)) == 0);
}

void Secret::Free::operator()(unsigned char *bytes) const
{
    sodium_free(bytes); // wipes first
}

} // namespace crossdock::secrets
