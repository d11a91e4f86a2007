#include "core/sandbox/carriers/post_service.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

/// The same everywhere in its country, by the ounce, and two services abroad. A price abroad needs no papers, its label does.
Tariff postTariff()
{
    using Reach = TariffService::Reach;
    Tariff tariff{.carrier = u"post"_s, .onlyWithin = {}, .services = {}};
    tariff.weighsAgain = false;
    tariff.correction = 135;
    tariff.services = {{u"GroundAdvantage"_s, u"GroundAdvantage"_s, 480, 9, 0, 4, 4, Reach::Inside},
                       {u"Priority"_s, u"Priority"_s, 870, 14, 0, 2, 2, Reach::Inside},
                       {u"Express"_s, u"Express"_s, 2'640, 31, 0, 1, 1, Reach::Inside},
                       {u"PriorityInternational"_s, u"PriorityInternational"_s, 2'990, 42, 0, 8, 8, Reach::Abroad},
                       {u"ExpressInternational"_s, u"ExpressInternational"_s, 4'980, 68, 0, 4, 4, Reach::Abroad}};
    tariff.shipmentIds = u"shp_@@@@@@@@@@@@@@@@"_s;
    tariff.offerIds = u"rate_@@@@@@@@@@@@@@@@"_s;
    tariff.trackingIds = u"9400##################"_s;
    return tariff;
}

Reply refused(int status, const QString &code, const QString &message)
{
    return jsonReply(status, QJsonObject{{u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}, {u"errors"_s, QJsonArray()}}}});
}

PostalPlace placeOf(const QJsonValue &address)
{
    return {address[u"name"_s].toString(), address[u"street1"_s].toString(), address[u"city"_s].toString(), address[u"state"_s].toString(), address[u"zip"_s].toString(), address[u"country"_s].toString()};
}

/// Signatures and Saturdays stand in the price.
qint64 extrasOf(const QJsonObject &options)
{
    static const QHash<QString, qint64> signatures{{u"SIGNATURE"_s, 395}, {u"ADULT_SIGNATURE"_s, 925}};
    return signatures.value(options[u"delivery_confirmation"_s].toString()) + (options[u"saturday_delivery"_s].toBool() ? 1'600 : 0);
}

/// Insurance is bought with the label: a hundredth of the value, a dollar at least.
qint64 insuranceFee(qint64 insured)
{
    return insured == 0 ? 0 : std::max<qint64>(100, insured / 100);
}

QJsonArray feesOf(const ParcelSale &sale)
{
    if (sale.insured == 0)
        return {};
    return {QJsonObject{{u"object"_s, u"Fee"_s}, {u"type"_s, u"InsuranceFee"_s}, {u"amount"_s, decimal(insuranceFee(sale.insured))}, {u"charged"_s, true}, {u"refunded"_s, false}}};
}

ParcelWish wishOf(const QJsonObject &asked)
{
    const QJsonValue parcel = asked[u"parcel"_s];
    const bool isReturn = asked[u"is_return"_s].toBool(); // it goes to its from_address (EasyPost's pages "Return" and "Insurance")
    return {.from = placeOf(asked[isReturn ? u"to_address"_s : u"from_address"_s]),
            .to = placeOf(asked[isReturn ? u"from_address"_s : u"to_address"_s]),
            .boxes = {{parcel[u"weight"_s].toDouble(), parcel[u"length"_s].toDouble(), parcel[u"width"_s].toDouble(), parcel[u"height"_s].toDouble()}},
            .day = {},
            .hasCustoms = !asked[u"customs_info"_s].toObject().isEmpty(),
            .extras = extrasOf(asked[u"options"_s].toObject()),
            .asked = asked};
}

/// "to_address: zip is required": the first that a price needs and an address of the shipment lacks; empty: none.
QString lacks(const QJsonObject &shipment)
{
    for (const auto &side : {u"to_address"_s, u"from_address"_s})
        for (const QString &field : {u"zip"_s, u"country"_s})
            if (shipment[side][field].toString().trimmed().isEmpty())
                return u"%1: %2 is required"_s.arg(side, field);
    return {};
}

Reply refusedSale(const SaleRefusal &refusal)
{
    using Why = SaleRefusal::Why;
    switch (refusal.why) {
    case Why::SoldBefore:
        return refused(422, u"SHIPMENT.POSTAGE.EXISTS"_s, u"Postage already exists for this shipment."_s);
    case Why::RateExpired:
        return refused(422, u"SHIPMENT.POSTAGE.FAILURE"_s, u"The rate is too old to be bought: rate the shipment again."_s);
    case Why::AddressLacks:
        return refused(422, u"ADDRESS.PARAMETERS.INVALID"_s, u"%1_address: %2 is required"_s.arg(refusal.side, refusal.field == u"street" ? u"street1"_s : refusal.field));
    case Why::NoSuchRate:
    case Why::NoSuchService:
    case Why::Objection:
        break;
    }
    return refused(404, u"RATE.NOT_FOUND"_s, u"The rate could not be found."_s);
}

std::pair<QString, QString> wordsOf(ParcelStage stage)
{
    switch (stage) {
    case ParcelStage::Announced:
        return {u"pre_transit"_s, u"Shipping Label Created"_s};
    case ParcelStage::Accepted:
        return {u"in_transit"_s, u"Accepted at Facility"_s};
    case ParcelStage::Delayed:
        return {u"in_transit"_s, u"In Transit, Arriving Late"_s};
    case ParcelStage::OutForDelivery:
        return {u"out_for_delivery"_s, u"Out for Delivery"_s};
    case ParcelStage::Delivered:
        return {u"delivered"_s, u"Delivered, In/At Mailbox"_s};
    case ParcelStage::Refused:
        return {u"failure"_s, u"Not Accepted for Mailing"_s};
    }
    Q_UNREACHABLE();
}

QJsonValue refundWord(ParcelSale::Refund refund)
{
    switch (refund) {
    case ParcelSale::Refund::None:
        return {};
    case ParcelSale::Refund::Asked:
        return u"submitted"_s;
    case ParcelSale::Refund::Done:
        return u"refunded"_s;
    case ParcelSale::Refund::Refused:
        return u"rejected"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

PostService::PostService(const CarrierSpec &spec, Surroundings surroundings)
    : CarrierService(spec, surroundings, postTariff(), {})
{
}

ChannelAccess PostService::access() const
{
    return {name(), u"easypost"_s, url(), {}, {{u"api_key"_s, key()}}};
}

QString PostService::key() const
{
    return u"EZTK"_s + secret(u"key");
}

QString PostService::payer() const
{
    return key() + u':';
}

Reply PostService::throttledReply() const
{
    return refused(429, u"RATE_LIMITED"_s, u"Your request has been throttled."_s);
}

Reply PostService::brokenReply() const
{
    return refused(500, u"INTERNAL_SERVER_ERROR"_s, u"We're sorry, but something went wrong."_s);
}

Reply PostService::reply(const Request &request)
{
    const QString path = QString::fromUtf8(request.path);
    if (path.startsWith(u"/labels/"))
        return document(path.section(u'/', 2)); // whoever knows where a label lies may have it
    if (!isPayer(request))
        return refused(401, u"APIKEY.UNKNOWN"_s, u"The API key is not known."_s);
    if (path == u"/v2/shipments" && request.method == "POST")
        return create(bodyOf(request)[u"shipment"_s].toObject());
    const ParcelShipment *shipment = book().shipment(path.section(u'/', 3, 3));
    if (!path.startsWith(u"/v2/shipments/") || !shipment)
        return refused(404, u"NOT_FOUND"_s, u"The requested resource could not be found."_s);
    const QString what = path.section(u'/', 4, 4);
    if (what.isEmpty())
        return jsonReply(200, json(*shipment));
    if (what == u"buy")
        return buy(*shipment, bodyOf(request));
    ParcelSale *sale = book().ofShipment(shipment->id);
    if (!sale)
        return refused(422, u"SHIPMENT.POSTAGE.NOT_FOUND"_s, u"This shipment has no postage."_s);
    if (what == u"refund") {
        if (book().refundOf(*sale) != ParcelSale::Refund::None)
            return refused(422, u"SHIPMENT.REFUND.UNAVAILABLE"_s, u"A refund was requested before."_s);
        book().takeBack(*sale);
        return jsonReply(200, json(*shipment));
    }
    if (what == u"label")
        return jsonReply(200, json(*shipment, request.argument("file_format").toLower()));
    return refused(404, u"NOT_FOUND"_s, u"The requested resource could not be found."_s);
}

Reply PostService::create(const QJsonObject &asked)
{
    if (const QString field = lacks(asked); !field.isEmpty())
        return refused(422, u"ADDRESS.PARAMETERS.INVALID"_s, field);
    const ParcelWish wish = wishOf(asked);
    const auto objection = objectionTo(tariff(), wish);
    if (objection == Objection::NoWeight)
        return refused(422, u"PARCEL.WEIGHT.INVALID"_s, u"Parcel weight must be more than 0 oz."_s);
    if (objection == Objection::UnknownOrigin || objection == Objection::UnknownDestination)
        return refused(422, u"ADDRESS.VERIFY.FAILURE"_s, wordsOf(*objection, tariff()));
    return jsonReply(201, json(book().quote(wish)));
}

Reply PostService::buy(const ParcelShipment &shipment, const QJsonObject &asked)
{
    const QString rate = asked[u"rate"_s][u"id"_s].toString();
    bool isAmount = true;
    const double insured = asked.contains(u"insurance"_s) ? asked[u"insurance"_s].toString().toDouble(&isAmount) : 0;
    if (!isAmount || insured < 0)
        return refused(422, u"INSURANCE.AMOUNT.INVALID"_s, u"insurance must be an amount in USD"_s);
    const bool isItsOwn = std::any_of(shipment.offers.begin(), shipment.offers.end(), [&](const ParcelShipment::Offer &offer) { return offer.id == rate; });
    if (book().ofShipment(shipment.id))
        return refusedSale({SaleRefusal::Why::SoldBefore, {}, {}, {}});
    if (shipment.wish.isAbroad() && !shipment.wish.hasCustoms)
        return refused(422, u"SHIPMENT.CUSTOMS_INFO.MISSING"_s, u"customs_info is required for a parcel abroad"_s);
    const auto sold = book().sellOffer(isItsOwn ? rate : QString());
    if (!sold)
        return refusedSale(sold.error());
    (*sold)->insured = qRound64(insured * 100);
    if (const qint64 fee = insuranceFee((*sold)->insured); fee > 0)
        (*sold)->billed.charges.append({TariffCharge::Kind::Extras, fee});
    return jsonReply(200, json(shipment));
}

QJsonArray PostService::ratesOf(const ParcelShipment &shipment) const
{
    QJsonArray rates;
    for (const auto &[id, price] : shipment.offers)
        rates.append(QJsonObject{{u"id"_s, id}, {u"object"_s, u"Rate"_s}, {u"service"_s, price.service.code}, {u"carrier"_s, u"Post"_s}, {u"rate"_s, decimal(price.total())},
                                 {u"currency"_s, tariff().currency}, {u"delivery_days"_s, price.days}, {u"est_delivery_days"_s, price.days}, {u"shipment_id"_s, shipment.id}});
    return rates;
}

QJsonArray PostService::messagesOf(const ParcelShipment &shipment) const
{
    if (!shipment.objection)
        return {};
    const QString words = shipment.objection == Objection::TooHeavy ? u"a parcel weighs at most 70 lb"_s : wordsOf(*shipment.objection, tariff());
    return {QJsonObject{{u"carrier"_s, u"Post"_s}, {u"type"_s, u"rate_error"_s}, {u"message"_s, words}}};
}

QJsonObject PostService::labelJson(const ParcelSale &sale, const QString &format) const
{
    const QString place = u"%1/labels/%2"_s.arg(url(), sale.shipment);
    QJsonObject label{{u"object"_s, u"PostageLabel"_s}, {u"id"_s, u"pl_"_s + sale.shipment.mid(4)}, {u"label_size"_s, u"4x6"_s}, {u"label_file_type"_s, u"application/pdf"_s},
                      {u"label_url"_s, place + u".pdf"_s}, {u"label_pdf_url"_s, QJsonValue()}, {u"label_zpl_url"_s, QJsonValue()}};
    if (format == u"pdf" || format == u"zpl")
        label[u"label_%1_url"_s.arg(format)] = u"%1.%2"_s.arg(place, format);
    return label;
}

QJsonArray PostService::wayJson(const ParcelSale &sale) const
{
    QJsonArray details;
    for (const ParcelScan &scan : book().way(sale)) {
        const auto [status, message] = wordsOf(scan.stage);
        details.append(QJsonObject{{u"object"_s, u"TrackingDetail"_s}, {u"message"_s, message}, {u"status"_s, status}, {u"datetime"_s, toText(scan.at)},
                                   {u"tracking_location"_s, QJsonObject{{u"city"_s, scan.place.city}}}});
    }
    return details;
}

QJsonObject PostService::json(const ParcelShipment &shipment, const QString &format)
{
    QJsonObject json = shipment.wish.asked;
    json[u"id"_s] = shipment.id;
    json[u"object"_s] = u"Shipment"_s;
    json[u"rates"_s] = ratesOf(shipment);
    json[u"messages"_s] = messagesOf(shipment);
    const ParcelSale *sale = book().ofShipment(shipment.id);
    const QJsonObject sold = sale ? soldJson(*sale, format) : QJsonObject();
    for (const auto &field : {u"refund_status"_s, u"tracking_code"_s, u"postage_label"_s, u"selected_rate"_s, u"tracker"_s, u"fees"_s})
        json[field] = sold.contains(field) ? sold[field] : QJsonValue();
    return json;
}

QJsonObject PostService::soldJson(const ParcelSale &sale, const QString &format)
{
    QJsonValue selected;
    for (const QJsonValue rate : ratesOf(*book().shipment(sale.shipment)))
        if (rate[u"id"_s].toString() == sale.offer)
            selected = rate;
    return {{u"refund_status"_s, refundWord(book().refundOf(sale))},
            {u"tracking_code"_s, sale.tracking},
            {u"postage_label"_s, labelJson(sale, format)},
            {u"selected_rate"_s, selected},
            {u"fees"_s, feesOf(sale)},
            {u"tracker"_s, QJsonObject{{u"object"_s, u"Tracker"_s}, {u"tracking_code"_s, sale.tracking}, {u"tracking_details"_s, wayJson(sale)},
                                       {u"est_delivery_date"_s, book().expectedOn(sale).toString(Qt::ISODate) + u"T00:00:00Z"_s}}}};
}

Reply PostService::document(const QString &name)
{
    const ParcelSale *sale = book().ofShipment(name.section(u'.', 0, 0));
    if (!sale)
        return refused(404, u"NOT_FOUND"_s, u"There is no such label."_s);
    if (name.endsWith(u".zpl"))
        return {200, {{"Content-Type", "text/plain"}}, labelDocument(*sale, u"zpl"_s)};
    return {200, {{"Content-Type", "application/pdf"}}, labelDocument(*sale, u"pdf"_s)};
}

} // namespace crossdock::sandbox
