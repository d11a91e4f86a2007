#include "app/serving/termination.h"

#include <QSocketNotifier>
#include <array>
#include <utility>

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

bool openPipe()
{
    return pipeEnds[0] >= 0 || ::pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) == 0;
}

void closePipe()
{
    for (int &end : pipeEnds)
        ::close(std::exchange(end, -1));
}

bool hasCome()
{
    char byte = 0;
    return ::read(pipeEnds[0], &byte, 1) == 1;
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
    if (!openPipe())
        return;
    m_notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        (void)hasCome();
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
    closePipe();
}

void Termination::expect()
{
    if (openPipe())
        handle(wake);
}

bool Termination::isAsked()
{
    return pipeEnds[0] >= 0 && hasCome();
}

void Termination::forget()
{
    if (pipeEnds[0] < 0)
        return;
    handle(SIG_DFL);
    const bool isAsked = hasCome();
    closePipe();
    if (isAsked)
        ::raise(SIGTERM);
}
#else
Termination::Termination(QObject *parent)
    : QObject(parent)
{
}
Termination::~Termination() = default;
void Termination::expect() {}
bool Termination::isAsked()
{
    return false;
}
void Termination::forget() {}
#endif

} // namespace crossdock::app
