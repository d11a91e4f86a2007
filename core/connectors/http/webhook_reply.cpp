#include "core/connectors/http/webhook_reply.h"

#include <algorithm>
#include <array>

namespace crossdock::http
{

namespace
{

struct Reason {
    int status;
    QByteArrayView words;
};

constexpr std::array reasons{
    Reason{200, "OK"},
    Reason{202, "Accepted"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{413, "Content Too Large"},
    Reason{417, "Expectation Failed"},
    Reason{422, "Unprocessable Content"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{503, "Service Unavailable"},
    Reason{505, "HTTP Version Not Supported"},
};

QByteArrayView extraHeaders(int status)
{
    if (status == 429 || status == 503)
        return "Retry-After: 1\r\n";
    if (status == 405)
        return "Allow: POST\r\n";
    return "";
}

} // namespace

QByteArrayView reasonOf(int status)
{
    const auto found = std::find_if(reasons.begin(), reasons.end(),
                                    [status](const Reason &reason) { return reason.status == status; });
    return found == reasons.end() ? reasonOf(500) : found->words;
}

QByteArray WebhookReply::toBytes() const
{
    const QByteArrayView words = reasonOf(status);
    const QByteArray body = json.isEmpty() ? words.toByteArray() + '\n' : json;
    QByteArray bytes;
    bytes.reserve(256 + body.size());
    bytes += "HTTP/1.1 " + QByteArray::number(status) + ' ';
    bytes += words.toByteArray() + "\r\nContent-Type: ";
    bytes += json.isEmpty() ? "text/plain" : "application/json";
    bytes += "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    bytes += extraHeaders(status).toByteArray();
    bytes += keepAlive ? "\r\n" : "Connection: close\r\n\r\n";
    if (!isForHead)
        bytes += body;
    return bytes;
}

} // namespace crossdock::http
