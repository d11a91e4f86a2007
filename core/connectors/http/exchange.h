#pragma once

#include "core/inventory/values/result.h"
#include "core/inventory/values/time.h"

#include <QByteArray>
#include <QList>
#include <functional>

class QObject;

namespace crossdock::http
{

struct Header {
    QByteArray name;
    QByteArray value;
    friend bool operator==(const Header &, const Header &) = default;
};

using Headers = QList<Header>;

/// The first header of that name (case-insensitive), or an empty array.
QByteArray header(const Headers &headers, QByteArrayView name);

struct Request {
    QByteArray method = "GET";
    QByteArray url; ///< whole and encoded: "https://host/path?query"
    Headers headers; ///< Host and Content-Length are added by the exchange
    QByteArray body;
    Milliseconds deadline{30'000}; ///< from asking to the last byte of the answer
};

struct Reply {
    int status = 0;
    Headers headers;
    QByteArray body;
};

/// No answer came. What was asked may have happened all the same if `mayHaveHappened`.
struct Failure {
    Error error; ///< Unreachable, or Cancelled at shutdown
    bool mayHaveHappened = false;
};

using Answer = tl::expected<Reply, Failure>;

/// One request, one answer: the seam between the connectors and the network. Any HTTP status is an answer.
/// Lives in one thread; `done` runs in it, later, never from inside send(), and not at all once `context` is gone.
class Exchange
{
public:
    virtual ~Exchange() = default;
    virtual void send(Request request, QObject *context, std::function<void(Answer)> done) = 0;
};

} // namespace crossdock::http
