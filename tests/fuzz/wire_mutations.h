#pragma once

#include "core/inventory/environment.h"

#include <QByteArray>
#include <QList>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace crossdock
{

/// A few small damages of a recorded body: a byte changed, a span removed or doubled, a value replaced by a telling
/// one.
inline QByteArray damaged(QByteArray body, Random &random)
{
    static const QList<QByteArray> values{"null", "[]", "{}",      "\"\"", "-1", "1e308", "9223372036854775808",
                                          "true", "[[", "\\u0000", "\xff", "}"};
    const auto below
        = [&random](qsizetype bound) { return static_cast<qsizetype>(random.below(static_cast<quint64>(bound))); };
    for (quint64 left = 1 + random.below(5); left > 0 && !body.isEmpty(); --left) {
        const qsizetype at = below(body.size());
        switch (random.below(5)) {
        case 0:
            body[at] = static_cast<char>(random.below(256));
            break;
        case 1:
            body.remove(at, below(40));
            break;
        case 2:
            body.insert(at, body.mid(at, below(40)));
            break;
        case 3: { // what stands behind a colon
            const qsizetype colon = body.indexOf(':', at);
            const qsizetype end = body.indexOf(',', colon);
            if (colon >= 0 && end > colon)
                body.replace(colon + 1, end - colon - 1, values.at(below(values.size())));
            break;
        }
        default:
            body.truncate(at);
        }
    }
    return body;
}

/// `choice` stands before the body and tells the harness what to read it as.
inline void runMutations(quint8 choice, const QByteArray &body, quint64 rounds)
{
    for (quint64 seed = 0; seed < rounds; ++seed) {
        SeededRandom random(seed);
        const QByteArray input = static_cast<char>(choice) + damaged(body, random);
        LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(input.constData()), static_cast<size_t>(input.size()));
    }
}

} // namespace crossdock
