#include "core/connectors/channels/amazon/amazon_channel.h"
#include "tests/connectors/amazon/mock_servers.h"
#include "tests/connectors/amazon/scripted_exchange.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

using namespace crossdock;
using namespace crossdock::amazon;
using namespace crossdock::channels;
using namespace crossdock::mocks;
using namespace Qt::Literals::StringLiterals;

/// The connector against mock servers made from Amazon's own models: every request must follow them.
class TestAmazonMocks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QString script = sharedFolder() + u"/specs/serve-mocks.sh"_s;
        if (!QFile::exists(script))
            QSKIP("the mock servers are not here (set CROSSDOCK_SHARED to the folder that holds specs/serve-mocks.sh)");
        if (QStandardPaths::findExecutable(u"node"_s).isEmpty() || QStandardPaths::findExecutable(u"npm"_s).isEmpty())
            QSKIP("node and npm are not installed, so the mock servers cannot run");
        const int base = freeBasePort();
        QVERIFY(base > 0);
        const QString cache = QCoreApplication::applicationDirPath() + u"/amazon-mocks"_s;
        m_mocks.start(u"sh"_s, {script, cache, QString::number(base), u"amazon"_s, u"sqs"_s});
        while (!m_said.contains("READY") && m_mocks.state() != QProcess::NotRunning && m_mocks.waitForReadyRead(90'000))
            m_said += m_mocks.readAllStandardOutput();
        if (!m_said.contains("READY"))
            QSKIP(qPrintable(u"the mock servers did not start: "_s + QString::fromUtf8(m_mocks.readAllStandardError().left(500))));
        makeChannel(base);
    }

    void cleanupTestCase()
    {
        m_channel.reset();
        if (m_mocks.state() == QProcess::NotRunning)
            return;
        m_mocks.terminate(); // by its process id, which is node's own
        if (!m_mocks.waitForFinished(5'000))
            m_mocks.kill();
    }

    void cleanup() { QCOMPARE(m_calls.violations, QStringList()); }

    void pushes_data()
    {
        QTest::addColumn<QString>("listing");
        QTest::addColumn<bool>("withPrice");
        QTest::newRow("quantity") << u"MUG-BLUE"_s << false;
        QTest::newRow("quantity and price") << u"MUG-BLUE"_s << true;
        QTest::newRow("SKU with a slash and a blank") << u"LAMP/OAK 2"_s << false;
    }
    void pushes()
    {
        QFETCH(QString, listing);
        QFETCH(bool, withPrice);
        Offer offer;
        offer.address.id = {m_name, listing};
        offer.quantity = 5;
        if (withPrice)
            offer.price = Money{1999, u"USD"_s};
        std::optional<PushReply> reply;
        m_channel->push({offer}, [&](const PushReply &answer) { reply = answer; });
        QTRY_VERIFY(reply);
        QVERIFY2(!reply->failure, qPrintable(reply->failure ? reply->failure->words : QString()));
        QCOMPARE(reply->outcomes.first().state, Outcome::State::Accepted);
    }

    void reads()
    {
        std::optional<Answer<QHash<QString, Quantity>>> quantities;
        ListingAddress address;
        address.id = {m_name, u"GM-ZDPI-9B4E"_s};
        m_channel->readQuantities({address}, [&](auto answer) { quantities = answer; });
        QTRY_VERIFY(quantities);
        QCOMPARE(quantities->value(), (QHash<QString, Quantity>{{u"GM-ZDPI-9B4E"_s, 100}}));

        std::optional<Answer<CataloguePage>> catalogue;
        m_channel->readCatalogue({}, [&](auto answer) { catalogue = answer; });
        QTRY_VERIFY(catalogue);
        QVERIFY(catalogue->has_value());
        QVERIFY(!(*catalogue)->items.isEmpty());
        const QString next = (*catalogue)->cursor;
        catalogue.reset();
        m_channel->readCatalogue(next, [&](auto answer) { catalogue = answer; });
        QTRY_VERIFY(catalogue);
        QVERIFY(catalogue->has_value());
    }

    void orders()
    {
        std::optional<Answer<CatchUpPage>> page;
        m_channel->catchUp({}, *parseTime(u"2024-12-24T00:00:00Z"), [&](auto answer) { page = answer; });
        QTRY_VERIFY(page);
        QVERIFY(page->has_value());
        QCOMPARE((*page)->orders.first().lines.size(), 2);
        QCOMPARE((*page)->orders.first().lines.first().quantity, 2);
        const QString next = (*page)->cursor;
        page.reset();
        m_channel->catchUp(next, {}, [&](auto answer) { page = answer; });
        QTRY_VERIFY(page);
        QVERIFY(page->has_value());

        std::optional<Answer<ChannelOrder>> order;
        m_channel->readOrder(u"202-1234567-8901234"_s, [&](auto answer) { order = answer; });
        QTRY_VERIFY(order);
        QCOMPARE(order->value().state, ChannelOrder::State::Shipped);
    }

    void signsInAndSubscribes()
    {
        std::optional<Answer<QString>> sentence;
        m_channel->test([&](auto answer) { sentence = answer; });
        QTRY_VERIFY(sentence);
        QVERIFY2(sentence->has_value(), qPrintable(*sentence ? QString() : sentence->error().words));
        QVERIFY((*sentence)->startsWith(u"Signed in "_s));
        QVERIFY((*sentence)->contains(u"The queue answers"_s));

        std::optional<Answer<QStringList>> words;
        m_channel->subscribe({}, [&](auto answer) { words = answer; });
        QTRY_VERIFY(words);
        QVERIFY2(words->has_value(), qPrintable(*words ? QString() : words->error().words));
        QVERIFY(m_tokens.served >= 2); // the seller's and the grantless one
    }

    void queue()
    {
        QStringList heard;
        m_channel->listen([&](const Message &message, const std::function<void(bool)> &taken) {
            heard.append(message.eventId);
            taken(true);
        });
        sendToQueue(recorded("order_change.json"));
        sendToQueue("poison");
        QTRY_COMPARE(heard.size(), 2);
        QVERIFY(heard.contains(u"note-0001"_s));

        std::optional<bool> passed;
        QElapsedTimer timer;
        timer.start();
        m_channel->fence([&](bool answer) { passed = answer; });
        QTRY_VERIFY(passed);
        QVERIFY(*passed);
        QVERIFY(timer.elapsed() < 3'000);

        std::optional<Answer<QString>> sentence;
        m_channel->test([&](auto answer) { sentence = answer; });
        QTRY_VERIFY(sentence);
        QVERIFY(sentence->value().endsWith(u"messages waiting: 0."_s));
        m_channel->stopListening();
    }

private:
    void makeChannel(int base)
    {
        const qsizetype at = m_said.indexOf("queue http") + 6;
        m_queueUrl = m_said.mid(at, m_said.indexOf('\n', at) - at).trimmed(); // known to the mock by this whole address
        ChannelDetails details;
        details.name = m_name;
        details.url = u"http://127.0.0.1:%1"_s.arg(base);
        details.account = {{u"seller_id"_s, u"A2HARBOUR"_s},
                           {u"marketplace_id"_s, u"ATVPDKIKX0DER"_s},
                           {u"auth_url"_s, u"http://127.0.0.1:%1/auth/o2/token"_s.arg(m_tokens.serverPort())},
                           {u"queue_url"_s, QString::fromLatin1(m_queueUrl)},
                           {u"region"_s, u"us-east-1"_s}};
        const QMap<QString, QString> secrets = {{u"client_id"_s, u"client"_s},
                                                {u"client_secret"_s, u"secret"_s},
                                                {u"refresh_token"_s, u"Atzr|refresh"_s},
                                                {u"aws_access_key_id"_s, u"AKIAEXAMPLE"_s},
                                                {u"aws_secret_access_key"_s, u"aws-secret"_s}};
        m_channel = AmazonChannel::make(details, secrets, m_calls, m_polls, m_clock).value();
    }

    void sendToQueue(const QByteArray &body)
    {
        const QJsonObject message{{u"QueueUrl"_s, QString::fromLatin1(m_queueUrl)}, {u"MessageBody"_s, QString::fromUtf8(body)}};
        QUrl url = QUrl::fromEncoded(m_queueUrl);
        url.setPath(u"/"_s);
        bool isSent = false;
        m_calls.send({"POST", url.toEncoded(),
                      {{"Content-Type", "application/x-amz-json-1.0"}, {"X-Amz-Target", "AmazonSQS.SendMessage"}},
                      QJsonDocument(message).toJson()},
                     this, [&](const http::Answer &answer) { isSent = answer && answer->status == 200; });
        QTRY_VERIFY(isSent);
    }

    const ChannelId m_name = *ChannelId::parse(u"amazon-us");
    QProcess m_mocks;
    QByteArray m_said;
    QByteArray m_queueUrl;
    SystemClock m_clock;
    TokenServer m_tokens;
    CheckedExchange m_calls;
    CheckedExchange m_polls;
    std::unique_ptr<AmazonChannel> m_channel;
};

QTEST_GUILESS_MAIN(TestAmazonMocks)
#include "tst_amazon_mocks.moc"
