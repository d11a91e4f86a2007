#include "core/connectors/printing/document_printer.h"

#include <QProcess>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::printing {
namespace {

/// Answers once, whatever happens after.
DocumentPrinter::Done once(DocumentPrinter::Done done)
{
    return [left = std::make_shared<DocumentPrinter::Done>(std::move(done))](const Result<QString> &answer) {
        if (const auto tell = std::exchange(*left, {}))
            tell(answer);
    };
}

QString secondsText(Milliseconds deadline)
{
    return QString::number(static_cast<double>(deadline.count()) / 1'000);
}

tl::unexpected<Error> notPrinted(const labels::Printer &printer, const QString &why)
{
    return fail(Error::Code::NotPrinted, printer.name, why);
}

} // namespace

Result<> suits(const labels::Printer &printer, const labels::Document &document)
{
    const bool isZpl = document.format == labels::Format::Zpl;
    if (isZpl && printer.format != labels::Format::Zpl)
        return fail(Error::Code::NotAllowed, printer.name, u"the label is a ZPL file, which only label printers understand, and %1 is set up for %2 files"_s.arg(printer.name, nameOf(printer.format).toUpper()));
    if (printer.kind == labels::Printer::Kind::System || isZpl)
        return {};
    return fail(Error::Code::NotAllowed, printer.name, u"the label is a %1 file, and a printer on a socket takes ZPL"_s.arg(nameOf(document.format).toUpper()));
}

labels::Document testPage(const labels::Printer &printer)
{
    if (printer.format == labels::Format::Zpl)
        return {labels::Format::Zpl, "^XA^CI28^FO60,80^A0N,50,50^FDCrossdock prints here.^FS^FO60,160^A0N,35,35^FD" + printer.name.toUtf8().replace('^', ' ').replace('~', ' ') + "^FS^XZ"};
    return {labels::Format::Pdf, "Crossdock prints here.\n" + printer.name.toUtf8() + '\n'}; // plain text: CUPS sees what it is
}

void DocumentPrinter::send(const labels::Printer &printer, const labels::Document &document, Milliseconds deadline, Done done)
{
    if (const auto good = suits(printer, document); !good) {
        QMetaObject::invokeMethod(this, [error = good.error(), done] { done(tl::make_unexpected(error)); }, Qt::QueuedConnection);
        return;
    }
    if (printer.kind == labels::Printer::Kind::System)
        return sendToQueue(printer, document, deadline, once(std::move(done)));
    sendRaw(printer, document.bytes, deadline, once(std::move(done)));
}

/// The printer says nothing: taken is what it acknowledged with TCP, all of it, before it closed or we did.
void DocumentPrinter::sendRaw(const labels::Printer &printer, const QByteArray &bytes, Milliseconds deadline, Done done)
{
    auto *socket = new QTcpSocket(this);
    auto *patience = new QTimer(socket);
    patience->setSingleShot(true);
    const auto left = std::make_shared<qint64>(bytes.size());
    const auto end = [socket, done](const Result<QString> &answer) {
        done(answer);
        socket->deleteLater();
    };
    connect(socket, &QTcpSocket::connected, this, [socket, bytes] { socket->write(bytes); });
    connect(socket, &QTcpSocket::bytesWritten, this, [socket, left](qint64 count) {
        if ((*left -= count) <= 0)
            socket->disconnectFromHost();
    });
    connect(socket, &QTcpSocket::disconnected, this, [left, printer, end] {
        if (*left <= 0)
            end(u"It was sent to %1."_s.arg(printer.name));
        else
            end(notPrinted(printer, u"%1 closed the connection before it had all"_s.arg(printer.address)));
    });
    connect(socket, &QTcpSocket::errorOccurred, this, [socket, left, printer, end](QAbstractSocket::SocketError error) {
        if (error == QAbstractSocket::RemoteHostClosedError)
            return; // disconnected() tells whether it had all
        end(notPrinted(printer, u"%1: %2"_s.arg(printer.address, socket->errorString())));
    });
    connect(patience, &QTimer::timeout, this, [socket, printer, deadline, end] {
        const bool isConnected = socket->state() == QAbstractSocket::ConnectedState;
        end(notPrinted(printer, (isConnected ? u"%1 did not take all of it in %2 s"_s : u"no answer from %1 in %2 s"_s).arg(printer.address, secondsText(deadline))));
        socket->abort();
    });
    patience->start(deadline);
    const QUrl where(u"socket://"_s + printer.address);
    socket->connectToHost(where.host(), static_cast<quint16>(where.port()));
}

void DocumentPrinter::sendToQueue(const labels::Printer &printer, const labels::Document &document, Milliseconds deadline, Done done)
{
    auto *lp = new QProcess(this);
    auto *patience = new QTimer(lp);
    patience->setSingleShot(true);
    QStringList arguments{u"-d"_s, printer.address, u"-t"_s, document.title.isEmpty() ? u"Crossdock"_s : document.title};
    if (document.format == labels::Format::Zpl)
        arguments << u"-o"_s << u"raw"_s;
    const auto end = [lp, done](const Result<QString> &answer) {
        done(answer);
        lp->deleteLater();
    };
    connect(lp, &QProcess::started, this, [lp, bytes = document.bytes] {
        lp->write(bytes);
        lp->closeWriteChannel();
    });
    connect(lp, &QProcess::errorOccurred, this, [printer, end](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(notPrinted(printer, u"the program “lp” is not installed (Debian: cups-client), or choose a printer on a socket"_s));
    });
    connect(lp, &QProcess::finished, this, [lp, printer, end](int code, QProcess::ExitStatus status) {
        const QString words = QString::fromLocal8Bit(lp->readAllStandardError()).simplified();
        if (status == QProcess::NormalExit && code == 0)
            end(u"%1 has it in its queue."_s.arg(printer.name));
        else
            end(notPrinted(printer, words.isEmpty() ? u"the print system refused it"_s : words));
    });
    connect(patience, &QTimer::timeout, this, [lp, printer, deadline, end] {
        end(notPrinted(printer, u"the print system did not answer in %1 s"_s.arg(secondsText(deadline))));
        lp->kill();
    });
    patience->start(deadline);
    lp->start(u"lp"_s, arguments);
}

} // namespace crossdock::printing
