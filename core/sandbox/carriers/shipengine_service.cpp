#include "core/sandbox/carriers/shipengine_service.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using Kind = TariffCharge::Kind;

Tariff shipEngineTariff()
{
    using Reach = TariffService::Reach;
    Tariff tariff{.carrier = u"shipengine"_s, .isBroker = true, .onlyWithin = {}, .services = {}};
    tariff.stepOz = 16;
    tariff.divisor = 139;
    tariff.discountPercent = 18;
    tariff.fuelBasisPoints = 1'600;
    tariff.residential = 480;
    tariff.correction = 1'830;
    tariff.services = {{u"ups_ground"_s, u"UPS® Ground"_s, 1'000, 3, 6, 1, 5, Reach::Inside},
                       {u"ups_2nd_day_air"_s, u"UPS 2nd Day Air®"_s, 2'180, 12, 12, 2, 2, Reach::Inside, true},
                       {u"usps_priority_mail"_s, u"USPS Priority Mail"_s, 900, 12, 7, 1, 3, Reach::Inside},
                       {u"ups_worldwide_expedited"_s, u"UPS Worldwide Expedited®"_s, 5'800, 21, 7, 4, 5, Reach::Abroad},
                       {u"fedex_international_economy"_s, u"FedEx International Economy®"_s, 5'390, 22, 7, 4, 6, Reach::Abroad}};
    tariff.shipmentIds = tariff.offerIds = tariff.saleIds = u"se-#########"_s;
    tariff.trackingIds = u"1Z9E0003########"_s;
    return tariff;
}

PostalPlace placeOf(const QJsonValue &address)
{
    return {address[u"name"_s].toString(), address[u"address_line1"_s].toString(), address[u"city_locality"_s].toString(), address[u"state_province"_s].toString(), address[u"postal_code"_s].toString(),
            address[u"country_code"_s].toString()};
}

ParcelBox boxOf(const QJsonValue &package)
{
    static const QHash<QString, double> ounces{{u"ounce"_s, 1}, {u"pound"_s, 16}, {u"gram"_s, ouncesAGram}, {u"kilogram"_s, ouncesAKilogram}};
    const QJsonValue weight = package[u"weight"_s], sides = package[u"dimensions"_s];
    const double factor = sides[u"unit"_s].toString() == u"centimeter" ? 1 / centimetresAnInch : 1;
    return {weight[u"value"_s].toDouble() * ounces.value(weight[u"unit"_s].toString()), sides[u"length"_s].toDouble() * factor, sides[u"width"_s].toDouble() * factor, sides[u"height"_s].toDouble() * factor};
}

ParcelWish wishOf(const QJsonObject &shipment)
{
    ParcelWish wish{.from = placeOf(shipment[u"ship_from"_s]), .to = placeOf(shipment[u"ship_to"_s]), .boxes = {}, .day = QDate::fromString(shipment[u"ship_date"_s].toString().left(10), Qt::ISODate), .asked = shipment};
    wish.isResidential = shipment[u"ship_to"_s][u"address_residential_indicator"_s].toString() == u"yes";
    wish.hasCustoms = !shipment[u"customs"_s].toObject().isEmpty();
    for (const QJsonValue package : shipment[u"packages"_s].toArray())
        wish.boxes.append(boxOf(package));
    return wish;
}

QJsonObject money(qint64 cents)
{
    return {{u"currency"_s, u"usd"_s}, {u"amount"_s, amountOf(cents)}};
}

QJsonArray detailsOf(const TariffPrice &price)
{
    static const QHash<Kind, std::pair<QString, QString>> words{{Kind::Base, {u"shipping"_s, u"Base rate"_s}}, {Kind::Discount, {u"discount"_s, u"Account discount"_s}},
                                                                {Kind::Residential, {u"delivery"_s, u"Residential surcharge"_s}}, {Kind::Fuel, {u"fuel_charge"_s, u"Fuel surcharge"_s}}};
    QJsonArray details;
    for (const TariffCharge &charge : price.charges)
        if (words.contains(charge.kind))
            details.append(QJsonObject{{u"rate_detail_type"_s, words[charge.kind].first}, {u"carrier_description"_s, words[charge.kind].second}, {u"amount"_s, money(charge.amount)}});
    return details;
}

struct Step {
    QString code, detail, words;
};

Step stepOf(ParcelStage stage)
{
    switch (stage) {
    case ParcelStage::Announced:
        return {u"NY"_s, u"ELEC_ADVICE_RECD_BY_CARRIER"_s, u"Electronic shipment information received"_s};
    case ParcelStage::Accepted:
        return {u"AC"_s, u"PICKED_UP"_s, u"Accepted by the carrier"_s};
    case ParcelStage::Delayed:
        return {u"EX"_s, u"DELIVERY_RESCHEDULED"_s, u"Held up on its way"_s};
    case ParcelStage::OutForDelivery:
        return {u"IT"_s, u"OUT_FOR_DELIVERY"_s, u"Out for delivery"_s};
    case ParcelStage::Delivered:
        return {u"DE"_s, u"DELIVERED"_s, u"Delivered"_s};
    case ParcelStage::Refused:
        return {u"EX"_s, u"PICKUP_FAILED"_s, u"Not carried: returned to the sender"_s};
    }
    Q_UNREACHABLE();
}

QString endingOf(const QString &format)
{
    return format == u"png" || format == u"zpl" ? format : u"pdf"_s;
}

QString mimeOf(const QString &ending)
{
    return ending == u"png" ? u"image/png"_s : ending == u"zpl" ? u"application/zpl"_s : u"application/pdf"_s;
}

} // namespace

ShipEngineService::ShipEngineService(const CarrierSpec &spec, Surroundings surroundings)
    : CarrierService(spec, surroundings, shipEngineTariff(), {.perSecond = 20.0 / 60, .burst = 20}) // what a test key may ask in a minute
{
}

ChannelAccess ShipEngineService::access() const
{
    return {name(), u"shipengine"_s, url(), {{u"carrier_ids"_s, carrierId()}}, {{u"api_key"_s, key()}}};
}

QString ShipEngineService::key() const
{
    return u"TEST_"_s + secret(u"key");
}

QString ShipEngineService::carrierId() const
{
    return u"se-123890"_s;
}

QString ShipEngineService::payer() const
{
    return key() + u':';
}

QJsonObject ShipEngineService::error(const QString &source, const QString &type, const QString &code, const QString &message) const
{
    return {{u"error_source"_s, source}, {u"error_type"_s, type}, {u"error_code"_s, code}, {u"message"_s, message}, {u"carrier_id"_s, carrierId()}};
}

Reply ShipEngineService::refused(int status, const QString &type, const QString &code, const QString &message, Headers headers) const
{
    const QString id = secret(u"request").first(8) + u"-462b-4476-9618-72db7f7b7009"_s;
    return jsonReply(status, QJsonObject{{u"request_id"_s, id}, {u"errors"_s, QJsonArray{error(u"shipengine"_s, type, code, message)}}}, std::move(headers));
}

Reply ShipEngineService::throttledReply() const
{
    return refused(429, u"business_rules"_s, u"rate_limit_exceeded"_s, u"You have exceeded the rate limit."_s, {{"Retry-After", QByteArray::number(secondsToWait())}});
}

Reply ShipEngineService::brokenReply() const
{
    return refused(500, u"system"_s, u"unspecified"_s, u"An error occurred."_s);
}

Reply ShipEngineService::reply(const Request &request)
{
    const QStringList path = QString::fromUtf8(request.path).split(u'/', Qt::SkipEmptyParts); // v1, labels, ...
    const QString what = path.value(1);
    if (what == u"downloads")
        return document(path.value(2)); // whoever knows where a label lies may have it
    if (request.header("API-Key") != key().toLatin1())
        return refused(401, u"security"_s, u"unauthorized"_s, u"The API key is invalid. Please see https://www.shipengine.com/docs/auth"_s);
    if (what == u"rates" && request.method == "POST")
        return rates(bodyOf(request));
    if (what == u"labels" && path.value(2) == u"rates" && request.method == "POST")
        return buy(path.value(3), bodyOf(request));
    if (what == u"labels" && path.size() == 2)
        return request.method == "POST" ? buyWhole(bodyOf(request)) : labels(request);
    return what == u"labels" ? label(request, path.value(2), path.value(3)) : refused(404, u"validation"_s, u"unspecified"_s, u"The requested resource does not exist."_s);
}

QJsonObject ShipEngineService::rateJson(const QString &id, const TariffPrice &price, const QDate &leaves) const
{
    const QString carrier = tariff().carrierOf(price.service);
    const qint64 other = price.of(Kind::Residential) + price.of(Kind::Fuel);
    return {{u"rate_id"_s, id},
            {u"rate_type"_s, u"shipment"_s},
            {u"carrier_id"_s, carrierId()},
            {u"shipping_amount"_s, money(price.total() - other)},
            {u"insurance_amount"_s, money(0)},
            {u"confirmation_amount"_s, money(0)},
            {u"other_amount"_s, money(other)},
            {u"rate_details"_s, detailsOf(price)},
            {u"zone"_s, price.zone},
            {u"package_type"_s, u"package"_s},
            {u"delivery_days"_s, price.days},
            {u"guaranteed_service"_s, price.service.isGuaranteed},
            {u"estimated_delivery_date"_s, price.deliveredOn.toString(Qt::ISODate) + u"T23:00:00Z"_s},
            {u"carrier_delivery_days"_s, QString::number(price.days)},
            {u"ship_date"_s, leaves.toString(Qt::ISODate) + u"T00:00:00Z"_s},
            {u"negotiated_rate"_s, true},
            {u"service_type"_s, price.service.name},
            {u"service_code"_s, price.service.code},
            {u"trackable"_s, true},
            {u"carrier_code"_s, carrier},
            {u"carrier_nickname"_s, u"Sandbox "_s + carrier},
            {u"carrier_friendly_name"_s, carrier.toUpper()},
            {u"validation_status"_s, u"valid"_s},
            {u"warning_messages"_s, QJsonArray()},
            {u"error_messages"_s, QJsonArray()}};
}

Reply ShipEngineService::rates(const QJsonObject &asked)
{
    if (!asked[u"rate_options"_s][u"carrier_ids"_s].toArray().contains(carrierId()))
        return refused(400, u"business_rules"_s, u"carrier_not_connected"_s, u"rate_options.carrier_ids holds no carrier of this account."_s);
    const QJsonObject shipment = asked[u"shipment"_s].toObject();
    const ParcelWish wish = wishOf(shipment);
    if (objectionTo(tariff(), wish) == Objection::NoWeight)
        return refused(400, u"validation"_s, u"invalid_field_value"_s, u"shipment.packages: weight must be greater than 0."_s);
    const ParcelShipment &quoted = book().quote(wish);
    QJsonArray rates, invalid, errors;
    const bool needsCustoms = wish.isAbroad() && !wish.hasCustoms;
    for (const auto &[id, price] : quoted.offers) {
        QJsonObject rate = rateJson(id, price, wish.day.isValid() ? wish.day : book().today());
        if (needsCustoms) {
            rate[u"validation_status"_s] = u"invalid"_s;
            rate[u"error_messages"_s] = QJsonArray{u"Customs information is required for international shipments."_s};
        }
        (needsCustoms ? invalid : rates).append(rate);
    }
    if (quoted.objection)
        errors.append(error(u"carrier"_s, u"business_rules"_s, u"invalid_address"_s, wordsOf(*quoted.objection, tariff())));
    QJsonObject json = shipment;
    double ounces = 0;
    for (const ParcelBox &box : wish.boxes)
        ounces += box.ounces;
    for (const auto &[field, value] : {std::pair(u"shipment_id"_s, QJsonValue(quoted.id)), {u"created_at"_s, toText(quoted.quotedAt)}, {u"modified_at"_s, toText(quoted.quotedAt)}, {u"shipment_status"_s, u"pending"_s},
                                       {u"confirmation"_s, u"none"_s}, {u"insurance_provider"_s, u"none"_s}, {u"tags"_s, QJsonArray()}, {u"return_to"_s, shipment[u"ship_from"_s]},
                                       {u"advanced_options"_s, QJsonObject()}, {u"customs"_s, wish.hasCustoms ? shipment[u"customs"_s] : QJsonValue()},
                                       {u"total_weight"_s, QJsonObject{{u"value"_s, ounces}, {u"unit"_s, u"ounce"_s}}}})
        json[field] = value;
    json[u"rate_response"_s] = QJsonObject{{u"rates"_s, rates}, {u"invalid_rates"_s, invalid}, {u"errors"_s, errors}, {u"rate_request_id"_s, book().made(u"se-#########"_s)}, {u"shipment_id"_s, quoted.id},
                                           {u"created_at"_s, toText(quoted.quotedAt)}, {u"status"_s, rates.isEmpty() ? u"error"_s : u"completed"_s}};
    return jsonReply(200, json);
}

/// Without a rate: of the shipment as it is told. Sold only once by each name of the seller's.
Reply ShipEngineService::buyWhole(const QJsonObject &asked)
{
    const QJsonObject shipment = asked[u"shipment"_s].toObject();
    const ParcelWish wish = wishOf(shipment);
    const QString service = shipment[u"service_code"_s].toString(), reference = shipment[u"external_shipment_id"_s].toString();
    if (shipment[u"carrier_id"_s].toString() != carrierId())
        return refused(400, u"business_rules"_s, u"carrier_not_connected"_s, u"shipment.carrier_id is no carrier of this account."_s);
    if (service.isEmpty())
        return refused(400, u"validation"_s, u"field_value_required"_s, u"shipment.service_code is required."_s);
    if (asked[u"is_return_label"_s].toBool() && asked[u"charge_event"_s].toString().isEmpty())
        return refused(400, u"validation"_s, u"field_value_required"_s, u"charge_event is required for return labels."_s);
    if (wish.isAbroad())
        return refused(400, u"business_rules"_s, u"unsupported"_s, u"Labels without a rate are played inside one country only."_s);
    if (!reference.isEmpty() && book().ofReference(reference) != nullptr)
        return refused(400, u"business_rules"_s, u"identifier_conflict"_s, u"external_shipment_id %1 is in use."_s.arg(reference));
    return answerSale(book().sell(wish, service, reference), asked, {});
}

Reply ShipEngineService::buy(const QString &rate, const QJsonObject &asked)
{
    const ParcelShipment *shipment = book().shipmentOf(rate);
    if (shipment && shipment->wish.isAbroad() && !shipment->wish.hasCustoms)
        return refused(400, u"business_rules"_s, u"customs_items_required"_s, u"Customs information is required for international shipments."_s);
    return answerSale(book().sellOffer(rate, asked[u"custom_field1"_s].toString()), asked, rate);
}

Reply ShipEngineService::answerSale(const ParcelBook::Sold &sold, const QJsonObject &asked, const QString &rate)
{
    using Why = SaleRefusal::Why;
    if (sold) {
        (*sold)->format = endingOf(asked[u"label_format"_s].toString());
        return jsonReply(200, labelJson(**sold, asked[u"label_download_type"_s].toString() == u"inline"));
    }
    switch (sold.error().why) {
    case Why::RateExpired:
        return refused(400, u"business_rules"_s, u"invalid_status"_s, u"The rate has expired: ask for new rates."_s);
    case Why::SoldBefore:
        return refused(400, u"business_rules"_s, u"identifier_conflict"_s, u"A label was created from this shipment before."_s);
    case Why::AddressLacks:
        return refused(400, u"validation"_s, u"field_value_required"_s,
                       u"shipment.ship_%1.%2 is required."_s.arg(sold.error().side, sold.error().field == u"street" ? u"address_line1"_s : sold.error().field == u"city" ? u"city_locality"_s : u"name"_s));
    case Why::Objection:
        return refused(400, u"business_rules"_s, u"invalid_address"_s, sold.error().objection ? wordsOf(*sold.error().objection, tariff()) : u"The shipment is not valid."_s);
    case Why::NoSuchService:
        return refused(400, u"business_rules"_s, u"unsupported"_s, u"The service is not available between these places."_s);
    case Why::NoSuchRate:
        break;
    }
    return refused(404, u"validation"_s, u"invalid_identifier"_s, u"rate_id %1 not found"_s.arg(rate));
}

Reply ShipEngineService::labels(const Request &request)
{
    const QString rate = request.argument("rate_id"), tracking = request.argument("tracking_number");
    QJsonArray found;
    for (const auto &sale : book().sales())
        if ((rate.isEmpty() || sale->offer == rate) && (tracking.isEmpty() || sale->tracking == tracking))
            found.append(labelJson(*sale, false));
    const QJsonObject here{{u"href"_s, url() + u"/v1/labels?page=1"_s}};
    return jsonReply(200, QJsonObject{{u"labels"_s, found}, {u"total"_s, found.size()}, {u"page"_s, 1}, {u"pages"_s, 1}, {u"links"_s, QJsonObject{{u"first"_s, here}, {u"last"_s, here}, {u"prev"_s, QJsonObject()}, {u"next"_s, QJsonObject()}}}});
}

Reply ShipEngineService::label(const Request &request, const QString &id, const QString &what)
{
    const bool isByName = id == u"external_shipment_id";
    ParcelSale *sale = isByName ? book().ofReference(what) : book().find(id);
    if (!sale)
        return refused(404, u"validation"_s, u"invalid_identifier"_s, u"%1 %2 not found"_s.arg(isByName ? id : u"label_id"_s, isByName ? what : id));
    if (isByName)
        return jsonReply(200, labelJson(*sale, false));
    if (what == u"void" && request.method == "PUT")
        return takeBack(*sale);
    return what == u"track" ? track(*sale) : jsonReply(200, labelJson(*sale, false));
}

Reply ShipEngineService::takeBack(ParcelSale &sale)
{
    const auto answer = [](bool isApproved, const QString &message, const QString &reason) {
        QJsonObject json{{u"approved"_s, isApproved}, {u"message"_s, message}};
        if (!reason.isEmpty())
            json[u"reason_code"_s] = reason;
        return jsonReply(200, json);
    };
    if (sale.isTakenBack)
        return answer(false, u"This label has been voided before."_s, u"label_already_voided"_s);
    if (book().takeBack(sale) == ParcelSale::Refund::Refused)
        return answer(false, u"This label has been used: its parcel is on its way."_s, u"label_already_used"_s);
    return answer(true, u"Request for refund submitted. This label has been voided."_s, {});
}

QJsonObject ShipEngineService::labelJson(const ParcelSale &sale, bool isInline) const
{
    const ParcelSale::State state = book().stateOf(sale);
    const ParcelSale::Refund refund = book().refundOf(sale);
    const bool isSold = state == ParcelSale::State::Sold;
    QJsonObject json{{u"label_id"_s, sale.id},
                     {u"status"_s, state == ParcelSale::State::Working ? u"processing"_s : !isSold ? u"error"_s : sale.isTakenBack ? u"voided"_s : u"completed"_s},
                     {u"shipment_id"_s, sale.shipment},
                     {u"ship_date"_s, toText(sale.boughtAt)},
                     {u"created_at"_s, toText(sale.boughtAt)},
                     {u"shipment_cost"_s, money(sale.price.total())},
                     {u"insurance_cost"_s, money(0)},
                     {u"rate_details"_s, detailsOf(sale.price)},
                     {u"tracking_number"_s, isSold ? sale.tracking : QString()},
                     {u"is_return_label"_s, sale.wish.asked[u"is_return"_s].toBool()},
                     {u"is_international"_s, sale.wish.isAbroad()},
                     {u"carrier_id"_s, carrierId()},
                     {u"carrier_code"_s, tariff().carrierOf(sale.price.service)},
                     {u"service_code"_s, sale.price.service.code},
                     {u"package_code"_s, u"package"_s},
                     {u"voided"_s, sale.isTakenBack},
                     {u"voided_at"_s, sale.isTakenBack ? QJsonValue(toText(sale.takenBackAt)) : QJsonValue()},
                     {u"label_format"_s, sale.format},
                     {u"label_layout"_s, u"4x6"_s},
                     {u"trackable"_s, true},
                     {u"tracking_status"_s, u"unknown"_s}};
    if (isSold && isInline)
        json[u"label_download"_s] = QJsonObject{{u"href"_s, u"data:%1;base64,"_s.arg(mimeOf(sale.format)) + QString::fromLatin1(labelDocument(sale, sale.format).toBase64())}};
    else if (isSold) {
        const QString place = u"%1/v1/downloads/%2"_s.arg(url(), sale.id);
        json[u"label_download"_s] = QJsonObject{{u"pdf"_s, place + u".pdf"_s}, {u"png"_s, place + u".png"_s}, {u"zpl"_s, place + u".zpl"_s}, {u"href"_s, place + u'.' + sale.format}};
    }
    if (refund != ParcelSale::Refund::None)
        json[u"refund_details"_s] = QJsonObject{{u"refund_status"_s, refund == ParcelSale::Refund::Done ? u"approved"_s : refund == ParcelSale::Refund::Refused ? u"rejected"_s : u"pending"_s},
                                                {u"request_date"_s, toText(sale.takenBackAt)}, {u"amount_paid"_s, money(sale.price.total())}};
    return json;
}

Reply ShipEngineService::track(const ParcelSale &sale) const
{
    QJsonArray events; // the newest first
    for (const ParcelScan &scan : book().way(sale)) {
        const Step step = stepOf(scan.stage);
        events.prepend(QJsonObject{{u"occurred_at"_s, toText(scan.at)}, {u"description"_s, step.words}, {u"city_locality"_s, scan.place.city}, {u"state_province"_s, scan.place.region},
                                   {u"postal_code"_s, scan.place.postcode}, {u"country_code"_s, scan.place.country}, {u"carrier_detail_code"_s, step.detail}, {u"status_code"_s, step.code},
                                   {u"status_detail_code"_s, step.detail}, {u"status_description"_s, step.words}, {u"carrier_status_code"_s, step.code}, {u"carrier_status_description"_s, step.words}});
    }
    const QJsonValue last = events.isEmpty() ? QJsonValue(QJsonObject()) : events.first();
    return jsonReply(200, QJsonObject{{u"tracking_number"_s, sale.tracking}, {u"status_code"_s, last[u"status_code"_s].toString(u"UN"_s)}, {u"status_description"_s, last[u"status_description"_s].toString(u"Unknown"_s)},
                                      {u"carrier_status_code"_s, last[u"status_code"_s].toString(u"UN"_s)}, {u"carrier_code"_s, tariff().carrierOf(sale.price.service)},
                                      {u"estimated_delivery_date"_s, book().expectedOn(sale).toString(Qt::ISODate) + u"T00:00:00Z"_s}, {u"events"_s, events}});
}

Reply ShipEngineService::document(const QString &name) const
{
    const ParcelSale *sale = book().find(name.section(u'.', 0, 0));
    if (!sale || book().stateOf(*sale) != ParcelSale::State::Sold)
        return refused(404, u"validation"_s, u"file_not_found"_s, u"There is no such label."_s);
    const QString ending = endingOf(name.section(u'.', 1));
    return {200, {{"Content-Type", mimeOf(ending).toLatin1()}}, labelDocument(*sale, ending)};
}

} // namespace crossdock::sandbox
