#include "core/sandbox/server.h"

#include "core/sandbox/http/message_reader.h"
#include "core/sandbox/world.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::sandbox;

class ServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reader_data();
    void reader();
    void answersAndPushesOverLoopback();
    void breaksTheConnection();

private:
    static WorldSpec spec()
    {
        WorldSpec wanted;
        wanted.skus = 50;
        wanted.channels = {{u"shop"_s, ChannelKind::Shopify}, {u"woo"_s, ChannelKind::WooCommerce}};
        return wanted;
    }
};

void ServerTest::reader_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("messages");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isBroken");
    QTest::newRow("no body") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << 1 << QByteArray() << false;
    QTest::newRow("length") << QByteArray("POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\nabc") << 1 << QByteArray("abc") << false;
    QTest::newRow("chunks") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n") << 1 << QByteArray("abcde") << false;
    QTest::newRow("two in a row") << QByteArray("GET / HTTP/1.1\r\n\r\nPOST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nz") << 2 << QByteArray("z") << false;
    QTest::newRow("half") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc") << 0 << QByteArray() << false;
    QTest::newRow("bad chunk") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n") << 0 << QByteArray() << true;
    QTest::newRow("too large") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n") << 0 << QByteArray() << true;
}

void ServerTest::reader()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, body);
    MessageReader reader;
    int messages = 0;
    QByteArray last;
    for (const char byte : bytes) { // the worst network: one byte at a time
        reader.add(QByteArray(1, byte));
        while (const auto message = reader.next()) {
            ++messages;
            last = message->body;
        }
    }
    QTEST(messages, "messages");
    QCOMPARE(last, body);
    QTEST(reader.isBroken(), "isBroken");
}

void ServerTest::answersAndPushesOverLoopback()
{
    SystemClock clock;
    World world(spec(), clock);
    Server server(world);
    QVERIFY(server.listen().has_value());
    QNetworkAccessManager client;
    for (int i = 0; i < 20; ++i) { // over kept connections
        QNetworkRequest request(QUrl(u"http://127.0.0.1:%1/wp-json/"_s.arg(server.port(u"woo"_s))));
        QNetworkReply *reply = client.get(request);
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        QCOMPARE(QJsonDocument::fromJson(reply->readAll())[u"name"].toString(), u"woo"_s);
        reply->deleteLater();
    }

    QTcpServer receiver;
    QVERIFY(receiver.listen(QHostAddress::LocalHost));
    QByteArray seen;
    int connections = 0;
    connect(&receiver, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = receiver.nextPendingConnection();
        ++connections;
        connect(socket, &QTcpSocket::readyRead, this, [&seen, socket] {
            const QByteArray bytes = socket->readAll();
            seen += bytes;
            for (qsizetype i = 0; i < bytes.count("POST /hook?x=1 HTTP/1.1"); ++i)
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
    });
    world.subscribe(u"shop"_s, u"http://127.0.0.1:%1/hook?x=1"_s.arg(receiver.serverPort()));
    ListingSeed listing;
    for (const ListingSeed &seed : world.listings(u"shop"_s)) {
        if (*world.quantity(u"shop"_s, seed.listingId) >= 3)
            listing = seed;
    }
    for (int i = 0; i < 3; ++i)
        QVERIFY(world.sell(u"shop"_s, listing.listingId, 1).has_value());
    QTRY_COMPARE(seen.count("X-Shopify-Topic: orders/create"), 3);
    QTRY_COMPARE(seen.count("X-Shopify-Topic: inventory_levels/update"), 3);
    QVERIFY(connections <= 4);
}

void ServerTest::breaksTheConnection()
{
    SystemClock clock;
    WorldSpec wanted = spec();
    wanted.faults.timeouts = 1;
    World world(wanted, clock);
    Server server(world);
    QVERIFY(server.listen().has_value());
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server.port(u"woo"_s));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write("GET /wp-json/ HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(socket.readAll(), QByteArray());
}

QTEST_GUILESS_MAIN(ServerTest)
#include "tst_server.moc"
