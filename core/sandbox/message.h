#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

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
    QString argument(QByteArrayView name) const; ///< of the query, decoded; empty if absent
    QStringList list(QByteArrayView name) const; ///< the same of one that holds several with commas between
    bool hasArgument(QByteArrayView name) const;
};

/// One value of "a=1&b=two+words", decoded; empty if absent.
QString formValue(QByteArrayView form, QByteArrayView name);

struct Reply {
    int status = 200;
    Headers headers;
    QByteArray body;
};

} // namespace crossdock::sandbox
