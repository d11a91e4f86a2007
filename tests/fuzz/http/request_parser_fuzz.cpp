#include "core/connectors/http/request_parser.h"

using crossdock::http::RequestParser;

namespace
{

constexpr RequestParser::Limits limits{.headBytes = 2048, .headerCount = 16, .bodyBytes = 1024};

/// The same bytes in pieces come to the same requests, and nothing grows over its limit.
QByteArray read(const QByteArray &stream, qsizetype pieceBytes)
{
    QByteArray outcome;
    RequestParser parser(limits);
    for (qsizetype at = 0; at < stream.size();) {
        const qsizetype taken
            = parser.feed(QByteArrayView(stream).sliced(at, std::min(pieceBytes, stream.size() - at)));
        Q_ASSERT(taken > 0);
        at += taken;
        Q_ASSERT(parser.heldBytes() <= 4 * limits.bodyBytes);
        if (parser.state() == RequestParser::State::Failed) {
            Q_ASSERT(parser.refusal() >= 400);
            return outcome + QByteArray::number(parser.refusal());
        }
        if (parser.state() == RequestParser::State::Complete) {
            const auto request = parser.take();
            Q_ASSERT(request.body.size() <= limits.bodyBytes);
            Q_ASSERT(request.headers.size() <= limits.headerCount);
            outcome += request.method + ' ' + request.target + ' ' + request.body + '\n';
        }
    }
    return outcome + (parser.hasStarted() ? "…" : "");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray stream(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QByteArray whole = read(stream, std::max<qsizetype>(stream.size(), 1));
    Q_ASSERT(read(stream, 1) == whole);
    Q_ASSERT(read(stream, 13) == whole);
    return 0;
}
