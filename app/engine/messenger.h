#pragma once

#include "core/connectors/http/exchange.h"
#include "core/connectors/mail/smtp_sender.h"
#include "core/inventory/inventory.h"
#include "core/inventory/environment.h"

#include <QSet>

namespace crossdock::app {

/// Sends the notices that leave the house: mails by the seller's own server, and a JSON `{"text": …}` to the webhook of whoever
/// is meant (Slack's incoming webhooks and most others take that). Goes only to addresses that the seller gave; what gets no
/// answer is tried again, with growing pauses. Lives in the wires' thread.
class Messenger : public QObject
{
    Q_OBJECT

public:
    /// The mail server's password, from the key store; answers later, in the thread of the context. Empty: there is none.
    using PasswordSource = std::function<void(QObject *, std::function<void(Result<QString>)>)>;

    Messenger(Inventory &inventory, Clock &clock, http::Exchange &exchange, PasswordSource password)
        : m_inventory(inventory)
        , m_clock(clock)
        , m_exchange(exchange)
        , m_password(std::move(password))
    {
    }

    void start(); ///< sends what waited while the program was off
    void take(const Notice &notice);

private:
    void send(const Notice &notice);
    void post(const Notice &notice, const QString &url);
    void write(const Notice &notice, const Contact &contact, const command::SetMailServer &server);
    void sign(const Notice &notice, const mail::Server &server, const mail::Mail &letter);
    void mail(const Notice &notice, const mail::Server &server, const mail::Mail &letter);
    void settle(const Notice &notice, command::SettleNotice::What what, const QString &words);

    Inventory &m_inventory;
    Clock &m_clock;
    http::Exchange &m_exchange;
    PasswordSource m_password;
    std::unique_ptr<mail::SmtpSender> m_sender; ///< from the first mail on
    QSet<qint64> m_underWay;
};

} // namespace crossdock::app
