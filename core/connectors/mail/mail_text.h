#pragma once

#include "core/inventory/values/time.h"

#include <QByteArray>
#include <QString>

/// Mails as bytes: RFC 5322 (format), RFC 2045 (quoted-printable) and RFC 2047 (encoded words). Pure.
namespace crossdock::mail {

struct Mail {
    QString from, to; ///< bare addresses: "shop@example.com"
    QString subject, text;
    Time at{};
    QByteArray key; ///< names the mail: the same key is the same Message-ID, so that a repetition is recognised
};

/// One "@" between a name and a host, nothing that could end a line or begin another address.
bool isAddress(const QString &address);

/// Headers and a text/plain body in UTF-8, every line at most 78 bytes and ended by CRLF: 7 bits on the wire.
QByteArray toBytes(const Mail &mail);

} // namespace crossdock::mail
