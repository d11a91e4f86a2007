#include "core/connectors/channels/amazon/sigv4.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::amazon;

namespace {

const char *const stsToken = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfI"
                             "eoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0"
                             "wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDry"
                             "pNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

} // namespace

/// The vectors of AWS's published Signature Version 4 test suite.
class TestSigV4 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void vectors_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QList<QByteArray>>("headers"); // name, value, name, value …
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("signedHeaders");
        QTest::addColumn<QByteArray>("signature");
        const auto row = [](const char *name, const char *method, const char *target, QList<QByteArray> headers,
                            const char *body, const char *token, const char *signedHeaders, const char *signature) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(target) << headers << QByteArray(body)
                                << QByteArray(token) << QByteArray(signedHeaders) << QByteArray(signature);
        };
        row("get-vanilla", "GET", "/", {}, "", "", "host;x-amz-date",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        row("post-vanilla", "POST", "/", {}, "", "", "host;x-amz-date",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
        row("get-vanilla-query-order-key-case", "GET", "/?Param2=value2&Param1=value1", {}, "", "", "host;x-amz-date",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
        row("get-vanilla-utf8-query", "GET", "/?%E1%88%B4=bar", {}, "", "", "host;x-amz-date",
            "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04");
        row("get-header-value-trim", "GET", "/", {"My-Header1", " value1", "My-Header2", " \"a   b   c\""}, "", "",
            "host;my-header1;my-header2;x-amz-date", "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
        row("get-header-value-order", "GET", "/",
            {"My-Header1", "value4", "My-Header1", "value1", "My-Header1", "value3", "My-Header1", "value2"}, "", "",
            "host;my-header1;x-amz-date", "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01");
        row("get-header-key-duplicate", "GET", "/",
            {"My-Header1", "value2", "My-Header1", "value2", "My-Header1", "value1"}, "", "",
            "host;my-header1;x-amz-date", "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea");
        row("post-header-key-sort", "POST", "/", {"My-Header1", "value1"}, "", "", "host;my-header1;x-amz-date",
            "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c");
        row("post-x-www-form-urlencoded", "POST", "/", {"Content-Type", "application/x-www-form-urlencoded"},
            "Param1=value1", "", "content-type;host;x-amz-date",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
        row("post-sts-header-before", "POST", "/", {}, "", stsToken, "host;x-amz-date;x-amz-security-token",
            "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
    }
    void vectors()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QList<QByteArray>, headers);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, token);
        http::Request request{method, "https://example.amazonaws.com" + target, {}, body};
        for (qsizetype i = 0; i < headers.size(); i += 2)
            request.headers.append({headers.at(i), headers.at(i + 1)});
        const AwsKeys keys{"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token};
        const auto done = signedRequest(request, keys, {"us-east-1", "service"}, *parseTime(u"2015-08-30T12:36:00Z"));
        QFETCH(QByteArray, signedHeaders);
        QFETCH(QByteArray, signature);
        QCOMPARE(http::header(done.headers, "X-Amz-Date"), QByteArray("20150830T123600Z"));
        QCOMPARE(http::header(done.headers, "Authorization"),
                 "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
                     + signedHeaders + ", Signature=" + signature);
    }

    void canonicalText_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("port that is not the usual one")
            << QByteArray("http://127.0.0.1:4607/") << QByteArray("POST\n/\n\nhost:127.0.0.1:4607\n\nhost\n");
        QTest::newRow("usual port") << QByteArray("https://sqs.eu-west-1.amazonaws.com:443/")
                                    << QByteArray("POST\n/\n\nhost:sqs.eu-west-1.amazonaws.com\n\nhost\n");
        QTest::newRow("path once more encoded")
            << QByteArray("https://h.example/a%20b/c") << QByteArray("POST\n/a%2520b/c\n\nhost:h.example\n\nhost\n");
        QTest::newRow("no path, query without values")
            << QByteArray("https://h.example?b&a=") << QByteArray("POST\n/\na=&b=\nhost:h.example\n\nhost\n");
    }
    void canonicalText()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, start);
        const QByteArray emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        QCOMPARE(canonicalRequest({"POST", url, {}, {}}), start + emptyHash);
    }
};

QTEST_GUILESS_MAIN(TestSigV4)
#include "tst_sigv4.moc"
