#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/nodes/amazon_mcf/mcf_wire.h"
#include "core/connectors/nodes/wire_parts.h"

#include <QMap>

/// fulfillmentOutbound_2026-07-04.
namespace crossdock::nodes {

using namespace Qt::Literals::StringLiterals;
using namespace fulfilment;

namespace {

constexpr qsizetype addressLength = 60;

http::Request asked(const McfTarget &target, const QByteArray &method, const QByteArray &path, const QJsonObject &body = {})
{
    http::Request request{method, target.account.root + "/fulfillment/outbound/2026-07-04" + path, {}, {}};
    if (!target.serviceId.isEmpty())
        request.headers.emplaceBack("x-amzn-fulfillment-service-id", target.serviceId);
    if (!body.isEmpty()) {
        request.headers.emplaceBack("Content-Type", "application/json");
        request.body = compact(body);
    }
    return request;
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
    put(json, u"email"_s, to.email);
    return {{u"deliveryAddress"_s, json}};
}

QJsonObject productOf(const NodeOrder::Line &line)
{
    QJsonObject product{{u"productIdentifier"_s, QJsonObject{{u"amazonSku"_s, line.sku.text()}}}};
    if (line.unitPrice)
        product[u"perUnitDeclaredValue"_s] = QJsonObject{{u"currencyCode"_s, line.unitPrice->currency}, {u"amount"_s, toDecimal(*line.unitPrice)}};
    return product;
}

QJsonObject amountOf(Quantity units)
{
    return {{u"unit"_s, u"EACHES"_s}, {u"value"_s, QString::number(units)}};
}

QJsonObject packagingOf(const Handling &handling)
{
    return {{u"packaging"_s, QJsonObject{{u"packagingOption"_s, handling.plainBox ? u"UNBRANDED"_s : u"ANY"_s}}}};
}

QString tierOf(NodeOrder::Speed speed)
{
    return speed == NodeOrder::Speed::Priority ? u"PRIORITY"_s : speed == NodeOrder::Speed::Expedited ? u"EXPEDITED"_s : u"STANDARD"_s;
}

QString policyOf(NodeOrder::IfMissing ifMissing)
{
    using IfMissing = NodeOrder::IfMissing;
    return ifMissing == IfMissing::SendNothing ? u"FILL_OR_KILL"_s : ifMissing == IfMissing::WaitForAll ? u"FILL_ALL"_s : u"FILL_ALL_AVAILABLE"_s;
}

http::Request previewRequest(const McfTarget &target, const NodeOrder &order)
{
    QJsonArray items;
    for (const NodeOrder::Line &line : order.lines)
        items.append(QJsonObject{{u"product"_s, productOf(line)}, {u"amount"_s, amountOf(line.quantity)}});
    QJsonObject body{{u"fulfillmentConfiguration"_s, QJsonObject{{u"serviceLevel"_s, QJsonObject{{u"serviceTiers"_s, QJsonArray{tierOf(order.speed)}}}}, {u"services"_s, packagingOf(order.handling)}}},
                     {u"destination"_s, destinationOf(mcfPriceAddress(order.to))},
                     {u"lineItems"_s, items}};
    put(body, u"channel"_s, order.channel.toUpper().left(40));
    return asked(target, "POST", "/previews", body);
}

http::Request createRequest(const McfTarget &target, const NodeOrder &order)
{
    QJsonArray items;
    for (const NodeOrder::Line &line : order.lines)
        items.append(QJsonObject{{u"lineItemId"_s, line.id}, {u"product"_s, productOf(line)}, {u"amount"_s, amountOf(line.quantity)}});
    const QJsonObject configuration{{u"serviceLevel"_s, QJsonObject{{u"serviceTiers"_s, QJsonArray{tierOf(order.speed)}}}},
                                    {u"action"_s, order.isHeld ? u"HOLD"_s : u"SHIP"_s},
                                    {u"policy"_s, policyOf(order.ifMissing)},
                                    {u"services"_s, packagingOf(order.handling)}};
    QJsonObject body{{u"orderId"_s, order.key}, {u"fulfillmentConfiguration"_s, configuration}, {u"destination"_s, destinationOf(order.to)}, {u"lineItems"_s, items}};
    put(body, u"channel"_s, order.channel.toUpper().left(40));
    return asked(target, "POST", "/orders", body);
}

http::Request orderRequest(const McfTarget &target, const QString &key)
{
    return asked(target, "GET", "/orders/" + amazon::encoded(key));
}

http::Request releaseRequest(const McfTarget &target, const QString &key)
{
    return asked(target, "PUT", "/orders/" + amazon::encoded(key), {{u"fulfillmentConfiguration"_s, QJsonObject{{u"action"_s, u"SHIP"_s}}}});
}

http::Request cancelRequest(const McfTarget &target, const QString &key)
{
    return asked(target, "PUT", "/orders/" + amazon::encoded(key) + "/cancel");
}

/// One planned parcel of one offer, put to the offer of its tier. A price that cannot be read is none.
void addParcel(const QJsonObject &shipment, const QJsonObject &planned, NodeOffer &offer)
{
    const QJsonValue level = planned["fulfillmentConfiguration"_L1]["serviceLevel"_L1];
    NodeOffer::Parcel parcel{{}, timeAt(level["shipInterval"_L1]["startTime"_L1]), timeAt(level["shipInterval"_L1]["endTime"_L1]), timeAt(level["deliveryInterval"_L1]["startTime"_L1]), timeAt(level["deliveryInterval"_L1]["endTime"_L1])};
    for (const QJsonObject &item : carriers::objectsOf(shipment["items"_L1]))
        parcel.units.append({{}, item["productIdentifier"_L1]["amazonSku"_L1].toString(), unitsAt(item["amount"_L1]["value"_L1])});
    offer.parcels.append(parcel);
    const QJsonValue price = planned["estimatedPrice"_L1];
    for (const QJsonObject &part : carriers::objectsOf(price["rollupPrices"_L1])) {
        const QString name = part["type"_L1].toString();
        if (const auto amount = carriers::moneyOf(part["value"_L1]["amount"_L1], part["value"_L1]["currencyCode"_L1].toString()))
            offer.charges.append({mcfChargeKind(name), name, *amount});
    }
    if (const auto total = carriers::moneyOf(price["totalPrice"_L1]["amount"_L1], price["totalPrice"_L1]["currencyCode"_L1].toString()))
        offer.total = Money{(offer.total ? offer.total->amount : 0) + total->amount, total->currency};
}

QStringList constraintsOf(const QJsonObject &answer)
{
    QStringList reasons;
    for (const QJsonObject &constraint : carriers::objectsOf(answer["constraints"_L1]))
        reasons.append(constraint["code"_L1].toString() + u": "_s + constraint["message"_L1].toString());
    return reasons;
}

QMap<QString, Quantity> unitsOf(const NodeOrder &order)
{
    QMap<QString, Quantity> units;
    for (const NodeOrder::Line &line : order.lines)
        units[line.sku.text()] += line.quantity;
    return units;
}

void findMissing(const NodeOrder &order, const QStringList &reasons, NodeOffer &offer)
{
    QMap<QString, Quantity> left = unitsOf(order);
    for (const NodeOffer::Parcel &parcel : std::as_const(offer.parcels))
        for (const NodeUnits &units : parcel.units)
            left[units.sku] -= units.quantity;
    for (auto it = left.begin(); it != left.end(); ++it)
        if (it.value() > 0)
            offer.missing.append({{{}, it.key(), it.value()}, reasons});
    offer.canBeSent = offer.missing.isEmpty();
    if (!offer.canBeSent)
        offer.reasons = reasons;
}

Result<QList<NodeOffer>> readPreview(const QByteArray &body, const NodeOrder &order)
{
    const auto answer = amazon::readObject(body, u"preview"_s);
    CROSSDOCK_TRY(answer);
    if (!(*answer)["plannedShipments"_L1].isArray())
        return fail(Error::Code::Rejected, u"preview"_s, u"the answer holds no preview"_s);
    QMap<QString, NodeOffer> byTier;
    for (const QJsonObject &shipment : carriers::objectsOf((*answer)["plannedShipments"_L1])) {
        for (const QJsonObject &planned : carriers::objectsOf(shipment["offers"_L1])) {
            const QString tier = planned["fulfillmentConfiguration"_L1]["serviceLevel"_L1]["serviceTier"_L1].toString();
            byTier[tier].service = tier;
            addParcel(shipment, planned, byTier[tier]);
        }
    }
    if (byTier.isEmpty())
        byTier[tierOf(order.speed)].service = tierOf(order.speed);
    const QStringList reasons = constraintsOf(*answer);
    QList<NodeOffer> offers = byTier.values();
    for (NodeOffer &offer : offers)
        findMissing(order, reasons, offer);
    return offers;
}

NodeStatus::State stateOf(const QString &word, bool isHeld, const QList<NodeParcel> &parcels)
{
    using State = NodeStatus::State;
    if (word == "COMPLETE"_L1)
        return State::Sent;
    if (word == "COMPLETE_PARTIAL"_L1)
        return State::PartlyLost;
    if (word == "CANCELLED"_L1)
        return State::Cancelled;
    if (word == "UNFULFILLABLE"_L1 || word == "INVALID"_L1)
        return State::Lost;
    if (std::any_of(parcels.begin(), parcels.end(), [](const NodeParcel &parcel) { return parcel.hasLeft(); }))
        return State::PartlySent;
    return isHeld && parcels.isEmpty() ? State::Held : State::Working;
}

NodeParcel::State parcelState(const QString &shipment, const QString &package)
{
    using State = NodeParcel::State;
    static const QHash<QString, State> states{{u"IN_TRANSIT"_s, State::OnTheWay}, {u"DELAYED"_s, State::Late}, {u"OUT_FOR_DELIVERY"_s, State::OutForDelivery},
                                              {u"DELIVERED"_s, State::Delivered}, {u"UNDELIVERABLE"_s, State::Undeliverable}, {u"EXPIRED"_s, State::Undeliverable}};
    if (shipment == "CANCELLED"_L1)
        return State::Cancelled;
    return states.value(package, shipment == "SHIPPED"_L1 ? State::Sent : State::Preparing);
}

void addParcels(const QJsonObject &shipment, QList<NodeParcel> &parcels)
{
    const QString word = shipment["status"_L1].toString();
    const auto parcelOf = [&](const QString &id, const QString &packageWord) {
        NodeParcel parcel;
        parcel.id = id;
        parcel.state = parcelState(word, packageWord);
        parcel.words = packageWord.isEmpty() ? word : packageWord;
        parcel.place = shipment["amazonFacility"_L1]["facilityId"_L1].toString();
        parcel.service = shipment["serviceLevel"_L1]["serviceTier"_L1].toString();
        parcel.sentAt = timeAt(shipment["shipTime"_L1]);
        return parcel;
    };
    const QList<QJsonObject> items = carriers::objectsOf(shipment["items"_L1]), packages = carriers::objectsOf(shipment["packages"_L1]);
    const auto unitsIn = [&](const std::function<bool(const QJsonObject &)> &isIn) {
        QList<NodeUnits> units;
        for (const QJsonObject &item : items)
            if (isIn(item))
                units.append({item["lineItemId"_L1].toString(), item["productIdentifier"_L1]["amazonSku"_L1].toString(), unitsAt(item["amount"_L1]["value"_L1])});
        return units;
    };
    for (const QJsonObject &package : packages) {
        NodeParcel parcel = parcelOf(package["packageId"_L1].toString(), package["status"_L1].toString());
        const QJsonValue carrier = package["tracking"_L1]["carrier"_L1], amazons = package["tracking"_L1]["amazon"_L1];
        parcel.carrier = carrier["carrierCode"_L1].toString();
        parcel.tracking = carrier["trackingNumber"_L1].toString(amazons["trackingNumber"_L1].toString());
        parcel.trackingUrl = carrier["trackingUrl"_L1].toString(amazons["trackingUrl"_L1].toString());
        const auto delivery = timeAt(package["deliveryTime"_L1]);
        (parcel.state == NodeParcel::State::Delivered ? parcel.deliveredAt : parcel.expectedAt) = delivery ? delivery : timeAt(shipment["deliveryTime"_L1]);
        const QJsonArray ids = package["shipmentItemIds"_L1].toArray();
        parcel.units = unitsIn([&](const QJsonObject &item) {
            return packages.size() == 1 || ids.contains(item["shipmentItemId"_L1]) || item["packageId"_L1] == package["packageId"_L1];
        });
        parcels.append(parcel);
    }
    if (packages.isEmpty()) {
        NodeParcel parcel = parcelOf(shipment["amazonShipmentId"_L1].toString(), {});
        parcel.expectedAt = timeAt(shipment["deliveryTime"_L1]);
        parcel.units = unitsIn([](const QJsonObject &) { return true; });
        parcels.append(parcel);
    }
}

Result<NodeStatus> readOrder(const QByteArray &body)
{
    const auto answer = amazon::readObject(body, u"order"_s);
    CROSSDOCK_TRY(answer);
    const QJsonObject order = (*answer)["order"_L1].toObject();
    NodeStatus status;
    status.ref.key = order["orderId"_L1].toString();
    if (status.ref.key.isEmpty())
        return fail(Error::Code::Rejected, u"order"_s, u"the answer holds no order"_s);
    status.words = order["status"_L1].toString();
    status.receivedAt = timeAt(order["receiveTime"_L1]);
    status.changedAt = timeAt(order["statusUpdateTime"_L1]);
    for (const QJsonObject &item : carriers::objectsOf(order["lineItems"_L1]))
        status.lines.append({{item["lineItemId"_L1].toString(), item["product"_L1]["productIdentifier"_L1]["amazonSku"_L1].toString(), unitsAt(item["amount"_L1]["value"_L1])},
                             unitsAt(item["cancelledAmount"_L1]["value"_L1]), unitsAt(item["unfulfillableAmount"_L1]["value"_L1])});
    for (const QJsonObject &shipment : carriers::objectsOf(order["shipments"_L1]))
        addParcels(shipment, status.parcels);
    status.state = stateOf(status.words, order["fulfillmentConfiguration"_L1]["action"_L1].toString() == "HOLD"_L1, status.parcels);
    return status;
}

} // namespace

const McfContract &mcf2026()
{
    static const McfContract contract{u"2026-07-04"_s, previewRequest, readPreview, createRequest, orderRequest, readOrder, releaseRequest, cancelRequest};
    return contract;
}

} // namespace crossdock::nodes
