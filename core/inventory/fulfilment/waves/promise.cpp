#include "core/inventory/fulfilment/waves/promise.h"

#include "core/inventory/fulfilment/waves/ship_day.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {
namespace {

constexpr qint64 sure = 100;

InTime arrivalChance(const Wave &wave, const Order &order, const Departing &from, const rates::Quote &quote)
{
    if (quote.deliveredBy.isValid())
        return {InTime::By::Promised, quote.deliveredBy <= order.promisedBy ? sure : 0, {}};
    const QString &node = wave.problem.nodes[static_cast<size_t>(from.node)].id;
    if (const auto told = chanceInTime(wave, node, quote.carrier, quote.service, from.day, order.promisedBy))
        return {InTime::By::Told, told, {}};
    if (const auto learned = wave.learned.chance(quote.carrier, quote.service, quote.zone, daysLeft(from.day, order.promisedBy)))
        return {InTime::By::Learned, learned->percent, learned};
    return {InTime::By::Unknown, {}, {}};
}

QString serviceOf(const rates::Quote &quote)
{
    return quote.carrier.isEmpty() ? u"the place's own service"_s : quote.carrier + u'/' + quote.service;
}

QString minuteOf(Time time)
{
    return toDateTime(time).toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

QString learnedText(const rates::TransitChance &chance, qint64 days, const rates::Quote &quote)
{
    return u"%1 of %2 parcels of %3%4 came within %5 working days: %6 %, likely between %7 and %8 %"_s.arg(chance.inTime)
        .arg(chance.parcels)
        .arg(serviceOf(quote), chance.isOfZone ? u" to zone "_s + quote.zone : QString())
        .arg(days)
        .arg(chance.percent)
        .arg(chance.low)
        .arg(chance.high);
}

} // namespace

InTime inTimeOf(const Wave &wave, const Order &order, const Departing &from, const rates::Quote &quote)
{
    if (order.leavesBy && from.at > *order.leavesBy)
        return {InTime::By::Missed, 0, {}};
    if (order.promisedBy.isValid())
        return arrivalChance(wave, order, from, quote);
    return order.leavesBy ? InTime{InTime::By::Departure, sure, {}} : InTime{};
}

QString textOf(const InTime &chance, const Wave &wave, const Order &order, const Departing &from, const rates::Quote &quote)
{
    const QString day = order.promisedBy.toString(Qt::ISODate), service = serviceOf(quote);
    switch (chance.by) {
    case InTime::By::Nothing:
        return {};
    case InTime::By::Unknown:
        return u"promised by %1; lateness is not counted: %2 parcels of %3 are too few to tell (%4 are needed)"_s.arg(day)
            .arg(wave.learned.parcels(quote.carrier, quote.service))
            .arg(service)
            .arg(rates::TransitBook::fewest);
    case InTime::By::Departure:
        return u"only its leaving is promised, by %1: it leaves in time"_s.arg(minuteOf(*order.leavesBy));
    case InTime::By::Missed:
        return u"it leaves after %1, by which it was promised to leave"_s.arg(minuteOf(*order.leavesBy));
    case InTime::By::Told:
        return u"promised by %1; the figures given for %2 say %3 %"_s.arg(day, service).arg(*chance.percent);
    case InTime::By::Learned:
        return u"promised by %1; "_s.arg(day) + learnedText(*chance.learned, daysLeft(from.day, order.promisedBy), quote);
    case InTime::By::Promised:
        return u"promised by %1; %2 itself says that it arrives by %3"_s.arg(day, quote.via, quote.deliveredBy.toString(Qt::ISODate));
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::waves
