#include "core/sandbox/carriers/carrier_service.h"

#include "core/sandbox/carriers/amazon_shipping_service.h"
#include "core/sandbox/carriers/delhivery_service.h"
#include "core/sandbox/carriers/dhl_service.h"
#include "core/sandbox/carriers/fedex_service.h"
#include "core/sandbox/carriers/post_label.h"
#include "core/sandbox/carriers/post_service.h"
#include "core/sandbox/carriers/shipengine_service.h"
#include "core/sandbox/carriers/shippo_service.h"
#include "core/sandbox/carriers/shiprocket_service.h"
#include "core/sandbox/carriers/ups_service.h"
#include "core/sandbox/carriers/usps_service.h"

#include <QJsonDocument>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {

CarrierService::CarrierService(const CarrierSpec &spec, Surroundings surroundings, Tariff tariff, CallLimit limit)
    : OutsideService(u"carrier"_s, spec.name, surroundings)
    , m_book(surroundings.clock, surroundings.random, std::move(tariff), spec.work)
    , m_calls(limit.perSecond, limit.burst)
{
}

Reply CarrierService::answer(const Request &request)
{
    if (request.path == "/invoice.csv") {
        if (!isPayer(request))
            return {401, {{"Content-Type", "text/plain"}}, "The invoice wants its reader's name and password.\n"};
        return {200, {{"Content-Type", "text/csv"}}, m_book.invoice()};
    }
    if (hasRealLimits() && !m_calls.take(now()))
        return throttledReply();
    return reply(request);
}

bool CarrierService::isPayer(const Request &request) const
{
    return request.header("Authorization") == "Basic " + payer().toUtf8().toBase64();
}

int CarrierService::secondsToWait() const
{
    const double missing = 1 - m_calls.available(now());
    return std::max(1, static_cast<int>(std::ceil(missing / m_calls.perSecond())));
}

QString CarrierService::issueToken(Milliseconds life)
{
    const QString token = m_book.made(QString(40, u'@'));
    m_tokens.insert(token.toLatin1(), now() + life);
    return token;
}

bool CarrierService::isToken(const QByteArray &token) const
{
    const auto found = m_tokens.find(token);
    return found != m_tokens.end() && now() < *found;
}

bool CarrierService::hasBearer(const Request &request) const
{
    const QByteArray header = request.header("Authorization");
    return header.startsWith("Bearer ") && isToken(header.sliced(7));
}

QStringList CarrierService::labelLines(const ParcelSale &sale) const
{
    const PostalPlace &from = sale.wish.from, &to = sale.wish.to;
    return {u"SANDBOX %1 - NOT FOR MAILING"_s.arg(tariff().carrier.toUpper()), sale.price.service.name, {}, u"From: "_s + from.name, from.street, u"%1 %2"_s.arg(from.city, from.postcode), {},
            u"To: "_s + to.name, to.street, u"%1 %2 %3"_s.arg(to.city, to.region, to.postcode), to.country, {}, sale.tracking};
}

QByteArray CarrierService::labelDocument(const ParcelSale &sale, const QString &format) const
{
    const QStringList lines = labelLines(sale);
    if (format == u"zpl")
        return zplLabel(lines.first(lines.size() - 1), sale.tracking);
    return format == u"png" ? pngLabel(sale.tracking) : pdfLabel(lines);
}

QJsonObject bodyOf(const Request &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

double amountOf(qint64 minor)
{
    return static_cast<double>(minor) / 100;
}

QString dayText(const QDate &day)
{
    return day.toString(u"yyyyMMdd"_s);
}

std::unique_ptr<CarrierService> makeCarrierService(const CarrierSpec &spec, Surroundings around)
{
    switch (spec.kind) {
    case CarrierKind::EasyPost:
        return std::make_unique<PostService>(spec, around);
    case CarrierKind::Shippo:
        return std::make_unique<ShippoService>(spec, around);
    case CarrierKind::ShipEngine:
        return std::make_unique<ShipEngineService>(spec, around);
    case CarrierKind::Ups:
        return std::make_unique<UpsService>(spec, around);
    case CarrierKind::FedEx:
        return std::make_unique<FedExService>(spec, around);
    case CarrierKind::Usps:
        return std::make_unique<UspsService>(spec, around);
    case CarrierKind::Dhl:
        return std::make_unique<DhlService>(spec, around);
    case CarrierKind::Shiprocket:
        return std::make_unique<ShiprocketService>(spec, around);
    case CarrierKind::Delhivery:
        return std::make_unique<DelhiveryService>(spec, around);
    case CarrierKind::AmazonShipping:
        return std::make_unique<AmazonShippingService>(spec, around);
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::sandbox
