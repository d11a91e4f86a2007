#include "core/sandbox/carriers/shippo_service.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

Tariff shippoTariff()
{
    using Reach = TariffService::Reach;
    Tariff tariff{.carrier = u"shippo"_s, .onlyWithin = {}, .services = {}};
    tariff.isBroker = true;
    tariff.stepOz = 1;
    tariff.divisor = 166;
    tariff.freeVolume = 1'728;
    tariff.discountPercent = 12;
    tariff.fuelBasisPoints = 400;
    tariff.correction = 560;
    tariff.services = {{u"usps_ground_advantage"_s, u"Ground Advantage"_s, 510, 7, 5, 2, 5, Reach::Inside},
                       {u"usps_priority"_s, u"Priority Mail"_s, 840, 11, 8, 1, 3, Reach::Inside},
                       {u"ups_ground"_s, u"Ground"_s, 1'080, 3, 6, 1, 5, Reach::Inside},
                       {u"usps_priority_mail_international"_s, u"Priority Mail International"_s, 3'990, 26, 6, 6, 10, Reach::Abroad},
                       {u"ups_worldwide_expedited"_s, u"Worldwide Expedited"_s, 5'650, 22, 7, 4, 5, Reach::Abroad}};
    const QString id(32, u'@');
    tariff.shipmentIds = tariff.offerIds = tariff.saleIds = id;
    tariff.trackingIds = u"92055901########"_s;
    return tariff;
}

PostalPlace placeOf(const QJsonValue &address)
{
    return {address[u"name"_s].toString(address[u"company"_s].toString()), address[u"street1"_s].toString(), address[u"city"_s].toString(), address[u"state"_s].toString(), address[u"zip"_s].toString(),
            address[u"country"_s].toString()};
}

double numberIn(const QJsonValue &value)
{
    return value.isString() ? value.toString().toDouble() : value.toDouble();
}

ParcelBox boxOf(const QJsonValue &parcel)
{
    static const QHash<QString, double> ounces{{u"oz"_s, 1}, {u"lb"_s, 16}, {u"g"_s, ouncesAGram}, {u"kg"_s, ouncesAKilogram}};
    static const QHash<QString, double> inches{{u"in"_s, 1}, {u"ft"_s, 12}, {u"yd"_s, 36}, {u"cm"_s, 1 / centimetresAnInch}, {u"mm"_s, 1 / 25.4}, {u"m"_s, 100 / centimetresAnInch}};
    const double factor = inches.value(parcel[u"distance_unit"_s].toString());
    return {numberIn(parcel[u"weight"_s]) * ounces.value(parcel[u"mass_unit"_s].toString()), numberIn(parcel[u"length"_s]) * factor, numberIn(parcel[u"width"_s]) * factor, numberIn(parcel[u"height"_s]) * factor};
}

ParcelWish wishOf(const QJsonObject &asked)
{
    ParcelWish wish{.from = placeOf(asked[u"address_from"_s]), .to = placeOf(asked[u"address_to"_s]), .boxes = {}, .day = QDate::fromString(asked[u"shipment_date"_s].toString().left(10), Qt::ISODate), .asked = asked};
    wish.isResidential = asked[u"address_to"_s][u"is_residential"_s].toBool();
    wish.hasCustoms = !asked[u"customs_declaration"_s].isUndefined();
    for (const QJsonValue parcel : asked[u"parcels"_s].toArray())
        wish.boxes.append(boxOf(parcel));
    if (asked[u"extra"_s][u"is_return"_s].toBool()) // asked for with the addresses of the way out (its page "Returns")
        std::swap(wish.from, wish.to);
    return wish;
}

Reply invalid(const QString &field, const QString &why)
{
    return jsonReply(400, QJsonObject{{field, QJsonArray{why}}});
}

Reply notThere()
{
    return jsonReply(404, QJsonObject{{u"detail"_s, u"Not found."_s}});
}

/// The first field of a question for prices that the document requires and that is not there; empty: none.
QString lacks(const QJsonObject &asked)
{
    for (const QString &side : {u"address_from"_s, u"address_to"_s})
        if (asked[side][u"country"_s].toString().isEmpty())
            return side;
    if (asked[u"parcels"_s].toArray().isEmpty())
        return u"parcels"_s;
    for (const QJsonValue parcel : asked[u"parcels"_s].toArray())
        for (const QString &field : {u"length"_s, u"width"_s, u"height"_s, u"weight"_s, u"mass_unit"_s, u"distance_unit"_s})
            if (parcel[field].isUndefined())
                return u"parcels"_s;
    return {};
}

struct Step {
    QString status, code, words;
};

Step stepOf(ParcelStage stage)
{
    switch (stage) {
    case ParcelStage::Announced:
        return {u"PRE_TRANSIT"_s, u"information_received"_s, u"Information about the package received."_s};
    case ParcelStage::Accepted:
        return {u"TRANSIT"_s, u"package_accepted"_s, u"Package has been accepted into the carrier network for delivery."_s};
    case ParcelStage::Delayed:
        return {u"TRANSIT"_s, u"delayed"_s, u"Delivery of package has been delayed."_s};
    case ParcelStage::OutForDelivery:
        return {u"TRANSIT"_s, u"out_for_delivery"_s, u"Package is out for delivery."_s};
    case ParcelStage::Delivered:
        return {u"DELIVERED"_s, u"delivered"_s, u"Your shipment has been delivered."_s};
    case ParcelStage::Refused:
        return {u"FAILURE"_s, u"package_undeliverable"_s, u"The carrier does not carry the package."_s};
    }
    Q_UNREACHABLE();
}

QJsonObject placeJson(const PostalPlace &place)
{
    return {{u"city"_s, place.city}, {u"state"_s, place.region}, {u"zip"_s, place.postcode}, {u"country"_s, place.country}};
}

QString endingOf(const QString &fileType)
{
    return fileType.startsWith(u"PNG") ? u"png"_s : fileType.startsWith(u"ZPL") ? u"zpl"_s : u"pdf"_s;
}

} // namespace

ShippoService::ShippoService(const CarrierSpec &spec, Surroundings surroundings)
    : CarrierService(spec, surroundings, shippoTariff(), {.perSecond = 50.0 / 60, .burst = 50}) // what a test key may ask in a minute
{
}

ChannelAccess ShippoService::access() const
{
    return {name(), u"shippo"_s, url(), {}, {{u"api_token"_s, key()}}};
}

QString ShippoService::key() const
{
    return u"shippo_test_"_s + secret(u"token");
}

QString ShippoService::payer() const
{
    return key() + u':';
}

Reply ShippoService::throttledReply() const
{
    return jsonReply(429, QJsonObject{{u"detail"_s, u"Request was throttled. Expected available in %1 seconds."_s.arg(secondsToWait())}}, {{"Retry-After", QByteArray::number(secondsToWait())}});
}

Reply ShippoService::brokenReply() const
{
    return {502, {{"Content-Type", "text/html"}}, "<html><body><h1>502 Bad Gateway</h1></body></html>\n"};
}

Reply ShippoService::reply(const Request &request)
{
    const QStringList path = QString::fromUtf8(request.path).split(u'/', Qt::SkipEmptyParts); // with a slash at the end or without
    const QString what = path.value(0), id = path.value(1);
    if (what == u"labels")
        return document(id); // whoever knows where a label lies may have it
    if (request.header("Authorization") != "ShippoToken " + key().toLatin1())
        return jsonReply(401, QJsonObject{{u"detail"_s, u"Token does not exist"_s}});
    const bool isPost = request.method == "POST";
    if (what == u"shipments" && isPost)
        return createShipment(bodyOf(request));
    if (what == u"shipments")
        if (const ParcelShipment *shipment = book().shipment(id))
            return jsonReply(200, json(*shipment, false));
    if (what == u"transactions")
        return isPost ? buy(bodyOf(request)) : transactions(request);
    if (what == u"refunds" && isPost)
        return askForRefund(bodyOf(request));
    if (what == u"refunds")
        if (const ParcelSale *sale = book().find(id))
            return jsonReply(200, refundJson(*sale));
    return what == u"tracks" && path.size() == 3 ? track(id, path.at(2)) : notThere();
}

QJsonObject ShippoService::stamp(const QString &id, Time at) const
{
    return {{u"object_id"_s, id}, {u"object_created"_s, toText(at)}, {u"object_updated"_s, toText(at)}, {u"object_owner"_s, u"sandbox@example.com"_s}, {u"test"_s, true}};
}

Reply ShippoService::createShipment(const QJsonObject &asked)
{
    if (const QString field = lacks(asked); !field.isEmpty())
        return invalid(field, u"This field is required."_s);
    const ParcelWish wish = wishOf(asked);
    if (objectionTo(tariff(), wish) == Objection::NoWeight)
        return invalid(u"parcels"_s, u"Weight must be greater than 0."_s);
    return jsonReply(201, json(book().quote(wish), asked[u"async"_s].toBool(true)));
}

QJsonArray ShippoService::ratesOf(const ParcelShipment &shipment) const
{
    const auto byPrice = [](const auto &one, const auto &other) { return one.price.total() < other.price.total(); };
    const auto byDays = [](const auto &one, const auto &other) { return one.price.days < other.price.days; };
    const auto cheapest = std::min_element(shipment.offers.begin(), shipment.offers.end(), byPrice), fastest = std::min_element(shipment.offers.begin(), shipment.offers.end(), byDays);
    QJsonArray rates;
    for (auto offer = shipment.offers.begin(); offer != shipment.offers.end(); ++offer) {
        const auto &[id, price] = *offer;
        QJsonArray attributes;
        if (offer == cheapest)
            attributes.append(u"CHEAPEST"_s);
        if (offer == fastest)
            attributes.append(u"FASTEST"_s);
        QJsonObject rate = stamp(id, shipment.quotedAt);
        rate[u"shipment"_s] = shipment.id;
        rate[u"attributes"_s] = attributes;
        for (const auto &[amount, currency] : {std::pair(u"amount"_s, u"currency"_s), std::pair(u"amount_local"_s, u"currency_local"_s)}) {
            rate[amount] = decimal(price.total());
            rate[currency] = tariff().currency;
        }
        rate[u"provider"_s] = tariff().carrierOf(price.service).toUpper();
        rate[u"carrier_account"_s] = secret(u"account").first(32);
        rate[u"servicelevel"_s] = QJsonObject{{u"name"_s, price.service.name}, {u"token"_s, price.service.code}, {u"terms"_s, QString()}};
        rate[u"estimated_days"_s] = price.days;
        rate[u"duration_terms"_s] = u"Delivery in %1 business days"_s.arg(price.days);
        rate[u"zone"_s] = QString::number(price.zone);
        rate[u"messages"_s] = QJsonArray();
        rates.append(rate);
    }
    return rates;
}

QJsonObject ShippoService::json(const ParcelShipment &shipment, bool isQueued) const
{
    QJsonObject json = stamp(shipment.id, shipment.quotedAt);
    for (const QString &field : {u"address_from"_s, u"address_to"_s, u"parcels"_s, u"shipment_date"_s, u"customs_declaration"_s, u"metadata"_s})
        if (shipment.wish.asked.contains(field))
            json[field] = shipment.wish.asked[field];
    QJsonArray messages;
    if (shipment.objection && !isQueued)
        for (const QString &provider : {u"USPS"_s, u"UPS"_s})
            messages.append(QJsonObject{{u"source"_s, provider}, {u"code"_s, QString()}, {u"text"_s, wordsOf(*shipment.objection, tariff())}});
    json[u"carrier_accounts"_s] = QJsonArray();
    json[u"messages"_s] = messages;
    json[u"rates"_s] = isQueued ? QJsonArray() : ratesOf(shipment);
    json[u"status"_s] = isQueued ? u"QUEUED"_s : u"SUCCESS"_s;
    return json;
}

/// No sale, told as a transaction that failed.
QJsonObject ShippoService::failedJson(const QString &rate, const QString &words)
{
    QJsonObject json = stamp(book().made(tariff().saleIds), now());
    json[u"status"_s] = u"ERROR"_s;
    json[u"rate"_s] = rate;
    json[u"messages"_s] = QJsonArray{QJsonObject{{u"source"_s, u"Shippo"_s}, {u"code"_s, QString()}, {u"text"_s, words}}};
    return json;
}

Reply ShippoService::buy(const QJsonObject &asked)
{
    using Why = SaleRefusal::Why;
    const QString rate = asked[u"rate"_s].toString();
    if (rate.isEmpty())
        return invalid(u"rate"_s, u"This field is required."_s);
    const ParcelShipment *shipment = book().shipmentOf(rate);
    if (shipment && shipment->wish.isAbroad() && !shipment->wish.hasCustoms)
        return jsonReply(201, failedJson(rate, u"A customs declaration is required for international shipments."_s));
    const auto sold = book().sellOffer(rate, asked[u"metadata"_s].toString());
    if (sold) {
        (*sold)->format = asked[u"label_file_type"_s].toString(u"PDF_4x6"_s);
        return jsonReply(201, json(**sold));
    }
    switch (sold.error().why) {
    case Why::RateExpired:
        return jsonReply(201, failedJson(rate, u"The rate has expired: create the shipment again for new rates."_s));
    case Why::SoldBefore:
        return jsonReply(201, failedJson(rate, u"A label was purchased for this shipment before."_s));
    case Why::AddressLacks:
        return jsonReply(201, failedJson(rate, u"address_%1: %2 is required"_s.arg(sold.error().side, sold.error().field == u"street" ? u"street1"_s : sold.error().field)));
    case Why::NoSuchRate:
    case Why::NoSuchService:
    case Why::Objection:
        break;
    }
    return invalid(u"rate"_s, u"Rate with supplied object_id not found."_s);
}

QJsonObject ShippoService::json(const ParcelSale &sale) const
{
    static const QHash<ParcelSale::Refund, QString> refunds{{ParcelSale::Refund::Asked, u"REFUNDPENDING"_s}, {ParcelSale::Refund::Done, u"REFUNDED"_s}, {ParcelSale::Refund::Refused, u"REFUNDREJECTED"_s}};
    const ParcelSale::State state = book().stateOf(sale);
    const bool isSold = state == ParcelSale::State::Sold;
    QJsonObject json = stamp(sale.id, sale.boughtAt);
    json[u"object_state"_s] = u"VALID"_s;
    json[u"status"_s] = isSold ? refunds.value(book().refundOf(sale), u"SUCCESS"_s) : state == ParcelSale::State::Working ? u"QUEUED"_s : u"ERROR"_s;
    json[u"rate"_s] = sale.offer;
    json[u"metadata"_s] = sale.reference;
    json[u"label_file_type"_s] = sale.format;
    json[u"messages"_s] = state == ParcelSale::State::Failed
        ? QJsonArray{QJsonObject{{u"source"_s, tariff().carrierOf(sale.price.service).toUpper()}, {u"code"_s, u"carrier_error"_s}, {u"text"_s, u"The carrier did not accept the shipment."_s}}}
        : QJsonArray();
    json[u"tracking_number"_s] = isSold ? sale.tracking : QString();
    json[u"tracking_status"_s] = isSold && !book().way(sale).isEmpty() ? stepOf(book().way(sale).last().stage).status : u"UNKNOWN"_s;
    json[u"tracking_url_provider"_s] = isSold ? u"https://track.example/"_s + sale.tracking : QString();
    json[u"label_url"_s] = isSold ? u"%1/labels/%2.%3"_s.arg(url(), sale.id, endingOf(sale.format)) : QString();
    return json;
}

Reply ShippoService::transactions(const Request &request) const
{
    const QString id = QString::fromUtf8(request.path).section(u'/', 2, 2), rate = request.argument("rate");
    if (!id.isEmpty()) {
        const ParcelSale *sale = book().find(id);
        return sale ? jsonReply(200, json(*sale)) : notThere();
    }
    QJsonArray results;
    for (const auto &sale : book().sales())
        if (rate.isEmpty() || sale->offer == rate)
            results.append(json(*sale));
    return jsonReply(200, QJsonObject{{u"next"_s, QJsonValue()}, {u"previous"_s, QJsonValue()}, {u"results"_s, results}});
}

QJsonObject ShippoService::refundJson(const ParcelSale &sale) const
{
    const ParcelSale::Refund refund = book().refundOf(sale);
    QJsonObject json = stamp(sale.id, sale.takenBackAt);
    json[u"status"_s] = refund == ParcelSale::Refund::Done ? u"SUCCESS"_s : refund == ParcelSale::Refund::Refused ? u"ERROR"_s : u"PENDING"_s;
    json[u"transaction"_s] = sale.id;
    return json;
}

Reply ShippoService::askForRefund(const QJsonObject &asked)
{
    ParcelSale *sale = book().find(asked[u"transaction"_s].toString());
    if (!sale || book().stateOf(*sale) != ParcelSale::State::Sold)
        return invalid(u"transaction"_s, u"Transaction with supplied object_id not found."_s);
    if (book().refundOf(*sale) != ParcelSale::Refund::None)
        return invalid(u"transaction"_s, u"A refund was requested before."_s);
    book().takeBack(*sale);
    return jsonReply(201, refundJson(*sale));
}

Reply ShippoService::track(const QString &carrier, const QString &number) const
{
    const ParcelSale *sale = book().find(number);
    if (!sale || tariff().carrierOf(sale->price.service) != carrier)
        return jsonReply(200, QJsonObject{{u"carrier"_s, carrier}, {u"tracking_number"_s, number}, {u"messages"_s, QJsonArray()}, {u"tracking_history"_s, QJsonArray()}, {u"tracking_status"_s, QJsonValue()}});
    QJsonArray history;
    for (const ParcelScan &scan : book().way(*sale)) {
        const Step step = stepOf(scan.stage);
        QJsonObject one = stamp(sale->id.left(31) + QString::number(history.size() % 10), scan.at);
        one[u"status"_s] = step.status;
        one[u"status_details"_s] = step.words;
        one[u"status_date"_s] = toText(scan.at);
        one[u"substatus"_s] = QJsonObject{{u"code"_s, step.code}, {u"text"_s, step.words}, {u"action_required"_s, scan.stage == ParcelStage::Refused}};
        one[u"location"_s] = placeJson(scan.place);
        history.append(one);
    }
    return jsonReply(200, QJsonObject{{u"carrier"_s, carrier}, {u"tracking_number"_s, number}, {u"messages"_s, QJsonArray()}, {u"address_from"_s, placeJson(sale->wish.from)}, {u"address_to"_s, placeJson(sale->wish.to)},
                                      {u"eta"_s, book().expectedOn(*sale).toString(Qt::ISODate) + u"T00:00:00Z"_s},
                                      {u"original_eta"_s, sale->price.deliveredOn.toString(Qt::ISODate) + u"T00:00:00Z"_s}, {u"transaction"_s, sale->id}, {u"metadata"_s, sale->reference},
                                      {u"servicelevel"_s, QJsonObject{{u"token"_s, sale->price.service.code}, {u"name"_s, sale->price.service.name}}}, {u"tracking_history"_s, history},
                                      {u"tracking_status"_s, history.isEmpty() ? QJsonValue() : history.last()}});
}

Reply ShippoService::document(const QString &name) const
{
    const ParcelSale *sale = book().find(name.section(u'.', 0, 0));
    if (!sale || book().stateOf(*sale) != ParcelSale::State::Sold)
        return notThere();
    const QString ending = name.section(u'.', 1);
    return {200, {{"Content-Type", ending == u"pdf" ? "application/pdf" : ending == u"png" ? "image/png" : "text/plain"}}, labelDocument(*sale, ending)};
}

} // namespace crossdock::sandbox
