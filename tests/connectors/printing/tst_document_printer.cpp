#include "core/connectors/printing/document_printer.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using labels::Format;
using labels::Printer;

/// Printers on sockets and queues: what arrives there, and what is said where nothing does.
class DocumentPrinterTest : public QObject
{
    Q_OBJECT

private:
    static Printer raw(const QString &address) { return {u"zebra"_s, Printer::Kind::Raw, address, Format::Zpl}; }
    static QString send(const Printer &printer, const labels::Document &document, Milliseconds deadline = Milliseconds{5'000})
    {
        printing::DocumentPrinter out;
        QString answer;
        int answers = 0;
        out.send(printer, document, deadline, [&](const Result<QString> &sent) {
            ++answers;
            answer = sent ? *sent : sent.error().detail;
        });
        const bool isAnswered = QTest::qWaitFor([&] { return answers > 0; }, 8'000);
        QTest::qWait(50);
        return isAnswered && answers == 1 ? answer : u"%1 answers"_s.arg(answers);
    }

private Q_SLOTS:
    void sendsToASocket()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QByteArray taken;
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [&taken, socket] { taken += socket->readAll(); });
        });
        const QByteArray zpl = "^XA" + QByteArray(300'000, 'x') + "^XZ"; // more than a socket's buffer
        QCOMPARE(send(raw(u"127.0.0.1:%1"_s.arg(server.serverPort())), {Format::Zpl, zpl}), u"It was sent to zebra."_s);
        QTRY_COMPARE(taken.size(), zpl.size());
        QVERIFY(taken == zpl);
    }

    /// A laser printer would put it on paper letter by letter.
    void sendsNoZplToOthers()
    {
        QCOMPARE(send({u"office"_s, Printer::Kind::System, u"Office"_s, Format::Pdf}, {Format::Zpl, "^XA^XZ"}), u"the label is a ZPL file, which only label printers understand, and office is set up for PDF files"_s);
    }

    void saysWhatWentWrong()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QString address = u"127.0.0.1:%1"_s.arg(server.serverPort());
        QCOMPARE(send(raw(address), {Format::Pdf, "%PDF"}), u"the label is a PDF file, and a printer on a socket takes ZPL"_s);
        server.pauseAccepting(); // the system takes the connection, and nobody reads what comes
        const QByteArray much(50'000'000, 'x');
        QCOMPARE(send(raw(address), {Format::Zpl, much}, Milliseconds{300}), address + u" did not take all of it in 0.3 s"_s);
        server.close();
        const QString refused = send(raw(address), {Format::Zpl, "^XA^XZ"});
        QVERIFY2(refused.startsWith(address + u": "_s), qPrintable(refused));
    }

    /// `lp` of the test's own in front of the path: what CUPS would get.
    void sendsToAQueue_data()
    {
        QTest::addColumn<Format>("format");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("answer");
        QTest::newRow("PDF") << Format::Pdf << 0 << u"-d Office -t Crossdock"_s << u"office has it in its queue."_s;
        QTest::newRow("ZPL goes as it is") << Format::Zpl << 0 << u"-d Office -t Crossdock -o raw"_s << u"office has it in its queue."_s;
        QTest::newRow("refused in words") << Format::Pdf << 1 << u"-d Office -t Crossdock"_s << u"lp: no such queue"_s;
    }

    void sendsToAQueue()
    {
        QFETCH(Format, format);
        QFETCH(int, code);
        QFETCH(QString, arguments);
        QFETCH(QString, answer);
        QTemporaryDir folder;
        QFile lp(folder.filePath(u"lp"_s));
        QVERIFY(lp.open(QIODevice::WriteOnly));
        lp.write("#!/bin/sh\necho \"$@\" > " + folder.path().toUtf8() + "/arguments\ncat > " + folder.path().toUtf8() + "/document\n[ " + QByteArray::number(code) + " = 0 ] || echo 'lp: no such queue' >&2\nexit " + QByteArray::number(code) + "\n");
        lp.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        lp.close();
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", folder.path().toUtf8() + ':' + path);
        const QString said = send({u"office"_s, Printer::Kind::System, u"Office"_s, format}, {format, "bytes"});
        qputenv("PATH", path);
        QCOMPARE(said, answer);
        QFile words(folder.filePath(u"arguments"_s)), document(folder.filePath(u"document"_s));
        QVERIFY(words.open(QIODevice::ReadOnly) && document.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(words.readAll()).trimmed(), arguments);
        QCOMPARE(document.readAll(), QByteArray("bytes"));
    }
};

QTEST_GUILESS_MAIN(DocumentPrinterTest)

#include "tst_document_printer.moc"
