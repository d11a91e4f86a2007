#include "core/connectors/mail/smtp_sender.h"
#include "tests/connectors/mail/smtp_server.h"

#include <QTest>

using namespace crossdock;
using namespace Qt::Literals::StringLiterals;

namespace {

mail::Mail letter()
{
    return {u"shop@example.com"_s, u"ops@example.org"_s, u"Low stock"_s, u"MUG: 3\n.\nCUP: 1"_s, fromMs(1'767'225'600'000), "rule:1:2:3:4:0:0"};
}

} // namespace

class SmtpSenderTest : public QObject
{
    Q_OBJECT

private:
    using Answer = tl::expected<void, mail::Refusal>;

    Answer send(const mail::Server &server, const mail::Mail &mail, Milliseconds deadline = Milliseconds(10'000))
    {
        mail::SmtpSender sender(deadline);
        std::optional<Answer> answer;
        sender.send(server, mail, this, [&](const Answer &given) { answer = given; });
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, 15'000);
        return answer.value_or(tl::make_unexpected(mail::Refusal{{Error::Code::Cancelled, {}, u"no answer"_s}, false}));
    }
    static mail::Server at(const tests::SmtpServer &server) { return {u"127.0.0.1"_s, server.serverPort(), {}, {}, false, {}}; }

private Q_SLOTS:
    void aMailArrives()
    {
        tests::SmtpServer server;
        mail::Server account = at(server);
        account.user = u"shop"_s;
        account.password = u"pass word"_s;
        const Answer answer = send(account, letter());
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().error.detail));
        QCOMPARE(server.mail, toBytes(letter()));
        const QByteArray key = QByteArray("\0shop\0pass word", 15).toBase64();
        QVERIFY(server.commands.contains("AUTH PLAIN " + key) || server.commands.contains(key));
        QVERIFY(server.commands.contains("MAIL FROM:<shop@example.com>"));
        QVERIFY(server.commands.contains("RCPT TO:<ops@example.org>"));
    }

    void severalOverOneSender()
    {
        tests::SmtpServer server;
        mail::SmtpSender sender;
        int sent = 0;
        for (int i = 0; i < 3; ++i)
            sender.send(at(server), letter(), this, [&](const Answer &answer) { sent += answer ? 1 : 0; });
        QTRY_COMPARE(sent, 3);
        QCOMPARE(server.commands.count("DATA"), 3);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<Error::Code>("code");
        QTest::addColumn<bool>("isForGood");
        QTest::newRow("nobody of that name") << "RCPT"_qba << "550 no such user"_qba << Error::Code::Rejected << true;
        QTest::newRow("come again later") << "RCPT"_qba << "451 greylisted"_qba << Error::Code::Rejected << false;
        QTest::newRow("the sender is not liked") << "MAIL"_qba << "553 not you"_qba << Error::Code::Rejected << true;
        QTest::newRow("spam") << "."_qba << "554 looks like spam"_qba << Error::Code::Rejected << true;
        QTest::newRow("full") << "."_qba << "452 disk full"_qba << Error::Code::Rejected << false;
        QTest::newRow("wrong password") << "AUTH"_qba << "535 who are you?"_qba << Error::Code::Unauthorized << false;
    }
    void refusals()
    {
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, reply);
        tests::SmtpServer server;
        server.replies[command] = reply;
        mail::Server account = at(server);
        account.user = u"shop"_s;
        account.password = u"pass word"_s;
        const Answer answer = send(account, letter());
        QVERIFY(!answer);
        const Error::Code code = answer.error().error.code;
        const bool isForGood = answer.error().isForGood;
        QTEST(code, "code");
        QTEST(isForGood, "isForGood");
        QVERIFY2(!answer.error().error.detail.contains(u"pass word"_s), qPrintable(answer.error().error.detail));
    }

    void notSent_data()
    {
        QTest::addColumn<mail::Server>("server");
        QTest::addColumn<QString>("to");
        const mail::Server good{u"127.0.0.1"_s, 25, {}, {}, false, {}};
        QTest::newRow("no address") << good << u"ops"_s;
        QTest::newRow("a command in the address") << good << u"ops@example.org>\r\nDATA"_s;
        QTest::newRow("no host") << mail::Server{} << u"ops@example.org"_s;
        QTest::newRow("a path for a host") << mail::Server{u"127.0.0.1/x"_s, 25, {}, {}, false, {}} << u"ops@example.org"_s;
        QTest::newRow("in clear to elsewhere") << mail::Server{u"mail.example.com"_s, 25, {}, {}, false, {}} << u"ops@example.org"_s;
    }
    void notSent()
    {
        QFETCH(mail::Server, server);
        QFETCH(QString, to);
        mail::Mail mail = letter();
        mail.to = to;
        const Answer answer = send(server, mail);
        QVERIFY(!answer);
        QCOMPARE(answer.error().error.code, Error::Code::InvalidInput);
        QVERIFY(answer.error().isForGood);
    }

    /// A server without STARTTLS gets neither the password nor the mail.
    void tlsIsAskedFor()
    {
        tests::SmtpServer server;
        mail::Server account = at(server);
        account.usesTls = true;
        account.user = u"shop"_s;
        account.password = u"pass word"_s;
        const Answer answer = send(account, letter());
        QVERIFY(!answer);
        QVERIFY(!answer.error().isForGood);
        for (const QByteArray &command : server.commands)
            QVERIFY2(!command.startsWith("AUTH") && !command.startsWith("MAIL"), command.constData());
    }

    void nobodyAnswers()
    {
        mail::Server account;
        {
            tests::SmtpServer server;
            account = at(server);
        }
        const Answer answer = send(account, letter());
        QVERIFY(!answer);
        QCOMPARE(answer.error().error.code, Error::Code::Unreachable);
        QVERIFY(!answer.error().isForGood);
    }

    void aSilentServer()
    {
        QTcpServer silent; // takes the connection and says nothing
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const Answer answer = send({u"127.0.0.1"_s, silent.serverPort(), {}, {}, false, {}}, letter(), Milliseconds(300));
        QVERIFY(!answer);
        QCOMPARE(answer.error().error.code, Error::Code::Unreachable);
    }
};

QTEST_GUILESS_MAIN(SmtpSenderTest)
#include "tst_smtp_sender.moc"
