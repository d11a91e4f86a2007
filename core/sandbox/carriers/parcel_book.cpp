#include "core/sandbox/carriers/parcel_book.h"

#include <QDateTime>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using Why = SaleRefusal::Why;

/// When a parcel is seen where, from its purchase.
constexpr Milliseconds acceptedAfter{60'000}, delayedAfter{120'000}, outAfter{180'000}, deliveredAfter{300'000};
constexpr Milliseconds heldUpFor{240'000};

/// What a label needs and a price does not.
std::optional<SaleRefusal> lackOf(const ParcelWish &wish)
{
    for (const auto &[side, place] : {std::pair(u"to"_s, &wish.to), std::pair(u"from"_s, &wish.from)})
        for (const auto &[field, value] : {std::pair(u"name"_s, place->name), std::pair(u"street"_s, place->street), std::pair(u"city"_s, place->city)})
            if (value.trimmed().isEmpty())
                return SaleRefusal{Why::AddressLacks, side, field, {}};
    return std::nullopt;
}

QByteArray cell(const QString &text)
{
    return '"' + QString(text).replace(u'"', u"\"\""_s).toUtf8() + '"';
}

} // namespace

ParcelBook::ParcelBook(Clock &clock, Random &random, Tariff tariff, CarrierWork work)
    : m_clock(clock)
    , m_random(random)
    , m_tariff(std::move(tariff))
    , m_work(work)
{
}

QDate ParcelBook::today() const
{
    return toDateTime(now()).date();
}

QString ParcelBook::made(const QString &pattern)
{
    QString text = pattern;
    for (QChar &sign : text) {
        if (sign == u'#')
            sign = QChar(u'0' + char16_t(m_random.below(10)));
        else if (sign == u'@')
            sign = u"0123456789abcdef"_s.at(qsizetype(m_random.below(16)));
    }
    return text;
}

const ParcelShipment &ParcelBook::quote(const ParcelWish &wish)
{
    ParcelShipment shipment{.id = made(m_tariff.shipmentIds), .wish = wish, .offers = {}, .objection = objectionTo(m_tariff, wish), .quotedAt = now()};
    if (!shipment.objection)
        for (const TariffPrice &price : pricesOf(m_tariff, wish, today())) {
            shipment.offers.append({made(m_tariff.offerIds), price});
            m_offers.insert(shipment.offers.last().id, shipment.id);
        }
    return *m_shipments.insert(shipment.id, shipment);
}

const ParcelShipment *ParcelBook::shipment(const QString &id) const
{
    const auto found = m_shipments.find(id);
    return found == m_shipments.end() ? nullptr : &*found;
}

ParcelBook::Sold ParcelBook::sellOffer(const QString &offer, const QString &reference)
{
    const ParcelShipment *quoted = shipmentOf(offer);
    if (!quoted)
        return tl::make_unexpected(SaleRefusal{Why::NoSuchRate, {}, {}, {}});
    if (ofShipment(quoted->id))
        return tl::make_unexpected(SaleRefusal{Why::SoldBefore, {}, {}, {}});
    if (m_work.rateLives.count() > 0 && now() > quoted->quotedAt + m_work.rateLives)
        return tl::make_unexpected(SaleRefusal{Why::RateExpired, {}, {}, {}});
    if (const auto lack = lackOf(quoted->wish))
        return tl::make_unexpected(*lack);
    const auto found = std::find_if(quoted->offers.begin(), quoted->offers.end(), [&](const ParcelShipment::Offer &one) { return one.id == offer; });
    ParcelSale &sale = add(quoted->wish, found->price, reference);
    sale.shipment = quoted->id;
    sale.offer = offer;
    return &sale;
}

ParcelBook::Sold ParcelBook::sell(const ParcelWish &wish, const QString &service, const QString &reference)
{
    if (const auto objection = objectionTo(m_tariff, wish))
        return tl::make_unexpected(SaleRefusal{Why::Objection, {}, {}, objection});
    if (const auto lack = lackOf(wish))
        return tl::make_unexpected(*lack);
    for (const TariffPrice &price : pricesOf(m_tariff, wish, today()))
        if (price.service.code == service)
            return &add(wish, price, reference);
    return tl::make_unexpected(SaleRefusal{Why::NoSuchService, {}, {}, {}});
}

ParcelSale &ParcelBook::add(const ParcelWish &wish, const TariffPrice &price, const QString &reference)
{
    auto sale = std::make_unique<ParcelSale>();
    sale->id = made(m_tariff.saleIds);
    sale->tracking = made(m_tariff.trackingIds);
    sale->reference = reference;
    sale->wish = wish;
    sale->price = price;
    sale->boughtAt = sale->doneAt = now();
    const bool isRefused = m_random.unit() < m_work.refuses, waits = m_random.unit() < m_work.waits;
    sale->isDelayed = m_random.unit() < m_work.delays;
    if (waits)
        sale->doneAt += m_work.worksFor;
    sale->failsLater = waits && isRefused;
    if (isRefused)
        sale->refusedAt = sale->failsLater ? sale->doneAt : sale->boughtAt + acceptedAfter;
    m_sales.push_back(std::move(sale));
    m_sales.back()->billed = billedFor(*m_sales.back());
    return *m_sales.back();
}

/// The parcel was heavier than was told, or its address was wrong.
TariffPrice ParcelBook::billedFor(const ParcelSale &sale)
{
    const auto dice = m_random.below(3), steps = m_random.below(3) + 1;
    TariffPrice billed = sale.price;
    if (m_work.billsOffEvery == 0 || sold() % m_work.billsOffEvery != 0)
        return billed;
    if (!m_tariff.weighsAgain || dice == 0) {
        billed.charges.append({TariffCharge::Kind::Correction, m_tariff.correction});
        return billed;
    }
    constexpr double aPound = 16;
    for (const TariffPrice &price : pricesOf(m_tariff, sale.wish, today(), static_cast<double>(steps) * std::max(m_tariff.stepOz, aPound)))
        if (price.service.code == sale.price.service.code)
            billed = price;
    return billed;
}

ParcelSale *ParcelBook::find(const QString &name) const
{
    const auto found = std::find_if(m_sales.begin(), m_sales.end(), [&](const auto &sale) { return !name.isEmpty() && (sale->id == name || sale->tracking == name || sale->offer == name); });
    return found == m_sales.end() ? nullptr : found->get();
}

ParcelSale *ParcelBook::ofShipment(const QString &shipment) const
{
    const auto found = std::find_if(m_sales.begin(), m_sales.end(), [&](const auto &sale) { return sale->shipment == shipment && stateOf(*sale) != ParcelSale::State::Failed; });
    return found == m_sales.end() ? nullptr : found->get();
}

ParcelSale *ParcelBook::ofReference(const QString &reference) const
{
    const auto found = std::find_if(m_sales.begin(), m_sales.end(), [&](const auto &sale) { return !reference.isEmpty() && sale->reference == reference; });
    return found == m_sales.end() ? nullptr : found->get();
}

ParcelSale::State ParcelBook::stateOf(const ParcelSale &sale) const
{
    if (now() < sale.doneAt)
        return ParcelSale::State::Working;
    return sale.failsLater ? ParcelSale::State::Failed : ParcelSale::State::Sold;
}

bool ParcelBook::isOnItsWay(const ParcelSale &sale) const
{
    const bool isRefused = sale.refusedAt && now() >= *sale.refusedAt;
    return !isRefused && now() >= sale.boughtAt + acceptedAfter;
}

ParcelSale::Refund ParcelBook::takeBack(ParcelSale &sale)
{
    if (!sale.isTakenBack && !sale.isRefundRefused) {
        (isOnItsWay(sale) ? sale.isRefundRefused : sale.isTakenBack) = true;
        sale.takenBackAt = now();
    }
    return refundOf(sale);
}

ParcelSale::Refund ParcelBook::refundOf(const ParcelSale &sale) const
{
    if (sale.isRefundRefused)
        return ParcelSale::Refund::Refused;
    if (!sale.isTakenBack)
        return ParcelSale::Refund::None;
    return now() < sale.takenBackAt + m_work.refundTakes ? ParcelSale::Refund::Asked : ParcelSale::Refund::Done;
}

void ParcelBook::refuse(ParcelSale &sale)
{
    if (!sale.refusedAt || *sale.refusedAt > now())
        sale.refusedAt = now();
}

QDate ParcelBook::expectedOn(const ParcelSale &sale) const
{
    constexpr int daysHeldUp = 2;
    const bool isHeldUp = sale.isDelayed && now() >= sale.boughtAt + delayedAfter;
    return isHeldUp ? sale.price.deliveredOn.addDays(daysHeldUp) : sale.price.deliveredOn;
}

QList<ParcelScan> ParcelBook::way(const ParcelSale &sale) const
{
    const Milliseconds late = sale.isDelayed ? heldUpFor : Milliseconds{0};
    QList<ParcelScan> scans;
    for (const auto &[after, stage, isThere] : {std::tuple(Milliseconds{0}, ParcelStage::Announced, false), std::tuple(acceptedAfter, ParcelStage::Accepted, false),
                                                std::tuple(delayedAfter, ParcelStage::Delayed, false), std::tuple(outAfter + late, ParcelStage::OutForDelivery, true),
                                                std::tuple(deliveredAfter + late, ParcelStage::Delivered, true)}) {
        const Time at = sale.boughtAt + after;
        const bool stays = sale.isTakenBack && stage != ParcelStage::Announced, isRefused = sale.refusedAt && at >= *sale.refusedAt && stage != ParcelStage::Announced;
        if (at > now() || stays || isRefused)
            break;
        if (stage != ParcelStage::Delayed || sale.isDelayed)
            scans.append({at, stage, isThere ? sale.wish.to : sale.wish.from});
    }
    const bool wasDelivered = !scans.isEmpty() && scans.last().stage == ParcelStage::Delivered;
    if (sale.refusedAt && now() >= *sale.refusedAt && !sale.isTakenBack && !wasDelivered)
        scans.append({*sale.refusedAt, ParcelStage::Refused, sale.wish.from});
    return scans;
}

QByteArray ParcelBook::invoice() const
{
    using Kind = TariffCharge::Kind;
    static constexpr std::array kinds{Kind::Base, Kind::Discount, Kind::Residential, Kind::Handling, Kind::Fuel, Kind::Tax, Kind::Correction};
    QByteArray csv = "carrier,invoice,tracking,service,date,charges,currency,billed_weight,weight_unit,base,discount,residential,handling,fuel,tax,correction\n";
    for (const auto &sale : m_sales) {
        const bool wasRefused = sale->refusedAt && now() >= *sale->refusedAt;
        if (sale->isTakenBack || wasRefused || stateOf(*sale) != ParcelSale::State::Sold)
            continue;
        QByteArrayList cells{m_tariff.carrierOf(sale->price.service).toLatin1(), "SB-1", sale->tracking.toLatin1(), cell(sale->price.service.code), toDateTime(sale->boughtAt).date().toString(Qt::ISODate).toLatin1(),
                             decimal(sale->billed.total()).toLatin1(), m_tariff.currency.toLatin1(), QByteArray::number(sale->billed.billedOz / 16, 'f', 3), "lb"};
        for (const Kind kind : kinds)
            cells.append(decimal(sale->billed.of(kind)).toLatin1());
        csv += cells.join(',') + '\n';
    }
    return csv;
}

} // namespace crossdock::sandbox
