#pragma once

#include "core/connectors/carriers/account.h"
#include "core/connectors/carriers/label_wire.h"
#include "core/inventory/fulfilment/carrier_port.h"

namespace crossdock::carriers {

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
    /// Adds to its answer what the service will charge and does not quote; nullptr: nothing.
    void (*addUnquoted)(const Account &account, const rates::Shipment &shipment, rates::Rated &rated) = nullptr;

    std::optional<LabelWire> labels = {}; ///< nothing: it sells none here
};

} // namespace crossdock::carriers
