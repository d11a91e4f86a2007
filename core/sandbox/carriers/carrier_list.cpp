#include "core/sandbox/world.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr Milliseconds aDay{86'400'000}, tenMinutes{600'000};

/// Things go wrong with a few parcels.
CarrierWork usualWork()
{
    CarrierWork work;
    work.refuses = 0.03;
    work.delays = 0.1;
    return work;
}

/// What is quoted ends.
CarrierWork quickWork(Milliseconds rateLives)
{
    CarrierWork work = usualWork();
    work.rateLives = rateLives;
    return work;
}

/// Who sells for others is not always done at once.
CarrierWork brokersWork(Milliseconds rateLives)
{
    CarrierWork work = quickWork(rateLives);
    work.waits = 0.1;
    return work;
}

} // namespace

QList<CarrierSpec> allCarriers()
{
    return {{u"post"_s, CarrierKind::EasyPost},
            {u"ups"_s, CarrierKind::Ups, usualWork()},
            {u"fedex"_s, CarrierKind::FedEx, usualWork()},
            {u"dhl"_s, CarrierKind::Dhl, usualWork()},
            {u"usps"_s, CarrierKind::Usps, usualWork()},
            {u"shippo"_s, CarrierKind::Shippo, brokersWork(7 * aDay)},
            {u"engine"_s, CarrierKind::ShipEngine, brokersWork(aDay)},
            {u"amazon-ship"_s, CarrierKind::AmazonShipping, quickWork(tenMinutes)},
            {u"rocket"_s, CarrierKind::Shiprocket, usualWork()},
            {u"delhivery"_s, CarrierKind::Delhivery, usualWork()}};
}

QList<CarrierSpec> practiceCarriers()
{
    QList<CarrierSpec> carriers;
    for (const CarrierSpec &carrier : allCarriers())
        if (QList{CarrierKind::EasyPost, CarrierKind::Ups, CarrierKind::FedEx, CarrierKind::Dhl, CarrierKind::Shippo}.contains(carrier.kind))
            carriers.append(carrier);
    return carriers;
}

QString toText(CarrierKind kind)
{
    switch (kind) {
    case CarrierKind::EasyPost:
        return u"easypost"_s;
    case CarrierKind::Shippo:
        return u"shippo"_s;
    case CarrierKind::ShipEngine:
        return u"shipengine"_s;
    case CarrierKind::Ups:
        return u"ups"_s;
    case CarrierKind::FedEx:
        return u"fedex"_s;
    case CarrierKind::Usps:
        return u"usps"_s;
    case CarrierKind::Dhl:
        return u"dhl"_s;
    case CarrierKind::Shiprocket:
        return u"shiprocket"_s;
    case CarrierKind::Delhivery:
        return u"delhivery"_s;
    case CarrierKind::AmazonShipping:
        return u"amazon-shipping"_s;
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::sandbox
