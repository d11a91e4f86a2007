#pragma once

#include <QStringList>

namespace crossdock::fulfilment {

/// A system of others that sends for us: what its account must say, and what of it is secret.
struct NodeKind {
    QString name; ///< "shipbob"
    QStringList account; ///< keys that must be given
    QStringList neededSecrets, secrets; ///< those without which nobody signs in; all there are
    bool tellsPrices = false; ///< what it takes for an order, before it has it
    bool checksSkus = false; ///< says of a SKU whether it packs and sends it with a demand, see NodePort::checkSku()
};

/// Beside the seller's own "warehouse".
const QList<NodeKind> &nodeKinds();

const NodeKind *nodeKind(const QString &name); ///< null: it is not one of them

QString ownKind(); ///< "warehouse"

bool isSecretOfNodes(const QString &key); ///< of any kind: it must stand in no file and no ledger

} // namespace crossdock::fulfilment
