#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/environment.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <map>

namespace crossdock
{

/// Stands still until it is told to go on; what waits runs in the order of its time.
class FakeClock : public Clock
{
public:
    Time now() const override { return m_now; }
    void after(Milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_waiting.emplace(m_now + delay, Waiting{context, std::move(action)});
    }

    void advance(Milliseconds by)
    {
        const Time end = m_now + by;
        while (!m_waiting.empty() && m_waiting.begin()->first <= end) {
            auto due = m_waiting.extract(m_waiting.begin());
            m_now = std::max(m_now, due.key());
            if (due.mapped().context)
                due.mapped().action();
        }
        m_now = end;
    }

private:
    struct Waiting {
        QPointer<QObject> context;
        std::function<void()> action;
    };
    Time m_now = *parseTime(u"2026-11-25T08:00:00Z");
    std::multimap<Time, Waiting> m_waiting;
};

/// Gives the answers it was told, in their order, and keeps what it was asked. Nothing is answered before run().
class FakeExchange : public http::Exchange
{
public:
    explicit FakeExchange(FakeClock &clock)
        : m_clock(clock)
    {
    }

    void send(http::Request request, QObject *context, std::function<void(http::Answer)> done) override
    {
        asked.append(request);
        m_open.append({context, std::move(done)});
    }

    void reply(int status, const QByteArray &body, const http::Headers &headers = {})
    {
        m_script.append(http::Reply{status, headers, body});
    }
    void lose(bool mayHaveHappened = true)
    {
        m_script.append(tl::make_unexpected(http::Failure{
            {Error::Code::Unreachable, QString(), QStringLiteral("no answer in 30 s")}, mayHaveHappened}));
    }

    /// Answers until nothing is asked any more. False if a question found no answer in the script or an answer of the
    /// script no question.
    bool run()
    {
        m_clock.advance(Milliseconds{0});
        while (!m_open.isEmpty() && !m_script.isEmpty()) {
            const Open open = m_open.takeFirst();
            const http::Answer answer = m_script.takeFirst();
            if (open.context)
                open.done(answer);
            m_clock.advance(Milliseconds{0});
        }
        return m_open.isEmpty() && m_script.isEmpty();
    }

    QJsonObject json(qsizetype i) const { return QJsonDocument::fromJson(asked.value(i).body).object(); }
    QByteArray header(qsizetype i, QByteArrayView name) const { return http::header(asked.value(i).headers, name); }

    QList<http::Request> asked;

private:
    struct Open {
        QPointer<QObject> context;
        std::function<void(http::Answer)> done;
    };
    FakeClock &m_clock;
    QList<Open> m_open;
    QList<http::Answer> m_script;
};

/// JSON written with ' for ": moc loses its way in raw strings.
inline QByteArray asJson(QByteArray text)
{
    return text.replace('\'', '"');
}

/// A recorded reply of tests/data, "shopify/orders_page.json"; empty if there is none.
inline QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(CROSSDOCK_SOURCE_DIR "/tests/data/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace crossdock
