#include "core/connectors/http/webhook_listener.h"

#include "core/inventory/environment.h"
#include "test_certificate.h"

#include <QElapsedTimer>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace crossdock;
using namespace crossdock::http;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace
{

QByteArray postHead(const QByteArray &headers)
{
    return "POST /webhooks/shop-eu HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

QByteArray postOf(const QByteArray &body)
{
    return postHead("Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body;
}

/// A client that sends what it is told and keeps what it gets.
class Client
{
public:
    explicit Client(quint16 port)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { received += socket.readAll(); });
        socket.connectToHost(QHostAddress::LocalHost, port);
        socket.waitForConnected(1000);
    }

    void send(const QByteArray &bytes) { socket.write(bytes), socket.flush(); }
    bool isClosed() const { return socket.state() == QAbstractSocket::UnconnectedState; }

    /// The statuses of all answers so far.
    QList<int> statuses() const
    {
        QList<int> statuses;
        for (qsizetype at = received.indexOf("HTTP/1.1 "); at >= 0; at = received.indexOf("HTTP/1.1 ", at + 1))
            statuses << received.mid(at + 9, 3).toInt();
        return statuses;
    }

    QTcpSocket socket;
    QByteArray received;
};

} // namespace

class TestWebhookListener : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    QList<channels::Delivery> m_deliveries;
    std::function<void(WebhookListener::Respond)> m_answer;
    std::unique_ptr<WebhookListener> m_listener;
    quint16 m_port = 0;

    void start(const WebhookLimits &limits = {})
    {
        m_listener = std::make_unique<WebhookListener>(
            m_clock,
            [this](const channels::Delivery &delivery, const WebhookListener::Respond &respond) {
                m_deliveries << delivery;
                m_answer(respond);
            },
            limits);
        const auto port = m_listener->listen(u"127.0.0.1"_s, 0);
        QVERIFY(port);
        m_port = *port;
    }

private Q_SLOTS:
    void init()
    {
        m_deliveries.clear();
        m_answer = [](const WebhookListener::Respond &respond) { respond(200); };
    }
    void cleanup() { m_listener.reset(); }

    void deliversRawBytes()
    {
        start();
        Client client(m_port);
        const QByteArray body("{\"a\": \"\r\n\0\xff\"}", 14);
        client.send("POST /webhooks/shop-eu?x=%20y HTTP/1.1\r\nHost: a\r\nX-Topic:  orders/create \r\nContent-Length: "
                    "14\r\n\r\n"
                    + body);
        QTRY_COMPARE(client.statuses(), QList<int>{200});
        QCOMPARE(m_deliveries.size(), 1);
        const auto &delivery = m_deliveries.first();
        QCOMPARE(delivery.channel.text(), u"shop-eu"_s);
        QCOMPARE(delivery.method, "POST");
        QCOMPARE(delivery.target, "/webhooks/shop-eu?x=%20y");
        QCOMPARE(delivery.header("x-topic"), "orders/create");
        QCOMPARE(delivery.body, body);
        QVERIFY(std::chrono::abs(m_clock.now() - delivery.receivedAt) < 5s);
    }

    void answers_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QList<int>>("statuses");
        QTest::addColumn<bool>("isClosed");
        const auto row = [](const char *name, const QByteArray &request, const QList<int> &statuses, bool isClosed) {
            QTest::newRow(name) << request << statuses << isClosed;
        };
        const QByteArray end = " HTTP/1.1\r\nHost: a\r\n\r\n";
        row("health", "GET /health" + end, {200}, false);
        row("health for HEAD", "HEAD /health" + end, {200}, false);
        row("health by POST", "POST /health" + end, {405}, false);
        row("unknown path", "GET /" + end, {404}, false);
        row("no channel", "POST /webhooks/" + end, {404}, false);
        row("path behind the channel", "POST /webhooks/a/b" + end, {404}, false);
        row("bad channel name", "POST /webhooks/a%20b" + end, {404}, false);
        row("webhook by GET", "GET /webhooks/shop" + end, {405}, false);
        row("webhook", postOf("x"), {200}, false);
        row("empty webhook", "POST /webhooks/shop" + end, {200}, false);
        row("chunked webhook", postHead("Transfer-Encoding: chunked\r\n") + "1\r\na\r\n0\r\n\r\n", {200}, false);
        row("asks to close", postHead("Connection: close\r\n"), {200}, true);
        row("pipelined", postOf("1") + "GET /x" + end + postOf("2") + "GET /health" + end, {200, 404, 200, 200}, false);
        row("bad request line", "hello\r\n\r\n", {400}, true);
        row("good, then bad", postOf("x") + "nonsense\r\n\r\n", {200, 400}, true);
        row("smuggling", postHead("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\nGET /health" + end,
            {400}, true);
        row("bad chunk", postHead("Transfer-Encoding: chunked\r\n") + "zz\r\n", {400}, true);
        row("header bomb", postHead("X: " + QByteArray(40'000, 'x') + "\r\n"), {431}, true);
        row("many headers", postHead(QByteArray("X: y\r\n").repeated(2'000)), {431}, true);
        row("announced too large", postHead("Content-Length: 4194305\r\n"), {413}, true);
        row("chunk announced too large", postHead("Transfer-Encoding: chunked\r\n") + "400001\r\n", {413}, true);
        row("waits for continue", postHead("Expect: 100-continue\r\nContent-Length: 1\r\n"), {100}, false);
        row("too large to continue", postHead("Expect: 100-continue\r\nContent-Length: 9999999\r\n"), {413}, true);
    }
    void answers()
    {
        QFETCH(QByteArray, request);
        QFETCH(QList<int>, statuses);
        QFETCH(bool, isClosed);
        start();
        Client client(m_port);
        client.send(request);
        QTRY_COMPARE(client.statuses(), statuses);
        if (isClosed)
            QTRY_VERIFY(client.isClosed());
        else
            QVERIFY(!client.isClosed());
        QTRY_COMPARE(m_listener->connectionCount(), isClosed ? 0 : 1);
        QVERIFY(!client.received.contains("rossdock") && !client.received.contains("Qt"));
    }

    void answersOnTheWire()
    {
        start();
        Client client(m_port);
        client.send("HEAD /health HTTP/1.1\r\nHost: a\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n");
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n";
        QTRY_COMPARE(client.received, head + head + "{\"status\":\"ok\"}\n");
    }

    void bodyAtTheLimit()
    {
        start();
        Client client(m_port);
        client.send(postOf(QByteArray(4 * 1024 * 1024, 'x')));
        QTRY_COMPARE(client.statuses(), QList<int>{200});
        QCOMPARE(m_deliveries.first().body.size(), 4 * 1024 * 1024);
    }

    void hugeBody_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("announced") << postHead("Content-Length: 104857600\r\n") << QByteArray(1 << 20, 'x');
        QTest::newRow("chunked") << postHead("Transfer-Encoding: chunked\r\n")
                                 << "100000\r\n" + QByteArray(1 << 20, 'x') + "\r\n";
    }
    /// A client that sends 100 MB and only then looks for the answer still finds it.
    void hugeBody()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, piece);
        start();
        Client client(m_port);
        client.send(head);
        for (int i = 0; i < 100 && !client.isClosed(); ++i) {
            client.send(piece);
            if (i == 8) // twice the limit is under way: the refusal does not wait for the rest
                QTRY_COMPARE_WITH_TIMEOUT(client.statuses(), QList<int>{413}, 1'000);
        }
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.statuses(), QList<int>{413});
        QVERIFY(m_deliveries.isEmpty());
    }

    void continues()
    {
        start();
        Client client(m_port);
        client.send(postHead("Expect: 100-continue\r\nContent-Length: 2\r\n"));
        QTRY_COMPARE(client.received, "HTTP/1.1 100 Continue\r\n\r\n");
        client.send("ab");
        QTRY_COMPARE(client.statuses(), (QList<int>{100, 200}));
        QCOMPARE(m_deliveries.first().body, "ab");
    }

    void slowClients_data()
    {
        QTest::addColumn<QByteArray>("firstBytes");
        QTest::addColumn<bool>("drips");
        QTest::addColumn<QList<int>>("statuses");
        QTest::newRow("half a head") << QByteArray("POST /webhooks/shop HTTP/1.1\r\n") << false << QList<int>{408};
        QTest::newRow("half a body") << postHead("Content-Length: 10\r\n") + "abc" << false << QList<int>{408};
        QTest::newRow("half a chunk") << postHead("Transfer-Encoding: chunked\r\n") + "5\r\nab" << false
                                      << QList<int>{408};
        QTest::newRow("dripping body") << postHead("Content-Length: 1000\r\n") << true << QList<int>{408};
        QTest::newRow("dripping header") << QByteArray("POST /webhooks/shop HTTP/1.1\r\nX: ") << true
                                         << QList<int>{408};
        QTest::newRow("second request") << postOf("x") + "POST /web" << false << QList<int>{200, 408};
        QTest::newRow("says nothing") << QByteArray() << false << QList<int>{};
    }
    void slowClients()
    {
        QFETCH(QByteArray, firstBytes);
        QFETCH(bool, drips);
        WebhookLimits limits;
        limits.requestTime = 200ms;
        start(limits);
        Client client(m_port);
        QElapsedTimer timer;
        timer.start();
        client.send(firstBytes);
        QTimer drip;
        connect(&drip, &QTimer::timeout, &client.socket, [&client] { client.send("x"); });
        if (drips)
            drip.start(20);
        QTRY_VERIFY_WITH_TIMEOUT(client.isClosed(), 3'000);
        QTEST(client.statuses(), "statuses");
        QVERIFY2(timer.elapsed() >= 190 && timer.elapsed() < 1'500, QByteArray::number(timer.elapsed()));
    }

    void idleClientGoes()
    {
        WebhookLimits limits;
        limits.idleTime = 100ms;
        start(limits);
        Client client(m_port);
        client.send(postOf("1"));
        QTRY_COMPARE(client.statuses().size(), 1);
        client.send(postOf("2"));
        QTRY_COMPARE(client.statuses().size(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(client.isClosed(), 2'000);
        QCOMPARE(client.statuses(), (QList<int>{200, 200}));
    }

    void slowClientsDelayNobody()
    {
        start();
        std::vector<std::unique_ptr<Client>> slow;
        for (int i = 0; i < 64; ++i) {
            slow.push_back(std::make_unique<Client>(m_port));
            // a third sends half a head, a third half a body, a third floods
            if (i % 3 == 2)
                slow.back()->send(postHead("Content-Length: 99999999\r\n") + QByteArray(1 << 20, 'x'));
            else
                slow.back()->send(i % 3 == 0 ? QByteArray("POST /webh")
                                             : postHead("Content-Length: 4000000\r\n") + "abc");
        }
        QTRY_COMPARE(m_listener->connectionCount(), 64);
        Client good(m_port);
        QElapsedTimer timer;
        timer.start();
        good.send(postOf("good"));
        QTRY_COMPARE_WITH_TIMEOUT(good.statuses(), QList<int>{200}, 500);
        QCOMPARE(m_deliveries.last().body, "good");
    }

    void answerMayComeLater()
    {
        QList<WebhookListener::Respond> waiting;
        m_answer = [&](const WebhookListener::Respond &respond) { waiting << respond; };
        start();
        Client client(m_port);
        client.send(postOf("1") + postOf("2"));
        QTRY_COMPARE(waiting.size(), 1); // the second waits for the first
        QVERIFY(client.received.isEmpty());
        waiting[0](401);
        waiting[0](200); // once is enough
        QTRY_COMPARE(waiting.size(), 2);
        waiting[0](200); // nor does it answer the next one
        waiting[1](503);
        QTRY_COMPARE(client.statuses(), (QList<int>{401, 503}));
        QVERIFY(client.received.contains("401 Unauthorized\r\n"));
    }

    void answerAfterTheClientHasGone()
    {
        WebhookListener::Respond late;
        m_answer = [&](const WebhookListener::Respond &respond) { late = respond; };
        start();
        {
            Client client(m_port);
            client.send(postOf("x"));
            QTRY_VERIFY(late);
        }
        QTRY_COMPARE(m_listener->connectionCount(), 0);
        late(200);
        m_listener.reset();
        late(200);
    }

    void handlerThatNeverAnswers()
    {
        m_answer = [](const WebhookListener::Respond &) {};
        WebhookLimits limits;
        limits.answerTime = 100ms;
        start(limits);
        Client client(m_port);
        client.send(postOf("x"));
        QTRY_COMPARE_WITH_TIMEOUT(client.statuses(), QList<int>{503}, 2'000);
        QVERIFY(!client.isClosed());
    }

    void neverReadsAnswers()
    {
        start();
        Client client(m_port);
        client.socket.setReadBufferSize(1);
        QByteArray flood = QByteArray("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n").repeated(20'000);
        disconnect(&client.socket, &QTcpSocket::readyRead, nullptr, nullptr);
        client.send(flood);
        Client good(m_port);
        good.send(postOf("x"));
        QTRY_COMPARE_WITH_TIMEOUT(good.statuses(), QList<int>{200}, 1'000);
    }

    void makesRoom_data()
    {
        QTest::addColumn<int>("fromLoopback");
        QTest::addColumn<int>("inAll");
        QTest::newRow("of one address") << 2 << 512;
        QTest::newRow("in all") << 512 << 2;
    }

    void makesRoom()
    {
        QFETCH(int, fromLoopback);
        QFETCH(int, inAll);
        WebhookLimits limits;
        limits.connectionsFromLoopback = fromLoopback;
        limits.connections = inAll;
        start(limits);
        m_answer = [](const WebhookListener::Respond &) {};
        Client busy(m_port);
        busy.send(postOf("x"));
        QTRY_COMPARE(m_deliveries.size(), 1);
        Client slow(m_port);
        slow.send("POST /we");
        QTRY_COMPARE(m_listener->connectionCount(), 2);
        Client good(m_port);
        good.send(postOf("y"));
        QTRY_COMPARE(m_deliveries.size(), 2); // the slow one made room
        QTRY_VERIFY(slow.isClosed());
        Client third(m_port); // both are being answered
        QTRY_COMPARE(third.statuses(), QList<int>{429});
        QTRY_VERIFY(third.isClosed());
        QVERIFY(!busy.isClosed() && !good.isClosed());
    }

    void perChannel()
    {
        WebhookLimits limits;
        limits.requestsPerSecond = 5;
        start(limits);
        Client client(m_port);
        client.send(postOf("x").repeated(10));
        QTRY_COMPARE(client.statuses().size(), 10);
        QCOMPARE(client.statuses().mid(0, 5), QList<int>(5, 200));
        QVERIFY(client.statuses().last() == 429 || m_deliveries.size() < 10);
        client.send("POST /webhooks/other HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(client.statuses().size(), 11);
        QCOMPARE(client.statuses().last(), 200);
    }

    void heldBytes()
    {
        WebhookLimits limits;
        limits.heldBytes = 1 << 20;
        start(limits);
        Client first(m_port), second(m_port);
        const QByteArray part = postHead("Content-Length: 4000000\r\n") + QByteArray(700'000, 'x');
        first.send(part);
        second.send(part);
        QTRY_COMPARE(first.statuses() + second.statuses(), QList<int>{503});
        QTRY_COMPARE(m_listener->connectionCount(), 1); // its memory is free again
        Client third(m_port);
        third.send(postOf("x"));
        QTRY_COMPARE(third.statuses(), QList<int>{200});
    }

    void overTls()
    {
        QTemporaryDir folder;
        const auto save = [&](const QString &name, const QByteArray &text) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
        };
        const WebhookListener::TlsFiles files{save(u"cert.pem"_s, testCertificate()), save(u"key.pem"_s, testKey())};
        WebhookListener listener(
            m_clock, [](const channels::Delivery &, const WebhookListener::Respond &respond) { respond(200); });
        const QByteArray otherKey =
            "-----BEGIN PRIVATE KEY-----\n"
            "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLgq5ZWJM4cev3SDc\n"
            "71QPGslQzmg4qunk8NSBWWbz7m+hRANCAAQXk/fvk/LonU8TaZAC7s0ZA0+4gv3q\n"
            "8p6W5SFiJiLFjUyx7uQuamp6OlYAVaREdvRa3ZHlP3LvKj65P1u7VSOW\n"
            "-----END PRIVATE KEY-----\n";
        const auto mixed = listener.listen(u"localhost"_s, 0, {files.certificate, save(u"other.pem"_s, otherKey)});
        QVERIFY(!mixed);
        QCOMPARE(mixed.error().code, Error::Code::InvalidInput);
        const auto port = listener.listen(u"localhost"_s, 0, files);
        QVERIFY(port);
        QSslSocket socket;
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.setCaCertificates({QSslCertificate(testCertificate())});
        socket.setSslConfiguration(trusting);
        QByteArray received;
        connect(&socket, &QSslSocket::readyRead, this, [&] { received += socket.readAll(); });
        socket.connectToHostEncrypted(u"127.0.0.1"_s, *port);
        QTRY_VERIFY(socket.isEncrypted());
        socket.write(postOf("x"));
        QTRY_VERIFY(received.startsWith("HTTP/1.1 200 OK\r\n"));

        Client plain(*port); // speaks no TLS
        plain.send(postOf("x"));
        QTRY_VERIFY(plain.isClosed());
        QVERIFY(!plain.received.contains("200 OK"));
    }

    void cannotListen()
    {
        start();
        WebhookListener other(m_clock, {});
        QCOMPARE(other.listen(u"127.0.0.1"_s, m_port).error().code, Error::Code::InvalidInput);
        QCOMPARE(other.listen(u"not a host"_s, 0).error().code, Error::Code::InvalidInput);
        QCOMPARE(other.listen(u"127.0.0.1"_s, 0, {u"/none"_s, u"/none"_s}).error().code, Error::Code::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(TestWebhookListener)
#include "tst_webhook_listener.moc"
