#include "core/connectors/http/curl_exchange.h"

#include "stub_server.h"
#include "test_certificate.h"

#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTemporaryFile>
#include <QTest>

using namespace crossdock;
using namespace crossdock::http;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace
{

/// Asks and waits. Fails the test (by answering nothing) when the answer comes inside send() or not at all.
std::optional<Answer> ask(Exchange &exchange, Request request)
{
    std::optional<Answer> answer;
    QObject context;
    exchange.send(std::move(request), &context, [&](Answer given) { answer = std::move(given); });
    if (answer)
        return {};
    (void)QTest::qWaitFor([&] { return answer.has_value(); }, 10'000);
    return answer;
}

Request post(const QByteArray &url, const QByteArray &body = "{}")
{
    return {.method = "POST", .url = url, .headers = {}, .body = body};
}

Request get(const QByteArray &url)
{
    return {.method = "GET", .url = url, .headers = {}, .body = {}};
}

StubServer::Respond always(const QByteArray &reply)
{
    return [reply](QTcpSocket &socket, const QByteArray &) { socket.write(reply); };
}

std::unique_ptr<QTcpServer> tlsServer()
{
    auto server = std::make_unique<QSslServer>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(testCertificate()));
    configuration.setPrivateKey(QSslKey(testKey(), QSsl::Ec));
    server->setSslConfiguration(configuration);
    return server;
}

} // namespace

class TestCurlExchange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replies_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const QByteArray packed = QByteArray::fromBase64("H4sIAAAAAAACA6tWKkhMzk5NUbIqKSpNra0e5eLmAgBWxaU3LAEAAA==");
        QTest::newRow("length") << okReply("hello") << 200 << QByteArray("hello");
        QTest::newRow("empty") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << 204 << QByteArray();
        QTest::newRow("chunked") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                                 << 200 << QByteArray("abcde");
        QTest::newRow("gzip") << okReply(packed, "Content-Encoding: gzip\r\n") << 200
                              << QByteArray("{\"packed\":true}").repeated(20);
        QTest::newRow("refusal is an answer")
            << QByteArray("HTTP/1.1 429 Slow\r\nRetry-After: 2\r\nContent-Length: 2\r\n\r\nno") << 429
            << QByteArray("no");
        QTest::newRow("server error is an answer")
            << QByteArray("HTTP/1.1 503 Oh\r\nContent-Length: 0\r\n\r\n") << 503 << QByteArray();
        QTest::newRow("interim answer first")
            << "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + okReply("z") << 200 << QByteArray("z");
    }
    void replies()
    {
        QFETCH(QByteArray, wire);
        StubServer server(always(wire));
        CurlExchange exchange;
        const auto answer = ask(exchange, get(server.url("/a?b=c")));
        QVERIFY(answer && *answer);
        QTEST((*answer)->status, "status");
        QTEST((*answer)->body, "body");
        QVERIFY(header((*answer)->headers, "link").isEmpty());
    }

    void headersOfReply()
    {
        StubServer server(always(okReply("", "X-Limit:  12/40 \r\nX-Empty:\r\n")));
        CurlExchange exchange;
        const auto answer = ask(exchange, get(server.url()));
        QVERIFY(answer && *answer);
        QCOMPARE(header((*answer)->headers, "x-limit"), "12/40");
        QCOMPARE((*answer)->headers, (Headers{{"X-Limit", "12/40"}, {"X-Empty", ""}, {"Content-Length", "0"}}));
    }

    void requests_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("saysLength");
        for (const char *method : {"GET", "HEAD", "DELETE"})
            QTest::newRow(method) << QByteArray(method) << QByteArray() << false;
        for (const char *method : {"POST", "PUT", "PATCH"}) {
            QTest::addRow("%s without body", method) << QByteArray(method) << QByteArray() << true;
            QTest::addRow("%s", method) << QByteArray(method) << QByteArray("a\0b", 3) << true;
        }
        QTest::newRow("DELETE with body") << QByteArray("DELETE") << QByteArray("x") << true;
        QTest::newRow("large POST") << QByteArray("POST") << QByteArray(300'000, 'x') << true;
    }
    void requests()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        QFETCH(bool, saysLength);
        StubServer server(always("HTTP/1.1 204 No Content\r\n\r\n"));
        CurlExchange exchange;
        // A handle is used again: what the request before asked for must not stick.
        QVERIFY(ask(exchange, post(server.url("/before"), "before")).has_value());
        const auto answer = ask(exchange, {method, server.url("/p?q=%20"), {{"X-Key", "a"}, {"X-None", ""}}, body});
        QVERIFY(answer && *answer);
        const QByteArray &request = server.requests.last();
        const qsizetype headEnd = request.indexOf("\r\n\r\n");
        QVERIFY2(request.startsWith(method + " /p?q=%20 HTTP/1.1\r\n"), request.left(100));
        QCOMPARE(request.mid(headEnd + 4), body);
        const QByteArray head = request.left(headEnd + 2);
        QVERIFY(head.contains("\r\nX-Key: a\r\n"));
        QVERIFY(head.contains("\r\nX-None:\r\n"));
        QVERIFY(head.contains("\r\nHost: 127.0.0.1:"));
        QCOMPARE(head.contains("\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n"), saysLength);
        QVERIFY(!head.contains("Expect") && !head.contains("Content-Type"));
    }

    void keepsConnections()
    {
        StubServer server(always(okReply("x")));
        CurlExchange exchange;
        for (int i = 0; i < 5; ++i) {
            const auto answer = ask(exchange, post(server.url()));
            QVERIFY(answer && *answer);
        }
        QCOMPARE(server.connections, 1);
        QCOMPARE(server.requests.size(), 5);
        QCOMPARE(exchange.underWay(), 0);
    }

    void runsSideBySide()
    {
        QList<QTcpSocket *> waiting;
        StubServer server([&](QTcpSocket &socket, const QByteArray &) {
            waiting.append(&socket);
            if (waiting.size() == 8) { // no answer before all have asked
                for (QTcpSocket *each : std::as_const(waiting))
                    each->write(okReply("x"));
            }
        });
        CurlExchange exchange;
        QObject context;
        int answered = 0;
        for (int i = 0; i < 8; ++i)
            exchange.send(post(server.url()), &context, [&](const Answer &answer) { answered += answer ? 1 : 0; });
        QTRY_COMPARE(answered, 8);
    }

    void mayAskAgainFromTheAnswer()
    {
        StubServer server(always(okReply("x")));
        CurlExchange exchange;
        QObject context;
        int answered = 0;
        std::function<void(Answer)> again = [&](const Answer &) {
            if (++answered < 5)
                exchange.send(get(server.url()), &context, again);
        };
        exchange.send(get(server.url()), &context, again);
        QTRY_COMPARE(answered, 5);
        QCOMPARE(server.connections, 1);
    }

    void refusedPort()
    {
        QTcpServer closed;
        closed.listen(QHostAddress::LocalHost);
        const QByteArray url = "http://127.0.0.1:" + QByteArray::number(closed.serverPort()) + "/?key=hunter2";
        closed.close();
        CurlExchange exchange;
        const auto answer = ask(exchange, post(url));
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().error.code, Error::Code::Unreachable);
        QVERIFY(!answer->error().mayHaveHappened);
        QCOMPARE(answer->error().error.subject, u"127.0.0.1"_s);
        QVERIFY(!answer->error().error.detail.isEmpty());
        QVERIFY(!answer->error().error.detail.contains(u"hunter2"_s));
    }

    void resetAfterTheRequest()
    {
        StubServer server([](QTcpSocket &socket, const QByteArray &) { socket.abort(); });
        CurlExchange exchange;
        const auto answer = ask(exchange, post(server.url()));
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().error.code, Error::Code::Unreachable);
        QVERIFY(answer->error().mayHaveHappened);
    }

    void answerCutShort()
    {
        StubServer server([](QTcpSocket &socket, const QByteArray &) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            socket.disconnectFromHost();
        });
        CurlExchange exchange;
        const auto answer = ask(exchange, get(server.url()));
        QVERIFY(answer && !*answer);
        QVERIFY(answer->error().mayHaveHappened);
    }

    void brokenKeptConnection_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<bool>("isRepeated");
        QTest::newRow("GET is repeated") << QByteArray("GET") << true;
        QTest::newRow("PUT is repeated") << QByteArray("PUT") << true;
        QTest::newRow("POST is not") << QByteArray("POST") << false;
        QTest::newRow("PATCH is not") << QByteArray("PATCH") << false;
    }
    void brokenKeptConnection()
    {
        QFETCH(QByteArray, method);
        QFETCH(bool, isRepeated);
        int seen = 0;
        StubServer server([&](QTcpSocket &socket, const QByteArray &) {
            if (++seen == 2)
                socket.abort();
            else
                socket.write(okReply("x"));
        });
        CurlExchange exchange;
        QVERIFY(ask(exchange, get(server.url())).has_value());
        const auto answer = ask(exchange, {.method = method, .url = server.url(), .headers = {}, .body = "{}"});
        QVERIFY(answer.has_value());
        QCOMPARE(answer->has_value(), isRepeated);
        QCOMPARE(seen, isRepeated ? 3 : 2);
        if (!isRepeated)
            QVERIFY(answer->error().mayHaveHappened);
    }

    void connectionClosedWhileIdle()
    {
        QTcpSocket *last = nullptr;
        StubServer server([&](QTcpSocket &socket, const QByteArray &) {
            last = &socket;
            socket.write(okReply("x"));
        });
        CurlExchange exchange;
        QVERIFY(ask(exchange, post(server.url())).has_value());
        last->disconnectFromHost();
        QTRY_COMPARE(last->state(), QAbstractSocket::UnconnectedState);
        const auto answer = ask(exchange, post(server.url()));
        QVERIFY(answer && *answer); // on a new connection, and told to the server once
        QCOMPARE(server.connections, 2);
        QCOMPARE(server.requests.size(), 2);
    }

    void deadline_data()
    {
        QTest::addColumn<QByteArray>("firstBytes");
        QTest::newRow("no answer") << QByteArray();
        QTest::newRow("half an answer") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    }
    void deadline()
    {
        QFETCH(QByteArray, firstBytes);
        StubServer server(always(firstBytes));
        CurlExchange exchange;
        Request request = post(server.url());
        request.deadline = 150ms;
        QElapsedTimer timer;
        timer.start();
        const auto answer = ask(exchange, request);
        QVERIFY(answer && !*answer);
        QVERIFY2(timer.elapsed() >= 140 && timer.elapsed() < 2'000, QByteArray::number(timer.elapsed()));
        QCOMPARE(answer->error().error.code, Error::Code::Unreachable);
        QVERIFY(answer->error().mayHaveHappened);
    }

    void deadlineBeforeTheConnectionIsReady()
    {
        QTcpServer silent; // takes the connection, never shakes hands
        silent.listen(QHostAddress::LocalHost);
        CurlExchange exchange;
        Request request = post("https://127.0.0.1:" + QByteArray::number(silent.serverPort()));
        request.deadline = 150ms;
        const auto answer = ask(exchange, request);
        QVERIFY(answer && !*answer);
        QVERIFY(!answer->error().mayHaveHappened);
    }

    void tooLarge_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("at the limit") << okReply(QByteArray(1000, 'x')) << true;
        QTest::newRow("over the limit") << okReply(QByteArray(1001, 'x')) << false;
        QTest::newRow("endless headers") << "HTTP/1.1 200 OK\r\n"
                + ("X: " + QByteArray(9'000, 'x') + "\r\n").repeated(40)
                + "\r\n" << false;
    }
    void tooLarge()
    {
        QFETCH(QByteArray, wire);
        StubServer server(always(wire));
        CurlExchange exchange({.proxy = {}, .authorities = {}, .replyBytes = 1000});
        const auto answer = ask(exchange, get(server.url()));
        QVERIFY(answer.has_value());
        QTEST(answer->has_value(), "isTaken");
    }

    void redirectIsAnAnswer()
    {
        StubServer other(always(okReply("stolen")));
        StubServer server(always("HTTP/1.1 302 Found\r\nLocation: " + other.url() + "\r\nContent-Length: 0\r\n\r\n"));
        CurlExchange exchange;
        Request request = get(server.url());
        request.headers = {{"Authorization", "Bearer token"}};
        const auto answer = ask(exchange, request);
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->status, 302);
        QCOMPARE(header((*answer)->headers, "Location"), other.url());
        QCOMPARE(other.connections, 0);
    }

    void cannotBeSent_data()
    {
        QTest::addColumn<Request>("request");
        QTest::newRow("plain http elsewhere") << get("http://example.com/");
        QTest::newRow("loopback in the name only") << get("http://127.0.0.1.example.com/");
        QTest::newRow("loopback in the user only") << get("http://127.0.0.1@example.com/");
        QTest::newRow("credentials in the address") << get("https://user:password@example.com/");
        QTest::newRow("other scheme") << get("file:///etc/passwd");
        QTest::newRow("no scheme") << get("example.com");
        QTest::newRow("empty") << get("");
        QTest::newRow("line break in the address") << get("http://127.0.0.1/\r\nX: y");
        Request request = get("http://127.0.0.1:1/");
        request.headers = {{"X", "a\r\nY: b"}};
        QTest::newRow("line break in a header") << request;
    }
    void cannotBeSent()
    {
        QFETCH(Request, request);
        CurlExchange exchange;
        const auto answer = ask(exchange, request);
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().error.code, Error::Code::InvalidInput);
        QVERIFY(!answer->error().mayHaveHappened);
        QVERIFY(!answer->error().error.detail.contains(u"password"_s));
    }

    void certificates()
    {
        StubServer server(always(okReply("safe")), tlsServer());
        CurlExchange strict;
        const auto refused = ask(strict, get(server.url("/", "https")));
        QVERIFY(refused && !*refused);
        QVERIFY(!refused->error().mayHaveHappened);
        QVERIFY(server.requests.isEmpty());

        QTemporaryFile authorities;
        QVERIFY(authorities.open());
        authorities.write(testCertificate());
        authorities.flush();
        CurlExchange trusting({.proxy = {}, .authorities = authorities.fileName().toLocal8Bit()});
        const auto answer = ask(trusting, get(server.url("/", "https")));
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->body, "safe");
    }

    void proxies()
    {
        StubServer proxy(always("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"));
        StubServer server(always(okReply("direct")));
        qputenv("http_proxy", proxy.url());
        qputenv("https_proxy", proxy.url());
        CurlExchange exchange;
        const auto local = ask(exchange, get(server.url()));
        const auto remote = ask(exchange, post("https://shop.invalid/"));
        qunsetenv("http_proxy");
        qunsetenv("https_proxy");
        QVERIFY(local && *local);
        QCOMPARE((*local)->body, "direct");
        QVERIFY(remote && !*remote);
        QVERIFY(!remote->error().mayHaveHappened); // the proxy was asked, the shop was not
        QCOMPARE(proxy.requests.size(), 1);
        QVERIFY(proxy.requests.first().startsWith("CONNECT shop.invalid:443 "));
    }

    void nobodyIsToldWhenTheContextIsGone()
    {
        StubServer server(always(okReply("x")));
        CurlExchange exchange;
        auto context = std::make_unique<QObject>();
        bool wasTold = false;
        exchange.send(get(server.url()), context.get(), [&](const Answer &) { wasTold = true; });
        exchange.send(get("nonsense"), context.get(), [&](const Answer &) { wasTold = true; });
        context.reset();
        QTRY_COMPARE(exchange.underWay(), 0);
        QCOMPARE(server.requests.size(), 1);
        QVERIFY(!wasTold);
    }

    void endsSilently()
    {
        StubServer server([](QTcpSocket &, const QByteArray &) {});
        auto exchange = std::make_unique<CurlExchange>();
        QObject context;
        bool wasTold = false;
        for (int i = 0; i < 3; ++i)
            exchange->send(post(server.url()), &context, [&](const Answer &) { wasTold = true; });
        QTRY_COMPARE(server.requests.size(), 3);
        exchange.reset();
        QTest::qWait(20);
        QVERIFY(!wasTold);
    }

    void mayEndInsideAnAnswer()
    {
        StubServer server(always(okReply("x")));
        auto exchange = std::make_unique<CurlExchange>();
        QObject context;
        int told = 0;
        const auto end = [&](const Answer &) {
            ++told;
            exchange.reset();
        };
        exchange->send(get(server.url()), &context, end);
        exchange->send(get(server.url()), &context, end);
        QTRY_COMPARE(told, 1);
        QTest::qWait(20);
        QCOMPARE(told, 1);
    }
};

QTEST_GUILESS_MAIN(TestCurlExchange)
#include "tst_curl_exchange.moc"
