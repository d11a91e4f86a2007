#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/node_port.h"
#include "core/inventory/inventory.h"

#include <QMap>

namespace crossdock::app {

/// Asks one node of others whether it packs and sends the SKUs that lie there as the house's channels demand it: each soon after it is there,
/// and again every week. One question at a time with a pause after it, so that orders on their way to the node never wait for many. Lives in one thread,
/// with the port.
class SkuChecker : public QObject
{
public:
    SkuChecker(const NodeId &node, fulfilment::NodePort &port, Inventory &inventory, Clock &clock);

    void goOn(); ///< from now on, by itself

private:
    using Check = fulfilment::SkuCheck;

    void look();
    void lookAfter(Milliseconds pause);
    void askNext();
    void take(const Check &asked, const channels::Answer<QStringList> &answer);
    void noteRejected(const Check &asked, const QString &words);
    bool isSilent(const Check &check) const;
    void record(std::function<void()> next);

    NodeId m_node;
    fulfilment::NodePort &m_port;
    Inventory &m_inventory;
    Clock &m_clock;
    bool m_goesOn = false;
    QList<Check> m_due; ///< the first is asked next
    QList<Check> m_answered; ///< and not recorded yet
    QMap<QString, int> m_rejected; ///< in a row, by demand
    QMap<std::pair<QString, QString>, Time> m_silentUntil; ///< by demand and SKU (empty: any): the node does not answer that
};

} // namespace crossdock::app
