#include "tests/app/http_stand.h"
#include "tests/app/stage.h"
#include "tests/app/tst_app.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock::app_test;

namespace {

QByteArray asJson(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray bodyOf(const QByteArray &request)
{
    return request.mid(request.indexOf("\r\n\r\n") + 4);
}

/// An answer of a language model that proposes these sentences.
QByteArray proposing(const QJsonArray &sentences)
{
    const QString content = QString::fromUtf8(QJsonDocument(QJsonObject{{u"sentences"_s, sentences}}).toJson(QJsonDocument::Compact));
    return QJsonDocument(QJsonObject{{u"choices"_s, QJsonArray{QJsonObject{{u"message"_s, QJsonObject{{u"content"_s, content}}}}}}}).toJson();
}

} // namespace

/// Messages to phones and the assistant, with the real program and services on loopback that answer as the real ones do.
class MessagesAppTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRuleSaysWhatIsMissing();
    void whatsapp();
    void whatsappRefuses();
    void textMessages();
    void nobodyProposes();
    void proposals_data();
    void proposals();
    void sendsNothingOfBuyers();
    void textsABuyer();
    void pushes();
    void keepsATokenForItsAddress_data();
    void keepsATokenForItsAddress();

private:
    Outcome run(const QStringList &words) { return m_stage.run(words + QStringList{u"--json"_s}); }
    /// The newest notice, once it is settled.
    QJsonObject settled(const QString &state)
    {
        QJsonObject newest;
        (void)QTest::qWaitFor([&] {
            newest = run({u"notice"_s, u"list"_s}).json()[0].toObject();
            return newest["state"_L1].toString() == state;
        }, 15'000);
        return newest;
    }

    Stage m_stage;
    HttpStand m_phones, m_model;
    QString m_token;
    qint64 m_rule = 0;
};

void MessagesAppTest::initTestCase()
{
    m_token = m_stage.write(u"token.txt"_s, "EAAB-hush");
    QVERIFY(m_stage.startEngine());
    QCOMPARE(run({u"node"_s, u"add"_s, u"warehouse"_s, u"main"_s}).code, 0);
    QCOMPARE(run({u"import"_s, u"skus"_s, m_stage.write(u"skus.csv"_s, "sku,name\nMUG-1,Mug\n")}).code, 0);
    QCOMPARE(run({u"stock"_s, u"receive"_s, u"MUG-1"_s, u"--node"_s, u"main"_s, u"--quantity"_s, u"20"_s, u"--reason"_s, u"delivery"_s}).code, 0);
    const Outcome added = run({u"rules"_s, u"add"_s, u"When the stock of any product drops below 5, WhatsApp ops"_s, u"--name"_s, u"Low"_s});
    QVERIFY2(added.code == 0, added.both());
}

void MessagesAppTest::aRuleSaysWhatIsMissing()
{
    const Outcome armed = m_stage.run({u"rules"_s, u"arm"_s, u"Low"_s});
    QCOMPARE(armed.code, 1);
    QVERIFY2(armed.err.contains("No WhatsApp number is set up") && armed.err.contains("has no phone number"), armed.err);
    const Outcome vague = m_stage.run({u"whatsapp"_s, u"set"_s, u"1055"_s});
    QCOMPARE(vague.code, 2);
    QVERIFY2(vague.err.contains("--free-text"), vague.err);
}

void MessagesAppTest::whatsapp()
{
    m_phones.reply(200, asJson("{'messaging_product':'whatsapp','contacts':[{'input':'+16505551234','wa_id':'16505551234'}],'messages':[{'id':'wamid.X'}]}"));
    const Outcome set = run({u"whatsapp"_s, u"set"_s, u"1055"_s, u"--template"_s, u"stock_alert"_s, u"--language"_s, u"en_US"_s, u"--url"_s, m_phones.url(), u"--secret"_s, u"token=@"_s + m_token});
    QVERIFY2(set.code == 0, set.both());
    QCOMPARE(run({u"contact"_s, u"add"_s, u"ops"_s, u"--phone"_s, u"+1 650 555 1234"_s}).code, 0);
    const Outcome armed = run({u"rules"_s, u"arm"_s, u"Low"_s});
    QVERIFY2(armed.code == 0, armed.both());
    QCOMPARE(run({u"stock"_s, u"count"_s, u"MUG-1"_s, u"--node"_s, u"main"_s, u"--quantity"_s, u"3"_s, u"--reason"_s, u"count"_s}).code, 0);
    QVERIFY(m_phones.waitForQuestions(1));
    const QByteArray request = m_phones.asked().first();
    QVERIFY2(request.startsWith("POST /v23.0/1055/messages HTTP/1.1"), request);
    QVERIFY(request.contains("Authorization: Bearer EAAB-hush"));
    const QJsonDocument body = QJsonDocument::fromJson(bodyOf(request));
    QCOMPARE(body["to"_L1].toString(), u"+16505551234"_s);
    QCOMPARE(body["template"_L1]["name"_L1].toString(), u"stock_alert"_s);
    QVERIFY(body["template"_L1]["components"_L1][0]["parameters"_L1][0]["text"_L1].toString().contains("MUG-1"_L1));
    QVERIFY(body["biz_opaque_callback_data"_L1].toString().startsWith("rule:"_L1));
    QCOMPARE(settled(u"sent"_s)["words"_L1].toString(), u"wamid.X"_s);
}

void MessagesAppTest::whatsappRefuses()
{
    m_phones.reply(400, asJson("{'error':{'message':'(#131030) Recipient phone number not in allowed list','code':131030}}"));
    QCOMPARE(run({u"whatsapp"_s, u"test"_s, u"ops"_s}).code, 0);
    QCOMPARE(settled(u"failed"_s)["words"_L1].toString(), u"(#131030) Recipient phone number not in allowed list"_s);
}

void MessagesAppTest::textMessages()
{
    m_phones.reply(201, asJson("{'sid':'SM1','status':'queued'}"));
    const Outcome set = run({u"sms"_s, u"set"_s, u"AC12"_s, u"--from"_s, u"+15550001111"_s, u"--url"_s, m_phones.url(), u"--secret"_s, u"token=@"_s + m_token});
    QVERIFY2(set.code == 0, set.both());
    QCOMPARE(run({u"sms"_s, u"test"_s, u"ops"_s}).code, 0);
    QVERIFY(m_phones.waitForQuestions(3));
    const QByteArray request = m_phones.asked().last();
    QVERIFY2(request.startsWith("POST /2010-04-01/Accounts/AC12/Messages.json HTTP/1.1"), request);
    QVERIFY(bodyOf(request).startsWith("To=%2B16505551234&From=%2B15550001111&Body="));
    QCOMPARE(settled(u"sent"_s)["words"_L1].toString(), u"SM1"_s);
}

void MessagesAppTest::nobodyProposes()
{
    const Outcome asked = m_stage.run({u"rules"_s, u"suggest"_s, u"hold"_s, u"dear"_s, u"orders"_s});
    QCOMPARE(asked.code, 1);
    QVERIFY2(asked.err.contains("crossdock assistant set"), asked.err);
    const Outcome set = m_stage.run({u"assistant"_s, u"set"_s, m_model.url(u"/v1/"_s), u"--model"_s, u"small"_s, u"--secret"_s, u"key=@"_s + m_token});
    QVERIFY2(set.code == 0 && set.err.contains("nothing of orders or buyers"), set.both());
}

void MessagesAppTest::proposals_data()
{
    QTest::addColumn<QByteArrayList>("replies"); // none: it hangs up
    QTest::addColumn<int>("code");
    QTest::addColumn<QStringList>("sentences");
    QTest::addColumn<QByteArray>("words"); // a part of why there is none
    const QString good = u"When an order over $500 arrives, hold it and notify me"_s, bad = u"Please frobnicate the orders"_s;
    QTest::newRow("one of two compiles") << QByteArrayList{proposing({good, bad})} << 0 << QStringList{good} << QByteArray();
    QTest::newRow("the second try compiles") << QByteArrayList{proposing({bad}), proposing({good})} << 0 << QStringList{good} << QByteArray();
    QTest::newRow("nothing compiles") << QByteArrayList{proposing({bad}), proposing({bad})} << 1 << QStringList() << QByteArray("frobnicate");
    QTest::newRow("a refusal") << QByteArrayList{asJson("{'choices':[{'message':{'content':null,'refusal':'I cannot help with that.'}}]}")} << 1 << QStringList() << QByteArray("I cannot help with that.");
    QTest::newRow("rubbish") << QByteArrayList{"<html>"} << 1 << QStringList() << QByteArray("it said nothing");
    QTest::newRow("it hangs up") << QByteArrayList() << 4 << QStringList() << QByteArray("assistant");
}

void MessagesAppTest::proposals()
{
    QFETCH(QByteArrayList, replies);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    for (const QByteArray &reply : replies)
        m_model.reply(200, reply);
    const Outcome proposed = run({u"rules"_s, u"suggest"_s, u"hold"_s, u"dear"_s, u"orders"_s});
    QVERIFY2(proposed.code == code, proposed.both());
    QStringList sentences;
    for (const QJsonValue &one : proposed.json().array()) {
        sentences.append(one["sentence"_L1].toString());
        QVERIFY(one["paraphrase"_L1].toString().contains("500"_L1));
    }
    QTEST(sentences, "sentences");
    QVERIFY2(proposed.err.contains(words), proposed.err);
}

void MessagesAppTest::sendsNothingOfBuyers()
{
    const QString secret = m_stage.write(u"secret.txt"_s, "s");
    QCOMPARE(run({u"channel"_s, u"add"_s, u"woocommerce"_s, u"web"_s, u"--url"_s, u"http://127.0.0.1:9"_s, u"--secret"_s, u"consumer_key=@"_s + secret, u"--secret"_s, u"consumer_secret=@"_s + secret, u"--secret"_s, u"webhook_secret=@"_s + secret}).code, 0);
    const QByteArray orders = "channel,order_id,created_at,sku,quantity,price,currency,name,email,country,region,city,postcode,address\n"
                              "web,4711,2026-11-20T10:00:00Z,MUG-1,1,12.50,USD,Zoe Sealed,zoe@sealed.example,US,NY,Troy,12180,1 River St\n";
    QCOMPARE(run({u"import"_s, u"orders"_s, m_stage.write(u"orders.csv"_s, orders)}).code, 0);
    const auto before = m_model.asked().size();
    m_model.reply(200, proposing({u"When an order over $500 arrives, hold it and notify me"_s}));
    QCOMPARE(run({u"rules"_s, u"suggest"_s, u"hold"_s, u"web"_s, u"orders"_s}).code, 0);
    QCOMPARE(m_model.asked().size(), before + 1);
    const QByteArray request = m_model.asked().last();
    QVERIFY(request.startsWith("POST /v1/chat/completions HTTP/1.1"));
    QVERIFY(request.contains("channels: WooCommerce") || request.contains("web"));
    for (const char *personal : {"Zoe", "sealed.example", "River St", "4711", "12180"})
        QVERIFY2(!request.contains(personal), personal);
}

/// The number is opened for the service alone: neither the outbox nor what is kept of its answer has it.
void MessagesAppTest::textsABuyer()
{
    const Outcome added = run({u"rules"_s, u"add"_s, u"When an order arrives, text the customer \"Thank you\""_s, u"--name"_s, u"Thanks"_s});
    QVERIFY2(added.code == 0, added.both());
    const Outcome armed = run({u"rules"_s, u"arm"_s, u"Thanks"_s});
    QVERIFY2(armed.code == 0, armed.both());
    const int before = static_cast<int>(m_phones.asked().size());
    const auto buy = [&](const QByteArray &number) {
        const QByteArray orders = "channel,order_id,created_at,sku,quantity,price,currency,name,email,phone,country\n"
                                  "web," + number + ',' + QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toLatin1() + ",MUG-1,1,12.50,USD,Zoe Sealed,zoe@sealed.example,(650) 555-7777,US\n";
        return run({u"import"_s, u"orders"_s, m_stage.write(QString::fromLatin1(number) + u".csv"_s, orders)}).code;
    };
    m_phones.reply(201, asJson("{'sid':'SM2','status':'queued'}"));
    QCOMPARE(buy("4712"), 0);
    QVERIFY(m_phones.waitForQuestions(before + 1));
    QVERIFY2(bodyOf(m_phones.asked().last()).startsWith("To=%2B16505557777&"), m_phones.asked().last());
    const QJsonObject sent = settled(u"sent"_s);
    QCOMPARE(sent["order"_L1].toString(), u"web/4712"_s);
    QVERIFY(!QJsonDocument(sent).toJson().contains("5557777"));
    m_phones.reply(400, asJson("{'code':21610,'message':'Attempt to send to unsubscribed recipient +16505557777','status':400}"));
    QCOMPARE(buy("4713"), 0);
    const QJsonObject failed = settled(u"failed"_s);
    QVERIFY2(failed["words"_L1].toString().contains(u"unsubscribed recipient •••"_s), qPrintable(failed["words"_L1].toString()));
    QVERIFY(!QJsonDocument(failed).toJson().contains("5557777"));
}

/// Whoever knows a topic reads along: the list of contacts does not name it.
void MessagesAppTest::pushes()
{
    m_phones.reply(200, asJson("{'id':'sPs71','event':'message','topic':'ops-desk','message':'so'}"));
    const Outcome set = run({u"push"_s, u"set"_s, m_phones.url(), u"--secret"_s, u"token=@"_s + m_token});
    QVERIFY2(set.code == 0, set.both());
    QCOMPARE(run({u"contact"_s, u"add"_s, u"ops"_s, u"--push"_s, u"ops-desk"_s}).code, 0);
    const int before = static_cast<int>(m_phones.asked().size());
    QCOMPARE(run({u"push"_s, u"test"_s, u"ops"_s}).code, 0);
    QVERIFY(m_phones.waitForQuestions(before + 1));
    const QByteArray request = m_phones.asked().last();
    QVERIFY2(request.startsWith("POST / HTTP/1.1"), request);
    QVERIFY(request.contains("Authorization: Bearer EAAB-hush"));
    QCOMPARE(QJsonDocument::fromJson(bodyOf(request))["topic"_L1].toString(), u"ops-desk"_s);
    QCOMPARE(settled(u"sent"_s)["words"_L1].toString(), u"sPs71"_s);
    const Outcome list = run({u"contact"_s, u"list"_s});
    QVERIFY2(!list.out.contains("ops-desk") && list.json()[0]["push"_L1].toBool(), list.both());
}

void MessagesAppTest::keepsATokenForItsAddress_data()
{
    const QStringList here{u"push"_s, u"set"_s, m_phones.url()}, there{u"push"_s, u"set"_s, m_model.url()}, off{u"push"_s, u"off"_s};
    QTest::addColumn<QList<QStringList>>("steps");
    QTest::addColumn<bool>("isThere"); // not here any more
    QTest::addColumn<bool>("hasToken");
    QTest::newRow("the same again") << QList<QStringList>{here} << false << true;
    QTest::newRow("elsewhere") << QList<QStringList>{there} << true << false;
    QTest::newRow("elsewhere, once it was off") << QList<QStringList>{off, there} << true << false;
    QTest::newRow("the same, once it was off") << QList<QStringList>{off, here} << false << false;
    QTest::newRow("there and back") << QList<QStringList>{there, here} << false << false;
}

/// What belongs to one server is no other one's business.
void MessagesAppTest::keepsATokenForItsAddress()
{
    QFETCH(QList<QStringList>, steps);
    QFETCH(bool, isThere);
    QCOMPARE(run({u"push"_s, u"set"_s, m_phones.url(), u"--secret"_s, u"token=@"_s + m_token}).code, 0);
    for (const QStringList &step : steps) {
        const Outcome done = run(step);
        QVERIFY2(done.code == 0, done.both());
    }
    HttpStand &stand = isThere ? m_model : m_phones;
    const int before = static_cast<int>(stand.asked().size());
    stand.reply(200, asJson("{'id':'sPs72','event':'message','topic':'ops-desk','message':'so'}"));
    QCOMPARE(run({u"push"_s, u"test"_s, u"ops"_s}).code, 0);
    QVERIFY(stand.waitForQuestions(before + 1));
    QTEST(stand.asked().last().contains("EAAB-hush"), "hasToken");
}

std::unique_ptr<QObject> makeMessagesTest()
{
    return std::make_unique<MessagesAppTest>();
}

#include "messages_test.moc"
