#include "tests/app/sandbox_services.h"
#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QElapsedTimer>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

namespace {

constexpr int patienceMs = 30'000;

} // namespace

/// Nodes of others from the command line: added with their secrets, tested, read, heard.
class NodesTest : public QObject
{
    Q_OBJECT

private:
    Stage m_stage;
    SandboxServices m_services{{u"--skus"_s, u"12"_s, u"--seed"_s, u"7"_s}};

    QStringList addWords(const QString &name, const QStringList &more = {}) const { return m_stage.addWords(u"node add"_s, m_services.node(name)) + more; }
    QJsonValue listed(const QString &name)
    {
        for (const QJsonValue node : m_stage.run({u"node"_s, u"list"_s, u"--json"_s}).json().array())
            if (node[u"name"].toString() == name)
                return node;
        return QJsonValue::Undefined;
    }

private Q_SLOTS:
    void addsTestsAndReads_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("mcf") << u"Signed in to Amazon Multi-Channel Fulfilment (ATVPDKIKX0DER); the first page of its stock holds"_s;
        QTest::newRow("bob") << u"Signed in to ShipBob as channel “Console”."_s;
        QTest::newRow("monk") << u"Signed in to ShipMonk; its warehouses here: FL1, NV2."_s;
        QTest::newRow("hero") << u"Signed in to ShipHero; its warehouses here: Primary, West."_s;
    }
    void addsTestsAndReads()
    {
        QFETCH(QString, words);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        QCOMPARE(m_services.nodes().size(), 4);
        const Outcome added = m_stage.run(addWords(name));
        QVERIFY2(added.code == 0, added.err);
        QVERIFY(listed(name)[u"feed"].isUndefined());
        const Outcome tested = m_stage.run({u"node"_s, u"test"_s, name});
        QVERIFY2(tested.code == 0, tested.err);
        QVERIFY2(QString::fromUtf8(tested.out).startsWith(words), tested.out);
        QCOMPARE(m_services.shelf({{u"service"_s, name}, {u"sku"_s, u"MUG"_s}, {u"on_hand"_s, 9}, {u"damaged"_s, 2}}), 200);
        const Outcome read = m_stage.run({u"node"_s, u"read"_s, name, u"--json"_s});
        QVERIFY2(read.code == 0, read.err);
        QVERIFY(read.json()[u"skus"].toInt() > 1);
        const QJsonValue feed = listed(name)[u"feed"];
        QCOMPARE(feed[u"trust"].toString(), u"fresh"_s);
        QCOMPARE(feed[u"skus"].toInt(), read.json()[u"skus"].toInt());
        QVERIFY(feed[u"age_ms"].toInteger(-1) >= 0);
        int sellable = 0;
        for (const QJsonValue level : m_stage.run({u"node"_s, u"stock"_s, name, u"--json"_s}).json().array())
            sellable += level[u"sku"].toString() == u"MUG" ? level[u"sellable"].toInt() : 0;
        QCOMPARE(sellable, 9);
        const QJsonObject secrets = m_services.node(name)[u"secrets"].toObject();
        for (const QJsonValue secret : secrets)
            QVERIFY(!m_stage.transcript().contains(secret.toString().toUtf8()));
    }

    void saysWhatIsMissing()
    {
        QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"pigeon-loft"_s, u"loft"_s}).code, 1);
        const Outcome bare = m_stage.run({u"node"_s, u"add"_s, u"shipbob"_s, u"bare"_s, u"--account"_s, u"channel_id=7"_s});
        QCOMPARE(bare.code, 1);
        QVERIFY2(bare.err.contains("token"), bare.err);
        QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"shipbob"_s, u"bare"_s, u"--url"_s, u"http://shipbob.example"_s, u"--account"_s, u"channel_id=7"_s, u"--secret"_s, u"token=-"_s}, "x\n").code, 1);
        QVERIFY(listed(u"bare"_s).isUndefined());
        QCOMPARE(m_stage.run({u"node"_s, u"test"_s, u"nobody"_s}).code, 1);
        QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"warehouse"_s, u"mine"_s}).code, 0);
        QCOMPARE(m_stage.run({u"node"_s, u"test"_s, u"mine"_s}).code, 1); // there is nobody to ask
    }

    /// Another address needs the secrets anew; the known one does not.
    void keepsSecretsForTheirAddress()
    {
        QCOMPARE(m_stage.run(addWords(u"bob"_s)).code, 0);
        QCOMPARE(m_stage.run({u"node"_s, u"add"_s, u"shipbob"_s, u"bob"_s, u"--city"_s, u"Reno"_s}).code, 0);
        const Outcome moved = m_stage.run({u"node"_s, u"add"_s, u"shipbob"_s, u"bob"_s, u"--url"_s, u"http://127.0.0.1:9"_s});
        QCOMPARE(moved.code, 1);
        QVERIFY2(moved.err.contains("--secret token=@FILE"), moved.err);
        QCOMPARE(m_stage.run({u"node"_s, u"test"_s, u"bob"_s}).code, 0); // as it was
    }

    /// The ledger follows a node that is told to be followed; its messages are taken only with a good signature.
    void followsAndListens()
    {
        QCOMPARE(m_stage.run({u"import"_s, u"skus"_s, m_stage.write(u"skus.csv"_s, "sku,name\nMUG,Red mug\n")}).code, 0);
        QCOMPARE(m_services.shelf({{u"service"_s, u"bob"_s}, {u"sku"_s, u"MUG"_s}, {u"on_hand"_s, 9}}), 200);
        QVERIFY2(m_stage.run(addWords(u"bob"_s, {u"--account"_s, u"stock=follow"_s, u"--account"_s, u"guard=2"_s})).code == 0, "");
        QVERIFY(m_stage.startEngine());
        const auto onHand = [&] {
            for (const QJsonValue node : m_stage.run({u"stock"_s, u"show"_s, u"MUG"_s, u"--json"_s}).json()[0][u"nodes"].toArray())
                if (node[u"node"].toString() == u"bob")
                    return node[u"on_hand"].toInt();
            return -1;
        };
        QTRY_COMPARE_WITH_TIMEOUT(onHand(), 7, patienceMs); // by itself, once the engine runs
        const QByteArray secret = QByteArray::fromBase64(m_services.node(u"bob"_s)[u"secrets"][u"webhook_secret"].toString().toLatin1().mid(6));
        const QByteArray body = "{\"order_id\":1,\"reference_id\":\"x\"}", seconds = QByteArray::number(QDateTime::currentSecsSinceEpoch());
        const QByteArray mac = QMessageAuthenticationCode::hash("m1." + seconds + '.' + body, secret, QCryptographicHash::Sha256).toBase64();
        const Headers signedBy{{"webhook-id", "m1"}, {"webhook-timestamp", seconds}, {"webhook-signature", "v1," + mac}, {"x-webhook-topic", "order.shipped"}};
        Headers forged = signedBy;
        forged[2].second = "v1," + QByteArray(32, 'x').toBase64();
        QCOMPARE(send("POST", m_stage.webhooks(u"bob"_s), forged, body).status, 401);
        QCOMPARE(send("POST", m_stage.webhooks(u"bob"_s), {}, body).status, 401);
        QCOMPARE(send("POST", m_stage.webhooks(u"nobody"_s), signedBy, body).status, 404);
        QCOMPARE(m_services.shelf({{u"service"_s, u"bob"_s}, {u"sku"_s, u"MUG"_s}, {u"on_hand"_s, 5}}), 200);
        QCOMPARE(send("POST", m_stage.webhooks(u"bob"_s), signedBy, body).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(onHand(), 3, patienceMs); // what moved there is read soon
        QCOMPARE(m_stage.stopEngine(), 0);
    }

    /// An order that only the node can send: decided, handed over, packed there, shipped here, by programs that know nothing of each other.
    void handsOverAndShips()
    {
        Stage shop;
        QVERIFY(shop.startSandbox(1, 20, false));
        QCOMPARE(shop.connectAll(), QString());
        QCOMPARE(m_services.shelf({{u"service"_s, u"bob"_s}, {u"sku"_s, u"ITEM-001"_s}, {u"on_hand"_s, 20}}), 200);
        QCOMPARE(shop.run(addWords(u"bob"_s)).code, 0);
        QCOMPARE(shop.run({u"stock"_s, u"transfer"_s, u"ITEM-001"_s, u"--from"_s, u"main"_s, u"--to"_s, u"bob"_s, u"--quantity"_s, u"20"_s}).code, 0);
        QVERIFY(shop.startEngine());
        const QString number = shop.sell(u"shopify"_s, u"ITEM-001"_s, 1);
        QVERIFY(!number.isEmpty());
        QCOMPARE(shop.run({u"channel"_s, u"catch-up"_s, u"shopify"_s}).code, 0);
        const QString order = shop.run({u"order"_s, u"list"_s, u"--json"_s}).json()[0][u"id"].toString();
        const auto detail = [&] { return shop.run({u"order"_s, u"show"_s, order, u"--json"_s}).json(); };
        const auto parcel = [&] { return detail()[u"parcels"][0]; };
        QTRY_COMPARE_WITH_TIMEOUT(parcel()[u"state"].toString(), u"at the node"_s, patienceMs);
        const QString key = parcel()[u"node_key"].toString();
        int messages = 0;
        const auto stateAfterHint = [&] { // the node says that something happened; what, is asked
            const QByteArray secret = QByteArray::fromBase64(m_services.node(u"bob"_s)[u"secrets"][u"webhook_secret"].toString().toLatin1().mid(6));
            const QByteArray id = "h" + QByteArray::number(++messages), seconds = QByteArray::number(QDateTime::currentSecsSinceEpoch());
            const QByteArray body = QJsonDocument(QJsonObject{{u"order_id"_s, 1}, {u"reference_id"_s, key}}).toJson(QJsonDocument::Compact);
            const QByteArray mac = QMessageAuthenticationCode::hash(id + '.' + seconds + '.' + body, secret, QCryptographicHash::Sha256).toBase64();
            send("POST", shop.webhooks(u"bob"_s), {{"webhook-id", id}, {"webhook-timestamp", seconds}, {"webhook-signature", "v1," + mac}, {"x-webhook-topic", "order.shipped"}}, body);
            QTest::qWait(2'000);
            return parcel()[u"state"].toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(stateAfterHint(), u"sent"_s, patienceMs);
        QCOMPARE(detail()[u"state"].toString(), u"shipped"_s);
        QVERIFY(!parcel()[u"tracking"].toString().isEmpty());
        QCOMPARE(shop.stopEngine(), 0);
        QCOMPARE(shop.leaks(), QStringList());
    }
};

std::unique_ptr<QObject> makeNodesTest()
{
    return std::make_unique<NodesTest>();
}

#include "nodes_test.moc"
