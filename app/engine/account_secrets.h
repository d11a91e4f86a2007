#pragma once

#include "core/inventory/values/result.h"

#include <QMap>
#include <QStringList>

namespace crossdock::app {

/// What secrets of an account are given for, as one text: the kind of the other side, where it is (empty: where that kind usually is),
/// and the further addresses of its account ("auth_url", "queue_url"). Never empty.
QString secretAddress(const QString &kind, const QString &url, const QMap<QString, QString> &account = {});

/// InvalidInput names the first of `given` that `who` does not have as a secret, and those that there are.
Result<> checkSecretNames(const QString &who, const QStringList &known, const QStringList &given);

} // namespace crossdock::app
