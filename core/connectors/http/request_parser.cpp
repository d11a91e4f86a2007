#include "core/connectors/http/request_parser.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace crossdock::http
{

namespace
{

constexpr qsizetype chunkLineBytes = 256; // a size and a small extension; nobody sends more
constexpr qsizetype chunkDigits = 8; // 4 GiB is far beyond every limit

bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool isVisible(char c)
{
    return c > ' ' && c < '\x7f';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Text, blanks, tabs and bytes above ASCII: no other control characters (RFC 9110, 5.5).
bool isFieldChar(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= ' ' && byte != 0x7f);
}

bool isSame(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

/// Whether a comma-separated list holds `word`.
bool lists(const QByteArray &value, QByteArrayView word)
{
    const auto items = value.split(',');
    return std::any_of(items.begin(), items.end(),
                       [&](const QByteArray &item) { return isSame(item.trimmed(), word); });
}

int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The path and query of a target in origin or absolute form, else empty.
QByteArrayView originForm(QByteArrayView target)
{
    if (target.startsWith('/') || target == QByteArrayView("*"))
        return target;
    const QByteArrayView scheme("http://");
    if (target.size() <= scheme.size() || !isSame(target.first(scheme.size()), scheme))
        return {};
    const qsizetype slash = target.indexOf('/', scheme.size());
    return slash < 0 ? QByteArrayView("/") : target.sliced(slash);
}

} // namespace

RequestParser::RequestParser(Limits limits)
    : m_limits(limits)
    , m_headLeft(limits.headBytes)
{
}

RequestParser::State RequestParser::state() const
{
    switch (m_step) {
    case Step::RequestLine:
    case Step::HeaderLine:
        return State::Head;
    case Step::Complete:
        return State::Complete;
    case Step::Failed:
        return State::Failed;
    case Step::FixedBody:
    case Step::ChunkSize:
    case Step::ChunkData:
    case Step::ChunkEnd:
    case Step::Trailer:
        break;
    }
    return State::Body;
}

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_step != Step::Complete && m_step != Step::Failed) {
        m_hasStarted = true;
        const QByteArrayView rest = bytes.sliced(taken);
        taken += m_step == Step::FixedBody || m_step == Step::ChunkData ? feedBody(rest) : feedLine(rest);
    }
    return taken;
}

ReceivedRequest RequestParser::take()
{
    Q_ASSERT(m_step == Step::Complete);
    ReceivedRequest request = std::move(m_request);
    *this = RequestParser(m_limits);
    return request;
}

qsizetype RequestParser::feedLine(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype length = end < 0 ? bytes.size() : end + 1;
    const qsizetype room = m_step == Step::ChunkEnd ? 2 : m_step == Step::ChunkSize ? chunkLineBytes : m_headLeft;
    if (m_line.size() + length > room) {
        fail(m_step == Step::ChunkEnd || m_step == Step::ChunkSize ? 400 : 431);
        return length;
    }
    if (end < 0) {
        m_line.append(bytes);
    } else if (m_line.isEmpty()) {
        takeLine(bytes.first(length));
    } else {
        m_line.append(bytes.first(length));
        takeLine(std::exchange(m_line, {}));
    }
    return length;
}

qsizetype RequestParser::feedBody(QByteArrayView bytes)
{
    const qsizetype length = std::min(m_bodyLeft, bytes.size());
    m_request.body.append(bytes.first(length));
    m_bodyLeft -= length;
    if (m_bodyLeft == 0)
        m_step = m_step == Step::FixedBody ? Step::Complete : Step::ChunkEnd;
    m_waitsForContinue = false;
    return length;
}

void RequestParser::takeLine(QByteArrayView line)
{
    // A bare LF is a line end to some and not to others: the seed of request smuggling.
    if (!line.endsWith("\r\n"))
        return fail(400);
    const QByteArrayView text = line.chopped(2);
    switch (m_step) {
    case Step::RequestLine:
        spendHead(line.size());
        return takeRequestLine(text);
    case Step::HeaderLine:
        spendHead(line.size());
        return text.isEmpty() ? endHead() : takeHeader(text);
    case Step::ChunkSize:
        return takeChunkSize(text);
    case Step::ChunkEnd:
        m_step = Step::ChunkSize;
        return text.isEmpty() ? void() : fail(400);
    case Step::Trailer:
        spendHead(line.size());
        return takeTrailer(text);
    case Step::FixedBody:
    case Step::ChunkData:
    case Step::Complete:
    case Step::Failed:
        break;
    }
    Q_UNREACHABLE();
}

void RequestParser::takeRequestLine(QByteArrayView line)
{
    if (line.isEmpty())
        return; // RFC 9112, 2.2: empty lines before a request are ignored; the head's limit counts them
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last == first)
        return fail(400);
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);
    if (!isToken(method) || target.isEmpty() || !std::all_of(target.begin(), target.end(), isVisible))
        return fail(400);
    if (version.size() != 8 || !version.startsWith("HTTP/") || !isDigit(version[5]) || version[6] != '.'
        || !isDigit(version[7]))
        return fail(400);
    if (version[5] != '1')
        return fail(505);
    const QByteArrayView origin = originForm(target);
    if (origin.isEmpty())
        return fail(400);
    m_isVersion11 = version[7] != '0';
    m_request.method = method.toByteArray();
    m_request.target = origin.toByteArray();
    m_step = Step::HeaderLine;
}

void RequestParser::takeHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    // A blank before the colon and a folded line are refused with everything else that is no token.
    if (colon <= 0 || !isToken(line.first(colon)))
        return fail(400);
    const QByteArrayView value = line.sliced(colon + 1);
    if (!std::all_of(value.begin(), value.end(), isFieldChar))
        return fail(400);
    if (m_request.headers.size() >= m_limits.headerCount)
        return fail(431);
    m_request.headers.append({line.first(colon).toByteArray(), value.trimmed().toByteArray()});
}

void RequestParser::takeTrailer(QByteArrayView line)
{
    if (line.isEmpty())
        m_step = Step::Complete;
    else if (const qsizetype colon = line.indexOf(':'); colon <= 0 || !isToken(line.first(colon)))
        fail(400);
}

void RequestParser::takeChunkSize(QByteArrayView line)
{
    qsizetype digits = 0;
    qsizetype size = 0;
    for (; digits < line.size() && hexDigit(line[digits]) >= 0; ++digits) {
        if (digits == chunkDigits)
            return fail(400);
        size = size * 16 + hexDigit(line[digits]);
    }
    const QByteArrayView extension = line.sliced(digits);
    if (digits == 0 || (!extension.isEmpty() && !extension.trimmed().startsWith(';'))
        || !std::all_of(extension.begin(), extension.end(), isFieldChar))
        return fail(400);
    if (extension.size() > m_headLeft)
        return fail(400);
    spendHead(extension.size());
    if (size > m_limits.bodyBytes - m_request.body.size())
        return fail(413);
    m_bodyLeft = size;
    m_waitsForContinue = false;
    m_step = size == 0 ? Step::Trailer : Step::ChunkData;
}

void RequestParser::endHead()
{
    if (!takeFraming())
        return;
    if (m_isChunked) {
        m_step = Step::ChunkSize;
    } else if (m_bodyLeft > m_limits.bodyBytes) {
        return fail(413);
    } else {
        m_step = m_bodyLeft == 0 ? Step::Complete : Step::FixedBody;
        m_request.body.reserve(std::min<qsizetype>(m_bodyLeft, 64 * 1024)); // more only when it really comes
    }
    m_waitsForContinue = m_waitsForContinue && m_step != Step::Complete;
}

/// How long the request is and what follows it. Anything that can be read in two ways fails.
bool RequestParser::takeFraming()
{
    int hosts = 0;
    int lengths = 0;
    int codings = 0;
    m_request.keepAlive = m_isVersion11;
    for (const Header &field : std::as_const(m_request.headers)) {
        if (isSame(field.name, "Host")) {
            ++hosts;
        } else if (isSame(field.name, "Content-Length")) {
            ++lengths;
            if (!takeContentLength(field.value))
                return false;
        } else if (isSame(field.name, "Transfer-Encoding")) {
            ++codings;
            m_isChunked = isSame(field.value, "chunked");
            if (!m_isChunked)
                return fail(501), false;
        } else if (isSame(field.name, "Connection")) {
            m_request.keepAlive = m_isVersion11 ? m_request.keepAlive && !lists(field.value, "close")
                                                : lists(field.value, "keep-alive");
        } else if (isSame(field.name, "Expect")) {
            if (!isSame(field.value, "100-continue"))
                return fail(417), false;
            m_waitsForContinue = m_isVersion11;
        }
    }
    const bool isAmbiguous = lengths + codings > 1 || hosts > 1 || (m_isVersion11 ? hosts == 0 : codings > 0);
    if (isAmbiguous)
        fail(400);
    return !isAmbiguous;
}

bool RequestParser::takeContentLength(const QByteArray &value)
{
    if (value.isEmpty() || !std::all_of(value.begin(), value.end(), isDigit))
        return fail(400), false;
    const bool isAbsurd = value.size() > 18; // would not fit into 64 bits, and fits into no limit either
    m_bodyLeft = isAbsurd ? std::numeric_limits<qsizetype>::max() : value.toLongLong();
    return true;
}

void RequestParser::spendHead(qsizetype bytes)
{
    m_headLeft -= bytes;
}

void RequestParser::fail(int status)
{
    m_step = Step::Failed;
    m_refusal = status;
    m_line.clear();
}

} // namespace crossdock::http
