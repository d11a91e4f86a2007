#include "core/inventory/environment.h"
#include "tests/connectors/amazon/scripted_exchange.h"

#include <QDir>

using namespace crossdock;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

/// The fuzz target on recorded replies, spoiled at random but the same way on every machine.
class TestAmazonGarbage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void spoiled_data()
    {
        QTest::addColumn<QByteArray>("seed");
        const auto names = QDir(QStringLiteral(CROSSDOCK_SOURCE_DIR "/tests/data/amazon")).entryList({QStringLiteral("*.json")});
        QVERIFY(names.size() >= 5);
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << recorded(name.toLatin1().constData());
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("deep") << QByteArray(100'000, '[');
        QTest::newRow("deep objects") << QByteArray("{\"detail\":").repeated(5'000);
        QTest::newRow("cursor") << QByteArray("1|2026-11-20T08:00:00.000Z|2026-11-20T08:00:00.000Z||token|x");
    }
    void spoiled()
    {
        QFETCH(QByteArray, seed);
        SeededRandom random(20261125);
        feed(seed);
        for (int round = 0; round < 150; ++round) {
            QByteArray bytes = seed.left(4'000);
            for (quint64 change = 0; change <= random.below(4); ++change)
                spoil(bytes, random);
            feed(bytes);
        }
    }

private:
    static void feed(const QByteArray &bytes)
    {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size()));
    }

    static void spoil(QByteArray &bytes, SeededRandom &random)
    {
        static const QByteArrayList odd = {"null", "-1", "1e400", "9223372036854775807", "\"\"", "[]", "{}", "true", "0.5", "\\u0000", "\xff\xfe"};
        const auto at = static_cast<qsizetype>(random.below(static_cast<quint64>(bytes.size()) + 1));
        switch (random.below(5)) {
        case 0:
            bytes.truncate(at);
            break;
        case 1:
            bytes.insert(at, static_cast<char>(random.below(256)));
            break;
        case 2:
            bytes.remove(at, static_cast<qsizetype>(random.below(20)));
            break;
        case 3: // a value becomes another kind of value
            if (const qsizetype colon = bytes.indexOf(':', at); colon >= 0) {
                const qsizetype end = bytes.indexOf(',', colon);
                bytes.replace(colon + 1, end < 0 ? 1 : end - colon - 1, odd.at(static_cast<qsizetype>(random.below(static_cast<quint64>(odd.size())))));
            }
            break;
        default:
            if (at < bytes.size())
                bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1u << random.below(8)));
        }
    }
};

QTEST_GUILESS_MAIN(TestAmazonGarbage)
#include "tst_amazon_garbage.moc"
