#include "core/connectors/mail/smtp_sender.h"

#include <QHostAddress>
#include <QPointer>
#include <curl/curl.h>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::mail {
namespace {

constexpr int implicitTlsPort = 465;

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

struct Source {
    QByteArray bytes;
    size_t at = 0;
};

size_t readSome(char *buffer, size_t size, size_t count, void *from)
{
    auto &source = *static_cast<Source *>(from);
    const size_t length = std::min(size * count, size_t(source.bytes.size()) - source.at);
    std::copy_n(source.bytes.constData() + source.at, length, buffer);
    source.at += length;
    return length;
}

int isStopped(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return QThread::currentThread()->isInterruptionRequested() ? 1 : 0;
}

bool isLoopback(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

Refusal invalid(const QString &subject, const QString &why)
{
    return {{Error::Code::InvalidInput, subject, why}, true};
}

std::optional<Refusal> checked(const Server &server, const Mail &mail)
{
    const bool isHost = !server.host.isEmpty() && std::all_of(server.host.begin(), server.host.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u':'; });
    if (!isHost || server.port < 1 || server.port > 65'535)
        return invalid(server.host, u"it is no mail server"_s);
    for (const QString &address : {mail.from, mail.to}) {
        if (!isAddress(address))
            return invalid(address, u"it is no e-mail address"_s);
    }
    if (!server.usesTls && !isLoopback(server.host))
        return invalid(server.host, u"a mail server is spoken to over TLS (without only on this machine)"_s);
    return std::nullopt;
}

QByteArray urlOf(const Server &server)
{
    const QString scheme = server.usesTls && server.port == implicitTlsPort ? u"smtps"_s : u"smtp"_s;
    const QString host = server.host.contains(u':') ? u'[' + server.host + u']' : server.host;
    return u"%1://%2:%3/%4"_s.arg(scheme, host).arg(server.port).arg(u"crossdock"_s).toLatin1(); // the path is what we call ourselves
}

void setServer(CURL *handle, const Server &server)
{
    curl_easy_setopt(handle, CURLOPT_URL, urlOf(server).constData());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(server.usesTls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!server.authorities.isEmpty())
        curl_easy_setopt(handle, CURLOPT_CAINFO, server.authorities.constData());
    if (!server.user.isEmpty()) {
        curl_easy_setopt(handle, CURLOPT_USERNAME, server.user.toUtf8().constData());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, server.password.toUtf8().constData());
    }
}

/// RFC 5321, 4.2.1: 4yz may do later, 5yz will not.
Refusal refusalOf(CURLcode result, long status, const QString &host, const QString &words)
{
    if (result == CURLE_LOGIN_DENIED)
        return {{Error::Code::Unauthorized, host, words}, false};
    if (status >= 400)
        return {{Error::Code::Rejected, host, u"%1: %2"_s.arg(status).arg(words)}, status >= 500};
    return {{Error::Code::Unreachable, host, words}, false};
}

tl::expected<void, Refusal> sendNow(const Server &server, const Mail &mail, Milliseconds deadline)
{
    if (auto refusal = checked(server, mail))
        return tl::make_unexpected(*std::move(refusal));
    const Handle handle(curl_easy_init(), &curl_easy_cleanup);
    const QByteArray from = '<' + mail.from.toLatin1() + '>', to = '<' + mail.to.toLatin1() + '>';
    const List recipients(curl_slist_append(nullptr, to.constData()), &curl_slist_free_all);
    std::array<char, CURL_ERROR_SIZE> words{};
    Source source{toBytes(mail), 0};
    setServer(handle.get(), server);
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, words.data());
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(deadline.count()));
    curl_easy_setopt(handle.get(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_XFERINFOFUNCTION, &isStopped);
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, from.constData());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, &readSome);
    curl_easy_setopt(handle.get(), CURLOPT_READDATA, &source);
    const CURLcode result = curl_easy_perform(handle.get());
    if (result == CURLE_OK)
        return {};
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    return tl::make_unexpected(refusalOf(result, status, server.host, QString::fromUtf8(words[0] != '\0' ? words.data() : curl_easy_strerror(result))));
}

} // namespace

SmtpSender::SmtpSender(Milliseconds deadline)
    : m_deadline(deadline)
    , m_worker(new QObject)
{
    curl_global_init(CURL_GLOBAL_DEFAULT); // counted
    m_thread.setObjectName(u"mail"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

SmtpSender::~SmtpSender()
{
    m_thread.requestInterruption(); // libcurl asks about once a second
    m_thread.quit();
    m_thread.wait();
    curl_global_cleanup();
}

void SmtpSender::send(const Server &server, const Mail &mail, QObject *context, Done done)
{
    QMetaObject::invokeMethod(
        m_worker,
        [server, mail, deadline = m_deadline, context = QPointer<QObject>(context), done = std::move(done)] {
            const auto answer = sendNow(server, mail, deadline);
            if (context)
                QMetaObject::invokeMethod(context, [done, answer] { done(answer); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

} // namespace crossdock::mail
