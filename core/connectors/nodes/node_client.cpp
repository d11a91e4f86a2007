#include "core/connectors/nodes/node_client.h"

#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/channels/http_failure.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::nodes {

channels::CallFailure unreadable(const Error &error)
{
    return {channels::CallFailure::Kind::Rejected, error.subject.isEmpty() ? error.detail : error.subject + u": "_s + error.detail, Milliseconds{0}, true};
}

std::optional<channels::CallFailure> failureOf(const http::Answer &answer, Time now)
{
    http::Answer read = answer;
    if (read) {
        if (const QByteArray pause = http::header(read->headers, "x-retry-after"); !pause.isEmpty())
            read->headers.emplaceBack("Retry-After", pause);
    }
    auto failure = channels::failureOf(read, now);
    if (failure && read && (read->status < 300 || read->status >= 400)) {
        if (const QString words = carriers::wordsOf(read->body); !words.isEmpty())
            failure->words = u"HTTP %1: %2"_s.arg(read->status).arg(words);
    }
    return failure;
}

NodeClient::NodeClient(http::Exchange &exchange, Clock &clock, double burst, double perSecond, QStringList secrets, QObject *parent)
    : QObject(parent)
    , m_exchange(exchange)
    , m_clock(clock)
    , m_pacer(clock, burst, perSecond)
    , m_secrets(std::move(secrets))
{
}

channels::CallFailure NodeClient::clean(channels::CallFailure failure) const
{
    failure.words = channels::withoutSecrets(failure.words, m_secrets);
    return failure;
}

QByteArray NodeClient::clean(const QByteArray &body) const
{
    return channels::withoutSecrets(body, m_secrets);
}

void NodeClient::ask(http::Request request, Absent absent, Done done, double cost)
{
    m_pacer.pass(cost, this, [this, request = std::move(request), absent, done = std::move(done)] {
        m_exchange.send(request, this, [this, absent, done](const http::Answer &answer) {
            http::Answer read = answer;
            if (read && read->status / 100 != 2)
                read->body = clean(read->body); // before its words are cut
            auto failure = failureOf(read, m_clock.now());
            if (!failure || (absent == Absent::IsAnswer && answer && answer->status == 404)) {
                done(*answer);
                return;
            }
            if (failure->kind == channels::CallFailure::Kind::RateLimited)
                m_pacer.rest(failure->retryAfter);
            done(tl::make_unexpected(clean(*failure)));
        });
    });
}

} // namespace crossdock::nodes
