#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/node_port.h"

namespace crossdock::fulfilment {

/// Hands one order to a node exactly once in effect. After a silence it asks the node before it repeats; an order that the node
/// calls a duplicate is compared with ours. Ends itself once it has answered.
class Placement : public QObject
{
public:
    using Done = std::function<void(channels::Answer<NodeReceipt>)>;

    /// `done` gets a failure with `mayHaveHappened` only if the node could not be asked either.
    static void place(NodePort &node, const NodeOrder &order, Clock &clock, QObject *context, Done done);

private:
    Placement(NodePort &node, NodeOrder order, Clock &clock, QObject *context, Done done);
    void send();
    void look();
    void later(Milliseconds pause, void (Placement::*what)());
    void finish(channels::Answer<NodeReceipt> answer);

    NodePort &m_node;
    NodeOrder m_order;
    Clock &m_clock;
    Done m_done;
    channels::CallFailure m_why; ///< of the last create()
    int m_sent = 0, m_looked = 0;
    int m_absent = 0; ///< how often it was not there since it was sent
};

/// Refused before it is sent: too many lines or units, a key or line id that is too long, no line at all. `subject` names the key.
Result<> checkNodeOrder(const NodeTraits &traits, const NodeOrder &order);

} // namespace crossdock::fulfilment
