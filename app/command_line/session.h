#pragma once

#include "app/command_line/verb.h"
#include "app/engine/engine.h"

#include <QJsonDocument>
#include <future>

namespace crossdock::app {

/// What a verb has while an engine carries it out: its arguments, the engine, and where the answer goes. Lives in the
/// verb's own thread: every question waits for its answer, and ends with Cancelled once the verb is stopped.
class Session
{
public:
    Session(Engine &engine, const Call &call, Output &output, const std::atomic<bool> &isStopped)
        : m_engine(engine)
        , m_call(call)
        , m_output(output)
        , m_isStopped(isStopped)
    {
    }

    const Call &call() const { return m_call; }
    const Arguments &arguments() const { return m_call.arguments; }
    bool wantsJson() const { return arguments().has(QStringLiteral("json")); }
    bool isStopped() const { return m_isStopped; }
    Time now() const { return m_clock.now(); }
    Actor actor() const { return {Actor::Kind::Person, m_call.person}; }

    template <class Query>
    Result<typename Query::Answer> ask(Query query);

    /// Books a command with the --key and the --reason that were given.
    Result<Entry> perform(crossdock::Command command);
    Result<QList<Entry>> performAll(QList<Request> requests);

    /// Calls `begin` in the engine's thread and waits until what it began is done.
    template <class T>
    Result<T> atEngine(std::function<void(Engine &engine, QObject *context, Desk::Done<T> done)> begin);

    Inventory &inventory() { return m_engine.inventory(); }

    /// Hears the inventory's news until the verb is stopped.
    void follow(const std::function<void(const Events &)> &hear);

    void print(const QJsonValue &answer); ///< one JSON document, one line
    void print(const QString &line); ///< one line for people
    void note(const QString &line); ///< to stderr, unless --quiet
    ExitCode refuse(const Error &error); ///< says why, answers the exit code
    ExitCode refuse(const UsageError &error);
    Output &output() { return m_output; }

private:
    template <class T>
    Result<T> wait(std::future<Result<T>> future) const;

    Engine &m_engine;
    const Call &m_call;
    Output &m_output;
    const std::atomic<bool> &m_isStopped;
    SystemClock m_clock;
};

template <class T>
Result<T> Session::wait(std::future<Result<T>> future) const
{
    constexpr auto look = std::chrono::milliseconds(50); // how soon a stop is noticed; an answer wakes us at once
    while (future.wait_for(look) != std::future_status::ready) {
        if (m_isStopped)
            return fail(Error::Code::Cancelled, m_call.command);
    }
    return future.get();
}

template <class Query>
Result<typename Query::Answer> Session::ask(Query query)
{
    using Answer = typename Query::Answer;
    auto promise = std::make_shared<std::promise<Result<Answer>>>();
    const auto progress = std::make_shared<Progress>();
    m_engine.inventory().ask(std::move(query), &m_engine, [promise](Result<Answer> answer) { promise->set_value(std::move(answer)); }, progress);
    auto answer = wait(promise->get_future());
    progress->isCancelled = true; // who was stopped waits for nothing more
    return answer;
}

template <class T>
Result<T> Session::atEngine(std::function<void(Engine &, QObject *, Desk::Done<T>)> begin)
{
    auto promise = std::make_shared<std::promise<Result<T>>>();
    QMetaObject::invokeMethod(
        &m_engine,
        [engine = &m_engine, promise, begin = std::move(begin)] {
            begin(*engine, engine, [promise](Result<T> answer) { promise->set_value(std::move(answer)); });
        },
        Qt::QueuedConnection);
    return wait(promise->get_future());
}

} // namespace crossdock::app
