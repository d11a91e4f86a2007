#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/environment.h"
#include "core/sandbox/world.h"

#include <QPointer>
#include <QUrl>

namespace crossdock::simulation {

/// Carries requests to a world by host name ("http://NAME.sandbox/…"), in virtual time. What the world does not answer is a
/// silence: it may have happened.
class WorldExchange : public http::Exchange
{
public:
    WorldExchange(sandbox::World &world, Clock &clock)
        : m_world(world)
        , m_clock(clock)
    {
    }

    void send(http::Request request, QObject *context, std::function<void(http::Answer)> done) override
    {
        ++sent;
        const QUrl url = QUrl::fromEncoded(request.url);
        sandbox::Request asked{request.method, url.path(QUrl::FullyEncoded).toUtf8(), url.query(QUrl::FullyEncoded).toUtf8(), {}, request.body};
        for (const http::Header &header : request.headers)
            asked.headers.append({header.name, header.value});
        m_world.handle(url.host().section(u'.', 0, 0), asked, [this, context = QPointer<QObject>(context), done](const std::optional<sandbox::Reply> &reply) {
            constexpr Milliseconds way{20}, patience{30'000};
            m_clock.after(reply ? way : patience, context, [this, reply, done] {
                if (!reply) {
                    done(tl::make_unexpected(http::Failure{{Error::Code::Unreachable, {}, QStringLiteral("no answer")}, true}));
                    return;
                }
                bodies.append(reply->body);
                http::Reply answer{reply->status, {}, reply->body};
                for (const auto &[name, value] : reply->headers)
                    answer.headers.append({name, value});
                done(answer);
            });
        });
    }

    int sent = 0;
    QByteArrayList bodies; ///< of all answers

private:
    sandbox::World &m_world;
    Clock &m_clock;
};

} // namespace crossdock::simulation
