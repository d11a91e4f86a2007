#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

namespace {

constexpr int units = 100;
constexpr qint64 promptMs = 1'000; // a good client's answer, whatever the others do; usually some milliseconds

} // namespace

/// A running engine and what comes over the network: whole, twice, in the wrong order, forged, too large, too slow.
class WebhookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answers_data();
    void answers();
    void booksOnce_data();
    void booksOnce();
    void keepsTheNewerRevision_data();
    void keepsTheNewerRevision();
    void booksNothingForged();
    void refusesAHundredMegabytes_data();
    void refusesAHundredMegabytes();
    void badClientsDelayNobody();
    void allChannelsAgreeAtTheEnd();
    void takesWebhooksWhenItSaysReady();
    void isToldToSendAgainWhileSecretsAreLocked();
    void saysThatSecretsAreNotHere();
    void takesNewSecrets();
    void leaksNothing();

private:
    /// The order as the shop's own API shows it: what the webhook carries.
    QByteArray wooOrder(const QString &number);
    HttpReply sendWoo(const QByteArray &body, const QByteArray &topic = "order.updated") { return send("POST", m_stage.webhooks(u"woo"_s), signedAsWooCommerce(body, topic, m_stage.secretOf(u"woo"_s, "webhook_secret")), body); }
    QJsonObject order(const QString &id) { return m_stage.run({u"order"_s, u"show"_s, id, u"--json"_s}).json().object(); }
    qint64 available(const QString &sku) { return m_stage.run({u"stock"_s, u"show"_s, sku, u"--json"_s}).json()[0][u"available"].toInteger(-1); }
    int entries() { return m_stage.run({u"audit"_s, u"verify"_s, u"--json"_s}).json()[u"entries"].toInt(); }

    Stage m_stage;
};

void WebhookTest::initTestCase()
{
    QVERIFY(m_stage.startEngine({u"--catch-up-every"_s, u"86400"_s})); // what comes, comes by webhook
    QVERIFY(m_stage.startSandbox(4, units, false));
    QCOMPARE(m_stage.connectAll(), QString());
    QCOMPARE(m_stage.settled(&Stage::disagreements, 15).join(u"; "_s), QString());
}

QByteArray WebhookTest::wooOrder(const QString &number)
{
    QUrl url = m_stage.urlOf(u"woo"_s);
    url.setPath(u"/wp-json/wc/v3/orders/"_s + number);
    const QByteArray key = m_stage.secretOf(u"woo"_s, "consumer_key") + ':' + m_stage.secretOf(u"woo"_s, "consumer_secret");
    return send("GET", url, {{"Authorization", "Basic " + key.toBase64()}}, {}).body;
}

void WebhookTest::answers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("channel");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray body = "{\"id\":1,\"status\":\"processing\"}";
    const QByteArray key = m_stage.secretOf(u"woo"_s, "webhook_secret"), shopify = m_stage.secretOf(u"shopify"_s, "webhook_secret");
    const auto row = [](const char *name, const QString &channel, const Headers &headers, const QByteArray &bytes, int status) {
        QTest::newRow(name) << QByteArray("POST") << channel << headers << bytes << status;
    };
    row("unsigned ping", u"woo"_s, {{"Content-Type", "application/x-www-form-urlencoded"}}, "webhook_id=17", 200);
    row("topic that says nothing of stock", u"woo"_s, signedAsWooCommerce(body, "customer.updated", key), body, 200);
    row("signature of another key", u"woo"_s, signedAsWooCommerce(body, "order.updated", "another"), body, 401);
    row("signature of another body", u"woo"_s, signedAsWooCommerce(body + ' ', "order.updated", key), body, 401);
    row("signature of another channel", u"shopify"_s, signedAsShopify(body, "orders/create", "e1", key), body, 401);
    row("no signature", u"woo"_s, {{"X-WC-Webhook-Topic", "order.updated"}}, body, 401);
    row("empty signature", u"woo"_s, {{"X-WC-Webhook-Topic", "order.updated"}, {"X-WC-Webhook-Signature", ""}}, body, 401);
    row("no signature, Shopify", u"shopify"_s, {{"X-Shopify-Topic", "orders/create"}}, body, 401);
    row("signed, Shopify, topic that says nothing of stock", u"shopify"_s, signedAsShopify(body, "themes/update", "e2", shopify), body, 200);
    row("ping to a channel that has none", u"shopify"_s, {}, "webhook_id=17", 401);
    row("unknown channel", u"etsy"_s, signedAsWooCommerce(body, "order.updated", key), body, 404);
    row("headers of 40 KB", u"woo"_s, {{"X-Padding", QByteArray(40'000, 'x')}}, body, 431);
    row("body of 5 MB", u"woo"_s, {}, QByteArray(5'000'000, 'x'), 413);
    QTest::newRow("GET") << QByteArray("GET") << u"woo"_s << Headers() << QByteArray() << 405;
}

void WebhookTest::answers()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, channel);
    QFETCH(Headers, headers);
    QFETCH(QByteArray, body);
    const int before = entries();
    const HttpReply reply = send(method, m_stage.webhooks(channel), headers, body);
    QTEST(reply.status, "status");
    QVERIFY2(reply.tookMs < promptMs, qPrintable(QString::number(reply.tookMs)));
    QCOMPARE(entries(), before);
}

void WebhookTest::booksOnce_data()
{
    QTest::addColumn<QByteArrayList>("topics");
    QTest::newRow("once") << QByteArrayList{"order.created"};
    QTest::newRow("twice") << QByteArrayList{"order.created", "order.created"};
    QTest::newRow("ten times") << QByteArrayList(10, "order.created");
    QTest::newRow("under two topics") << QByteArrayList{"order.created", "order.updated", "order.created"};
}

void WebhookTest::booksOnce()
{
    QFETCH(QByteArrayList, topics);
    const qint64 before = available(u"ITEM-001"_s);
    const QString number = m_stage.sell(u"woo"_s, u"ITEM-001"_s, 2);
    const QByteArray body = wooOrder(number);
    for (const QByteArray &topic : topics)
        QCOMPARE(sendWoo(body, topic).status, 200);
    QCOMPARE(order(u"woo/"_s + number)[u"units"].toInt(), 2);
    QCOMPARE(available(u"ITEM-001"_s), before - 2);
    QCOMPARE(m_stage.orderDifferences(), QStringList());
}

void WebhookTest::keepsTheNewerRevision_data()
{
    QTest::addColumn<QByteArray>("change"); ///< what the buyer does after the sale
    QTest::addColumn<bool>("olderComesLast");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("taken"); ///< units that are gone at the end
    QTest::newRow("cancelled, in order") << QByteArray("/cancel") << false << u"cancelled"_s << 0;
    QTest::newRow("cancelled, reordered") << QByteArray("/cancel") << true << u"cancelled"_s << 0;
    QTest::newRow("edited, in order") << QByteArray("/edit") << false << u"open"_s << 2;
    QTest::newRow("edited, reordered") << QByteArray("/edit") << true << u"open"_s << 2;
}

void WebhookTest::keepsTheNewerRevision()
{
    QFETCH(QByteArray, change);
    QFETCH(bool, olderComesLast);
    const qint64 before = available(u"ITEM-002"_s);
    const QString number = m_stage.sell(u"woo"_s, u"ITEM-002"_s, 3);
    // The shop's dates have whole seconds: the older revision is of some seconds ago.
    QJsonObject json = QJsonDocument::fromJson(wooOrder(number)).object();
    const QDateTime past = QDateTime::currentDateTimeUtc().addSecs(-20);
    for (const QString &field : {u"date_created"_s, u"date_created_gmt"_s, u"date_modified"_s, u"date_modified_gmt"_s})
        json[field] = past.toString(u"yyyy-MM-ddTHH:mm:ss"_s);
    QList<QByteArray> bodies{QJsonDocument(json).toJson(QJsonDocument::Compact)};
    int status = 0;
    m_stage.world(change, {{u"channel"_s, u"woo"_s}, {u"order"_s, number}}, &status);
    QCOMPARE(status, 200);
    bodies.insert(olderComesLast ? 0 : 1, wooOrder(number));
    for (const QByteArray &body : std::as_const(bodies))
        QCOMPARE(sendWoo(body).status, 200);
    QTEST(order(u"woo/"_s + number)[u"state"].toString(), "state");
    QFETCH(int, taken);
    QCOMPARE(available(u"ITEM-002"_s), before - taken);
    QCOMPARE(m_stage.orderDifferences(), QStringList());
}

void WebhookTest::booksNothingForged()
{
    const qint64 before = available(u"ITEM-001"_s);
    const QString number = m_stage.sell(u"woo"_s, u"ITEM-001"_s, 1);
    const QByteArray body = wooOrder(number);
    QCOMPARE(send("POST", m_stage.webhooks(u"woo"_s), signedAsWooCommerce(body, "order.created", "guessed"), body).status, 401);
    QCOMPARE(m_stage.run({u"order"_s, u"show"_s, u"woo/"_s + number}).code, 1);
    QCOMPARE(available(u"ITEM-001"_s), before);
    QCOMPARE(sendWoo(body).status, 200); // the same body with the right one is no replay
    QCOMPARE(available(u"ITEM-001"_s), before - 1);
}

void WebhookTest::refusesAHundredMegabytes_data()
{
    QTest::addColumn<QByteArray>("framing");
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("announced") << QByteArray("Content-Length: 104857600\r\n\r\n") << QByteArray(100'000, 'x');
    QTest::newRow("in chunks") << QByteArray("Transfer-Encoding: chunked\r\n\r\n") << "186a0\r\n" + QByteArray(100'000, 'x') + "\r\n";
}

void WebhookTest::refusesAHundredMegabytes()
{
    QFETCH(QByteArray, framing);
    QFETCH(QByteArray, piece);
    const HttpReply reply = sendRaw(m_stage.webhooks(u"woo"_s), "POST /webhooks/woo HTTP/1.1\r\nHost: a\r\n" + framing, piece, 104'857'600);
    QCOMPARE(reply.status, 413);
    QVERIFY(sendWoo("{}", "customer.updated").tookMs < promptMs);
}

/// Fifty who send half and fall silent, fifty who send a byte now and then: all are told 408 in the end; meanwhile orders come in as always.
void WebhookTest::badClientsDelayNobody()
{
    std::vector<std::unique_ptr<QTcpSocket>> bad;
    for (int i = 0; i < 100; ++i) {
        bad.push_back(std::make_unique<QTcpSocket>());
        bad.back()->connectToHost(m_stage.webhooks(u"woo"_s).host(), static_cast<quint16>(m_stage.webhooks(u"woo"_s).port()));
        bad.back()->write("POST /webhooks/woo HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n{\"id\":");
    }
    QTimer drip;
    connect(&drip, &QTimer::timeout, &drip, [&] {
        for (size_t i = 0; i < bad.size(); i += 2)
            bad[i]->write(" ");
    });
    drip.start(100);
    const auto told = [&] { return std::count_if(bad.begin(), bad.end(), [](const auto &socket) { return socket->peek(64).startsWith("HTTP/1.1 408"); }); };
    QElapsedTimer timer;
    timer.start();
    QList<qint64> took;
    int sold = 0;
    while (told() < 100 && timer.elapsed() < 14'000) {
        const QByteArray body = wooOrder(m_stage.sell(u"woo"_s, u"ITEM-003"_s, 1));
        const HttpReply reply = sendWoo(body);
        QCOMPARE(reply.status, 200);
        took.append(reply.tookMs);
        sold = qMin(sold + 1, units);
        if (sold == units / 2)
            break;
        QTest::qWait(120); // the bad ones' turn
    }
    while (told() < 100 && timer.elapsed() < 14'000) {
        took.append(sendWoo("{}", "customer.updated").tookMs);
        QTest::qWait(120);
    }
    QCOMPARE(told(), 100);
    QVERIFY2(timer.elapsed() > 8'000, "told before they had their ten seconds");
    QVERIFY2(*std::max_element(took.begin(), took.end()) < promptMs, qPrintable(QString::number(*std::max_element(took.begin(), took.end()))));
    QCOMPARE(available(u"ITEM-003"_s), units - sold);
}

void WebhookTest::allChannelsAgreeAtTheEnd()
{
    QCOMPARE(m_stage.settled(&Stage::disagreements, 15).join(u"; "_s), QString());
    QCOMPARE(m_stage.orderDifferences(), QStringList());
    QCOMPARE(m_stage.run({u"audit"_s, u"verify"_s}).code, 0);
    QCOMPARE(m_stage.stopEngine(), 0);
}

/// WooCommerce sends nothing twice: who reads the line may send at once.
void WebhookTest::takesWebhooksWhenItSaysReady()
{
    QVERIFY(m_stage.startEngine({u"--catch-up-every"_s, u"86400"_s}));
    QCOMPARE(sendWoo("{}", "customer.updated").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(send("POST", m_stage.webhooks(u"etsy"_s), {}, "{}").status, 404, 15'000); // once all names are known
    QCOMPARE(m_stage.stopEngine(), 0);
}

void WebhookTest::isToldToSendAgainWhileSecretsAreLocked()
{
    QVERIFY(m_stage.startEngine({u"--catch-up-every"_s, u"86400"_s, u"--passphrase-file"_s, m_stage.write(u"another-passphrase"_s, "quite another one\n")}));
    QTRY_COMPARE_WITH_TIMEOUT(send("POST", m_stage.webhooks(u"etsy"_s), {}, "{}").status, 404, 15'000); // all names are known now
    QCOMPARE(sendWoo("{}", "customer.updated").status, 503);
    const auto words = [this] {
        for (const QJsonValue &channel : m_stage.run({u"channel"_s, u"list"_s, u"--json"_s}).json().array())
            if (channel[u"name"] == u"woo"_s)
                return channel[u"lane"][u"last_error"].toString();
        return QString();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(words().startsWith(u"its secrets cannot be opened"_s), qPrintable(words()), 5'000);
    QCOMPARE(m_stage.stopEngine(), 0);
}

/// A second console on the same store has the channels, and none of their secrets.
void WebhookTest::saysThatSecretsAreNotHere()
{
    QVERIFY(QFile::rename(m_stage.folder() + u"/vault"_s, m_stage.folder() + u"/vault.away"_s));
    const Outcome tested = m_stage.run({u"channel"_s, u"test"_s, u"woo"_s});
    QCOMPARE(tested.code, 1);
    QVERIFY2(tested.err.contains("its secrets are not here") && tested.err.contains("channel secrets woo"), tested.err);
    const Outcome doctor = m_stage.run({u"doctor"_s});
    QVERIFY2(doctor.out.contains("its secrets are not here"), doctor.out);
    QVERIFY(m_stage.startEngine({u"--catch-up-every"_s, u"86400"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(send("POST", m_stage.webhooks(u"etsy"_s), {}, "{}").status, 404, 15'000); // all names are known now
    QCOMPARE(sendWoo("{}", "customer.updated").status, 503);
}

void WebhookTest::takesNewSecrets()
{
    const auto give = [this](const QList<QByteArray> &pairs) {
        QStringList words{u"channel"_s, u"secrets"_s, u"woo"_s};
        for (const QByteArray &pair : pairs) {
            const QString key = QString::fromLatin1(pair.first(pair.indexOf('=')));
            words += {u"--secret"_s, u"%1=@%2"_s.arg(key, m_stage.write(u"new-"_s + key, pair.sliced(key.size() + 1)))};
        }
        const Outcome outcome = m_stage.run(words);
        for (const QByteArray &pair : pairs)
            QFile::remove(m_stage.file(u"new-"_s + QString::fromLatin1(pair.first(pair.indexOf('=')))));
        return outcome;
    };
    const QByteArray key = "consumer_key=" + m_stage.secretOf(u"woo"_s, "consumer_key"), secret = "consumer_secret=" + m_stage.secretOf(u"woo"_s, "consumer_secret");
    const Outcome unknown = give({key, secret, "token=abcdefgh"});
    QCOMPARE(unknown.code, 2);
    QVERIFY2(unknown.err.contains("token") && unknown.err.contains("webhook_secret"), unknown.err);
    const Outcome missing = give({key});
    QCOMPARE(missing.code, 2);
    QVERIFY2(missing.err.contains("consumer_secret"), missing.err);
    QCOMPARE(give({key, "consumer_secret=cs_guessed_guessed"}).code, 1); // the channel does not accept it
    QCOMPARE(sendWoo("{}", "customer.updated").status, 503); // and nothing of it is kept
    const Outcome given = give({key, secret, "webhook_secret=" + m_stage.secretOf(u"woo"_s, "webhook_secret")});
    QVERIFY2(given.code == 0, given.both());
    QCOMPARE(sendWoo("{}", "customer.updated").status, 200);
    QCOMPARE(m_stage.run({u"channel"_s, u"test"_s, u"woo"_s}).code, 0);
    QCOMPARE(m_stage.stopEngine(), 0);
}

void WebhookTest::leaksNothing()
{
    QCOMPARE(m_stage.leaks(), QStringList());
}

std::unique_ptr<QObject> makeWebhookTest()
{
    return std::make_unique<WebhookTest>();
}

#include "webhook_test.moc"
