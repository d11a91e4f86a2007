#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/fulfilment/carrier_details.h"
#include "core/inventory/fulfilment/carrier_port.h"

#include <QMap>

namespace crossdock::carriers {

/// An account as a wire needs it.
struct Account {
    CarrierDetails details;
    QMap<QString, QString> secrets;
    QString secret(const QString &key) const { return secrets.value(key); }
};

/// What one carrier's service wants to hear and how its answers read: pure functions of bytes and values.
struct CarrierWire {
    QString kind; ///< "ups"
    QString url; ///< the host's root, where the account names none
    QStringList account, secrets; ///< keys that must be there
    fulfilment::CarrierTraits traits;

    /// A token is fetched before the first question; nullptr: the service takes the secrets themselves.
    http::Request (*tokenRequest)(const Account &account) = nullptr;
    qint64 tokenSeconds = 300; ///< how long a token lives where the service does not say
    http::Request (*rateRequest)(const Account &account, const QByteArray &token, const rates::Shipment &shipment) = nullptr;
    /// Of a 2xx answer. Errors: Rejected with the service's words for what is no answer to the question.
    Result<rates::Rated> (*parseRates)(const QByteArray &body) = nullptr;
};

} // namespace crossdock::carriers
