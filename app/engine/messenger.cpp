#include "app/engine/messenger.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr Milliseconds firstPause{10'000}, longestPause{6 * 3'600'000};
constexpr qsizetype longestWords = 300;

Milliseconds pauseAfter(int attempts)
{
    return attempts == 0 ? Milliseconds::zero() : std::min(longestPause, firstPause * (1 << std::min(2 * (attempts - 1), 20)));
}

} // namespace

void Messenger::start()
{
    m_inventory.ask(query::Notices{.onlyUnsettled = true, .limit = 1'000}, this, [this](const Result<QList<Notice>> &waiting) {
        for (const Notice &notice : waiting.value_or(QList<Notice>()))
            take(notice);
    });
}

void Messenger::take(const Notice &notice)
{
    if (notice.state != Notice::State::Waiting || m_underWay.contains(notice.notice))
        return;
    m_underWay.insert(notice.notice);
    m_clock.after(pauseAfter(notice.attempts), this, [this, notice] { send(notice); });
}

void Messenger::send(const Notice &notice)
{
    m_inventory.ask(query::Contacts{}, this, [this, notice](const Result<query::Contacts::Answer> &known) {
        if (!known)
            return settle(notice, command::SettleNotice::What::Retry, known.error().detail);
        for (const Contact &contact : known->contacts) {
            if (contact.name == notice.recipient && !contact.webhook.isEmpty())
                return post(notice, contact.webhook);
        }
        settle(notice, command::SettleNotice::What::Failed, u"“%1” has no webhook"_s.arg(notice.recipient));
    });
}

void Messenger::post(const Notice &notice, const QString &url)
{
    const QString text = notice.kind == u"report" ? notice.title + u"\n"_s + notice.text : notice.text;
    http::Request request;
    request.method = "POST";
    request.url = url.toUtf8();
    request.headers = {{"Content-Type", "application/json"}};
    request.body = QJsonDocument(QJsonObject{{u"text"_s, text}}).toJson(QJsonDocument::Compact);
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
    m_inventory.perform({{}, {Actor::Kind::System, u"messenger"_s}, {}, notice.entry, command::SettleNotice{notice.notice, what, words}}, this,
                        [](const Result<Entry> &) {}); // a retry comes back as news of the notice
}

} // namespace crossdock::app
