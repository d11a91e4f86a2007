#include "tests/simulation/network.h"

#include <QPointer>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::simulation {
namespace {

sandbox::Request toWorld(const http::Request &request, const QUrl &url)
{
    sandbox::Request sent;
    sent.method = request.method;
    sent.path = url.path(QUrl::FullyEncoded).toUtf8();
    sent.query = url.query(QUrl::FullyEncoded).toUtf8();
    sent.headers.append({"Host", url.host().toUtf8()});
    for (const http::Header &header : request.headers)
        sent.headers.append({header.name, header.value});
    sent.body = request.body;
    return sent;
}

http::Answer fromWorld(const std::optional<sandbox::Reply> &reply)
{
    if (!reply)
        return tl::make_unexpected(http::Failure{{Error::Code::Unreachable, u"network"_s, u"the connection broke"_s}, true});
    http::Reply answer{reply->status, {}, reply->body};
    for (const auto &[name, value] : reply->headers)
        answer.headers.append({name, value});
    return answer;
}

} // namespace

void Network::send(http::Request request, QObject *context, std::function<void(http::Answer)> done)
{
    m_fate.touch();
    const QUrl url = QUrl::fromEncoded(request.url);
    const QString channel = url.host().section(u'.', 0, 0);
    const auto isOver = std::make_shared<bool>(false);
    const QPointer<QObject> asker(context);
    const auto finish = [isOver, asker, done](const http::Answer &answer) {
        if (!std::exchange(*isOver, true) && asker)
            done(answer);
    };
    // The request goes on its way whatever becomes of the asker.
    m_clock.after(latency(), this, [this, request, url, channel, finish, asker] {
        m_witness.arriving(channel, request);
        m_world.handle(channel, toWorld(request, url), [this, finish, asker](const std::optional<sandbox::Reply> &reply) {
            if (asker)
                m_clock.after(latency(), asker, [finish, reply] { finish(fromWorld(reply)); });
        });
        m_witness.dealtWith(channel, request);
    });
    m_clock.after(request.deadline, context, [finish] {
        finish(tl::make_unexpected(http::Failure{{Error::Code::Unreachable, u"network"_s, u"no answer in time"_s}, true}));
    });
}

} // namespace crossdock::simulation
