#include "tests/fuzz/wire_mutations.h"

#include <QFile>
#include <QTest>

using namespace crossdock;

class TestWooCommerceWireMutations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survives_data()
    {
        QTest::addColumn<int>("choice");
        QTest::addColumn<QString>("file");
        const char *answers[]
            = {"order.json", "refunds.json", "batch_mixed.json", "products.json", "variations.json", "webhooks.json"};
        for (const char *answer : answers)
            QTest::newRow(answer) << 200 << QString::fromLatin1(answer);
        for (int topic = 0; topic < 4; ++topic)
            QTest::addRow("webhook as topic %d", topic) << topic << QStringLiteral("order.json");
    }
    void survives()
    {
        QFETCH(int, choice);
        QFETCH(QString, file);
        QFile body(QStringLiteral(CROSSDOCK_SOURCE_DIR "/tests/data/woocommerce/") + file);
        QVERIFY(body.open(QIODevice::ReadOnly));
        runMutations(static_cast<quint8>(choice), body.readAll(), 20'000); // some seconds in all
    }
};

QTEST_GUILESS_MAIN(TestWooCommerceWireMutations)
#include "tst_woocommerce_wire_mutations.moc"
