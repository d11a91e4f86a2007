#pragma once

#include "core/inventory/values/time.h"
#include "core/sandbox/message.h"

#include <optional>

namespace crossdock::sandbox {

/// AWS Signature Version 4, the receiver's side: works the signature of a request out anew.
/// Source: AWS General Reference, "Signature Version 4 signing process" (canonical request, string to sign, key chain).
struct SignatureV4 {
    QByteArray accessKeyId;
    QByteArray date; ///< "20260101"
    QByteArray region;
    QByteArray service;
    QList<QByteArray> signedHeaders; ///< lower case
    QByteArray signature; ///< hex, as the caller wrote it

    /// Of an Authorization header; nothing if it is no such header.
    static std::optional<SignatureV4> parse(const QByteArray &authorization);

    /// What the signature should be.
    QByteArray expected(const Request &request, const QByteArray &secretKey) const;
    QByteArray canonicalRequest(const Request &request) const;
};

} // namespace crossdock::sandbox
