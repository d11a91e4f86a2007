#pragma once

#include "core/connectors/http/exchange.h"

namespace crossdock::http
{

/// A request as it came over a socket: names and values as sent, the body without its chunk framing.
struct ReceivedRequest {
    QByteArray method;
    QByteArray target; ///< path and query, begins with '/' (or is "*")
    Headers headers;
    QByteArray body;
    bool keepAlive = true;
};

/// Reads HTTP/1.1 requests (RFC 9112) from a stream of bytes, strictly: what two servers could read in two ways is
/// refused. Pure: no socket, no clock. Every byte is looked at once, and memory is bounded by the limits.
class RequestParser
{
public:
    struct Limits {
        qsizetype headBytes = 32 * 1024; ///< request line, headers and trailers together
        qsizetype headerCount = 128;
        qsizetype bodyBytes = 4 * 1024 * 1024;
    };
    enum class State { Head, Body, Complete, Failed };

    explicit RequestParser(Limits limits);

    /// Takes bytes up to the end of the request at most, and answers how many it took.
    qsizetype feed(QByteArrayView bytes);

    State state() const;
    bool hasStarted() const { return m_hasStarted; } ///< a byte of the request has come
    int refusal() const { return m_refusal; } ///< the HTTP status to refuse with, when Failed
    qsizetype heldBytes() const { return m_request.body.capacity(); }

    /// Whether the client waits for "100 Continue". True at most once a request.
    bool takeContinue() { return std::exchange(m_waitsForContinue, false); }

    /// The request, when Complete. The parser begins anew.
    ReceivedRequest take();

private:
    enum class Step { RequestLine, HeaderLine, FixedBody, ChunkSize, ChunkData, ChunkEnd, Trailer, Complete, Failed };

    qsizetype feedLine(QByteArrayView bytes);
    qsizetype feedBody(QByteArrayView bytes);
    void takeLine(QByteArrayView line);
    void takeRequestLine(QByteArrayView line);
    void takeHeader(QByteArrayView line);
    void takeTrailer(QByteArrayView line);
    void takeChunkSize(QByteArrayView line);
    void endHead();
    bool takeFraming();
    bool takeContentLength(const QByteArray &value);
    void fail(int status);
    void spendHead(qsizetype bytes);

    Limits m_limits;
    Step m_step = Step::RequestLine;
    ReceivedRequest m_request;
    QByteArray m_line; ///< a line that has not ended yet
    qsizetype m_headLeft = 0;
    qsizetype m_bodyLeft = 0; ///< of the body or of the chunk
    int m_refusal = 0;
    bool m_isVersion11 = true;
    bool m_isChunked = false;
    bool m_hasStarted = false;
    bool m_waitsForContinue = false;
};

} // namespace crossdock::http
