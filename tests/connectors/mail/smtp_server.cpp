#include "tests/connectors/mail/smtp_server.h"

#include <QTcpSocket>

namespace crossdock::tests {

SmtpServer::SmtpServer()
{
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = nextPendingConnection();
        m_isInMail = m_isInAuth = false;
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            while (socket->canReadLine())
                take(socket, socket->readLine());
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->write(replies.value("HELLO", "220 mail.test ready") + "\r\n");
    });
}

void SmtpServer::take(QTcpSocket *socket, const QByteArray &line)
{
    if (m_isInMail && line != ".\r\n") {
        mail += line.startsWith('.') ? line.sliced(1) : line;
        return;
    }
    const QByteArray command = line.trimmed();
    const QByteArray word = m_isInMail ? "." : m_isInAuth ? "AUTH" : command.split(' ').first().toUpper();
    m_isInMail = m_isInAuth = false;
    commands.append(word == "." ? word : command);
    static const QHash<QByteArray, QByteArray> usual{{"EHLO", "250-mail.test\r\n250-AUTH PLAIN\r\n250 8BITMIME"}, {"AUTH", "235 welcome"}, {"MAIL", "250 ok"},
                                                     {"RCPT", "250 ok"}, {"DATA", "354 go on"}, {".", "250 queued as 1"}, {"QUIT", "221 bye"}};
    if (command == "AUTH PLAIN") { // the key comes in a line of its own
        m_isInAuth = true;
        socket->write("334 \r\n");
        return;
    }
    const QByteArray reply = replies.value(word, usual.value(word, "502 what?"));
    m_isInMail = word == "DATA" && reply.startsWith('3');
    socket->write(reply + "\r\n");
}

} // namespace crossdock::tests
