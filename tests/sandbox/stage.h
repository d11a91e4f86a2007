#pragma once

#include "core/sandbox/channel.h"
#include "core/sandbox/world.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <map>

namespace crossdock::sandbox {

/// Runs what is due, in order: a day passes in a millisecond.
class StageClock : public Clock
{
public:
    Time now() const override { return m_now; }
    void after(Milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_timers.emplace(m_now + qMax(delay, Milliseconds{0}), Timer{context, std::move(action)});
    }
    void pass(Milliseconds span)
    {
        const Time end = m_now + span;
        while (!m_timers.empty() && m_timers.begin()->first <= end) {
            auto due = m_timers.extract(m_timers.begin());
            m_now = due.key();
            if (due.mapped().context)
                due.mapped().action();
        }
        m_now = end;
    }

private:
    struct Timer {
        QPointer<QObject> context;
        std::function<void()> action;
    };
    Time m_now = fromMs(1'790'000'000'000);
    std::multimap<Time, Timer> m_timers;
};

/// A small world in virtual time, and a client of its wires. Keeps every webhook.
struct Stage {
    explicit Stage(WorldSpec spec = {})
        : world(prepared(std::move(spec)), clock)
    {
        world.setWebhookSender([this](const WebhookCall &call, const std::function<void(int)> &done) {
            webhooks.append(call);
            done(webhookStatus);
        });
    }
    static WorldSpec prepared(WorldSpec spec)
    {
        if (spec.channels.isEmpty()) {
            spec.channels = {{QStringLiteral("shop"), ChannelKind::Shopify},
                             {QStringLiteral("amz"), ChannelKind::Amazon},
                             {QStringLiteral("woo"), ChannelKind::WooCommerce}};
        }
        if (spec.skus == 2000)
            spec.skus = 120;
        return spec;
    }

    ChannelAccess access(const QString &channel) const
    {
        for (const ChannelAccess &each : world.access()) {
            if (each.name == channel)
                return each;
        }
        return {};
    }
    /// The answer that came at once or within a second; status 0 if the connection broke.
    Reply ask(const QString &channel, const Request &request)
    {
        std::optional<Reply> answer;
        bool hasAnswered = false;
        world.handle(channel, request, [&](const std::optional<Reply> &reply) {
            answer = reply;
            hasAnswered = true;
        });
        if (!hasAnswered)
            clock.pass(Milliseconds{1000});
        return answer.value_or(Reply{0, {}, {}});
    }
    static QJsonValue json(const Reply &reply)
    {
        const QJsonDocument document = QJsonDocument::fromJson(reply.body);
        return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    }

    QJsonValue graphql(const QString &query, const QJsonObject &variables = {})
    {
        const QByteArray token = access(QStringLiteral("shop")).secrets.value(QStringLiteral("access_token")).toLatin1();
        const QJsonObject body{{QStringLiteral("query"), query}, {QStringLiteral("variables"), variables}};
        return json(ask(QStringLiteral("shop"), {"POST", "/admin/api/2026-10/graphql.json", {},
                                                 {{"X-Shopify-Access-Token", token}}, QJsonDocument(body).toJson()}));
    }
    Reply woo(const QByteArray &method, const QByteArray &path, const QByteArray &query = {}, const QByteArray &body = {})
    {
        const auto secrets = access(QStringLiteral("woo")).secrets;
        const QString pair = secrets.value(QStringLiteral("consumer_key")) + u':' + secrets.value(QStringLiteral("consumer_secret"));
        return ask(QStringLiteral("woo"), {method, "/wp-json/wc/v3/" + path, query,
                                           {{"Authorization", "Basic " + pair.toUtf8().toBase64()}}, body});
    }
    QByteArray lwaToken()
    {
        const auto secrets = access(QStringLiteral("amz")).secrets;
        const QByteArray form = "grant_type=refresh_token&refresh_token="
            + secrets.value(QStringLiteral("refresh_token")).toUtf8().toPercentEncoding() + "&client_id="
            + secrets.value(QStringLiteral("client_id")).toUtf8() + "&client_secret=" + secrets.value(QStringLiteral("client_secret")).toUtf8();
        return json(ask(QStringLiteral("amz"), {"POST", "/auth/o2/token", {}, {}, form}))[u"access_token"].toString().toLatin1();
    }
    ListingSeed listing(const QString &channel, Quantity atLeast = 5) const
    {
        for (const ListingSeed &seed : world.listings(channel)) {
            if (world.quantity(channel, seed.listingId).value() >= atLeast)
                return seed;
        }
        return {};
    }

    StageClock clock;
    World world;
    QList<WebhookCall> webhooks;
    int webhookStatus = 200;
};

} // namespace crossdock::sandbox
