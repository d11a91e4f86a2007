#pragma once

#include "core/connectors/channels/amazon/amazon_wire.h"
#include "core/inventory/fulfilment/node_answers.h"
#include "core/inventory/fulfilment/node_order.h"

/// Amazon Multi-Channel Fulfilment, bytes <-> values, no I/O. Sources: Amazon's models fulfillmentOutbound_2020-07-01 and
/// fulfillmentOutbound_2026-07-04.
namespace crossdock::nodes {

/// Whose orders: the account, and the name of the fulfilment service that 2026-07-04 takes in a header (may be empty).
struct McfTarget {
    const amazon::Account &account;
    QByteArray serviceId;
};

/// One version of the contract.
struct McfContract {
    QString version;
    http::Request (*previewRequest)(const McfTarget &target, const fulfilment::NodeOrder &order) = nullptr;
    /// One offer a speed. `order` tells what was asked: what is in no parcel is missing.
    Result<QList<fulfilment::NodeOffer>> (*readPreview)(const QByteArray &body, const fulfilment::NodeOrder &order) = nullptr;
    http::Request (*createRequest)(const McfTarget &target, const fulfilment::NodeOrder &order) = nullptr;
    http::Request (*orderRequest)(const McfTarget &target, const QString &key) = nullptr;
    Result<fulfilment::NodeStatus> (*readOrder)(const QByteArray &body) = nullptr;
    http::Request (*releaseRequest)(const McfTarget &target, const QString &key) = nullptr;
    http::Request (*cancelRequest)(const McfTarget &target, const QString &key) = nullptr;
};

const McfContract &mcf2020();
const McfContract &mcf2026();

/// Where a package is, by the number that 2020-07-01 gives it.
http::Request mcfTrackingRequest(const McfTarget &target, const QString &package);
Result<fulfilment::NodeParcel> readMcfTracking(const QByteArray &body);

/// Whether a SKU can be packed and sent with a demand, by Amazon's name of it ("BLANK_BOX"). Reads why not; empty: it can.
http::Request mcfFeatureRequest(const McfTarget &target, const QString &feature, const QString &sku);
Result<QStringList> readMcfFeature(const QByteArray &body);
QStringList mcfFeatures(const fulfilment::Handling &handling); ///< Amazon's names of these demands

/// Orders changed since then: the smallest thing to ask for.
http::Request mcfOrdersRequest(const McfTarget &target, Time since);

/// The address of a price's question: Amazon wants a name and a street, and gets the same words in place of everybody's.
Buyer mcfPriceAddress(const Buyer &to);

/// Why Amazon cannot keep to these demands at all; empty: it can, or says so itself when asked.
QString mcfCannot(const fulfilment::Handling &handling);
/// 2026-07-04 has no word for keeping Amazon's own drivers away.
bool needsMcf2020(const fulfilment::Handling &handling);

/// "FBATransportationFee" and "MCFTransportationFee" to "carrier".
QString mcfChargeKind(const QString &name);

} // namespace crossdock::nodes
