#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/nodes/amazon_mcf/mcf_wire.h"
#include "core/connectors/nodes/wire_parts.h"

#include <QUrl>

/// fulfillmentOutbound_2020-07-01.
namespace crossdock::nodes {

using namespace Qt::Literals::StringLiterals;
using namespace fulfilment;

namespace {

constexpr qsizetype longestComment = 750, addressLength = 60;

QByteArray address(const McfTarget &target, const QByteArray &path)
{
    return target.account.root + "/fba/outbound/2020-07-01" + path;
}

http::Request posted(const QByteArray &method, const QByteArray &url, const QJsonObject &body)
{
    return {method, url, {{"Content-Type", "application/json"}}, compact(body)};
}

QJsonObject moneyJson(const Money &money)
{
    return {{u"currencyCode"_s, money.currency}, {u"value"_s, toDecimal(money)}};
}

QJsonObject destinationOf(const Buyer &to)
{
    QJsonObject json{{u"name"_s, to.name}, {u"postalCode"_s, to.postcode}, {u"countryCode"_s, to.country}};
    const QStringList lines = addressLines(to.address, addressLength);
    for (qsizetype i = 0; i < std::min<qsizetype>(3, lines.size()); ++i)
        put(json, u"addressLine%1"_s.arg(i + 1), lines.at(i));
    put(json, u"city"_s, to.city);
    put(json, u"stateOrRegion"_s, to.region);
    put(json, u"phone"_s, to.phone);
    return json;
}

QJsonArray featuresOf(const Handling &handling)
{
    QJsonArray features;
    const auto need = [&](bool isNeeded, const QString &name) {
        if (isNeeded)
            features.append(QJsonObject{{u"featureName"_s, name}, {u"featureFulfillmentPolicy"_s, u"Required"_s}});
    };
    need(!handling.blockedCarriers.isEmpty(), u"BLOCK_AMZL"_s); // others are refused before: mcfCannot()
    need(handling.plainBox, u"BLANK_BOX"_s);
    need(handling.together, u"DELIVER_TOGETHER"_s);
    need(handling.signature, u"SIGNATURE_CONFIRMATION"_s);
    return features;
}

QJsonArray itemsOf(const NodeOrder &order)
{
    QJsonArray items;
    for (const NodeOrder::Line &line : order.lines) {
        QJsonObject item{{u"sellerSku"_s, line.sku.text()}, {u"sellerFulfillmentOrderItemId"_s, line.id}, {u"quantity"_s, line.quantity}};
        if (line.unitPrice)
            item[u"perUnitDeclaredValue"_s] = moneyJson(*line.unitPrice);
        items.append(item);
    }
    return items;
}

QString speedOf(NodeOrder::Speed speed)
{
    return speed == NodeOrder::Speed::Priority ? u"Priority"_s : speed == NodeOrder::Speed::Expedited ? u"Expedited"_s : u"Standard"_s;
}

QString policyOf(NodeOrder::IfMissing ifMissing)
{
    using IfMissing = NodeOrder::IfMissing;
    return ifMissing == IfMissing::SendNothing ? u"FillOrKill"_s : ifMissing == IfMissing::WaitForAll ? u"FillAll"_s : u"FillAllAvailable"_s;
}

http::Request previewRequest(const McfTarget &target, const NodeOrder &order)
{
    QJsonObject body{{u"marketplaceId"_s, target.account.marketplaceId}, {u"address"_s, destinationOf(mcfPriceAddress(order.to))}, {u"items"_s, itemsOf(order)}, {u"shippingSpeedCategories"_s, QJsonArray{speedOf(order.speed)}}};
    if (const QJsonArray features = featuresOf(order.handling); !features.isEmpty())
        body[u"featureConstraints"_s] = features;
    return posted("POST", address(target, "/fulfillmentOrders/preview"), body);
}

http::Request createRequest(const McfTarget &target, const NodeOrder &order)
{
    const QString comment = order.comment.isEmpty() ? u"Order "_s + order.number : order.comment;
    QJsonObject body{{u"marketplaceId"_s, target.account.marketplaceId},
                     {u"sellerFulfillmentOrderId"_s, order.key},
                     {u"displayableOrderId"_s, order.number.left(40)},
                     {u"displayableOrderDate"_s, toText(order.placedAt)},
                     {u"displayableOrderComment"_s, comment.left(longestComment)},
                     {u"shippingSpeedCategory"_s, speedOf(order.speed)},
                     {u"destinationAddress"_s, destinationOf(order.to)},
                     {u"fulfillmentAction"_s, order.isHeld ? u"Hold"_s : u"Ship"_s},
                     {u"fulfillmentPolicy"_s, policyOf(order.ifMissing)},
                     {u"items"_s, itemsOf(order)}};
    if (const QJsonArray features = featuresOf(order.handling); !features.isEmpty())
        body[u"featureConstraints"_s] = features;
    return posted("POST", address(target, "/fulfillmentOrders"), body);
}

http::Request orderRequest(const McfTarget &target, const QString &key)
{
    return {"GET", address(target, "/fulfillmentOrders/" + amazon::encoded(key)), {}, {}};
}

http::Request releaseRequest(const McfTarget &target, const QString &key)
{
    return posted("PUT", address(target, "/fulfillmentOrders/" + amazon::encoded(key)), {{u"fulfillmentAction"_s, u"Ship"_s}});
}

http::Request cancelRequest(const McfTarget &target, const QString &key)
{
    return {"PUT", address(target, "/fulfillmentOrders/" + amazon::encoded(key) + "/cancel"), {}, {}};
}

Result<NodeOffer> offerOf(const QJsonObject &preview)
{
    NodeOffer offer;
    offer.service = preview["shippingSpeedCategory"_L1].toString();
    offer.canBeSent = preview["isFulfillable"_L1].toBool();
    for (const QJsonValue reason : preview["orderUnfulfillableReasons"_L1].toArray())
        offer.reasons.append(reason.toString());
    for (const QJsonObject &fee : carriers::objectsOf(preview["estimatedFees"_L1])) {
        const auto amount = carriers::moneyOf(fee["amount"_L1]["value"_L1], fee["amount"_L1]["currencyCode"_L1].toString());
        if (!amount)
            return tl::make_unexpected(amount.error());
        const QString name = fee["name"_L1].toString();
        offer.charges.append({mcfChargeKind(name), name, *amount});
        offer.total = Money{(offer.total ? offer.total->amount : 0) + amount->amount, amount->currency};
    }
    for (const QJsonObject &shipment : carriers::objectsOf(preview["fulfillmentPreviewShipments"_L1])) {
        NodeOffer::Parcel parcel{{}, timeAt(shipment["earliestShipDate"_L1]), timeAt(shipment["latestShipDate"_L1]), timeAt(shipment["earliestArrivalDate"_L1]), timeAt(shipment["latestArrivalDate"_L1])};
        for (const QJsonObject &item : carriers::objectsOf(shipment["fulfillmentPreviewItems"_L1]))
            parcel.units.append({item["sellerFulfillmentOrderItemId"_L1].toString(), item["sellerSku"_L1].toString(), unitsAt(item["quantity"_L1])});
        offer.parcels.append(parcel);
    }
    for (const QJsonObject &item : carriers::objectsOf(preview["unfulfillablePreviewItems"_L1])) {
        NodeOffer::Missing missing{{item["sellerFulfillmentOrderItemId"_L1].toString(), item["sellerSku"_L1].toString(), unitsAt(item["quantity"_L1])}, {}};
        for (const QJsonValue reason : item["itemUnfulfillableReasons"_L1].toArray())
            missing.reasons.append(reason.toString());
        offer.missing.append(missing);
    }
    return offer;
}

Result<QList<NodeOffer>> readPreview(const QByteArray &body, const NodeOrder &)
{
    const auto answer = amazon::readObject(body, u"preview"_s);
    CROSSDOCK_TRY(answer);
    const QJsonValue previews = (*answer)["payload"_L1]["fulfillmentPreviews"_L1];
    if (!previews.isArray())
        return fail(Error::Code::Rejected, u"preview"_s, u"the answer holds no preview"_s);
    QList<NodeOffer> offers;
    for (const QJsonObject &preview : carriers::objectsOf(previews)) {
        const auto offer = offerOf(preview);
        CROSSDOCK_TRY(offer);
        offers.append(*offer);
    }
    return offers;
}

/// The model's list writes "Processing", its own example "PROCESSING".
NodeStatus::State stateOf(const QString &word, bool isHeld, bool somethingLeft)
{
    using State = NodeStatus::State;
    const auto is = [&](QLatin1StringView name) { return word.compare(name, Qt::CaseInsensitive) == 0; };
    if (is("Cancelled"_L1))
        return State::Cancelled;
    if (is("Complete"_L1))
        return State::Sent;
    if (is("CompletePartialled"_L1))
        return State::PartlyLost;
    if (is("Unfulfillable"_L1) || is("Invalid"_L1))
        return State::Lost;
    if (is("Processing"_L1))
        return somethingLeft ? State::PartlySent : State::Working;
    return isHeld ? State::Held : State::Taken; // New, Received, Planning
}

NodeParcel::State parcelState(const QString &word)
{
    if (word == "SHIPPED"_L1)
        return NodeParcel::State::Sent;
    return word.startsWith("CANCELLED"_L1) ? NodeParcel::State::Cancelled : NodeParcel::State::Preparing;
}

/// A shipment's packages; one parcel without a number where Amazon has not made packages yet.
void addParcels(const QJsonObject &shipment, QList<NodeParcel> &parcels)
{
    const QList<QJsonObject> items = carriers::objectsOf(shipment["fulfillmentShipmentItem"_L1]);
    const QString words = shipment["fulfillmentShipmentStatus"_L1].toString();
    const auto parcelOf = [&](const QString &id) {
        NodeParcel parcel;
        parcel.id = id;
        parcel.state = parcelState(words);
        parcel.words = words;
        parcel.place = shipment["fulfillmentCenterId"_L1].toString();
        if (parcel.hasLeft())
            parcel.sentAt = timeAt(shipment["shippingDate"_L1]); // before that it is a plan
        parcel.expectedAt = timeAt(shipment["estimatedArrivalDate"_L1]);
        return parcel;
    };
    const auto unitsOf = [](const QJsonObject &item) { return NodeUnits{item["sellerFulfillmentOrderItemId"_L1].toString(), item["sellerSku"_L1].toString(), unitsAt(item["quantity"_L1])}; };
    const QList<QJsonObject> packages = carriers::objectsOf(shipment["fulfillmentShipmentPackage"_L1]);
    for (const QJsonObject &package : packages) {
        NodeParcel parcel = parcelOf(idAt(package["packageNumber"_L1]));
        parcel.carrier = package["carrierCode"_L1].toString();
        parcel.tracking = package["trackingNumber"_L1].toString();
        if (const auto expected = timeAt(package["estimatedArrivalDate"_L1]))
            parcel.expectedAt = expected;
        for (const QJsonObject &item : items)
            if (packages.size() == 1 || item["packageNumber"_L1] == package["packageNumber"_L1])
                parcel.units.append(unitsOf(item));
        parcels.append(parcel);
    }
    if (packages.isEmpty()) {
        NodeParcel parcel = parcelOf(shipment["amazonShipmentId"_L1].toString());
        for (const QJsonObject &item : items)
            parcel.units.append(unitsOf(item));
        parcels.append(parcel);
    }
}

Result<NodeStatus> readOrder(const QByteArray &body)
{
    const auto answer = amazon::readObject(body, u"order"_s);
    CROSSDOCK_TRY(answer);
    const QJsonValue payload = (*answer)["payload"_L1];
    const QJsonObject order = payload["fulfillmentOrder"_L1].toObject();
    NodeStatus status;
    status.ref.key = order["sellerFulfillmentOrderId"_L1].toString();
    status.words = order["fulfillmentOrderStatus"_L1].toString();
    if (status.ref.key.isEmpty() || status.words.isEmpty())
        return fail(Error::Code::Rejected, u"order"_s, u"the answer holds no order"_s);
    status.receivedAt = timeAt(order["receivedDate"_L1]);
    status.changedAt = timeAt(order["statusUpdatedDate"_L1]);
    for (const QJsonObject &item : carriers::objectsOf(payload["fulfillmentOrderItems"_L1]))
        status.lines.append({{item["sellerFulfillmentOrderItemId"_L1].toString(), item["sellerSku"_L1].toString(), unitsAt(item["quantity"_L1])}, unitsAt(item["cancelledQuantity"_L1]), unitsAt(item["unfulfillableQuantity"_L1])});
    for (const QJsonObject &shipment : carriers::objectsOf(payload["fulfillmentShipments"_L1]))
        addParcels(shipment, status.parcels);
    const bool somethingLeft = std::any_of(status.parcels.begin(), status.parcels.end(), [](const NodeParcel &parcel) { return parcel.hasLeft(); });
    status.state = stateOf(status.words, order["fulfillmentAction"_L1].toString() == "Hold"_L1, somethingLeft);
    return status;
}

NodeParcel::State trackedState(const QString &word)
{
    using State = NodeParcel::State;
    static const QHash<QString, State> states{
        {u"IN_TRANSIT"_s, State::OnTheWay}, {u"DELIVERED"_s, State::Delivered}, {u"RETURNING"_s, State::ComingBack}, {u"RETURNED"_s, State::CameBack},
        {u"UNDELIVERABLE"_s, State::Undeliverable}, {u"DELAYED"_s, State::Late}, {u"AVAILABLE_FOR_PICKUP"_s, State::AtPickup}, {u"CUSTOMER_ACTION"_s, State::Stuck},
        {u"OUT_FOR_DELIVERY"_s, State::OutForDelivery}, {u"DELIVERY_ATTEMPTED"_s, State::OutForDelivery}, {u"PICKUP_SUCCESSFUL"_s, State::ComingBack},
        {u"RETURN_RECEIVED_IN_FC"_s, State::CameBack}, {u"RETURN_REQUEST_ACCEPTED"_s, State::ComingBack}, {u"REFUND_ISSUED"_s, State::CameBack}};
    return states.value(word, State::Unknown);
}

/// Amazon's link comes percent-encoded as a whole, with a line end behind it.
QString linkOf(const QString &text)
{
    const QString link = text.startsWith("http%"_L1) || text.startsWith("https%"_L1) ? QUrl::fromPercentEncoding(text.toUtf8()) : text;
    return link.trimmed();
}

} // namespace

http::Request mcfFeatureRequest(const McfTarget &target, const QString &feature, const QString &sku)
{
    return {"GET", address(target, "/features/inventory/" + amazon::encoded(feature) + '/' + amazon::encoded(sku) + "?marketplaceId=" + amazon::encoded(target.account.marketplaceId)), {}, {}};
}

Result<QStringList> readMcfFeature(const QByteArray &body)
{
    const auto answer = amazon::readObject(body, u"feature"_s);
    CROSSDOCK_TRY(answer);
    const QJsonValue payload = (*answer)["payload"_L1];
    if (!payload["isEligible"_L1].isBool())
        return fail(Error::Code::Rejected, u"feature"_s, u"the answer does not say whether it is possible"_s);
    QStringList reasons;
    if (payload["isEligible"_L1].toBool())
        return reasons;
    for (const QJsonValue reason : payload["ineligibleReasons"_L1].toArray())
        reasons.append(reason.toString());
    if (reasons.isEmpty())
        reasons.append(u"not eligible"_s);
    return reasons;
}

QStringList mcfFeatures(const Handling &handling)
{
    QStringList names;
    for (const QJsonValue feature : featuresOf(handling))
        names.append(feature["featureName"_L1].toString());
    return names;
}

http::Request mcfTrackingRequest(const McfTarget &target, const QString &package)
{
    return {"GET", address(target, "/tracking?packageNumber=" + amazon::encoded(package)), {}, {}};
}

Result<NodeParcel> readMcfTracking(const QByteArray &body)
{
    const auto answer = amazon::readObject(body, u"tracking"_s);
    CROSSDOCK_TRY(answer);
    const QJsonValue payload = (*answer)["payload"_L1];
    NodeParcel parcel;
    parcel.id = idAt(payload["packageNumber"_L1]);
    if (parcel.id.isEmpty())
        return fail(Error::Code::Rejected, u"tracking"_s, u"the answer holds no package"_s);
    const QString word = payload["currentStatus"_L1].toString(), sentence = payload["currentStatusDescription"_L1].toString();
    parcel.state = trackedState(word);
    parcel.words = sentence.isEmpty() ? word : word + u": "_s + sentence;
    parcel.carrier = payload["carrierCode"_L1].toString();
    parcel.tracking = payload["trackingNumber"_L1].toString();
    parcel.trackingUrl = linkOf(payload["customerTrackingLink"_L1].toString());
    parcel.sentAt = timeAt(payload["shipDate"_L1]);
    parcel.expectedAt = timeAt(payload["estimatedArrivalDate"_L1]);
    if (parcel.state == NodeParcel::State::Delivered) {
        for (const QJsonObject &event : carriers::objectsOf(payload["trackingEvents"_L1]))
            if (const auto at = timeAt(event["eventDate"_L1]))
                parcel.deliveredAt = parcel.deliveredAt ? std::max(*parcel.deliveredAt, *at) : *at;
    }
    return parcel;
}

http::Request mcfOrdersRequest(const McfTarget &target, Time since)
{
    return {"GET", address(target, "/fulfillmentOrders?queryStartDate=" + amazon::encoded(toText(since))), {}, {}};
}

const McfContract &mcf2020()
{
    static const McfContract contract{u"2020-07-01"_s, previewRequest, readPreview, createRequest, orderRequest, readOrder, releaseRequest, cancelRequest};
    return contract;
}

} // namespace crossdock::nodes
