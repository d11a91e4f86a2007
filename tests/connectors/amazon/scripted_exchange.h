#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/environment.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTest>
#include <map>

namespace crossdock {

/// Stands still until it is told to go on.
class ManualClock : public Clock
{
public:
    Time now() const override { return m_now; }
    void after(Milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_timers.emplace(m_now + delay, Timer{context, std::move(action)});
    }

    void advance(Milliseconds by)
    {
        const Time end = m_now + by;
        while (!m_timers.empty() && m_timers.begin()->first <= end) {
            auto due = m_timers.extract(m_timers.begin());
            m_now = std::max(m_now, due.key());
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
    Time m_now = *parseTime(u"2026-11-20T08:00:00Z");
    std::multimap<Time, Timer> m_timers;
};

/// Keeps what was asked until the test answers it, in any order.
class ScriptedExchange : public http::Exchange
{
public:
    struct Asked {
        http::Request request;
        QPointer<QObject> context;
        std::function<void(http::Answer)> done;

        QJsonObject json() const { return QJsonDocument::fromJson(request.body).object(); }
        QByteArray header(QByteArrayView name) const { return http::header(request.headers, name); }
    };

    void send(http::Request request, QObject *context, std::function<void(http::Answer)> done) override
    {
        open.append({std::move(request), context, std::move(done)});
    }

    /// The oldest open request whose context lives and whose address or target holds `part`; it stays open.
    Asked *find(const QByteArray &part)
    {
        open.removeIf([](const Asked &asked) { return !asked.context; });
        for (Asked &asked : open) {
            if (asked.request.url.contains(part) || asked.header("X-Amz-Target").contains(part))
                return &asked;
        }
        return nullptr;
    }

    /// Answers the oldest open request that holds `part`; false if there is none.
    bool answer(const QByteArray &part, http::Answer answer)
    {
        const Asked *asked = find(part);
        if (!asked)
            return false;
        const Asked taken = open.takeAt(asked - open.constData());
        answered.append(taken);
        taken.done(std::move(answer));
        return true;
    }
    bool reply(const QByteArray &part, int status, const QByteArray &body, http::Headers headers = {})
    {
        return answer(part, http::Reply{status, std::move(headers), body});
    }
    bool lose(const QByteArray &part)
    {
        return answer(part, tl::make_unexpected(http::Failure{{Error::Code::Unreachable, {}, QStringLiteral("no answer")}, true}));
    }
    qsizetype countOpen(const QByteArray &part)
    {
        open.removeIf([](const Asked &asked) { return !asked.context; });
        return std::count_if(open.begin(), open.end(), [&](const Asked &asked) {
            return asked.request.url.contains(part) || asked.header("X-Amz-Target").contains(part);
        });
    }

    QList<Asked> open;
    QList<Asked> answered;
};

inline QByteArray recorded(const char *name)
{
    QFile file(QStringLiteral(CROSSDOCK_SOURCE_DIR "/tests/data/amazon/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace crossdock
