#pragma once

#include "core/connectors/http/curl_exchange.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

/// Mock servers made from the channels' own models, which stand beside this project where they stand at all.
namespace crossdock::mocks {

using namespace Qt::Literals::StringLiterals;

/// The network, and a memory of what the mock found wrong with our requests.
class CheckedExchange : public http::Exchange
{
public:
    void send(http::Request request, QObject *context, std::function<void(http::Answer)> done) override
    {
        // the mock knows its queue by this name only, and the network lets plain http go to plain loopback only
        request.url.replace("sqs.us-east-1.localhost", "127.0.0.1");
        const QByteArray what = request.method + ' ' + request.url;
        m_network.send(std::move(request), context, [this, what, done = std::move(done)](http::Answer answer) {
            const QByteArray found = answer ? http::header(answer->headers, "sl-violations") : QByteArray();
            const QJsonArray list = QJsonDocument::fromJson(found).array();
            for (const QJsonValue &violation : list) {
                if (violation["location"_L1][0].toString() != "response"_L1) // those are the model's own examples
                    violations.append(QString::fromUtf8(what) + u": "_s + violation["message"_L1].toString());
            }
            if (!found.isEmpty() && list.isEmpty())
                violations.append(QString::fromUtf8(what + ": " + found));
            done(std::move(answer));
        });
    }
    QStringList violations;

private:
    http::CurlExchange m_network;
};

/// Login with Amazon, for which no mock exists: gives the same token to everyone.
class TokenServer : public QTcpServer
{
public:
    TokenServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            auto *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                const QByteArray request = socket->readAll();
                if (!request.contains("grant_type="))
                    return; // the form is still on its way
                ++served;
                const QByteArray body = "{\"access_token\":\"Atza|mock\",\"expires_in\":3600}";
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                              + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            });
        });
    }
    int served = 0;
};

inline QString sharedFolder()
{
    const QString given = qEnvironmentVariable("CROSSDOCK_SHARED");
    return given.isEmpty() ? QStringLiteral(CROSSDOCK_SOURCE_DIR "/../shared") : given;
}

/// A port whose neighbour at +7 is free too: the mocks count from one base.
inline int freeBasePort()
{
    for (int tries = 0; tries < 50; ++tries) {
        QTcpServer first, second;
        if (first.listen(QHostAddress::LocalHost) && first.serverPort() < 65'000
            && second.listen(QHostAddress::LocalHost, static_cast<quint16>(first.serverPort() + 7)))
            return first.serverPort();
    }
    return 0;
}

} // namespace crossdock::mocks
