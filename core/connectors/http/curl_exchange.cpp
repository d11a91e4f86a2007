#include "core/connectors/http/curl_exchange.h"

#include <QSocketNotifier>

#include <csignal>

namespace crossdock::http
{

namespace
{

constexpr long keptConnections = 64; // eight channels with a few parallel requests each, and room

void wake(std::unique_ptr<QSocketNotifier> &notifier, bool isWanted)
{
    if (notifier && notifier->isEnabled() != isWanted)
        notifier->setEnabled(isWanted);
}

} // namespace

CurlExchange::CurlExchange(CurlOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_multi(nullptr)
    , m_alarm([this] {
        drive(CURL_SOCKET_TIMEOUT, 0);
        deliver();
    })
{
    curl_global_init(CURL_GLOBAL_DEFAULT); // counted, and thread-safe since 7.84
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes without MSG_NOSIGNAL; Qt's sockets do the same
#endif
    m_multi = curl_multi_init();
    Q_ASSERT(m_multi);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlExchange::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlExchange::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, keptConnections);
}

CurlExchange::~CurlExchange()
{
    for (const auto &transfer : m_transfers)
        curl_multi_remove_handle(m_multi, transfer->handle()); // an idle one is not in it, which does no harm
    curl_multi_cleanup(m_multi);
    m_transfers.clear();
    curl_global_cleanup();
}

void CurlExchange::send(Request request, QObject *context, std::function<void(Answer)> done)
{
    Q_ASSERT(context);
    CurlTransfer &transfer = idleTransfer();
    m_idle.pop_back();
    if (const auto begun = transfer.begin(std::move(request), context, std::move(done)); !begun) {
        QMetaObject::invokeMethod(
            context,
            [done = transfer.takeDone(), failure = Failure{begun.error()}] { done(tl::make_unexpected(failure)); },
            Qt::QueuedConnection);
        m_idle.push_back(&transfer);
        return;
    }
    curl_multi_add_handle(m_multi, transfer.handle());
    // Driven at once: on a kept connection the request is on the wire when this returns.
    if (drive(CURL_SOCKET_TIMEOUT, 0) < underWay())
        deliverLater();
}

/// The last of m_idle.
CurlTransfer &CurlExchange::idleTransfer()
{
    if (m_idle.empty()) {
        m_transfers.push_back(std::make_unique<CurlTransfer>(m_options));
        m_idle.push_back(m_transfers.back().get());
    }
    return *m_idle.back();
}

/// Lets libcurl work and answers how many requests still run.
int CurlExchange::drive(curl_socket_t socket, int events)
{
    int running = 0;
    curl_multi_socket_action(m_multi, socket, events, &running);
    setAlarm();
    return running;
}

/// Once after each call of libcurl, and not each time that it changes its mind inside.
void CurlExchange::setAlarm()
{
    const auto ms = std::exchange(m_newTimerMs, std::nullopt);
    if (ms && *ms < 0)
        m_alarm.clear();
    else if (ms)
        m_alarm.set(Milliseconds(*ms));
}

void CurlExchange::deliver()
{
    const QPointer<CurlExchange> self(this); // an answer may end us
    int left = 0;
    while (const CURLMsg *const message = curl_multi_info_read(m_multi, &left)) {
        CURL *const handle = message->easy_handle;
        const CURLcode result = message->data.result;
        curl_multi_remove_handle(m_multi, handle); // `message` is gone
        CurlTransfer &transfer = CurlTransfer::of(handle);
        Answer answer = transfer.finish(result);
        const auto done = transfer.takeDone();
        const auto context = transfer.takeContext();
        m_idle.push_back(&transfer);
        if (context)
            done(std::move(answer));
        if (!self)
            return;
    }
    setAlarm();
}

void CurlExchange::deliverLater()
{
    if (std::exchange(m_willDeliver, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_willDeliver = false;
            deliver();
        },
        Qt::QueuedConnection);
}

int CurlExchange::onSocket(CURL *, curl_socket_t socket, int wanted, void *self, void *)
{
    static_cast<CurlExchange *>(self)->listen(socket, wanted);
    return 0;
}

int CurlExchange::onTimer(CURLM *, long ms, void *self)
{
    static_cast<CurlExchange *>(self)->m_newTimerMs = ms;
    return 0;
}

void CurlExchange::listen(curl_socket_t socket, int wanted)
{
    const bool wantsRead = wanted == CURL_POLL_IN || wanted == CURL_POLL_INOUT;
    const bool wantsWrite = wanted == CURL_POLL_OUT || wanted == CURL_POLL_INOUT;
    Watch &watch = m_watches[socket];
    const auto start = [&](std::unique_ptr<QSocketNotifier> &notifier, QSocketNotifier::Type type, int event) {
        notifier = std::make_unique<QSocketNotifier>(socket, type);
        connect(notifier.get(), &QSocketNotifier::activated, this, [this, socket, event] {
            drive(socket, event);
            deliver();
        });
    };
    if (wantsRead && !watch.readable)
        start(watch.readable, QSocketNotifier::Read, CURL_CSELECT_IN);
    if (wantsWrite && !watch.writable)
        start(watch.writable, QSocketNotifier::Write, CURL_CSELECT_OUT);
    wake(watch.readable, wantsRead);
    wake(watch.writable, wantsWrite);
}

} // namespace crossdock::http
