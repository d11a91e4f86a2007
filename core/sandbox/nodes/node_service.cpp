#include "core/sandbox/nodes/node_service.h"

#include "core/sandbox/nodes/mcf_service.h"
#include "core/sandbox/nodes/shipbob_service.h"
#include "core/sandbox/nodes/shiphero_service.h"
#include "core/sandbox/nodes/shipmonk_service.h"

#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {

NodeService::NodeService(const NodeSpec &spec, Surroundings around, QStringList places)
    : m_spec(spec)
    , m_around(around)
    , m_chance(m_around.random, m_around.faults)
    , m_url(u"http://%1.sandbox"_s.arg(spec.name))
    , m_warehouse(around.clock, around.random, spec.work, std::move(places), [this](const WarehouseOrder &order) { tell(order); })
{
}

void NodeService::handle(const Request &request, Respond respond)
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

void NodeService::publish(const QByteArray &body, const std::function<Headers(const QByteArray &, Time)> &sign)
{
    constexpr Milliseconds late{30'000};
    const bool isLost = m_chance.happens(&Faults::lost), isDoubled = m_chance.happens(&Faults::doubled), isLate = m_chance.happens(&Faults::late);
    if (m_hook.isEmpty() || isLost)
        return;
    const auto deliver = [this, body, sign] {
        if (m_around.send)
            m_around.send({m_hook.toUtf8(), sign(body, now()), body}, [](int) {});
    };
    m_around.clock.after(isLate ? late : Milliseconds{0}, &m_life, deliver);
    if (isDoubled)
        m_around.clock.after(late / 10, &m_life, deliver);
}

QString NodeService::secret(QStringView purpose) const
{
    const QString source = u"%1/node/%2/%3"_s.arg(m_around.spec.seed).arg(m_spec.name, purpose);
    return QString::fromLatin1(QCryptographicHash::hash(source.toUtf8(), QCryptographicHash::Sha256).toHex().first(40));
}

std::unique_ptr<NodeService> makeNodeService(const NodeSpec &spec, Surroundings around)
{
    switch (spec.kind) {
    case NodeKind::AmazonMcf:
        return std::make_unique<McfService>(spec, around);
    case NodeKind::ShipBob:
        return std::make_unique<ShipBobService>(spec, around);
    case NodeKind::ShipMonk:
        return std::make_unique<ShipMonkService>(spec, around);
    case NodeKind::ShipHero:
        return std::make_unique<ShipHeroService>(spec, around);
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::sandbox
