#include "core/inventory/environment.h"

#include <QTest>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

using namespace crossdock;

namespace
{

void run(const QByteArray &stream)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(stream.constData()), static_cast<size_t>(stream.size()));
}

/// One to four small damages: a byte changed, a span removed, doubled, or replaced by a telling word.
QByteArray damage(QByteArray stream, Random &random)
{
    static const QList<QByteArray> words{
        "\r\n", "\n", "\r", "0\r\n\r\n", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "ffffffff", "-1",
        ";",    ":",  " ",  "HTTP/1.1",  QByteArray(1, '\0'),     "Expect: 100-continue\r\n"};
    for (quint64 left = 1 + random.below(4); left > 0 && !stream.isEmpty(); --left) {
        const auto at = static_cast<qsizetype>(random.below(static_cast<quint64>(stream.size())));
        const auto length = static_cast<qsizetype>(random.below(24));
        switch (random.below(4)) {
        case 0:
            stream[at] = static_cast<char>(random.below(256));
            break;
        case 1:
            stream.remove(at, length);
            break;
        case 2:
            stream.insert(at, stream.mid(at, length));
            break;
        default:
            stream.insert(at, words.at(static_cast<qsizetype>(random.below(static_cast<quint64>(words.size())))));
        }
    }
    return stream;
}

} // namespace

class TestRequestParserMutations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survives_data()
    {
        QTest::addColumn<QByteArray>("seedStream");
        QTest::newRow("length") << QByteArray("POST /webhooks/shop HTTP/1.1\r\nHost: a\r\nContent-Length: "
                                              "5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("chunked") << QByteArray("POST /webhooks/shop HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                                               "chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nT: v\r\n\r\n");
        QTest::newRow("expect") << QByteArray("PUT http://a/b HTTP/1.1\r\nHost: a\r\nExpect: "
                                              "100-continue\r\nConnection: close, x\r\nContent-Length: 2\r\n\r\nab");
    }
    void survives()
    {
        QFETCH(QByteArray, seedStream);
        for (quint64 seed = 0; seed < 20'000; ++seed) {
            SeededRandom random(seed);
            run(damage(seedStream, random));
        }
    }
};

QTEST_APPLESS_MAIN(TestRequestParserMutations)
#include "tst_request_parser_mutations.moc"
