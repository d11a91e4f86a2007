#pragma once

#include "app/command_line/session.h"

namespace crossdock::app {

/// Carries out one verb on an engine in a thread of its own, so that the verb may wait while the engine goes on. Made in
/// the engine's thread, must go before the engine. Its end stops the verb and waits for it.
class VerbThread : public QObject
{
    Q_OBJECT

public:
    using Work = std::function<ExitCode(Session &)>;

    VerbThread(Engine &engine, Work work, Call call, std::unique_ptr<Output> output, QObject *parent = nullptr);
    ~VerbThread() override;

    void start();
    void stop(); ///< what the verb waits for ends with Cancelled

Q_SIGNALS:
    void finished(int exitCode); ///< in the thread of this object, after all output

private:
    Engine &m_engine;
    Work m_work;
    Call m_call;
    std::unique_ptr<Output> m_output;
    std::atomic<bool> m_isStopped{false};
    std::unique_ptr<QThread> m_thread;
};

} // namespace crossdock::app
