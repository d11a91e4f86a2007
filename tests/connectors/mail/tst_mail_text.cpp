#include "core/connectors/mail/mail_text.h"

#include <QTest>

using namespace crossdock;
using namespace Qt::Literals::StringLiterals;

namespace {

mail::Mail sample()
{
    return {u"shop@example.com"_s, u"ops@example.org"_s, u"Low stock: sku MUG"_s, u"12 left"_s, fromMs(1'767'225'600'000), "rule:1:2:3:4:0:0"};
}

QByteArray headerOf(const QByteArray &bytes, const QByteArray &name)
{
    const QByteArray head = bytes.first(bytes.indexOf("\r\n\r\n") + 2);
    const qsizetype from = head.indexOf("\r\n" + name + ": ") + 4 + name.size();
    qsizetype end = head.indexOf("\r\n", from);
    while (head[end + 2] == ' ')
        end = head.indexOf("\r\n", end + 2);
    return head.sliced(from, end - from);
}

/// The body as a reader has it again.
QString decoded(const QByteArray &bytes)
{
    QByteArray body = bytes.sliced(bytes.indexOf("\r\n\r\n") + 4);
    body.replace("=\r\n", "");
    QByteArray text;
    for (qsizetype i = 0; i < body.size(); ++i) {
        if (body[i] != '=') {
            text += body[i];
            continue;
        }
        text += QByteArray::fromHex(body.sliced(i + 1, 2));
        i += 2;
    }
    return QString::fromUtf8(text);
}

} // namespace

class MailTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headers()
    {
        const QByteArray bytes = toBytes(sample());
        QCOMPARE(headerOf("\r\n" + bytes, "Date"), "Thu, 1 Jan 2026 00:00:00 +0000");
        QCOMPARE(headerOf(bytes, "From"), "shop@example.com");
        QCOMPARE(headerOf(bytes, "To"), "ops@example.org");
        QCOMPARE(headerOf(bytes, "Subject"), "Low stock: sku MUG");
        QVERIFY(headerOf(bytes, "Message-ID").endsWith("@example.com>"));
    }

    void aRepetitionIsRecognised()
    {
        mail::Mail again = sample(), other = sample();
        again.at = fromMs(1'767'999'999'000);
        other.key = "rule:1:2:3:4:0:1";
        QCOMPARE(headerOf(toBytes(again), "Message-ID"), headerOf(toBytes(sample()), "Message-ID"));
        QVERIFY(headerOf(toBytes(other), "Message-ID") != headerOf(toBytes(sample()), "Message-ID"));
    }

    void subjects_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("plain") << u"Low stock"_s << "Low stock"_qba;
        QTest::newRow("a line break is none") << u"Low\r\nBcc: all@example.com"_s << "Low Bcc: all@example.com"_qba;
        QTest::newRow("accents") << u"Größe"_s << "=?UTF-8?B?R3LDtsOfZQ==?="_qba;
        QTest::newRow("empty") << QString() << QByteArray();
    }
    void subjects()
    {
        QFETCH(QString, subject);
        mail::Mail letter = sample();
        letter.subject = subject;
        const QByteArray header = headerOf(toBytes(letter), "Subject");
        QTEST(header, "header");
    }

    void aLongSubjectIsFolded()
    {
        mail::Mail letter = sample();
        letter.subject = QString(60, u'ß') + QString::fromUtf8("😀").repeated(20);
        const QByteArray header = headerOf(toBytes(letter), "Subject");
        QString whole;
        for (QByteArray word : header.split(' ')) {
            word = word.trimmed();
            QVERIFY2(word.size() <= 75, word.constData());
            whole += QString::fromUtf8(QByteArray::fromBase64(word.sliced(10).chopped(2))); // no character is split
        }
        QCOMPARE(whole, letter.subject);
    }

    void bodies_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("one line") << u"12 left"_s;
        QTest::newRow("several lines") << u"sku,free\nMUG,3\n"_s;
        QTest::newRow("equals signs") << u"a=b==c"_s;
        QTest::newRow("blanks at the end") << u"left  \nright\t"_s;
        QTest::newRow("a lone dot") << u"one\n.\ntwo"_s;
        QTest::newRow("other scripts") << u"₹ 1,00,000 – größer als नमस्ते"_s;
        QTest::newRow("a long line") << QString(500, u'x') + u'ü';
        QTest::newRow("nothing") << QString();
    }
    void bodies()
    {
        QFETCH(QString, text);
        mail::Mail letter = sample();
        letter.text = text;
        const QByteArray bytes = toBytes(letter);
        for (const QByteArray &line : bytes.split('\n')) {
            QVERIFY(line.isEmpty() || line.endsWith('\r'));
            QVERIFY2(line.size() <= 79, line.constData());
        }
        QVERIFY(std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 128; }));
        QCOMPARE(decoded(bytes), QString(text).replace(u"\n"_s, u"\r\n"_s) + u"\r\n"_s);
    }

    /// A reader that knows parts finds the text and the file, whole.
    void files_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("a small one") << "%PDF-1.4 label"_qba;
        QTest::newRow("several lines") << QByteArray(500, '\xF7');
        QTest::newRow("nothing") << QByteArray();
    }
    void files()
    {
        QFETCH(QByteArray, file);
        mail::Mail letter = sample();
        letter.text = u"Print it.\n--=_ is no end"_s;
        letter.attachment = mail::Attachment{"application/pdf", "label-7.pdf", file};
        const QByteArray bytes = toBytes(letter);
        const QByteArray type = headerOf(bytes, "Content-Type");
        QVERIFY2(type.startsWith("multipart/mixed; boundary=\""), type.constData());
        const QByteArray boundary = type.sliced(type.indexOf('"') + 1).chopped(1);
        const QByteArray body = bytes.sliced(bytes.indexOf("\r\n\r\n") + 4);
        QCOMPARE(body.count("--" + boundary), 3);
        QVERIFY(body.startsWith("--" + boundary + "\r\n") && body.endsWith("--" + boundary + "--\r\n"));
        const qsizetype second = body.indexOf("--" + boundary, 2);
        QCOMPARE(decoded(body.first(second)), QString(letter.text).replace(u"\n"_s, u"\r\n"_s) + u"\r\n"_s);
        const QByteArray part = body.sliced(second).chopped(boundary.size() + 6);
        QVERIFY(part.contains("Content-Type: application/pdf\r\n") && part.contains("filename=\"label-7.pdf\"\r\n"));
        QCOMPARE(QByteArray::fromBase64(part.sliced(part.indexOf("\r\n\r\n") + 4)), file);
        for (const QByteArray &line : bytes.split('\n'))
            QVERIFY2(line.size() <= 79, line.constData());
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isAddress");
        QTest::newRow("usual") << u"ops@example.com"_s << true;
        QTest::newRow("with a tag") << u"ops+rules@mail.example.com"_s << true;
        QTest::newRow("no host") << u"ops@"_s << false;
        QTest::newRow("no name") << u"@example.com"_s << false;
        QTest::newRow("two") << u"a@example.com,b@example.com"_s << false;
        QTest::newRow("in brackets") << u"Ops <ops@example.com>"_s << false;
        QTest::newRow("a line break") << u"ops@example.com\r\nRCPT TO:<x@y>"_s << false;
        QTest::newRow("other letters") << u"größe@example.com"_s << false;
        QTest::newRow("empty") << QString() << false;
    }
    void addresses()
    {
        QFETCH(QString, address);
        const bool isAddress = mail::isAddress(address);
        QTEST(isAddress, "isAddress");
    }
};

QTEST_GUILESS_MAIN(MailTextTest)
#include "tst_mail_text.moc"
