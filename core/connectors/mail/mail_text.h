#pragma once

#include "core/inventory/values/time.h"

#include <QByteArray>
#include <QString>
#include <optional>

/// Mails as bytes: RFC 5322 (format), RFC 2045 (quoted-printable, base64), RFC 2046 (parts), RFC 2047 (encoded words) and RFC 2183 (attachments). Pure.
namespace crossdock::mail {

/// A file that goes with a mail.
struct Attachment {
    QByteArray type; ///< "application/pdf"
    QByteArray name; ///< "label-7.pdf": plain letters, digits, dots and hyphens
    QByteArray bytes;
};

struct Mail {
    QString from, to; ///< bare addresses: "shop@example.com"
    QString subject, text;
    Time at{};
    QByteArray key; ///< names the mail: the same key is the same Message-ID, so that a repetition is recognised
    std::optional<Attachment> attachment = {};
};

/// One "@" between a name and a host, nothing that could end a line or begin another address.
bool isAddress(const QString &address);

/// Headers and a text/plain body in UTF-8, with the attachment behind it if there is one, every line at most 78 bytes and ended by CRLF: 7 bits on the wire.
QByteArray toBytes(const Mail &mail);

} // namespace crossdock::mail
