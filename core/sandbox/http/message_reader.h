#pragma once

#include "core/sandbox/message.h"

#include <optional>

namespace crossdock::sandbox {

/// Takes HTTP/1.1 messages out of a stream of bytes as they arrive: head, then a body by Content-Length or in chunks.
/// Source: RFC 9112. Pure: knows no socket.
class MessageReader
{
public:
    struct Message {
        QByteArray startLine;
        Headers headers;
        QByteArray body;

        QByteArray header(QByteArrayView name) const;
        bool keepsAlive() const;
    };

    void add(const QByteArray &bytes) { m_buffer += bytes; }
    /// The next whole message, if there is one.
    std::optional<Message> next();
    bool isBroken() const { return m_isBroken; } ///< no HTTP, or beyond the limits
    bool expectsContinue(); ///< true once per message that waits for "100 Continue"

private:
    bool readHead();
    bool readChunks();

    QByteArray m_buffer;
    qsizetype m_at = 0; ///< where the unread part of the buffer begins
    std::optional<Message> m_message; ///< the head is there, the body not yet
    qint64 m_length = 0;
    bool m_isChunked = false;
    bool m_isBroken = false;
    bool m_mustContinue = false;
};

/// A reply as bytes, with its length.
QByteArray toBytes(const Reply &reply, bool keepAlive);
/// A start line "GET /a?b HTTP/1.1" with headers and body as a request; nothing if it is none.
std::optional<Request> toRequest(MessageReader::Message message);

} // namespace crossdock::sandbox
