#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

namespace crossdock::sandbox {

using Headers = QList<QPair<QByteArray, QByteArray>>;

/// A request that a simulated channel receives, over a socket or in virtual time.
struct Request {
    QByteArray method;
    QByteArray path; ///< decoded nowhere: as sent, without the query
    QByteArray query; ///< as sent, without '?'
    Headers headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const; ///< first of that name, case-insensitive; else empty
};

struct Reply {
    int status = 200;
    Headers headers;
    QByteArray body;
};

} // namespace crossdock::sandbox
