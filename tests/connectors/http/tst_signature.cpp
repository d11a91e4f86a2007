#include "core/connectors/http/signature.h"

#include <QTest>

using namespace crossdock;

class TestSignature : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hmac_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("hex512");
        // RFC 4231, test cases 1, 2 and 6
        QTest::newRow("20-byte key") << QByteArray(20, '\x0b') << QByteArray("Hi There")
                                     << QByteArray("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
                                   << QByteArray("87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
                                                 "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854");
        QTest::newRow("short key") << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
                                   << QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
                                   << QByteArray("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                                                 "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
        QTest::newRow("key longer than a block")
            << QByteArray(131, '\xaa') << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
            << QByteArray("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
                                   << QByteArray("80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
                                                 "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598");
        QTest::newRow("nothing at all") << QByteArray() << QByteArray()
                                        << QByteArray(
                                               "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
                                   << QByteArray("b936cee86c9f87aa5d3c6f2e84cb5a4239a5fe50480a6ec66b70ab5b1f4ac673"
                                                 "0c6c515421b327ec1d69402e53dfb49ad7381eb067b338fd7b0cb22247225d47");
    }
    void hmac()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, message);
        QTEST(http::hmacSha256(key, message).toHex(), "hex");
        QTEST(http::hmacSha512(key, message).toHex(), "hex512");
    }

    void equality_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<bool>("isEqual");
        QTest::newRow("same") << QByteArray("abc") << QByteArray("abc") << true;
        QTest::newRow("empty") << QByteArray() << QByteArray("") << true;
        QTest::newRow("last byte") << QByteArray("abc") << QByteArray("abd") << false;
        QTest::newRow("first byte") << QByteArray("abc") << QByteArray("bbc") << false;
        QTest::newRow("prefix") << QByteArray("abc") << QByteArray("ab") << false;
        QTest::newRow("empty against text") << QByteArray() << QByteArray("a") << false;
        QTest::newRow("zero byte") << QByteArray("a\0b", 3) << QByteArray("a\0c", 3) << false;
    }
    void equality()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QTEST(http::constantTimeEquals(a, b), "isEqual");
    }
};

QTEST_APPLESS_MAIN(TestSignature)
#include "tst_signature.moc"
