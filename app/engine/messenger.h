#pragma once

#include "app/engine/service_keys.h"
#include "core/connectors/http/exchange.h"
#include "core/connectors/mail/smtp_sender.h"
#include "core/connectors/messages/phone_wire.h"
#include "core/inventory/inventory.h"
#include "core/inventory/environment.h"

#include <QSet>

namespace crossdock::app {

/// Sends the notices that leave the house: mails by the seller's own server, messages to phones by the service that is set up for them,
/// and a JSON `{"text": …}` to the webhook of whoever is meant (Slack's incoming webhooks and most others take that). Goes only to addresses that the seller gave, or to the
/// buyer of an order: his address is opened for the sending and stands nowhere else, blotted out of what a server answers too. What gets no
/// answer is tried again, with growing pauses. Lives in the wires' thread.
class Messenger : public QObject
{
    Q_OBJECT

public:
    Messenger(Inventory &inventory, Clock &clock, http::Exchange &exchange, KeySource keys)
        : m_inventory(inventory)
        , m_clock(clock)
        , m_exchange(exchange)
        , m_keys(std::move(keys))
    {
    }

    void start(); ///< sends what waited while the program was off, or was written by another engine
    void take(const Notice &notice);

private:
    void send(const Notice &notice);
    void sendToBuyer(const Notice &notice, const query::Contacts::Answer &known);
    void sendTo(const Notice &notice, const Contact &receiver, const query::Contacts::Answer &known);
    void post(const Notice &notice, const QString &url);
    void write(const Notice &notice, const Contact &contact, const command::SetMailServer &server);
    void writeToPhone(const Notice &notice, const QString &to, const QList<MessageService> &services);
    void sendToPhone(const Notice &notice, const MessageService &service, const QString &token, const messages::PhoneMessage &message);
    /// With the document of the label that goes with it, if one does.
    void withFile(const Notice &notice, std::function<void(const std::optional<mail::Attachment> &file)> go);
    /// The operation key of the action that asked for it names what is sent.
    void withKey(const Notice &notice, std::function<void(const QString &key)> go);
    void sign(const Notice &notice, const mail::Server &server, const mail::Mail &letter);
    void mail(const Notice &notice, const mail::Server &server, const mail::Mail &letter);
    void settle(const Notice &notice, command::SettleNotice::What what, const QString &words);
    void record(const Notice &notice, const command::SettleNotice &answer);

    Inventory &m_inventory;
    Clock &m_clock;
    http::Exchange &m_exchange;
    KeySource m_keys;
    std::unique_ptr<mail::SmtpSender> m_sender; ///< from the first mail on
    QSet<qint64> m_underWay;
    QHash<qint64, int> m_answered; ///< notices that fared, at which attempt: what was read before that is old
};

} // namespace crossdock::app
