#include "tests/fuzz/wire_mutations.h"

#include <QFile>
#include <QTest>

using namespace crossdock;

class TestShopifyWireMutations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survives_data()
    {
        QTest::addColumn<int>("choice");
        QTest::addColumn<QString>("file");
        const char *answers[] = {"orders_page.json", "lines_page.json", "catalogue_page.json", "set_applied.json",
                                 "set_stale.json",   "throttled.json",  "shop.json",           "subscriptions.json"};
        for (const char *answer : answers)
            QTest::newRow(answer) << 200 << QString::fromLatin1(answer);
        for (int topic = 0; topic < 5; ++topic)
            QTest::addRow("webhook as topic %d", topic) << topic << QStringLiteral("order_webhook.json");
    }
    void survives()
    {
        QFETCH(int, choice);
        QFETCH(QString, file);
        QFile body(QStringLiteral(CROSSDOCK_SOURCE_DIR "/tests/data/shopify/") + file);
        QVERIFY(body.open(QIODevice::ReadOnly));
        runMutations(static_cast<quint8>(choice), body.readAll(), 20'000); // some seconds in all
    }
};

QTEST_GUILESS_MAIN(TestShopifyWireMutations)
#include "tst_shopify_wire_mutations.moc"
