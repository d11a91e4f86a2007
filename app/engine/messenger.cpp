#include "app/engine/messenger.h"

#include "core/connectors/channels/http_failure.h"
#include "core/inventory/values/phone_number.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcMessenger, "crossdock.messenger")

namespace crossdock::app {
namespace {

constexpr Milliseconds firstPause{10'000}, longestPause{6 * 3'600'000};
constexpr qsizetype longestWords = 300;

Milliseconds pauseAfter(int attempts)
{
    return attempts == 0 ? Milliseconds::zero() : std::min(longestPause, firstPause * (1 << std::min(2 * (attempts - 1), 20)));
}

/// What stands in a message that has no subject.
QString textOf(const Notice &notice)
{
    return notice.kind == u"report" ? notice.title + u"\n"_s + notice.text : notice.text;
}

/// What a server's answer may say of a buyer: it goes into the trail, where no personal data stands. Whole addresses before their parts.
QStringList personalOf(const Notice &notice, const QString &address)
{
    if (!notice.order)
        return {};
    const QString part = address.startsWith(u'+') ? address.mid(1) : address.section(u'@', 0, 0);
    return {address, address.toLower(), part, part.toLower()};
}

} // namespace

void Messenger::start()
{
    m_inventory.ask(query::Notices{.limit = 1'000, .onlyWaiting = true}, this, [this](const Result<QList<Notice>> &waiting) {
        if (!waiting) {
            qCWarning(lcMessenger, "What waits to be sent could not be read: %s", qUtf8Printable(waiting.error().detail));
            m_clock.after(firstPause, this, [this] { start(); });
        }
        for (const Notice &notice : waiting.value_or(QList<Notice>()))
            take(notice);
    });
}

void Messenger::take(const Notice &notice)
{
    const bool isOld = notice.attempts <= m_answered.value(notice.notice, -1);
    if (notice.kind == u"document" || notice.state != Notice::State::Waiting || m_underWay.contains(notice.notice) || isOld)
        return;
    m_underWay.insert(notice.notice);
    m_clock.after(pauseAfter(notice.attempts), this, [this, notice] { send(notice); });
}

void Messenger::send(const Notice &notice)
{
    m_inventory.ask(query::Contacts{}, this, [this, notice](const Result<query::Contacts::Answer> &known) {
        if (!known)
            return settle(notice, command::SettleNotice::What::Retry, known.error().detail);
        if (notice.order)
            return sendToBuyer(notice, *known);
        const auto contact = std::find_if(known->contacts.begin(), known->contacts.end(), [&](const Contact &one) { return one.name == notice.recipient; });
        sendTo(notice, contact == known->contacts.end() ? Contact{notice.recipient, {}, {}, {}} : *contact, *known);
    });
}

void Messenger::sendToBuyer(const Notice &notice, const query::Contacts::Answer &known)
{
    m_inventory.ask(query::Order{*notice.order}, this, [this, notice, known](const Result<OrderDetail> &order) {
        using What = command::SettleNotice::What;
        if (!order)
            return settle(notice, order.error().code == Error::Code::NotFound ? What::Failed : What::Retry, order.error().detail);
        if (order->isForgotten)
            return settle(notice, What::Failed, u"the data of the buyer of “%1” was destroyed: nobody can be written to"_s.arg(notice.order->text()));
        const Buyer &buyer = order->buyer;
        sendTo(notice, {u"the buyer of %1"_s.arg(notice.order->text()), {}, buyer.email.trimmed(), {}, internationalPhone(buyer.phone, buyer.country)}, known);
    });
}

void Messenger::sendTo(const Notice &notice, const Contact &receiver, const query::Contacts::Answer &known)
{
    const bool isMail = notice.via == u"email", isPush = notice.via == u"push", isPhone = notice.via == u"whatsapp" || notice.via == u"sms";
    if ((isMail ? receiver.email : isPush ? receiver.topic : isPhone ? receiver.phone : receiver.webhook).isEmpty())
        settle(notice, command::SettleNotice::What::Failed,
               u"“%1” has no %2"_s.arg(receiver.name, isMail ? u"e-mail address"_s : isPush ? u"push topic"_s : isPhone ? u"phone number with its country"_s : u"webhook"_s));
    else if (isMail)
        write(notice, receiver, known.mail);
    else if (isPush || isPhone)
        writeToPhone(notice, isPush ? receiver.topic : receiver.phone, known.services);
    else
        post(notice, receiver.webhook);
}

void Messenger::write(const Notice &notice, const Contact &contact, const command::SetMailServer &server)
{
    if (server.host.isEmpty())
        return settle(notice, command::SettleNotice::What::Failed, u"no mail server is set up"_s);
    const mail::Server known{server.host, server.port, server.user, {}, server.usesTls, {}};
    withKey(notice, [this, notice, known, from = server.from, to = contact.email](const QString &key) {
        withFile(notice, [this, notice, known, from, to, key](const std::optional<mail::Attachment> &file) {
            sign(notice, known, {from, to, notice.title, notice.text, notice.at, key.toUtf8(), file});
        });
    });
}

void Messenger::withFile(const Notice &notice, std::function<void(const std::optional<mail::Attachment> &file)> go)
{
    if (notice.label == 0)
        return go({});
    m_inventory.ask(query::LabelDocument{notice.label}, this, [this, notice, go = std::move(go)](const Result<labels::Document> &document) {
        if (!document)
            return settle(notice, isTemporary(document.error().code) ? command::SettleNotice::What::Retry : command::SettleNotice::What::Failed, document.error().detail);
        static const QHash<labels::Format, QByteArray> types{{labels::Format::Pdf, "application/pdf"}, {labels::Format::Png, "image/png"}, {labels::Format::Zpl, "text/plain"}};
        go(mail::Attachment{types.value(document->format), "label-" + QByteArray::number(notice.label) + '.' + labels::nameOf(document->format).toLatin1(), document->bytes});
    });
}

void Messenger::withKey(const Notice &notice, std::function<void(const QString &key)> go)
{
    m_inventory.ask(query::Trail{.filter = {}, .before = notice.entry + 1, .limit = 1}, this, [this, notice, go](const Result<query::Trail::Answer> &trail) {
        if (!trail || trail->entries.isEmpty())
            return settle(notice, command::SettleNotice::What::Retry, trail ? u"its entry is not there"_s : trail.error().detail);
        go(trail->entries.first().key);
    });
}

void Messenger::writeToPhone(const Notice &notice, const QString &to, const QList<MessageService> &services)
{
    const auto service = std::find_if(services.begin(), services.end(), [&](const MessageService &one) { return one.way == notice.via; });
    if (service == services.end())
        return settle(notice, command::SettleNotice::What::Failed, u"no service for such messages is set up"_s);
    withKey(notice, [this, notice, service = *service, to](const QString &key) {
        m_keys(service.way, service.address, this, [this, notice, service, to, key](const Result<QString> &token) {
            if (!token)
                return settle(notice, command::SettleNotice::What::Retry, token.error().detail);
            const bool hasTitle = service.way == u"push";
            sendToPhone(notice, service, *token, {to, hasTitle ? notice.text : textOf(notice), key, hasTitle ? notice.title : QString()});
        });
    });
}

void Messenger::sendToPhone(const Notice &notice, const MessageService &service, const QString &token, const messages::PhoneMessage &message)
{
    m_exchange.send(messages::phoneRequest(service, token, message), this, [this, notice, service, hidden = personalOf(notice, message.to) + (service.way == u"push" ? QStringList{message.to, token} : QStringList{token})](const http::Answer &answer) {
        using What = command::SettleNotice::What;
        using Kind = messages::Verdict::Kind;
        if (!answer)
            return settle(notice, answer.error().error.code == Error::Code::InvalidInput ? What::Failed : What::Retry, answer.error().error.detail);
        const messages::Verdict verdict = messages::phoneVerdict(service, *answer);
        settle(notice, verdict.kind == Kind::Sent ? What::Sent : verdict.kind == Kind::Later ? What::Retry : What::Failed, channels::withoutSecrets(verdict.words, hidden).left(longestWords));
    });
}

void Messenger::sign(const Notice &notice, const mail::Server &server, const mail::Mail &letter)
{
    if (server.user.isEmpty())
        return mail(notice, server, letter);
    m_keys(u"mail"_s, mailAddress(server.host, server.port), this, [this, notice, server, letter](const Result<QString> &password) {
        if (!password)
            return settle(notice, command::SettleNotice::What::Retry, password.error().detail);
        mail::Server known = server;
        known.password = *password;
        mail(notice, known, letter);
    });
}

void Messenger::mail(const Notice &notice, const mail::Server &server, const mail::Mail &letter)
{
    if (!m_sender)
        m_sender = std::make_unique<mail::SmtpSender>();
    m_sender->send(server, letter, this, [this, notice, hidden = personalOf(notice, letter.to)](const tl::expected<void, mail::Refusal> &answer) {
        using What = command::SettleNotice::What;
        settle(notice, answer ? What::Sent : answer.error().isForGood ? What::Failed : What::Retry, answer ? QString() : channels::withoutSecrets(answer.error().error.detail, hidden).left(longestWords));
    });
}

void Messenger::post(const Notice &notice, const QString &url)
{
    http::Request request;
    request.method = "POST";
    request.url = url.toUtf8();
    request.headers = {{"Content-Type", "application/json"}};
    request.body = QJsonDocument(QJsonObject{{u"text"_s, textOf(notice)}}).toJson(QJsonDocument::Compact);
    m_exchange.send(std::move(request), this, [this, notice](const http::Answer &answer) {
        using What = command::SettleNotice::What;
        if (!answer)
            return settle(notice, answer.error().error.code == Error::Code::InvalidInput ? What::Failed : What::Retry, answer.error().error.detail);
        const bool isTaken = answer->status >= 200 && answer->status < 300;
        const bool mayBeTaken = answer->status == 429 || answer->status >= 500;
        settle(notice, isTaken ? What::Sent : mayBeTaken ? What::Retry : What::Failed,
               isTaken ? QString() : u"%1 %2"_s.arg(answer->status).arg(QString::fromUtf8(answer->body).left(longestWords)));
    });
}

void Messenger::settle(const Notice &notice, command::SettleNotice::What what, const QString &words)
{
    m_underWay.remove(notice.notice);
    m_answered.insert(notice.notice, notice.attempts);
    record(notice, {notice.notice, what, words});
}

/// What is not on the disk would be sent again, or never.
void Messenger::record(const Notice &notice, const command::SettleNotice &answer)
{
    m_inventory.perform({{}, {Actor::Kind::System, u"messenger"_s}, {}, notice.entry, answer}, this, [this, notice, answer](const Result<Entry> &settled) { // a retry comes back as news of the notice
        if (settled)
            return;
        qCWarning(lcMessenger, "How notice %lld fared was not written: %s", static_cast<long long>(notice.notice), qUtf8Printable(settled.error().detail));
        if (isTemporary(settled.error().code))
            m_clock.after(firstPause, this, [this, notice, answer] { record(notice, answer); });
    });
}

} // namespace crossdock::app
