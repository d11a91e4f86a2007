#include "core/connectors/channels/shopify/shopify_channel.h"

#include "core/connectors/channels/shopify/shopify_after_sale.h"
#include "core/connectors/channels/shopify/shopify_instructions.h"
#include "core/connectors/http/curl_exchange.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::channels;
using namespace crossdock::shopify;

namespace
{

QString scriptPath()
{
    const QString shared = qEnvironmentVariable("CROSSDOCK_SHARED", QStringLiteral(CROSSDOCK_SOURCE_DIR "/../shared"));
    return QDir::cleanPath(shared + u"/specs/serve-mocks.sh"_s);
}

/// The first of `count` ports in a row that nobody listens on.
quint16 freePorts(int count)
{
    for (quint16 base = 24600; base < 32000; base = static_cast<quint16>(base + 100)) {
        int free = 0;
        while (free < count && QTcpServer().listen(QHostAddress::LocalHost, static_cast<quint16>(base + free)))
            ++free;
        if (free == count)
            return base;
    }
    return 0;
}

/// The mock fills what it does not know with "mock", errors of mutations included.
bool isMadeUp(QString words)
{
    return words.contains("lacks what was asked for"_L1) || words.remove(u"mock"_s).remove(u"; "_s).isEmpty();
}

} // namespace

/// Every question that the connector asks, against a server that checks it by Shopify's published schema. That server
/// has no state and makes up its answers: what they mean is tested with recorded replies.
class TestShopifyContract : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!QFileInfo::exists(scriptPath()))
            QSKIP("The channel specifications are not beside the project (CROSSDOCK_SHARED names another place).");
        if (QStandardPaths::findExecutable(u"node"_s).isEmpty() || QStandardPaths::findExecutable(u"npm"_s).isEmpty())
            QSKIP("node and npm are not installed.");
        const quint16 base = freePorts(8);
        QVERIFY(base != 0);
        const QString cache = QStringLiteral(CROSSDOCK_BINARY_DIR "/mock-cache");
        QVERIFY(QDir().mkpath(cache));
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"npm_config_cache"_s, cache + u"/npm"_s);
        m_server.setProcessEnvironment(environment);
        m_server.start(u"sh"_s, {scriptPath(), cache, QString::number(base), u"shopify"_s});
        QByteArray said;
        const bool isReady = QTest::qWaitFor(
            [&] {
                said += m_server.readAllStandardOutput();
                return said.contains("READY") || m_server.state() == QProcess::NotRunning;
            },
            90'000);
        if (!isReady || !said.contains("READY")) {
            const QByteArray why = m_server.readAllStandardError().right(400);
            QSKIP(("The mock server does not start here: " + why).constData());
        }
        ChannelDetails details;
        details.name = *ChannelId::parse(u"mock");
        m_url = u"http://127.0.0.1:%1"_s.arg(base + 6);
        details.url = m_url;
        details.account.insert(u"location"_s, u"gid://shopify/Location/1"_s);
        m_port = std::make_unique<ShopifyChannel>(details, Secrets{u"any"_s, {}, {}, {}}, m_exchange, m_clock, nullptr);
    }

    void cleanupTestCase()
    {
        m_port.reset();
        if (m_server.state() == QProcess::NotRunning)
            return;
        m_server.terminate();
        if (!m_server.waitForFinished(5'000))
            m_server.kill();
        m_server.waitForFinished(5'000);
    }

    void push()
    {
        Offer known;
        known.address.id = {*ChannelId::parse(u"mock"), u"gid://shopify/ProductVariant/1"_s};
        known.address.inventoryId = u"gid://shopify/InventoryItem/1"_s;
        known.quantity = 3;
        known.believed = 4;
        known.price = Money{1250, u"USD"_s};
        const auto reply = ask<PushReply>([&](auto done) { m_port->push({known}, done); });
        QVERIFY(reply);
        QVERIFY2(!reply->failure, qPrintable(reply->failure ? reply->failure->words : QString()));
        QCOMPARE(reply->outcomes.size(), 1);
    }

    void answers_data()
    {
        QTest::addColumn<QString>("question");
        for (const char *name : {"quantities", "catch up", "read order", "catalogue", "test", "subscribe", "cancel"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void answers()
    {
        QFETCH(QString, question);
        const auto failure = failureOf(question);
        // What the mock makes up may not make sense; that the question is a valid one is the point.
        if (failure)
            QVERIFY2(isMadeUp(failure->words), qPrintable(failure->words));
    }

    void documents_data()
    {
        QTest::addColumn<QByteArray>("document");
        const QString variant = u"gid://shopify/ProductVariant/1"_s;
        QTest::newRow("lines") << readLines(u"1"_s, u"cursor"_s);
        QTest::newRow("orders, next page") << readOrders(u"2026-11-25T07:00:00Z"_s, u"cursor"_s);
        QTest::newRow("catalogue, next page") << readCatalogue(u"gid://shopify/Location/1"_s, u"cursor"_s);
        QTest::newRow("variants") << readVariants({variant});
        QTest::newRow("prices") << setPrices(u"gid://shopify/Product/1"_s, {{variant, u"12.50"_s}});
        QTest::newRow("subscribe") << createSubscription(u"REFUNDS_CREATE"_s,
                                                         u"https://hooks.example.org/webhooks/mock"_s);
        QTest::newRow("what may be paid back") << readMoney(u"1"_s, {});
        const Money ten{1'000, u"USD"_s};
        const MoneyRead money{{}, ten, ten, MoneyRead::Payment{u"gid://shopify/OrderTransaction/1"_s, u"shopify_payments"_s, ten}, ten, {{u"gid://shopify/OrderTransaction/2"_s, u"shopify_payments"_s, ten}}};
        QTest::newRow("refund") << *refund({1, {}, channels::Instruction::Kind::Refund, u"1"_s, {channels::RefundAmount::What::Shipping}, {}, u"k"_s}, money);
        QTest::newRow("capture") << capture(u"1"_s, *money.authorization, ten);
        QTest::newRow("refunds") << readRefunds(u"1"_s);
        QTest::newRow("returns") << readReturns(u"1"_s);
        QTest::newRow("a return") << readReturn(u"1"_s);
        for (const auto kind : {channels::Instruction::Kind::ApproveReturn, channels::Instruction::Kind::DeclineReturn}) {
            channels::Instruction told;
            told.kind = kind;
            told.returned = u"1"_s;
            QTest::newRow(qPrintable(channels::nameOf(kind))) << answerReturn(told);
        }
        QTest::newRow("the product of a variant") << readProductOf(variant);
        QTest::newRow("off sale") << setStatus(u"gid://shopify/Product/1"_s, u"ARCHIVED"_s);
        FulfilmentRead standing;
        standing.open = {{u"gid://shopify/FulfillmentOrder/1"_s, u"gid://shopify/Location/1"_s, {{u"gid://shopify/FulfillmentOrderLineItem/1"_s, u"11"_s, 2}}}};
        standing.done = {{u"gid://shopify/Fulfillment/1"_s, {u"1Z7"_s}, u"UPS"_s, {{u"11"_s, 1}}}};
        const ParcelSent parcel{u"1"_s, 1, {{u"11"_s, 3}}, u"UPS"_s, u"1Z8, 1Z9"_s, Time{}, true, {u"1Z7"_s}};
        const QList<QByteArray> calls = fulfil(standing, parcel).bodies;
        QTest::newRow("fulfilment") << readFulfilment(u"1"_s);
        QTest::newRow("correct a tracking number") << calls.value(0);
        QTest::newRow("fulfil") << calls.value(1);
        QTest::newRow("move a subscription") << updateSubscription(u"gid://shopify/WebhookSubscription/1"_s,
                                                                   u"https://hooks.example.org/webhooks/mock"_s);
    }
    void documents()
    {
        QFETCH(QByteArray, document);
        ShopifyClient client(m_url, QString(), Secrets{u"any"_s, {}, {}, {}}, m_exchange, m_clock, nullptr);
        const auto reply = ask<Answer<GraphReply>>([&](auto done) { client.ask(document, done); });
        QVERIFY(reply);
        QVERIFY2(*reply, qPrintable(*reply ? QString() : reply->error().words));
    }

    void aWrongQuestionIsCaught()
    {
        ShopifyClient client(m_url, QString(), Secrets{u"any"_s, {}, {}, {}}, m_exchange, m_clock, nullptr);
        const auto reply = ask<Answer<GraphReply>>(
            [&](auto done) { client.ask(QByteArray("{\"query\":\"query { shop { nameOfShop } }\"}"), done); });
        QVERIFY(reply && !*reply);
    }

private:
    template <class T, class Question>
    std::optional<T> ask(Question question)
    {
        std::optional<T> answer;
        question([&answer](T told) { answer = std::move(told); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
            qWarning("no answer");
        return answer;
    }

    template <class T, class Question>
    std::optional<CallFailure> failure(Question question)
    {
        const auto answer = ask<Answer<T>>(question);
        if (!answer)
            return CallFailure{CallFailure::Kind::Unreachable, u"no answer at all"_s, Milliseconds{0}, false};
        return *answer ? std::nullopt : std::optional(answer->error());
    }

    std::optional<CallFailure> failureOf(const QString &question)
    {
        const ListingAddress bare{{*ChannelId::parse(u"mock"), u"gid://shopify/ProductVariant/2"_s}, Sku(), {}, {}, {}};
        const Time since = *parseTime(u"2026-11-25T07:00:00Z");
        if (question == "quantities"_L1)
            return failure<QHash<QString, Quantity>>([&](auto done) { m_port->readQuantities({bare}, done); });
        if (question == "catch up"_L1)
            return failure<CatchUpPage>([&](auto done) { m_port->catchUp(QString(), since, done); });
        if (question == "read order"_L1)
            return failure<ChannelOrder>([&](auto done) { m_port->readOrder(u"1"_s, done); });
        if (question == "catalogue"_L1)
            return failure<CataloguePage>([&](auto done) { m_port->readCatalogue(QString(), done); });
        if (question == "test"_L1)
            return failure<QString>([&](auto done) { m_port->test(done); });
        if (question == "subscribe"_L1)
            return failure<QStringList>(
                [&](auto done) { m_port->subscribe(u"https://hooks.example.org/webhooks/mock"_s, done); });
        return failure<QString>([&](auto done) { m_port->cancelOrder(u"1"_s, u"Out of stock"_s, ChannelPort::Payment::Refunded, done); });
    }

    QProcess m_server;
    SystemClock m_clock;
    http::CurlExchange m_exchange;
    QString m_url;
    std::unique_ptr<ShopifyChannel> m_port;
};

QTEST_GUILESS_MAIN(TestShopifyContract)
#include "tst_shopify_contract.moc"
