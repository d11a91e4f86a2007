#include "core/connectors/messages/phone_wire.h"
#include "tests/connectors/fake_exchange.h"

#include <QJsonArray>
#include <QTest>

using namespace crossdock;
using namespace Qt::Literals::StringLiterals;
using Kind = messages::Verdict::Kind;

namespace {

const messages::PhoneMessage message{u"+16505551234"_s, u"MUG is low:\n3 left"_s, u"rule:1:2:3"_s};

MessageService whatsapp(const QString &name = u"stock_alert"_s)
{
    return {u"whatsapp"_s, u"1055"_s, {}, {}, name, name.isEmpty() ? QString() : u"en_US"_s};
}

MessageService sms(const QString &from = u"+15550001111"_s)
{
    return {u"sms"_s, u"AC12"_s, u"http://127.0.0.1:8080"_s, from};
}

QJsonObject bodyOf(const http::Request &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

} // namespace

/// Messages to phones as two services' wires carry them, against replies as their references show them.
class PhoneWiresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatsappByTemplate()
    {
        const http::Request request = messages::phoneRequest(whatsapp(), u"EAAB"_s, message);
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.url, QByteArray("https://graph.facebook.com/v23.0/1055/messages"));
        QCOMPARE(http::header(request.headers, "Authorization"), QByteArray("Bearer EAAB"));
        const QJsonObject body = bodyOf(request);
        QCOMPARE(body["messaging_product"_L1].toString(), u"whatsapp"_s);
        QCOMPARE(body["recipient_type"_L1].toString(), u"individual"_s);
        QCOMPARE(body["to"_L1].toString(), message.to);
        QCOMPARE(body["type"_L1].toString(), u"template"_s);
        QCOMPARE(body["template"_L1]["name"_L1].toString(), u"stock_alert"_s);
        QCOMPARE(body["template"_L1]["language"_L1]["code"_L1].toString(), u"en_US"_s);
        QCOMPARE(body["template"_L1]["components"_L1][0]["parameters"_L1][0]["text"_L1].toString(), u"MUG is low: 3 left"_s); // a parameter holds no line break
        QCOMPARE(body["biz_opaque_callback_data"_L1].toString(), message.key);
        QVERIFY(!body.contains("text"_L1));
    }

    void whatsappFreely()
    {
        MessageService service = whatsapp({});
        service.address = u"http://127.0.0.1:8080/v23.0"_s;
        const http::Request request = messages::phoneRequest(service, u"EAAB"_s, message);
        QCOMPARE(request.url, QByteArray("http://127.0.0.1:8080/v23.0/1055/messages"));
        const QJsonObject body = bodyOf(request);
        QCOMPARE(body["type"_L1].toString(), u"text"_s);
        QCOMPARE(body["text"_L1]["body"_L1].toString(), message.text);
        QVERIFY(!body.contains("template"_L1));
    }

    void pushes()
    {
        const MessageService service{u"push"_s, u"ntfy"_s, u"http://127.0.0.1:8080"_s};
        const http::Request request = messages::phoneRequest(service, u"tk_hush"_s, {u"ops-desk"_s, u"3 left"_s, u"rule:1:2:3"_s, u"MUG is low – soon"_s});
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.url, QByteArray("http://127.0.0.1:8080/"));
        QCOMPARE(http::header(request.headers, "Authorization"), QByteArray("Bearer tk_hush"));
        QCOMPARE(bodyOf(request), (QJsonObject{{u"topic"_s, u"ops-desk"_s}, {u"message"_s, u"3 left"_s}, {u"title"_s, u"MUG is low – soon"_s}}));
    }

    void pushesWithoutAToken()
    {
        const http::Request request = messages::phoneRequest({u"push"_s, u"ntfy"_s, {}}, {}, {u"ops"_s, QString(5'000, u'é'), {}, {}});
        QCOMPARE(request.url, QByteArray("https://ntfy.sh/"));
        QVERIFY(http::header(request.headers, "Authorization").isEmpty());
        QCOMPARE(bodyOf(request)["message"_L1].toString(), QString(2'048, u'é')); // what is longer would become a file
    }

    void pushAnswers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("taken") << 200 << asJson("{'id':'sPs71M8A2T','time':1643935928,'event':'message','topic':'ops-desk','message':'3 left'}") << Kind::Sent << u"sPs71M8A2T"_s;
        QTest::newRow("no right to the topic") << 403 << asJson("{'code':40301,'http':403,'error':'forbidden','link':'https://ntfy.sh/docs/publish/#authentication'}") << Kind::Refused << u"forbidden"_s;
        QTest::newRow("a wrong token") << 401 << asJson("{'code':40101,'http':401,'error':'unauthorized'}") << Kind::Refused << u"unauthorized"_s;
        QTest::newRow("too many") << 429 << asJson("{'code':42901,'http':429,'error':'limit reached: too many requests'}") << Kind::Later << u"limit reached: too many requests"_s;
        QTest::newRow("broken") << 502 << QByteArray("<html>") << Kind::Later << u"the push server answered 502"_s;
        QTest::newRow("no id") << 200 << QByteArray("<html>") << Kind::Refused << u"the push server answered without the message's id: whether it was sent is not known"_s;
    }
    void pushAnswers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        http::Reply reply;
        reply.status = status;
        reply.body = body;
        const messages::Verdict verdict = messages::phoneVerdict({u"push"_s, u"ntfy"_s, {}}, reply);
        QTEST(verdict.kind, "kind");
        QTEST(verdict.words, "words");
    }

    void whatsappAnswers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("taken") << 200 << asJson("{'messaging_product':'whatsapp','contacts':[{'input':'+16505551234','wa_id':'16505551234'}],'messages':[{'id':'wamid.X','message_status':'accepted'}]}")
                               << Kind::Sent << u"wamid.X"_s;
        QTest::newRow("token ended") << 401 << asJson("{'error':{'message':'Error validating access token: Session has expired','type':'OAuthException','code':190}}") << Kind::Refused
                                     << u"Error validating access token: Session has expired"_s;
        QTest::newRow("not in the list") << 400
                                         << asJson("{'error':{'message':'(#131030) Recipient phone number not in allowed list','type':'OAuthException','code':131030,"
                                                   "'error_data':{'messaging_product':'whatsapp','details':'Add it to the list and try again.'}}}")
                                         << Kind::Refused << u"(#131030) Recipient phone number not in allowed list: Add it to the list and try again."_s;
        QTest::newRow("after 24 hours") << 400 << asJson("{'error':{'message':'(#131047) Re-engagement message','code':131047}}") << Kind::Refused << u"(#131047) Re-engagement message"_s;
        QTest::newRow("too fast") << 400 << asJson("{'error':{'message':'(#130429) Rate limit hit','code':130429}}") << Kind::Later << u"(#130429) Rate limit hit"_s;
        QTest::newRow("too fast to one person") << 400 << asJson("{'error':{'message':'(#131056) Pair rate limit hit','code':131056}}") << Kind::Later << u"(#131056) Pair rate limit hit"_s;
        QTest::newRow("says it is temporary") << 400 << asJson("{'error':{'message':'Try again','code':999,'is_transient':true}}") << Kind::Later << u"Try again"_s;
        QTest::newRow("broken") << 503 << QByteArray("<html>") << Kind::Later << u"WhatsApp answered 503"_s;
        QTest::newRow("no id") << 200 << QByteArray("{}") << Kind::Refused << u"WhatsApp answered without the message's id: whether it was sent is not known"_s;
    }
    void whatsappAnswers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const messages::Verdict verdict = messages::phoneVerdict(whatsapp(), {status, {}, body});
        QTEST(verdict.kind, "kind");
        QTEST(verdict.words, "words");
    }

    void textMessages_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("from a number") << u"+15550001111"_s << QByteArray("To=%2B16505551234&From=%2B15550001111&Body=MUG%20is%20low%3A%0A3%20left");
        QTest::newRow("from a service") << u"MG77"_s << QByteArray("To=%2B16505551234&MessagingServiceSid=MG77&Body=MUG%20is%20low%3A%0A3%20left");
    }
    void textMessages()
    {
        QFETCH(QString, from);
        const http::Request request = messages::phoneRequest(sms(from), u"hush"_s, message);
        QCOMPARE(request.url, QByteArray("http://127.0.0.1:8080/2010-04-01/Accounts/AC12/Messages.json"));
        QCOMPARE(http::header(request.headers, "Authorization"), "Basic " + QByteArray("AC12:hush").toBase64());
        QTEST(request.body, "body");
    }

    void textAnswers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("taken") << 201 << asJson("{'sid':'SM1','status':'queued','error_message':null}") << Kind::Sent << u"SM1"_s;
        QTest::newRow("no such number") << 400 << asJson("{'code':21211,'message':'Invalid To Phone Number','more_info':'https://x','status':400}") << Kind::Refused << u"Invalid To Phone Number"_s;
        QTest::newRow("wrong key") << 401 << asJson("{'code':20003,'message':'Authenticate','status':401}") << Kind::Refused << u"Authenticate"_s;
        QTest::newRow("too many") << 429 << asJson("{'code':20429,'message':'Too Many Requests','status':429}") << Kind::Later << u"Too Many Requests"_s;
        QTest::newRow("broken") << 500 << QByteArray() << Kind::Later << u"the service answered 500"_s;
        QTest::newRow("failed at once") << 201 << asJson("{'sid':'SM1','status':'failed','error_message':'Unreachable carrier'}") << Kind::Refused << u"Unreachable carrier"_s;
    }
    void textAnswers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const messages::Verdict verdict = messages::phoneVerdict(sms(), {status, {}, body});
        QTEST(verdict.kind, "kind");
        QTEST(verdict.words, "words");
    }
};

QTEST_GUILESS_MAIN(PhoneWiresTest)
#include "tst_phone_wires.moc"
