#pragma once

#include <QByteArray>

namespace crossdock::http
{

/// Whether both are the same bytes. The time taken depends on the length alone, so that a forger learns nothing from
/// it.
bool constantTimeEquals(QByteArrayView a, QByteArrayView b);

/// HMAC-SHA256 (RFC 2104, FIPS 180-4), 32 raw bytes. A key of any length.
QByteArray hmacSha256(QByteArrayView key, QByteArrayView message);

/// HMAC-SHA512 (RFC 2104, FIPS 180-4), 64 raw bytes. A key of any length.
QByteArray hmacSha512(QByteArrayView key, QByteArrayView message);

} // namespace crossdock::http
