#pragma once

#include <QByteArray>
#include <QList>
#include <QMutex>
#include <QTcpServer>
#include <QThread>

namespace crossdock::app_test {

/// A service on this machine that answers what it is told, in its order, in a thread of its own, and keeps what it was asked. Without an
/// answer left it hangs up.
class HttpStand : public QThread
{
public:
    HttpStand();
    ~HttpStand() override;

    QString url(const QString &path = {}) const { return QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path); }
    void reply(int status, const QByteArray &body);
    QList<QByteArray> asked() const; ///< whole requests, head and body
    bool waitForQuestions(int number, int patienceMs = 15'000) const;

protected:
    void run() override;

private:
    QByteArray answer(const QByteArray &request);

    QTcpServer m_server;
    quint16 m_port = 0;
    mutable QMutex m_mutex;
    QList<QByteArray> m_replies, m_asked;
    bool m_isOver = false;
};

} // namespace crossdock::app_test
