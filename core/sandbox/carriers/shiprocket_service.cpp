#include "core/sandbox/carriers/shiprocket_service.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr Milliseconds tokenLives{10 * 86'400'000LL};
constexpr double flyingUpTo = 10 * ouncesAKilogram; // heavier parcels go on the road
constexpr qint64 codCharge = 3'500; // paise
const PostalPlace primary{u"Sandbox Store"_s, u"1 Ring Road"_s, u"New Delhi"_s, u"Delhi"_s, u"110001"_s, u"IN"_s};

Tariff shiprocketTariff()
{
    Tariff tariff{.carrier = u"shiprocket"_s, .currency = u"INR"_s, .onlyWithin = u"IN"_s, .services = {}};
    tariff.stepOz = ouncesAKilogram / 2;
    tariff.divisor = 138.4; // 5,000 cubic centimetres a kilogram
    tariff.roundsSides = false;
    tariff.heaviestOz = 50 * ouncesAKilogram;
    tariff.correction = 2'900;
    tariff.services = {{u"24"_s, u"Xpressbees Surface"_s, 3'100, 140, 16, 3, 7}, {u"10"_s, u"Delhivery Air"_s, 4'200, 210, 18, 1, 3}, {u"58"_s, u"Bluedart Surface"_s, 4'650, 150, 12, 2, 5}};
    tariff.shipmentIds = u"4########"_s;
    tariff.trackingIds = u"14########"_s;
    return tariff;
}

double numberIn(const QJsonValue &value)
{
    return value.isString() ? value.toString().toDouble() : value.toDouble();
}

ParcelWish wishOf(const QString &from, const QString &to, double kilograms, double length, double breadth, double height)
{
    ParcelWish wish{.from = primary, .to = {}, .boxes = {{kilograms * ouncesAKilogram, length / centimetresAnInch, breadth / centimetresAnInch, height / centimetresAnInch}}, .day = {}, .asked = {}};
    wish.from.postcode = from;
    wish.to.postcode = to;
    wish.to.country = u"IN"_s;
    return wish;
}

bool isBlocked(const TariffService &service, const ParcelWish &wish)
{
    return service.name.endsWith(u"Air") && wish.boxes.first().ounces > flyingUpTo;
}

QString zoneOf(int zone)
{
    return u"z_"_s + QChar(u"abcdde"_s.at(std::clamp(zone - 2, 0, 5)));
}

Reply refused(int status, const QString &message)
{
    return jsonReply(status, QJsonObject{{u"message"_s, message}, {u"status_code"_s, status}});
}

QJsonObject courierJson(const TariffPrice &price, bool isCod)
{
    const qint64 cod = isCod ? codCharge : 0;
    return {{u"courier_company_id"_s, price.service.code.toInt()},
            {u"courier_name"_s, price.service.name},
            {u"rate"_s, amountOf(price.total() + cod)},
            {u"freight_charge"_s, amountOf(price.total())},
            {u"cod_charges"_s, amountOf(cod)},
            {u"coverage_charges"_s, 0},
            {u"other_charges"_s, 0},
            {u"rto_charges"_s, amountOf(price.total() * 9 / 10)},
            {u"charge_weight"_s, price.billedOz / ouncesAKilogram},
            {u"estimated_delivery_days"_s, QString::number(price.days)},
            {u"etd"_s, QLocale::c().toString(price.deliveredOn, u"MMM dd, yyyy"_s)},
            {u"etd_hours"_s, price.days * 24},
            {u"cutoff_time"_s, u"11:00"_s},
            {u"zone"_s, zoneOf(price.zone)},
            {u"delivery_performance"_s, 4.2},
            {u"pickup_performance"_s, 4.5},
            {u"rto_performance"_s, 4.1},
            {u"rating"_s, 4.3},
            {u"cod"_s, 1},
            {u"blocked"_s, 0}};
}

struct Step {
    int code;
    QString label, activity;
};

Step stepOf(ParcelStage stage)
{
    switch (stage) {
    case ParcelStage::Announced:
        return {5, u"MANIFEST GENERATED"_s, u"Manifest uploaded"_s};
    case ParcelStage::Accepted:
        return {42, u"PICKED UP"_s, u"Shipment picked up"_s};
    case ParcelStage::Delayed:
        return {22, u"DELAYED"_s, u"Delayed on the way"_s};
    case ParcelStage::OutForDelivery:
        return {17, u"OUT FOR DELIVERY"_s, u"Out for delivery"_s};
    case ParcelStage::Delivered:
        return {7, u"DELIVERED"_s, u"Delivered to consignee"_s};
    case ParcelStage::Refused:
        return {9, u"RTO INITIATED"_s, u"Not accepted: returned to origin"_s};
    }
    Q_UNREACHABLE();
}

} // namespace

ShiprocketService::ShiprocketService(const CarrierSpec &spec, Surroundings surroundings)
    : CarrierService(spec, surroundings, shiprocketTariff(), {.perSecond = 2, .burst = 60})
{
}

QString ShiprocketService::mail() const
{
    return u"api-user@example.com"_s;
}

ChannelAccess ShiprocketService::access() const
{
    return {name(), u"shiprocket"_s, url(), {}, {{u"email"_s, mail()}, {u"password"_s, secret(u"password")}}};
}

QString ShiprocketService::payer() const
{
    return mail() + u':' + secret(u"password");
}

Reply ShiprocketService::throttledReply() const
{
    return refused(429, u"Too Many Attempts."_s);
}

Reply ShiprocketService::brokenReply() const
{
    return refused(500, u"Server Error"_s);
}

Reply ShiprocketService::reply(const Request &request)
{
    QString path = QString::fromUtf8(request.path);
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.startsWith(u"/labels/"))
        return document(path.section(u'/', 2)); // whoever knows where a label lies may have it
    if (path == u"/v1/external/auth/login")
        return login(bodyOf(request));
    if (!hasBearer(request))
        return refused(401, u"Token has expired or is not valid"_s);
    const QString what = path.section(u"/v1/external/"_s, 1);
    if (what == u"courier/serviceability")
        return serviceability(request);
    if (what == u"orders/create/adhoc")
        return create(bodyOf(request));
    if (what == u"courier/assign/awb")
        return assign(bodyOf(request));
    if (what == u"courier/generate/label")
        return label(bodyOf(request));
    if (what == u"orders/cancel/shipment/awbs")
        return takeBack(bodyOf(request));
    return what.startsWith(u"courier/track/awb/") ? track(what.section(u'/', 3)) : refused(404, u"Not found"_s);
}

Reply ShiprocketService::login(const QJsonObject &asked)
{
    if (asked[u"email"_s].toString() != mail() || asked[u"password"_s].toString() != secret(u"password"))
        return refused(401, u"Invalid email and password combination"_s);
    return jsonReply(200, QJsonObject{{u"id"_s, 100'001}, {u"first_name"_s, u"API"_s}, {u"last_name"_s, u"USER"_s}, {u"email"_s, mail()}, {u"company_id"_s, 25'149}, {u"token"_s, issueToken(tokenLives)}});
}

Reply ShiprocketService::serviceability(const Request &request) const
{
    for (const char *field : {"pickup_postcode", "delivery_postcode", "weight", "cod"})
        if (request.argument(field).isEmpty())
            return jsonReply(422, QJsonObject{{u"message"_s, u"The given data was invalid."_s}, {u"status_code"_s, 422}, {u"errors"_s, QJsonObject{{QString::fromLatin1(field), QJsonArray{u"The field is required."_s}}}}});
    const ParcelWish wish = wishOf(request.argument("pickup_postcode"), request.argument("delivery_postcode"), request.argument("weight").toDouble(), request.argument("length").toDouble(), request.argument("breadth").toDouble(),
                                   request.argument("height").toDouble());
    if (const auto objection = objectionTo(tariff(), wish))
        return jsonReply(404, QJsonObject{{u"status"_s, 404}, {u"message"_s, wordsOf(*objection, tariff())}});
    QJsonArray available, blocked;
    for (const TariffPrice &price : pricesOf(tariff(), wish, book().today())) {
        if (isBlocked(price.service, wish))
            blocked.append(QJsonObject{{u"courier_company_id"_s, price.service.code.toInt()}, {u"courier_name"_s, price.service.name}, {u"block_reason"_s, u"Weight is above the courier's limit"_s}});
        else
            available.append(courierJson(price, request.argument("cod") == u"1"));
    }
    return jsonReply(200, QJsonObject{{u"status"_s, 200}, {u"currency"_s, u"INR"_s}, {u"data"_s, QJsonObject{{u"available_courier_companies"_s, available}, {u"blocked_courier_companies"_s, blocked},
                                                                                                          {u"recommended_courier_company_id"_s, available[0][u"courier_company_id"_s]}}}});
}

Reply ShiprocketService::create(const QJsonObject &asked)
{
    for (const QString &field : {u"order_id"_s, u"pickup_location"_s, u"billing_customer_name"_s, u"billing_address"_s, u"billing_city"_s, u"billing_pincode"_s, u"weight"_s, u"length"_s, u"breadth"_s, u"height"_s})
        if (asked[field].isUndefined())
            return jsonReply(422, QJsonObject{{u"message"_s, u"The given data was invalid."_s}, {u"status_code"_s, 422}, {u"errors"_s, QJsonObject{{field, QJsonArray{u"The field is required."_s}}}}});
    if (asked[u"pickup_location"_s].toString() != u"Primary")
        return refused(400, u"Wrong Pickup location entered. Please choose Primary."_s);
    ParcelWish wish = wishOf(primary.postcode, asked[u"billing_pincode"_s].toVariant().toString(), numberIn(asked[u"weight"_s]), numberIn(asked[u"length"_s]), numberIn(asked[u"breadth"_s]), numberIn(asked[u"height"_s]));
    wish.to = {asked[u"billing_customer_name"_s].toString(), asked[u"billing_address"_s].toString(), asked[u"billing_city"_s].toString(), asked[u"billing_state"_s].toString(), wish.to.postcode, u"IN"_s};
    wish.asked = asked;
    const ParcelShipment &shipment = book().quote(wish);
    return jsonReply(200, QJsonObject{{u"order_id"_s, shipment.id.toLongLong() + 1LL}, {u"shipment_id"_s, shipment.id.toLongLong() + 0LL}, {u"status"_s, u"NEW"_s}, {u"status_code"_s, 1}, {u"awb_code"_s, QString()}, {u"courier_company_id"_s, QString()}});
}

Reply ShiprocketService::assign(const QJsonObject &asked)
{
    const ParcelShipment *shipment = book().shipment(asked[u"shipment_id"_s].toVariant().toString());
    if (!shipment)
        return refused(404, u"Shipment not found"_s);
    if (shipment->objection)
        return refused(400, wordsOf(*shipment->objection, tariff()));
    const QString courier = asked[u"courier_id"_s].toVariant().toString();
    for (const auto &[id, price] : shipment->offers) {
        if (isBlocked(price.service, shipment->wish) || (!courier.isEmpty() && courier != price.service.code))
            continue;
        const auto sold = book().sellOffer(id, shipment->wish.asked[u"order_id"_s].toVariant().toString());
        if (!sold)
            return refused(400, sold.error().why == SaleRefusal::Why::SoldBefore ? u"AWB is already assigned"_s : u"The address is not complete"_s);
        const QJsonObject data{{u"courier_company_id"_s, price.service.code.toInt()}, {u"awb_code"_s, (*sold)->tracking}, {u"shipment_id"_s, shipment->id.toLongLong() + 0LL}, {u"order_id"_s, shipment->id.toLongLong() + 1LL},
                               {u"courier_name"_s, price.service.name}, {u"applied_weight"_s, price.billedOz / ouncesAKilogram}};
        return jsonReply(200, QJsonObject{{u"awb_assign_status"_s, 1}, {u"response"_s, QJsonObject{{u"data"_s, data}}}});
    }
    return refused(400, u"The courier does not serve this shipment"_s);
}

Reply ShiprocketService::label(const QJsonObject &asked) const
{
    const ParcelSale *sale = book().ofShipment(asked[u"shipment_id"_s][0].toVariant().toString());
    if (!sale)
        return jsonReply(200, QJsonObject{{u"label_created"_s, 0}, {u"response"_s, u"Label has not been created."_s}, {u"not_created"_s, asked[u"shipment_id"_s]}});
    return jsonReply(200, QJsonObject{{u"label_created"_s, 1}, {u"label_url"_s, u"%1/labels/%2.pdf"_s.arg(url(), sale->tracking)}, {u"response"_s, u"Label has been created and uploaded successfully!"_s}, {u"not_created"_s, QJsonArray()}});
}

Reply ShiprocketService::document(const QString &name) const
{
    const ParcelSale *sale = book().find(name.section(u'.', 0, 0));
    return sale ? Reply{200, {{"Content-Type", "application/pdf"}}, labelDocument(*sale, u"pdf"_s)} : refused(404, u"Not found"_s);
}

Reply ShiprocketService::takeBack(const QJsonObject &asked)
{
    for (const QJsonValue awb : asked[u"awbs"_s].toArray()) {
        ParcelSale *sale = book().find(awb.toVariant().toString());
        if (!sale || sale->isTakenBack || book().takeBack(*sale) == ParcelSale::Refund::Refused)
            return refused(400, u"Shipment %1 cannot be cancelled"_s.arg(awb.toVariant().toString()));
    }
    return jsonReply(200, QJsonObject{{u"message"_s, u"Bulk Shipment cancellation is in progress. Please wait for 24 hours."_s}});
}

Reply ShiprocketService::track(const QString &number) const
{
    const ParcelSale *sale = book().find(number);
    if (!sale)
        return jsonReply(200, QJsonObject{{u"tracking_data"_s, QJsonObject{{u"track_status"_s, 0}, {u"shipment_status"_s, 0}, {u"shipment_track_activities"_s, QJsonValue()}, {u"error"_s, u"Aahh! There is no activities found in our DB."_s}}}});
    QJsonArray activities; // the newest first
    Step last{0, {}, {}};
    for (const ParcelScan &scan : book().way(*sale)) {
        last = stepOf(scan.stage);
        activities.prepend(QJsonObject{{u"date"_s, toDateTime(scan.at).toString(u"yyyy-MM-dd HH:mm:ss"_s)}, {u"status"_s, last.label}, {u"activity"_s, last.activity}, {u"location"_s, scan.place.city}, {u"sr-status"_s, QString::number(last.code)},
                                       {u"sr-status-label"_s, last.label}});
    }
    const QJsonObject parcel{{u"awb_code"_s, number}, {u"current_status"_s, last.label}, {u"destination"_s, sale->wish.to.city}, {u"origin"_s, sale->wish.from.city}, {u"courier_name"_s, sale->price.service.name}};
    return jsonReply(200, QJsonObject{{u"tracking_data"_s, QJsonObject{{u"track_status"_s, 1}, {u"shipment_status"_s, last.code}, {u"shipment_track"_s, QJsonArray{parcel}}, {u"shipment_track_activities"_s, activities}}}});
}

} // namespace crossdock::sandbox
