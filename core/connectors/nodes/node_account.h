#pragma once

#include "core/inventory/values/ids.h"

#include <QMap>

namespace crossdock::nodes {

/// A node's account as the seller set it up, with its secrets: as a connector needs it, and as nobody keeps it.
struct Account {
    NodeId name;
    QString kind; ///< "amazon-mcf", "shipbob", ...
    QString url; ///< the host's root; empty: the kind's own
    QMap<QString, QString> account, secrets;

    QString value(const QString &key, const QString &otherwise = {}) const;
    QString secret(const QString &key) const { return secrets.value(key).trimmed(); }
    friend bool operator==(const Account &, const Account &) = default;
};

/// Every key must have a value. InvalidInput names the first that has none.
Result<> require(const Account &account, const QStringList &accountKeys, const QStringList &secretKeys);

/// The root without slashes at its end. InvalidInput: neither https nor plain http to this machine.
Result<QByteArray> rootOf(const Account &account, const QString &usual);

} // namespace crossdock::nodes
