#pragma once

#include "core/connectors/http/exchange.h"

namespace crossdock::amazon {

/// What AWS gives a user or role to sign with. Never written anywhere but into a signature.
struct AwsKeys {
    QByteArray accessKeyId;
    QByteArray secretAccessKey;
    QByteArray sessionToken; ///< only with temporary keys
};

struct SigningScope {
    QByteArray region; ///< "eu-west-1"
    QByteArray service; ///< "sqs"
};

/// "20150830T123600Z": how AWS and SP-API want a moment in `x-amz-date`.
QByteArray amzDate(Time time);

/// What is hashed into the signature: method, path, query in order, headers in order and trimmed, hash of the body.
/// All of the request's headers are signed, and Host, which the exchange adds.
QByteArray canonicalRequest(const http::Request &request);

/// `request` with X-Amz-Date, X-Amz-Security-Token (if there is one) and Authorization. Pure.
/// Source: AWS General Reference, "Signature Version 4 signing process".
http::Request signedRequest(http::Request request, const AwsKeys &keys, const SigningScope &scope, Time now);

} // namespace crossdock::amazon
