#include "core/sandbox/outside_service.h"

#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {

OutsideService::OutsideService(const QString &sort, const QString &name, Surroundings around)
    : m_sort(sort)
    , m_name(name)
    , m_url(u"http://%1.sandbox"_s.arg(name))
    , m_around(around)
    , m_chance(m_around.random, m_around.faults)
{
}

void OutsideService::handle(const Request &request, Respond respond)
{
    const RequestFault fault = m_chance.ofRequest();
    const Milliseconds delay{static_cast<qint64>(m_around.random.below(quint64(m_around.spec.replyDelay.count()) + 1))};
    const auto answerLater = [this, delay, respond = std::move(respond)](std::optional<Reply> reply) {
        if (delay.count() == 0)
            respond(std::move(reply));
        else
            m_around.clock.after(delay, &m_life, [respond, reply = std::move(reply)] { respond(reply); });
    };
    switch (fault) {
    case RequestFault::None:
        return answerLater(answer(request));
    case RequestFault::Throttled:
        return answerLater(throttledReply());
    case RequestFault::Broken:
        return answerLater(brokenReply());
    case RequestFault::SilentBefore:
        return answerLater(std::nullopt);
    case RequestFault::SilentAfter:
        answer(request);
        return answerLater(std::nullopt);
    }
}

QString OutsideService::secret(QStringView purpose) const
{
    const QString source = u"%1/%2/%3/%4"_s.arg(m_around.spec.seed).arg(m_sort, m_name, purpose);
    return QString::fromLatin1(QCryptographicHash::hash(source.toUtf8(), QCryptographicHash::Sha256).toHex().first(40));
}

} // namespace crossdock::sandbox
