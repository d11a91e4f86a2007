#include "tests/app/loopback.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QMessageAuthenticationCode>
#include <QTcpSocket>

namespace crossdock::app_test {
namespace {

/// Whole once its Content-Length is there, or once the connection ends.
bool isWhole(const QByteArray &answer)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray head = answer.first(end).toLower();
    const qsizetype length = head.indexOf("\r\ncontent-length:");
    return length >= 0 && answer.size() >= end + 4 + head.mid(length + 17, head.indexOf("\r\n", length + 2) - length - 17).trimmed().toLongLong();
}

HttpReply read(QTcpSocket &socket, const QElapsedTimer &timer, int patienceMs)
{
    QByteArray answer = socket.readAll();
    while (!isWhole(answer) && timer.elapsed() < patienceMs && socket.waitForReadyRead(static_cast<int>(qMax<qint64>(1, patienceMs - timer.elapsed()))))
        answer += socket.readAll();
    answer += socket.readAll();
    return {answer.startsWith("HTTP/1.1 ") ? answer.mid(9, 3).toInt() : 0, answer.mid(answer.indexOf("\r\n\r\n") + 4), timer.elapsed()};
}

QByteArray hmac(const QByteArray &body, const QByteArray &secret)
{
    return QMessageAuthenticationCode::hash(body, secret, QCryptographicHash::Sha256).toBase64();
}

} // namespace

HttpReply send(const QByteArray &method, const QUrl &url, const Headers &headers, const QByteArray &body, int patienceMs)
{
    QByteArray bytes = method + ' ' + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) + " HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\n";
    for (const auto &[name, value] : headers)
        bytes += name + ": " + value + "\r\n";
    if (method != "GET")
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return sendRaw(url, bytes + "\r\n" + body, {}, 0, patienceMs);
}

HttpReply sendRaw(const QUrl &url, const QByteArray &bytes, const QByteArray &more, qint64 mostBytes, int patienceMs)
{
    QElapsedTimer timer;
    timer.start();
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    if (!socket.waitForConnected(patienceMs))
        return {};
    socket.write(bytes);
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(patienceMs)) { }
    for (qint64 sent = 0; sent < mostBytes && socket.bytesAvailable() == 0 && socket.state() == QAbstractSocket::ConnectedState; sent += more.size()) {
        socket.write(more);
        while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(patienceMs)) { }
    }
    return read(socket, timer, patienceMs);
}

Headers signedAsWooCommerce(const QByteArray &body, const QByteArray &topic, const QByteArray &secret)
{
    return {{"Content-Type", "application/json"}, {"X-WC-Webhook-Source", "http://127.0.0.1/"}, {"X-WC-Webhook-Topic", topic},
            {"X-WC-Webhook-Resource", topic.split('.').first()}, {"X-WC-Webhook-Event", topic.split('.').last()},
            {"X-WC-Webhook-ID", "1"}, {"X-WC-Webhook-Delivery-ID", "0123456789abcdef"}, {"X-WC-Webhook-Signature", hmac(body, secret)}};
}

Headers signedAsShopify(const QByteArray &body, const QByteArray &topic, const QByteArray &event, const QByteArray &secret)
{
    return {{"Content-Type", "application/json"}, {"X-Shopify-Topic", topic}, {"X-Shopify-Event-Id", event}, {"X-Shopify-Webhook-Id", event},
            {"X-Shopify-Shop-Domain", "shop.myshopify.com"}, {"X-Shopify-API-Version", "2026-10"},
            {"X-Shopify-Triggered-At", QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1()}, {"X-Shopify-Hmac-Sha256", hmac(body, secret)}};
}

} // namespace crossdock::app_test
