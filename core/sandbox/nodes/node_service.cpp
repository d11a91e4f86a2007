#include "core/sandbox/nodes/node_service.h"

#include "core/sandbox/nodes/mcf_service.h"
#include "core/sandbox/nodes/shipbob_service.h"
#include "core/sandbox/nodes/shiphero_service.h"
#include "core/sandbox/nodes/shipmonk_service.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {

NodeService::NodeService(const NodeSpec &spec, Surroundings surroundings, QStringList places)
    : OutsideService(u"node"_s, spec.name, surroundings)
    , m_warehouse(surroundings.clock, surroundings.random, spec.work, std::move(places), [this](const WarehouseOrder &order) { tell(order); })
{
}

void NodeService::publish(const QByteArray &body, const std::function<Headers(const QByteArray &, Time)> &sign)
{
    constexpr Milliseconds late{30'000};
    const bool isLost = chance().happens(&Faults::lost), isDoubled = chance().happens(&Faults::doubled), isLate = chance().happens(&Faults::late);
    if (m_hook.isEmpty() || isLost)
        return;
    const auto deliver = [this, body, sign] {
        if (around().send)
            around().send({m_hook.toUtf8(), sign(body, now()), body}, [](int) {});
    };
    around().clock.after(isLate ? late : Milliseconds{0}, &life(), deliver);
    if (isDoubled)
        around().clock.after(late / 10, &life(), deliver);
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
