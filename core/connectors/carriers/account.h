#pragma once

#include "core/inventory/fulfilment/carrier_details.h"

#include <QMap>

namespace crossdock::carriers {

/// An account as a wire needs it.
struct Account {
    CarrierDetails details;
    QMap<QString, QString> secrets;
    QString secret(const QString &key) const { return secrets.value(key); }
};

} // namespace crossdock::carriers
