#include "core/connectors/assistant/assistant_wire.h"
#include "tests/connectors/fake_exchange.h"

#include <QJsonArray>
#include <QTest>

using namespace crossdock;
using namespace Qt::Literals::StringLiterals;

namespace {

/// An answer whose message says `content`.
QByteArray saying(const QString &content)
{
    return QJsonDocument(QJsonObject{{u"choices"_s, QJsonArray{QJsonObject{{u"message"_s, QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, content}}}}}}}).toJson();
}

const QString sentences = QStringLiteral("{\"sentences\": [\"When an order arrives, tag it new\", \"when an order arrives, tag it  new\", \"\", \"Every day at 9 am, notify me\"]}");

} // namespace

/// What an assistant is asked, and what is made of whatever it answers.
class AssistantWireTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asks()
    {
        const assistant::Question question{u"hold the dear ones"_s, {{u"channels"_s, {u"eBay"_s, u"shop"_s}}}};
        const http::Request request = assistant::request(u"http://127.0.0.1:11434/v1"_s, u"small"_s, u"hush"_s, question);
        QCOMPARE(request.url, QByteArray("http://127.0.0.1:11434/v1/chat/completions"));
        QCOMPARE(http::header(request.headers, "Authorization"), QByteArray("Bearer hush"));
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(body["model"_L1].toString(), u"small"_s);
        const QJsonArray said = body["messages"_L1].toArray();
        QCOMPARE(said.size(), 2);
        QVERIFY(said[0]["content"_L1].toString().endsWith("channels: eBay; shop"_L1));
        QCOMPARE(said[1]["content"_L1].toString(), u"hold the dear ones"_s);
        const http::Request local = assistant::request(u"http://127.0.0.1:11434/v1"_s, u"small"_s, {}, question, {{u"Hold it"_s, u"no trigger"_s}});
        QVERIFY(http::header(local.headers, "Authorization").isEmpty());
        const QJsonArray again = QJsonDocument::fromJson(local.body).object()["messages"_L1].toArray();
        QVERIFY(again.last()["content"_L1].toString().endsWith(u"“Hold it”: no trigger"_s));
    }

    void hears_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QStringList>("proposed");
        QTest::addColumn<QString>("words"); // a part of why there is none
        const QStringList two{u"When an order arrives, tag it new"_s, u"Every day at 9 am, notify me"_s};
        QTest::newRow("sentences") << 200 << saying(sentences) << two << QString();
        QTest::newRow("in a fence, with words around it") << 200 << saying(u"Sure!\n```json\n"_s + sentences + u"\n```\nAnything else?"_s) << two << QString();
        QTest::newRow("a refusal") << 200 << asJson("{'choices':[{'message':{'content':null,'refusal':'I cannot help with that.'}}]}") << QStringList() << u"it refused: I cannot help with that."_s;
        QTest::newRow("chatter") << 200 << saying(u"What a nice shop you have!"_s) << QStringList() << u"proposed no sentence, but said: What a nice shop"_s;
        QTest::newRow("another shape") << 200 << saying(u"{\"rules\": [\"When\"]}"_s) << QStringList() << u"proposed no sentence"_s;
        QTest::newRow("numbers for sentences") << 200 << saying(u"{\"sentences\": [1, {}]}"_s) << QStringList() << u"proposed no sentence"_s;
        QTest::newRow("broken JSON") << 200 << saying(u"{\"sentences\": [\"When"_s) << QStringList() << u"proposed no sentence"_s;
        QTest::newRow("rubbish") << 200 << QByteArray("\x01\x02<html>") << QStringList() << u"it said nothing"_s;
        QTest::newRow("endless") << 200 << saying(QString(100'000, u'a')) << QStringList() << u"too long"_s;
        QTest::newRow("no such model") << 404 << asJson("{'error':{'message':'model small not found'}}") << QStringList() << u"it answered 404 model small not found"_s;
        QTest::newRow("a plain error") << 500 << asJson("{'error':'out of memory'}") << QStringList() << u"it answered 500 out of memory"_s;
    }
    void hears()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        const auto proposed = assistant::proposals({status, {}, body});
        QCOMPARE(proposed.has_value(), words.isEmpty());
        QTEST(proposed.value_or(QStringList()), "proposed");
        if (!proposed)
            QVERIFY2(proposed.error().detail.contains(words), qPrintable(proposed.error().detail));
    }
};

QTEST_GUILESS_MAIN(AssistantWireTest)
#include "tst_assistant_wire.moc"
