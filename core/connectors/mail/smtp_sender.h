#pragma once

#include "core/connectors/mail/mail_text.h"
#include "core/inventory/values/result.h"

#include <QThread>
#include <functional>

namespace crossdock::mail {

/// A seller's mail server.
struct Server {
    QString host;
    int port = 587; ///< 465: TLS from the first byte; others: STARTTLS
    QString user, password; ///< no user: nobody signs in
    bool usesTls = true; ///< false: on this machine only
    QByteArray authorities; ///< PEM file of trusted certificates; empty: the system's
};

/// What became of a mail that the server did not take.
struct Refusal {
    Error error; ///< InvalidInput: it cannot be sent as it stands; Unreachable; Unauthorized; Rejected, with the server's words
    bool isForGood = false; ///< trying again is of no use
};

/// Sends mails, one after another, in a thread of its own: libcurl's SMTP (RFC 5321, curl 7.88) waits. `done` runs later, in
/// the thread of `context`, and not at all once that is gone. Its end ends the mail under way.
class SmtpSender : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(tl::expected<void, Refusal>)>;

    explicit SmtpSender(Milliseconds deadline = Milliseconds(60'000));
    ~SmtpSender() override;

    void send(const Server &server, const Mail &mail, QObject *context, Done done);

private:
    Milliseconds m_deadline;
    QThread m_thread;
    QObject *m_worker; ///< lives in m_thread, which ends it
};

} // namespace crossdock::mail
