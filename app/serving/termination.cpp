#include "app/serving/termination.h"

#include <QSocketNotifier>
#include <array>

#ifdef Q_OS_UNIX
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace crossdock::app {

#ifdef Q_OS_UNIX
namespace {

// A signal handler may do little more than write: it wakes the event loop by a pipe. The only global that changes.
std::array<int, 2> pipeEnds{-1, -1};

void wake(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(pipeEnds[1], &byte, 1);
}

void handle(void (*handler)(int))
{
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

} // namespace

Termination::Termination(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        [[maybe_unused]] const auto read = ::read(pipeEnds[0], &byte, 1);
        Q_EMIT asked();
    });
    handle(wake);
}

Termination::~Termination()
{
    if (!m_notifier)
        return;
    handle(SIG_DFL); // a second signal while the engine ends: at once
    delete m_notifier;
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}
#else
Termination::Termination(QObject *parent)
    : QObject(parent)
{
}
Termination::~Termination() = default;
#endif

} // namespace crossdock::app
