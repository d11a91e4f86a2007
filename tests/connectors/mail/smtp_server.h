#pragma once

#include <QHash>
#include <QTcpServer>

namespace crossdock::tests {

/// A mail server on loopback that speaks as a real one does (RFC 5321, and AUTH PLAIN of RFC 4954), keeps what it was told
/// and says what the test wants it to say.
class SmtpServer : public QTcpServer
{
    Q_OBJECT

public:
    SmtpServer();

    QHash<QByteArray, QByteArray> replies; ///< by the command's first word ("RCPT", "." is the end of the mail): instead of the usual one
    QByteArrayList commands;
    QByteArray mail; ///< as it came, dots unstuffed

private:
    void take(QTcpSocket *socket, const QByteArray &line);

    bool m_isInMail = false, m_isInAuth = false;
};

} // namespace crossdock::tests
