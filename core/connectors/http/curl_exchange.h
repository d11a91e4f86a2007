#pragma once

#include "core/connectors/http/alarm.h"
#include "core/connectors/http/curl_transfer.h"

#include <QObject>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

class QSocketNotifier;

namespace crossdock::http
{

/// The network, through libcurl's multi interface driven by Qt's event loop. Connections are kept and used again;
/// HTTP/2 where TLS offers it. Certificates are checked, plain http:// is for loopback only, a redirect is an answer
/// like any other (credentials never follow one). Lives in one thread; its end cancels what is under way, silently.
/// See exchange.h for the promise of send(). A request that cannot be sent as it stands fails with InvalidInput.
class CurlExchange : public QObject, public Exchange
{
    Q_OBJECT
public:
    explicit CurlExchange(CurlOptions options = {}, QObject *parent = nullptr);
    ~CurlExchange() override;

    void send(Request request, QObject *context, std::function<void(Answer)> done) override;

    qsizetype underWay() const { return static_cast<qsizetype>(m_transfers.size() - m_idle.size()); }

private:
    struct Watch {
        std::unique_ptr<QSocketNotifier> readable;
        std::unique_ptr<QSocketNotifier> writable;
    };

    static int onSocket(CURL *, curl_socket_t socket, int wanted, void *self, void *);
    static int onTimer(CURLM *, long ms, void *self);

    CurlTransfer &idleTransfer();
    void listen(curl_socket_t socket, int wanted);
    int drive(curl_socket_t socket, int events);
    void setAlarm();
    void deliver();
    void deliverLater();

    CurlOptions m_options;
    CURLM *m_multi;
    std::vector<std::unique_ptr<CurlTransfer>> m_transfers; ///< as many as were ever under way at once
    std::vector<CurlTransfer *> m_idle;
    std::unordered_map<curl_socket_t, Watch> m_watches; ///< kept when unused: a number comes back soon
    Alarm m_alarm;
    std::optional<long> m_newTimerMs; ///< what libcurl asked for since the alarm was set; negative: nothing
    bool m_willDeliver = false;
};

} // namespace crossdock::http
