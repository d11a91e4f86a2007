#pragma once

#include "core/connectors/http/exchange.h"

#include <QPointer>
#include <array>
#include <curl/curl.h>

namespace crossdock::http
{

/// What holds for every request of an exchange.
struct CurlOptions {
    QByteArray proxy; ///< "http://host:port"; empty: http_proxy, https_proxy, all_proxy and no_proxy decide
    QByteArray authorities; ///< PEM file of trusted certificates; empty: the system's
    qsizetype replyBytes = 32 * 1024 * 1024; ///< larger answers (unpacked) fail
};

/// One request on one easy handle of libcurl. Made once, used for many requests: handles are dear to make.
class CurlTransfer
{
public:
    explicit CurlTransfer(const CurlOptions &options);
    ~CurlTransfer();
    CurlTransfer(const CurlTransfer &) = delete;
    CurlTransfer &operator=(const CurlTransfer &) = delete;

    static CurlTransfer &of(CURL *handle);
    CURL *handle() const { return m_handle; }

    /// Takes a request over. InvalidInput: it cannot be sent as it stands.
    Result<> begin(Request request, QObject *context, std::function<void(Answer)> done);

    /// What came of it. Ready for the next begin() afterwards.
    Answer finish(CURLcode result);
    QPointer<QObject> takeContext() { return std::exchange(m_context, {}); }
    std::function<void(Answer)> takeDone() { return std::exchange(m_done, {}); }

private:
    static size_t takeHeader(char *data, size_t size, size_t count, void *self);
    static size_t takeBody(char *data, size_t size, size_t count, void *self);
    static int beforeSending(void *self, char *remoteIp, char *localIp, int remotePort, int localPort);

    Result<> setTarget();
    Result<> setHeaders();
    bool addHeader(const QByteArray &line);
    void setMethod();
    qint64 sentBytes() const;
    bool isRepeatable() const;
    QString describe(CURLcode result) const;

    const CurlOptions &m_options;
    CURL *m_handle;
    CURLU *m_url;
    curl_slist *m_headers = nullptr;
    Request m_request;
    Reply m_reply;
    QPointer<QObject> m_context;
    std::function<void(Answer)> m_done;
    QString m_host;
    QString m_refusal; ///< why we ended it ourselves
    qsizetype m_headerBytes = 0;
    qint64 m_sentToProxy = -1; ///< bytes sent before the request's first one; -1: no connection yet
    std::array<char, CURL_ERROR_SIZE> m_errorText{};
};

} // namespace crossdock::http
