#include "core/sandbox/carriers/post_service.h"

#include "core/sandbox/carriers/post_label.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr double heaviestOz = 70 * 16; // what a post carries
constexpr Milliseconds refundTakes{30'000}; // weeks, in the world outside

struct Service {
    QLatin1StringView name;
    qint64 base, anOunce; ///< cents
    int days;
};
constexpr std::array services{Service{"GroundAdvantage"_L1, 480, 9, 4}, Service{"Priority"_L1, 870, 14, 2}, Service{"Express"_L1, 2'640, 31, 1}};
constexpr std::array servicesAbroad{Service{"PriorityInternational"_L1, 2'990, 42, 8}, Service{"ExpressInternational"_L1, 4'980, 68, 4}};

/// How a parcel gets on, from its purchase; much faster than in the world outside.
struct Station {
    Milliseconds after;
    QLatin1StringView status, message;
};
constexpr std::array stations{Station{Milliseconds{0}, "pre_transit"_L1, "Shipping Label Created"_L1}, Station{Milliseconds{60'000}, "in_transit"_L1, "Accepted at Facility"_L1},
                              Station{Milliseconds{180'000}, "out_for_delivery"_L1, "Out for Delivery"_L1}, Station{Milliseconds{300'000}, "delivered"_L1, "Delivered, In/At Mailbox"_L1}};

QString dollars(qint64 cents)
{
    return u"%1.%2"_s.arg(cents / 100).arg(cents % 100, 2, 10, QChar(u'0'));
}

Reply refused(int status, const QString &code, const QString &message)
{
    return jsonReply(status, QJsonObject{{u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}, {u"errors"_s, QJsonArray()}}}});
}

/// "to_address: zip is required": the first of `fields` that an address of the shipment lacks; empty: none.
QString lacks(const QJsonObject &shipment, std::initializer_list<QString> fields)
{
    for (const auto &side : {u"to_address"_s, u"from_address"_s})
        for (const QString &field : fields)
            if (shipment[side][field].toString().trimmed().isEmpty())
                return u"%1: %2 is required"_s.arg(side, field);
    return {};
}

bool isAbroad(const QJsonObject &shipment)
{
    return shipment[u"to_address"_s][u"country"_s] != shipment[u"from_address"_s][u"country"_s];
}

} // namespace

PostService::PostService(const QString &name, Surroundings around)
    : m_name(name)
    , m_url(u"http://%1.sandbox"_s.arg(name))
    , m_around(around)
    , m_chance(m_around.random, m_around.faults)
{
}

ChannelAccess PostService::access() const
{
    return {m_name, u"easypost"_s, m_url, {}, {{u"api_key"_s, key()}}};
}

QString PostService::key() const
{
    const QByteArray source = u"%1/carrier/%2"_s.arg(m_around.spec.seed).arg(m_name).toUtf8();
    return u"EZTK"_s + QString::fromLatin1(QCryptographicHash::hash(source, QCryptographicHash::Sha256).toHex().first(40));
}

QString PostService::nextId(const QString &kind)
{
    return kind + u'_' + QString::number(m_around.random.next(), 16).rightJustified(16, u'0');
}

void PostService::handle(const Request &request, Respond respond)
{
    const RequestFault fault = m_chance.ofRequest();
    const Milliseconds delay{static_cast<qint64>(m_around.random.below(quint64(m_around.spec.replyDelay.count()) + 1))};
    const auto answerLater = [this, delay, respond = std::move(respond)](std::optional<Reply> reply) {
        if (delay.count() == 0)
            respond(std::move(reply));
        else
            m_around.clock.after(delay, &m_life, [respond, reply = std::move(reply)] { respond(reply); });
    };
    switch (fault) {
    case RequestFault::None:
        return answerLater(answer(request));
    case RequestFault::Throttled:
        return answerLater(refused(429, u"RATE_LIMITED"_s, u"Your request has been throttled."_s));
    case RequestFault::Broken:
        return answerLater(refused(500, u"INTERNAL_SERVER_ERROR"_s, u"We're sorry, but something went wrong."_s));
    case RequestFault::SilentBefore:
        return answerLater(std::nullopt);
    case RequestFault::SilentAfter:
        answer(request);
        return answerLater(std::nullopt);
    }
}

Reply PostService::answer(const Request &request)
{
    const QString path = QString::fromUtf8(request.path);
    if (path.startsWith(u"/labels/"))
        return document(path.section(u'/', 2)); // whoever knows where a label lies may have it
    if (request.header("Authorization") != "Basic " + (key().toLatin1() + ':').toBase64())
        return refused(401, u"APIKEY.UNKNOWN"_s, u"The API key is not known."_s);
    if (path == u"/invoice.csv")
        return invoice();
    if (path == u"/v2/shipments" && request.method == "POST")
        return create(QJsonDocument::fromJson(request.body).object()[u"shipment"_s].toObject());
    const auto parcel = m_parcels.find(path.section(u'/', 3, 3));
    if (!path.startsWith(u"/v2/shipments/") || parcel == m_parcels.end())
        return refused(404, u"NOT_FOUND"_s, u"The requested resource could not be found."_s);
    const QString what = path.section(u'/', 4, 4);
    if (what.isEmpty())
        return jsonReply(200, json(*parcel));
    if (what == u"buy")
        return buy(*parcel, QJsonDocument::fromJson(request.body).object()[u"rate"_s][u"id"_s].toString());
    if (!parcel->isSold())
        return refused(422, u"SHIPMENT.POSTAGE.NOT_FOUND"_s, u"This shipment has no postage."_s);
    if (what == u"refund")
        return takeBack(*parcel);
    if (what == u"label")
        return jsonReply(200, json(*parcel, request.argument("file_format").toLower()));
    return refused(404, u"NOT_FOUND"_s, u"The requested resource could not be found."_s);
}

Reply PostService::create(const QJsonObject &asked)
{
    if (const QString field = lacks(asked, {u"zip"_s, u"country"_s}); !field.isEmpty())
        return refused(422, u"ADDRESS.PARAMETERS.INVALID"_s, field);
    const double ounces = asked[u"parcel"_s][u"weight"_s].toDouble();
    if (ounces <= 0)
        return refused(422, u"PARCEL.WEIGHT.INVALID"_s, u"Parcel weight must be more than 0 oz."_s);
    Parcel parcel{.id = nextId(u"shp"_s), .wish = asked, .rates = {}, .messages = {}, .rate = {}, .tracking = {}, .refund = {}};
    if (ounces > heaviestOz)
        parcel.messages.append(QJsonObject{{u"carrier"_s, u"Post"_s}, {u"type"_s, u"rate_error"_s}, {u"message"_s, u"a parcel weighs at most 70 lb"_s}});
    else
        addRates(parcel, ounces);
    const QJsonObject answer = json(parcel);
    m_parcels.insert(parcel.id, parcel);
    return jsonReply(201, answer);
}

void PostService::addRates(Parcel &parcel, double ounces)
{
    const auto add = [&](const Service &service) {
        const qint64 cents = service.base + static_cast<qint64>(ounces * double(service.anOunce));
        parcel.rates.append(QJsonObject{{u"id"_s, nextId(u"rate"_s)}, {u"object"_s, u"Rate"_s}, {u"service"_s, QString(service.name)}, {u"carrier"_s, u"Post"_s}, {u"rate"_s, dollars(cents)},
                                        {u"currency"_s, u"USD"_s}, {u"delivery_days"_s, service.days}, {u"est_delivery_days"_s, service.days}, {u"shipment_id"_s, parcel.id}});
    };
    if (isAbroad(parcel.wish))
        std::for_each(servicesAbroad.begin(), servicesAbroad.end(), add);
    else
        std::for_each(services.begin(), services.end(), add);
}

Reply PostService::buy(Parcel &parcel, const QString &rate)
{
    if (parcel.isSold())
        return refused(422, u"SHIPMENT.POSTAGE.EXISTS"_s, u"Postage already exists for this shipment."_s);
    const auto found = std::find_if(parcel.rates.begin(), parcel.rates.end(), [&](const QJsonValue &one) { return one[u"id"_s].toString() == rate; });
    if (found == parcel.rates.end())
        return refused(404, u"RATE.NOT_FOUND"_s, u"The rate could not be found."_s);
    if (const QString field = lacks(parcel.wish, {u"name"_s, u"street1"_s, u"city"_s}); !field.isEmpty()) // a price needs none of them
        return refused(422, u"ADDRESS.PARAMETERS.INVALID"_s, field);
    if (isAbroad(parcel.wish) && parcel.wish[u"customs_info"_s].toObject().isEmpty()) // a price needs none
        return refused(422, u"SHIPMENT.CUSTOMS_INFO.MISSING"_s, u"customs_info is required for a parcel abroad"_s);
    parcel.rate = found->toObject();
    parcel.tracking = u"9400%1"_s.arg(QString::number(m_around.random.below(1'000'000'000'000'000'000ULL)).rightJustified(18, u'0'));
    parcel.boughtAt = now();
    ++m_sold;
    return jsonReply(200, json(parcel));
}

/// Decided later; a parcel that was seen on its way is not refunded.
QString PostService::refundOf(const Parcel &parcel) const
{
    if (parcel.refund != u"submitted" || now() < parcel.refundAskedAt + refundTakes)
        return parcel.refund;
    return u"refunded"_s;
}

Reply PostService::takeBack(Parcel &parcel)
{
    if (!parcel.refund.isEmpty())
        return refused(422, u"SHIPMENT.REFUND.UNAVAILABLE"_s, u"A refund was requested before."_s);
    const bool isOnItsWay = now() >= parcel.boughtAt + stations.at(1).after;
    parcel.refund = isOnItsWay ? u"rejected"_s : u"submitted"_s;
    parcel.refundAskedAt = now();
    return jsonReply(200, json(parcel));
}

QJsonObject PostService::labelJson(const Parcel &parcel, const QString &format) const
{
    QJsonObject label{{u"object"_s, u"PostageLabel"_s}, {u"id"_s, u"pl_"_s + parcel.id.mid(4)}, {u"label_size"_s, u"4x6"_s}, {u"label_file_type"_s, u"application/pdf"_s},
                      {u"label_url"_s, u"%1/labels/%2.pdf"_s.arg(m_url, parcel.id)}, {u"label_pdf_url"_s, QJsonValue()}, {u"label_zpl_url"_s, QJsonValue()}};
    if (format == u"pdf" || format == u"zpl")
        label[u"label_%1_url"_s.arg(format)] = u"%1/labels/%2.%3"_s.arg(m_url, parcel.id, format);
    return label;
}

QJsonArray PostService::way(const Parcel &parcel) const
{
    QJsonArray details;
    for (const Station &station : stations) {
        const Time at = parcel.boughtAt + station.after;
        if (at > now() || (!parcel.refund.isEmpty() && station.after.count() > 0))
            break;
        details.append(QJsonObject{{u"object"_s, u"TrackingDetail"_s}, {u"message"_s, QString(station.message)}, {u"status"_s, QString(station.status)}, {u"datetime"_s, toText(at)},
                                   {u"tracking_location"_s, QJsonObject{{u"city"_s, station.after.count() > 100'000 ? parcel.wish[u"to_address"_s][u"city"_s] : parcel.wish[u"from_address"_s][u"city"_s]}}}});
    }
    return details;
}

QJsonObject PostService::json(const Parcel &parcel, const QString &format) const
{
    QJsonObject json = parcel.wish;
    json[u"id"_s] = parcel.id;
    json[u"object"_s] = u"Shipment"_s;
    json[u"rates"_s] = parcel.rates;
    json[u"messages"_s] = parcel.messages;
    json[u"refund_status"_s] = parcel.refund.isEmpty() ? QJsonValue() : QJsonValue(refundOf(parcel));
    json[u"tracking_code"_s] = parcel.isSold() ? QJsonValue(parcel.tracking) : QJsonValue();
    json[u"postage_label"_s] = parcel.isSold() ? QJsonValue(labelJson(parcel, format)) : QJsonValue();
    json[u"selected_rate"_s] = parcel.isSold() ? QJsonValue(parcel.rate) : QJsonValue();
    json[u"tracker"_s] = parcel.isSold() ? QJsonValue(QJsonObject{{u"object"_s, u"Tracker"_s}, {u"tracking_code"_s, parcel.tracking}, {u"tracking_details"_s, way(parcel)}}) : QJsonValue();
    return json;
}

Reply PostService::document(const QString &name) const
{
    const auto parcel = m_parcels.find(name.section(u'.', 0, 0));
    if (parcel == m_parcels.end() || !parcel->isSold())
        return refused(404, u"NOT_FOUND"_s, u"There is no such label."_s);
    const QJsonObject to = parcel->wish[u"to_address"_s].toObject(), from = parcel->wish[u"from_address"_s].toObject();
    const QStringList lines{u"SANDBOX POST - NOT FOR MAILING"_s, parcel->rate[u"service"_s].toString(), {}, u"From: "_s + from[u"name"_s].toString(), from[u"street1"_s].toString(),
                            u"%1 %2"_s.arg(from[u"city"_s].toString(), from[u"zip"_s].toString()), {}, u"To: "_s + to[u"name"_s].toString(), to[u"street1"_s].toString(),
                            u"%1 %2 %3"_s.arg(to[u"city"_s].toString(), to[u"state"_s].toString(), to[u"zip"_s].toString()), to[u"country"_s].toString(), {}, parcel->tracking};
    if (name.endsWith(u".zpl"))
        return {200, {{"Content-Type", "text/plain"}}, zplLabel(lines.first(lines.size() - 1), parcel->tracking)};
    return {200, {{"Content-Type", "application/pdf"}}, pdfLabel(lines)};
}

/// What was sold and not refunded, every third parcel for more than was quoted: weighed again by the carrier.
Reply PostService::invoice() const
{
    QByteArray csv = "carrier,invoice,tracking,service,date,charges,currency\n";
    int row = 0;
    for (const Parcel &parcel : m_parcels) {
        if (!parcel.isSold() || !parcel.refund.isEmpty())
            continue;
        const qint64 cents = parcel.rate[u"rate"_s].toString().remove(u'.').toLongLong() + (++row % 3 == 0 ? 135 : 0);
        csv += "post,SB-1," + parcel.tracking.toLatin1() + ',' + parcel.rate[u"service"_s].toString().toLatin1() + ',' + toDateTime(parcel.boughtAt).date().toString(Qt::ISODate).toLatin1() + ',' + dollars(cents).toLatin1() + ",USD\n";
    }
    return {200, {{"Content-Type", "text/csv"}}, csv};
}

} // namespace crossdock::sandbox
