#include "core/connectors/http/request_parser.h"

#include <QTest>

using namespace crossdock;
using http::RequestParser;
using namespace Qt::Literals::StringLiterals;

namespace
{

constexpr RequestParser::Limits small{.headBytes = 256, .headerCount = 4, .bodyBytes = 16};

/// What one stream of bytes comes to, in pieces of `pieceBytes`: "POST /a [body]" per request, or the refusal.
QStringList outcome(const QByteArray &stream, qsizetype pieceBytes, RequestParser::Limits limits)
{
    QStringList outcomes;
    RequestParser parser(limits);
    for (qsizetype at = 0; at < stream.size();) {
        const QByteArray piece = stream.mid(at, pieceBytes);
        at += parser.feed(piece);
        if (parser.state() == RequestParser::State::Failed)
            return outcomes << QString::number(parser.refusal());
        if (parser.state() == RequestParser::State::Complete) {
            const auto request = parser.take();
            outcomes << QString::fromLatin1(request.method + ' ' + request.target + " [" + request.body + ']')
                    + (request.keepAlive ? QString() : QStringLiteral(" close"));
        }
    }
    if (parser.hasStarted())
        outcomes << QStringLiteral("unfinished");
    return outcomes;
}

} // namespace

class TestRequestParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void streams_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const char *stream, const QStringList &expected) {
            QTest::newRow(name) << QByteArray(stream) << expected;
        };
        const QString refused = QStringLiteral("400");
        row("get", "GET /health HTTP/1.1\r\nHost: a\r\n\r\n", {u"GET /health []"_s});
        row("body", "POST /w HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", {u"POST /w [abc]"_s});
        row("body is kept raw", "POST /w HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n\r\n\r\n",
            {u"POST /w [\r\n\r\n]"_s});
        row("pipelined", "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nxGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
            {u"POST /1 [x]"_s, u"GET /2 []"_s});
        row("empty line before", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", {u"GET / []"_s});
        row("absolute form", "GET http://a:1/b?c=d HTTP/1.1\r\nHost: a\r\n\r\n", {u"GET /b?c=d []"_s});
        row("absolute form without path", "GET http://a HTTP/1.1\r\nHost: a\r\n\r\n", {u"GET / []"_s});
        row("asks to close", "GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", {u"GET / [] close"_s});
        row("1.0 closes", "GET / HTTP/1.0\r\n\r\n", {u"GET / [] close"_s});
        row("1.0 keeps", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", {u"GET / []"_s});
        row("chunked",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
            {u"POST / [abcde]"_s});
        row("chunked with trailer",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\nGET /2 "
            "HTTP/1.1\r\nHost: a\r\n\r\n",
            {u"POST / [a]"_s, u"GET /2 []"_s});
        row("chunk in upper-case digits",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
            {u"POST / [0123456789]"_s});
        row("half a head", "GET / HTTP/1.1\r\nHost: a\r\n", {u"unfinished"_s});
        row("half a body", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab", {u"unfinished"_s});

        row("no words", "hello\r\n", {refused});
        row("two words", "GET /\r\n", {refused});
        row("four words", "GET / x HTTP/1.1\r\n", {refused});
        row("two blanks", "GET  / HTTP/1.1\r\n", {refused});
        row("TLS on a plain port", "\x16\x03\x01\x02\n", {refused});
        row("lower-case version", "GET / http/1.1\r\n", {refused});
        row("other version", "GET / HTTP/2.0\r\n", {u"505"_s});
        row("relative target", "GET webhooks HTTP/1.1\r\n", {refused});
        row("control character in target", "GET /\x01 HTTP/1.1\r\n", {refused});
        row("bare line feed", "GET / HTTP/1.1\nHost: a\n\n", {refused});
        row("bare line feed later", "GET / HTTP/1.1\r\nHost: a\n\r\n", {refused});
        row("carriage return in a value", "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", {refused});
        row("blank before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", {refused});
        row("folded header", "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", {refused});
        row("header without colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", {refused});
        row("no host", "GET / HTTP/1.1\r\n\r\n", {refused});
        row("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", {refused});
        row("length and chunked",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", {refused});
        row("two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n", {refused});
        row("same length twice", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\n",
            {refused});
        row("list of lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\n", {refused});
        row("signed length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\n", {refused});
        row("hexadecimal length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x3\r\n\r\n", {refused});
        row("empty length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", {refused});
        row("chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", {refused});
        row("chunked twice",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            {refused});
        row("other coding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", {u"501"_s});
        row("other expectation", "POST / HTTP/1.1\r\nHost: a\r\nExpect: coffee\r\n\r\n", {u"417"_s});
        row("chunk without size", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", {refused});
        row("chunk with bad size", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            {refused});
        row("chunk with signed size", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
            {refused});
        row("chunk with huge size", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n",
            {refused});
        row("chunk longer than said", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
            {refused});
        row("chunk ended by a line feed", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\n",
            {refused});

        row("body at the limit", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 16\r\n\r\n0123456789abcdef",
            {u"POST / [0123456789abcdef]"_s});
        row("body over the limit", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 17\r\n\r\n", {u"413"_s});
        row("body beyond any number", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n",
            {u"413"_s});
        row("chunks over the limit",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n7\r\n", {u"413"_s});
        row("headers at the limit", "GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nA: b\r\nA: b\r\n\r\n", {u"GET / []"_s});
        row("too many headers", "GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nA: b\r\nA: b\r\nA: b\r\n\r\n", {u"431"_s});
        QTest::newRow("long header") << "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(300, 'x')
                                     << QStringList{u"431"_s};
        QTest::newRow("long target") << "GET /" + QByteArray(300, 'x') << QStringList{u"431"_s};
        QTest::newRow("empty lines without end") << QByteArray("\r\n").repeated(200) << QStringList{u"431"_s};
        QTest::newRow("zero byte") << QByteArray("GET / HTTP/1.1\r\nHost: a\0b\r\n", 27) << QStringList{refused};
        QTest::newRow("long chunk line") << "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;"
                + QByteArray(300, 'x') << QStringList{refused};
        QTest::newRow("chunk extensions without end")
            << "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + QByteArray("1;0123456789012345678901234567890123456789012345678901234567890\r\na\r\n").repeated(9)
            << QStringList{refused};
    }
    void streams()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QStringList, expected);
        for (const qsizetype piece : {stream.size(), qsizetype(1), qsizetype(7)})
            QCOMPARE(outcome(stream, piece, small), expected);
    }

    void waitsForContinue()
    {
        RequestParser parser(small);
        parser.feed("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n");
        QCOMPARE(parser.state(), RequestParser::State::Body);
        QVERIFY(parser.takeContinue());
        QVERIFY(!parser.takeContinue());
    }

    void doesNotWaitWhenTheBodyIsThere()
    {
        RequestParser parser(small);
        parser.feed("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\na");
        QVERIFY(!parser.takeContinue());
    }

    void announcedBodyTakesNoMemory()
    {
        RequestParser parser(RequestParser::Limits{});
        parser.feed("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
        QVERIFY(parser.heldBytes() < 100'000);
    }
};

QTEST_APPLESS_MAIN(TestRequestParser)
#include "tst_request_parser.moc"
