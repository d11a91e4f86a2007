#include "core/sandbox/http/message_reader.h"

namespace crossdock::sandbox {
namespace {

constexpr qsizetype longestHead = 64 * 1024;
constexpr qint64 longestBody = 16 * 1024 * 1024;

QByteArray valueOf(const Headers &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 429:
        return "Too Many Requests";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "Status";
    }
}

} // namespace

QByteArray MessageReader::Message::header(QByteArrayView name) const
{
    return valueOf(headers, name);
}

bool MessageReader::Message::keepsAlive() const
{
    const QByteArray connection = header("Connection").toLower();
    const bool isOld = startLine.endsWith("HTTP/1.0") || startLine.startsWith("HTTP/1.0");
    return isOld ? connection == "keep-alive" : connection != "close";
}

bool MessageReader::readHead()
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n", m_at);
    if (end < 0) {
        m_isBroken = m_isBroken || m_buffer.size() - m_at > longestHead;
        return false;
    }
    Message message;
    const QByteArray head = m_buffer.sliced(m_at, end - m_at);
    m_at = end + 4;
    bool isFirst = true;
    for (const QByteArray &line : head.split('\n')) {
        if (std::exchange(isFirst, false)) {
            message.startLine = line.trimmed();
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            message.headers.append({line.first(colon).trimmed(), line.sliced(colon + 1).trimmed()});
    }
    m_isChunked = message.header("Transfer-Encoding").toLower().contains("chunked");
    m_length = message.header("Content-Length").toLongLong();
    m_mustContinue = message.header("Expect").toLower() == "100-continue";
    m_isBroken = m_isBroken || m_length < 0 || m_length > longestBody;
    m_message = message;
    return !m_isBroken;
}

bool MessageReader::readChunks()
{
    while (true) {
        const qsizetype line = m_buffer.indexOf("\r\n", m_at);
        if (line < 0)
            return false;
        bool isNumber = false;
        const QByteArray size = m_buffer.sliced(m_at, line - m_at).split(';').first().trimmed();
        const qsizetype length = size.toLongLong(&isNumber, 16);
        if (!isNumber || length < 0 || length + m_message->body.size() > longestBody) {
            m_isBroken = true;
            return false;
        }
        if (length == 0) { // trailers, then an empty line
            const qsizetype end = m_buffer.indexOf("\r\n\r\n", line);
            if (end < 0)
                return false;
            m_at = end + 4;
            return true;
        }
        if (m_buffer.size() < line + 2 + length + 2)
            return false;
        m_message->body += m_buffer.sliced(line + 2, length);
        m_at = line + 2 + length + 2;
    }
}

std::optional<MessageReader::Message> MessageReader::next()
{
    if (m_isBroken || (!m_message && !readHead()))
        return std::nullopt;
    if (m_isChunked) {
        if (!readChunks())
            return std::nullopt;
    } else {
        if (m_buffer.size() - m_at < m_length)
            return std::nullopt;
        m_message->body = m_buffer.sliced(m_at, m_length);
        m_at += m_length;
    }
    if (m_at == m_buffer.size()) {
        m_buffer.clear();
        m_at = 0;
    } else if (m_at > longestHead) {
        m_buffer.remove(0, m_at);
        m_at = 0;
    }
    m_mustContinue = false;
    return std::exchange(m_message, std::nullopt);
}

bool MessageReader::expectsContinue()
{
    return std::exchange(m_mustContinue, false);
}

QByteArray toBytes(const Reply &reply, bool keepAlive)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonOf(reply.status) + "\r\n";
    for (const auto &[name, value] : reply.headers)
        bytes += name + ": " + value + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\nConnection: ";
    bytes += keepAlive ? QByteArrayView("keep-alive\r\n\r\n") : QByteArrayView("close\r\n\r\n");
    return bytes + reply.body;
}

std::optional<Request> toRequest(MessageReader::Message message)
{
    const QList<QByteArray> parts = message.startLine.split(' ');
    if (parts.size() != 3 || !parts.at(2).startsWith("HTTP/1.") || !parts.at(1).startsWith('/'))
        return std::nullopt;
    const qsizetype mark = parts.at(1).indexOf('?');
    Request request;
    request.method = parts.at(0);
    request.path = mark < 0 ? parts.at(1) : parts.at(1).first(mark);
    request.query = mark < 0 ? QByteArray() : parts.at(1).sliced(mark + 1);
    request.headers = std::move(message.headers);
    request.body = std::move(message.body);
    return request;
}

} // namespace crossdock::sandbox
