#pragma once

#include "core/sandbox/server.h"
#include "core/sandbox/world.h"

#include <QThread>

namespace crossdock::app {

/// A sandbox's world behind its sockets, in a thread of its own. Its end closes the sockets and waits for the thread.
class SandboxRoom
{
public:
    static Result<std::unique_ptr<SandboxRoom>> open(sandbox::WorldSpec spec, const QHostAddress &address = QHostAddress::LocalHost, quint16 firstPort = 0);
    ~SandboxRoom();

    /// Runs `action` with the world in the world's thread, waits, and answers what it answered. From any other thread.
    template <class Action>
    auto with(Action action)
    {
        using Answer = std::invoke_result_t<Action, sandbox::World &>;
        if constexpr (std::is_void_v<Answer>) {
            QMetaObject::invokeMethod(m_hand, [&] { action(*m_world); }, Qt::BlockingQueuedConnection);
        } else {
            std::optional<Answer> answer;
            QMetaObject::invokeMethod(m_hand, [&] { answer.emplace(action(*m_world)); }, Qt::BlockingQueuedConnection);
            return *std::move(answer);
        }
    }

    /// Messages of the channels that their receiver has not taken yet.
    qsizetype webhooksOnTheWay()
    {
        return with([this](sandbox::World &) { return m_server->webhooksOnTheWay(); });
    }

private:
    SandboxRoom() = default;

    QThread m_thread;
    SystemClock m_clock;
    QObject *m_hand = nullptr; ///< lives in the thread; the world and its server end with it
    sandbox::World *m_world = nullptr;
    sandbox::Server *m_server = nullptr;
};

} // namespace crossdock::app
