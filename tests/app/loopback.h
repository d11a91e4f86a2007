#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

namespace crossdock::app_test {

using Headers = QList<QPair<QByteArray, QByteArray>>;

struct HttpReply {
    int status = 0; ///< 0: no answer came
    QByteArray body;
    qint64 tookMs = 0;
};

/// One request over a new connection to this machine; blocks until it is answered, at most `patienceMs`.
HttpReply send(const QByteArray &method, const QUrl &url, const Headers &headers, const QByteArray &body, int patienceMs = 15'000);
/// Sends these bytes as they are, then `more` again and again until the other side has answered or `mostBytes` are out.
HttpReply sendRaw(const QUrl &url, const QByteArray &bytes, const QByteArray &more, qint64 mostBytes, int patienceMs = 15'000);

/// The headers that sign `body` as WooCommerce and as Shopify do.
Headers signedAsWooCommerce(const QByteArray &body, const QByteArray &topic, const QByteArray &secret);
Headers signedAsShopify(const QByteArray &body, const QByteArray &topic, const QByteArray &event, const QByteArray &secret);

} // namespace crossdock::app_test
