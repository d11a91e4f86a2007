#pragma once

#include <QByteArray>

namespace crossdock::http
{

/// What the webhook listener answers: a status, a short text, and nothing about the machine.
struct WebhookReply {
    int status = 200;
    bool keepAlive = true;
    bool isForHead = false; ///< the body is announced but left out (RFC 9110, 9.3.2)
    QByteArray json{}; ///< instead of the status's own text

    /// The bytes on the wire.
    QByteArray toBytes() const;
};

/// "Not Found" for 404. A status outside our small table counts as 500.
QByteArrayView reasonOf(int status);

} // namespace crossdock::http
