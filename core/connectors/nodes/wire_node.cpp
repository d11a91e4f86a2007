#include "core/connectors/nodes/wire_node.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::nodes {

using namespace fulfilment;

void WireNode::preview(const NodeOrder &, Done<Answer<QList<NodeOffer>>> done)
{
    refuse(u"This node tells no prices and no dates: its cost card counts."_s, std::move(done));
}

void WireNode::checkSku(const QString &, const Handling &, Done<Answer<QStringList>> done)
{
    m_clock.after(Milliseconds{0}, this, [done = std::move(done)] { done(QStringList()); });
}

void WireNode::hold(const NodeRef &, Done<Answer<QString>> done)
{
    refuse(u"This node cannot hold an order: keep it here until it may go."_s, std::move(done));
}

void WireNode::release(const NodeRef &, Done<Answer<QString>> done)
{
    refuse(u"This node holds no orders."_s, std::move(done));
}

void WireNode::move(const NodeRef &, const QString &, Done<Answer<QString>> done)
{
    refuse(u"This node chooses the building itself."_s, std::move(done));
}

void WireNode::track(const QString &, Done<Answer<NodeParcel>> done)
{
    refuse(u"This node tells where its parcels are with the order: read the order."_s, std::move(done));
}

} // namespace crossdock::nodes
