#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

namespace {

constexpr int patienceMs = 30'000;

} // namespace

/// Whatever is done with an operation key is done once: the same words get the first answer again, other words are refused.
class KeysTest : public QObject
{
    Q_OBJECT

private:
    Stage m_stage;
    bool m_isAsked = false;
    QString m_sent, m_open; ///< orders: one has left and its buyer asks for a return, one is to be sent

    QString sell(const QString &sku, int quantity) { return m_stage.sell(u"shopify"_s, sku, quantity); }
    bool isReturnWaiting()
    {
        const QJsonArray returns = m_stage.run({u"return"_s, u"list"_s, u"--json"_s}).json().array();
        return std::any_of(returns.begin(), returns.end(), [](const QJsonValue &one) { return one[u"state"].toString() == u"requested"; });
    }
    bool asksForAReturn(const QString &number) ///< once: whoever waits for it asks again after the first success
    {
        if (m_isAsked)
            return true;
        int status = 0;
        m_stage.world("/return", {{u"channel"_s, u"shopify"_s}, {u"order"_s, number}, {u"reason"_s, u"UNWANTED"_s}}, &status);
        m_isAsked = status == 200;
        return m_isAsked;
    }
    Outcome run(const QString &line) { return m_stage.run(QString(line).replace(u"SENT"_s, m_sent).replace(u"OPEN"_s, m_open).split(u' ') + QStringList{u"--key"_s, u"the-key-"_s + QString::fromLatin1(QTest::currentDataTag()), u"--json"_s}); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_stage.startSandbox(2, 20, false));
        QCOMPARE(m_stage.connectAll(), QString());
        QVERIFY(m_stage.startEngine());
        const QString sent = sell(u"ITEM-001"_s, 2), open = sell(u"ITEM-002"_s, 1);
        m_sent = u"shopify/"_s + sent.section(u'/', -1);
        m_open = u"shopify/"_s + open.section(u'/', -1);
        const QStringList catchUp{u"channel"_s, u"catch-up"_s, u"shopify"_s};
        QCOMPARE(m_stage.run(catchUp).code, 0);
        QCOMPARE(m_stage.run({u"order"_s, u"ship"_s, m_sent, u"--carrier"_s, u"UPS"_s, u"--tracking"_s, u"1Z999AA10123456784"_s}).code, 0);
        QTRY_VERIFY_WITH_TIMEOUT(asksForAReturn(sent), patienceMs); // once its channel knows that it left
        QTRY_VERIFY_WITH_TIMEOUT(m_stage.run(catchUp).code == 0 && isReturnWaiting(), patienceMs);
        QCOMPARE(m_stage.run({u"rules"_s, u"add"_s, u"When the stock of any product falls below 2, notify me"_s, u"--name"_s, u"Low"_s}).code, 0);
    }

    void answersTheSameAgain_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("other"); // than what was done with the key
        const auto row = [](const char *name, const char *line, const char *other) { QTest::newRow(name) << QString::fromLatin1(line) << QString::fromLatin1(other); };
        row("purchase-create", "purchase create Acme --line ITEM-001=5 --node main", "purchase create Acme --line ITEM-001=6 --node main");
        row("purchase-change", "purchase change PO-1 --line ITEM-001=7 --if-version 1", "purchase change PO-1 --line ITEM-001=8 --if-version 1");
        row("purchase-cancel", "purchase cancel PO-1", "purchase cancel PO-1 --if-version 2");
        row("purchase-lead-time", "purchase lead-time Acme 14", "purchase lead-time Acme 15");
        row("customer-tag", "customer tag OPEN vip", "customer tag OPEN late");
        row("customer-untag", "customer untag OPEN vip", "customer untag OPEN late");
        row("order-option", "order option OPEN --add insurance", "order option OPEN --remove insurance");
        row("order-hold", "order hold OPEN", "order hold SENT");
        row("order-release", "order release OPEN", "order release SENT");
        row("return-approve", "return approve SENT", "return decline SENT");
        row("node-add", "node add warehouse spare --city Reno", "node add warehouse spare --city Elko");
        row("node-close", "node close spare", "node open spare");
        row("node-open", "node open spare", "node close spare");
        row("node-remove", "node remove spare", "node remove main");
        row("rules-shadow", "rules shadow Low", "rules disarm Low");
        row("rules-remove", "rules remove Low", "rules shadow Low");
        row("contact-add", "contact add ops --email ops@example.com", "contact add ops --email other@example.com");
        row("push-set", "push set http://127.0.0.1:9", "push set http://127.0.0.1:10");
        row("push-off", "push off", "push set http://127.0.0.1:9");
    }
    void answersTheSameAgain()
    {
        QFETCH(QString, line);
        QFETCH(QString, other);
        const Outcome first = run(line);
        QVERIFY2(first.code == 0, first.both());
        QTRY_VERIFY_WITH_TIMEOUT(!line.startsWith(u"return"_s) || !isReturnWaiting(), patienceMs); // its channel did as it was told
        const Outcome again = run(line);
        QVERIFY2(again.code == 0, again.both());
        QCOMPARE(again.out, first.out);
        const Outcome refused = run(other);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("used before with other contents"), refused.both());
    }

    /// What the same key did is not done over what came after it.
    void changesNothingOfWhatCameLater()
    {
        const QStringList first{u"push"_s, u"set"_s, u"http://127.0.0.1:9"_s, u"--key"_s, u"early"_s, u"--json"_s};
        const Outcome set = m_stage.run(first);
        QCOMPARE(set.code, 0);
        QCOMPARE(m_stage.run({u"push"_s, u"set"_s, u"http://127.0.0.1:10"_s}).code, 0);
        QCOMPARE(m_stage.run(first).out, set.out);
        QCOMPARE(m_stage.run({u"push"_s, u"show"_s, u"--json"_s}).json()[u"address"].toString(), u"http://127.0.0.1:10"_s);
    }
};

std::unique_ptr<QObject> makeKeysTest()
{
    return std::make_unique<KeysTest>();
}

#include "keys_test.moc"
