#include "core/connectors/http/curl_transfer.h"

#include <QHostAddress>

#include <algorithm>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::http
{

namespace
{

constexpr qsizetype replyHeaderBytes = 256 * 1024; // real answers have a few KiB

/// `part` of a parsed address, or an empty text.
QByteArray partOf(CURLU *url, CURLUPart part)
{
    char *text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK)
        return {};
    const std::unique_ptr<char, decltype(&curl_free)> owner(text, curl_free);
    return QByteArray(text);
}

bool isLoopback(QByteArray host)
{
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.sliced(1, host.size() - 2);
    return host == "localhost" || QHostAddress(QString::fromLatin1(host)).isLoopback();
}

bool hasControlCharacter(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < ' ' && byte != '\t') || byte == 0x7f;
    });
}

} // namespace

CurlTransfer::CurlTransfer(const CurlOptions &options)
    : m_options(options)
    , m_handle(curl_easy_init())
    , m_url(curl_url())
{
    Q_ASSERT(m_handle && m_url);
    curl_easy_setopt(m_handle, CURLOPT_PRIVATE, this);
    curl_easy_setopt(m_handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_handle, CURLOPT_ERRORBUFFER, m_errorText.data());
    curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, &CurlTransfer::takeHeader);
    curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &CurlTransfer::takeBody);
    curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_PREREQFUNCTION, &CurlTransfer::beforeSending);
    curl_easy_setopt(m_handle, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(m_handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(m_handle, CURLOPT_USERAGENT, "Crossdock");
    curl_easy_setopt(m_handle, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(m_handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(m_handle, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(m_handle, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(m_handle, CURLOPT_PROTOCOLS_STR, "http,https");
    // Credentials travel in headers of all names and in queries, and no one strips those on the way to another host.
    curl_easy_setopt(m_handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!m_options.authorities.isEmpty())
        curl_easy_setopt(m_handle, CURLOPT_CAINFO, m_options.authorities.constData());
}

CurlTransfer::~CurlTransfer()
{
    curl_easy_cleanup(m_handle);
    curl_slist_free_all(m_headers);
    curl_url_cleanup(m_url);
}

CurlTransfer &CurlTransfer::of(CURL *handle)
{
    char *self = nullptr;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &self);
    return *reinterpret_cast<CurlTransfer *>(self);
}

Result<> CurlTransfer::begin(Request request, QObject *context, std::function<void(Answer)> done)
{
    m_request = std::move(request);
    m_context = context;
    m_done = std::move(done);
    m_reply = {};
    m_refusal.clear();
    m_headerBytes = 0;
    m_sentToProxy = -1;
    m_errorText[0] = '\0';
    CROSSDOCK_TRY(setTarget());
    CROSSDOCK_TRY(setHeaders());
    setMethod();
    const auto deadline = std::max<qint64>(m_request.deadline.count(), 1); // 0 would mean none to libcurl
    curl_easy_setopt(m_handle, CURLOPT_TIMEOUT_MS, static_cast<long>(deadline));
    return {};
}

Result<> CurlTransfer::setTarget()
{
    m_host.clear();
    // libcurl's own parser decides which host it is, so that nobody can disagree about it later.
    if (hasControlCharacter(m_request.url)
        || curl_url_set(m_url, CURLUPART_URL, m_request.url.constData(), CURLU_DISALLOW_USER) != CURLUE_OK)
        return fail(Error::Code::InvalidInput, {}, u"this is no address of a web server"_s);
    const QByteArray host = partOf(m_url, CURLUPART_HOST);
    m_host = QString::fromUtf8(host);
    const bool isLocal = isLoopback(host);
    const QByteArray scheme = partOf(m_url, CURLUPART_SCHEME);
    if (scheme != "https" && !(scheme == "http" && isLocal))
        return fail(Error::Code::InvalidInput, m_host, u"https:// is needed (http:// only on this machine)"_s);
    curl_easy_setopt(m_handle, CURLOPT_CURLU, m_url);
    const char *proxy = m_options.proxy.isEmpty() ? nullptr : m_options.proxy.constData(); // null: the environment's
    curl_easy_setopt(m_handle, CURLOPT_PROXY, isLocal ? "" : proxy); // "": none
    return {};
}

Result<> CurlTransfer::setHeaders()
{
    curl_slist_free_all(std::exchange(m_headers, nullptr));
    for (const Header &header : std::as_const(m_request.headers)) {
        if (header.name.isEmpty() || hasControlCharacter(header.name) || hasControlCharacter(header.value))
            return fail(Error::Code::InvalidInput, m_host, u"a header holds a line break or has no name"_s);
        // "Name:" removes a header and "Name;" sends an empty one: libcurl's words.
        addHeader(header.value.isEmpty() ? header.name + ';' : header.name + ": " + header.value);
    }
    addHeader("Expect:"); // its round trip costs more than a refused body
    if (header(m_request.headers, "Content-Type").isEmpty())
        addHeader("Content-Type:"_qba); // libcurl would call it a form
    curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_headers);
    return {};
}

bool CurlTransfer::addHeader(const QByteArray &line)
{
    curl_slist *const longer = curl_slist_append(m_headers, line.constData());
    if (longer)
        m_headers = longer;
    return longer;
}

void CurlTransfer::setMethod()
{
    const QByteArray &method = m_request.method;
    const bool hasBody = !m_request.body.isEmpty() || method == "POST" || method == "PUT" || method == "PATCH";
    if (hasBody) {
        curl_easy_setopt(m_handle, CURLOPT_POST, 1L);
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
        curl_easy_setopt(m_handle, CURLOPT_POSTFIELDS, m_request.body.constData()); // not copied
    } else if (method == "HEAD") {
        curl_easy_setopt(m_handle, CURLOPT_NOBODY, 1L);
    } else {
        curl_easy_setopt(m_handle, CURLOPT_HTTPGET, 1L);
    }
    const bool isPlain = method == "GET" || method == "HEAD" || method == "POST";
    curl_easy_setopt(m_handle, CURLOPT_CUSTOMREQUEST,
                     isPlain && (method == "POST") == hasBody ? nullptr : method.constData());
}

Answer CurlTransfer::finish(CURLcode result)
{
    m_request.body.clear();
    if (result != CURLE_OK) {
        const bool wasSent = m_sentToProxy >= 0 && sentBytes() > m_sentToProxy;
        return tl::make_unexpected(Failure{{Error::Code::Unreachable, m_host, describe(result)}, wasSent});
    }
    long status = 0;
    curl_easy_getinfo(m_handle, CURLINFO_RESPONSE_CODE, &status);
    m_reply.status = static_cast<int>(status);
    return std::exchange(m_reply, {});
}

QString CurlTransfer::describe(CURLcode result) const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    if (result == CURLE_OPERATION_TIMEDOUT)
        return u"no whole answer within %1 ms"_s.arg(m_request.deadline.count());
    return QString::fromUtf8(m_errorText[0] != '\0' ? m_errorText.data() : curl_easy_strerror(result));
}

qint64 CurlTransfer::sentBytes() const
{
    long bytes = 0;
    curl_easy_getinfo(m_handle, CURLINFO_REQUEST_SIZE, &bytes);
    return bytes;
}

/// Whether doing it twice is the same as doing it once (RFC 9110, 9.2.2).
bool CurlTransfer::isRepeatable() const
{
    const QByteArray &method = m_request.method;
    return method == "GET" || method == "HEAD" || method == "PUT" || method == "DELETE" || method == "OPTIONS";
}

/// On a connection that is ready. libcurl comes here again when a kept-alive connection broke under a request and it
/// wants to repeat that on a fresh one: nobody but the caller may decide that about a POST.
int CurlTransfer::beforeSending(void *self, char *, char *, int, int)
{
    auto &transfer = *static_cast<CurlTransfer *>(self);
    const qint64 sent = transfer.sentBytes();
    if (transfer.m_sentToProxy < 0)
        transfer.m_sentToProxy = sent;
    if (sent == transfer.m_sentToProxy || transfer.isRepeatable())
        return CURL_PREREQFUNC_OK;
    transfer.m_refusal = u"the connection broke after the request was sent"_s;
    return CURL_PREREQFUNC_ABORT;
}

size_t CurlTransfer::takeHeader(char *data, size_t size, size_t count, void *self)
{
    auto &transfer = *static_cast<CurlTransfer *>(self);
    const QByteArrayView line(data, static_cast<qsizetype>(size * count));
    transfer.m_headerBytes += line.size();
    if (transfer.m_headerBytes > replyHeaderBytes) {
        transfer.m_refusal = u"the answer's headers are larger than %1 bytes"_s.arg(replyHeaderBytes);
        return 0;
    }
    if (line.startsWith("HTTP/")) {
        transfer.m_reply.headers.clear(); // what came before was "100 Continue" or the like
    } else if (const qsizetype colon = line.indexOf(':'); colon > 0) {
        const QByteArrayView value = line.sliced(colon + 1).trimmed();
        if (line.first(colon).compare("Content-Length", Qt::CaseInsensitive) == 0)
            transfer.m_reply.body.reserve(std::clamp<qsizetype>(value.toByteArray().toLongLong(), 0, 1 << 20));
        transfer.m_reply.headers.append({line.first(colon).toByteArray(), value.toByteArray()});
    }
    return size * count;
}

size_t CurlTransfer::takeBody(char *data, size_t size, size_t count, void *self)
{
    auto &transfer = *static_cast<CurlTransfer *>(self);
    const auto length = static_cast<qsizetype>(size * count);
    if (length > transfer.m_options.replyBytes - transfer.m_reply.body.size()) {
        transfer.m_refusal = u"the answer is larger than %1 bytes"_s.arg(transfer.m_options.replyBytes);
        return 0;
    }
    transfer.m_reply.body.append(data, length);
    return size * count;
}

} // namespace crossdock::http
