#include "core/inventory/fulfilment/waves/price_basis.h"

#include "core/inventory/values/brand.h"
#include "core/inventory/values/counted.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {
namespace {

/// "3 h", in the largest unit that it fills.
QString ageText(Milliseconds age)
{
    const qint64 minutes = std::max<qint64>(0, age.count()) / 60'000, hours = minutes / 60, days = hours / 24;
    return days > 0 ? u"%1 d"_s.arg(days) : hours > 0 ? u"%1 h"_s.arg(hours) : u"%1 min"_s.arg(minutes);
}

/// "mcf itself told 11.50 USD for an order like this 3 min before, to arrive by 2026-12-05"
QString toldText(const rates::Quote &told, Time now)
{
    const QString arrival = told.deliveredBy.isValid() ? u", to arrive by "_s + told.deliveredBy.toString(Qt::ISODate) : QString();
    return u"%1 itself told %2 %3 (%4) for an order like this %5 before"_s.arg(told.via, toDecimal(told.total), told.total.currency, told.service, ageText(now - told.askedAt)) + arrival;
}

/// Where the price of a carton comes from, if not from the node itself.
QString othersText(const Sent &sent, const Wave &wave, Time now)
{
    const rates::Quote &quote = sent.quote;
    if (sent.assumed) {
        const QString why = !sent.unreached.isEmpty() ? u"no price list reaches there (%1)"_s.arg(sent.unreached) : sent.refusal.isEmpty() ? u"no price is known yet of a shipment like this"_s : u"no account takes a shipment like this (%1)"_s.arg(sent.refusal);
        return u"%1: it counts as %2 %3"_s.arg(why, toDecimal({*sent.assumed, wave.problem.currency}), wave.problem.currency);
    }
    if (quote.carrier.isEmpty())
        return {};
    const QString with = sent.options.isEmpty() ? QString() : u" with "_s + rates::wordsOf(sent.options);
    const QString service = u"%1 %2%3: %4 price "_s.arg(brandOf(quote.carrier), serviceNameOf(quote.carrier, quote.service), with, quote.priceType);
    if (quote.source == rates::Quote::Source::Live)
        return service + u"that %1 told live for a shipment like this %2 before"_s.arg(quote.via, ageText(now - quote.askedAt));
    return service + u"in force from "_s + quote.effectiveFrom.toString(Qt::ISODate);
}

QString priceText(const Sent &sent, const Wave &wave, Time now)
{
    if (sent.told)
        return toldText(*sent.told, now);
    const QString others = othersText(sent, wave, now);
    if (sent.untold.isEmpty())
        return others;
    return others.isEmpty() ? sent.untold + u": what is listed for it counts"_s : sent.untold + u"; "_s + others;
}

bool hasPart(const fulfilment::PlannedParcel &parcel, QStringView name)
{
    return std::any_of(parcel.parts.begin(), parcel.parts.end(), [&](const routing::Part &part) { return part.name == name; });
}

} // namespace

QString priceBasis(const PricedParcel &parcel, const Wave &wave, Time now)
{
    QStringList texts;
    for (const Sent &sent : parcel.sent)
        texts.append(priceText(sent, wave, now));
    texts.removeAll(QString());
    texts.removeDuplicates();
    return texts.join(u"; "_s);
}

QStringList liveDoubts(const fulfilment::WaveView &view, const Wave &wave, const ParcelPricer &pricer)
{
    qsizetype told = 0, assumed = 0, byNodes = 0, awaited = 0, late = 0;
    for (const fulfilment::WaveOrder &order : view.orders) {
        awaited += order.pricesBy ? 1 : 0;
        late += order.pricing == fulfilment::Pricing::Late ? 1 : 0;
        for (const fulfilment::PlannedParcel &parcel : order.plan.parcels) {
            told += hasPart(parcel, u"freight.live") ? 1 : 0;
            byNodes += hasPart(parcel, u"freight.told") ? 1 : 0;
            assumed += hasPart(parcel, u"freight.assumed") ? 1 : 0;
        }
    }
    QStringList doubts;
    if (told > 0)
        doubts.append(u"%1 priced by what live accounts told for such shipments"_s.arg(counted(told, u"parcel"_s)));
    if (byNodes > 0)
        doubts.append(u"%1 priced by what the places themselves told for such orders"_s.arg(counted(byNodes, u"parcel"_s)));
    for (auto [why, orders] : pricer.untold().asKeyValueRange())
        doubts.append(u"%1: lists or an assumed price stand for it in %2"_s.arg(why.second, counted(orders.size(), u"order"_s)));
    if (awaited > 0)
        doubts.append(u"%1 for which prices are still being asked"_s.arg(counted(awaited, u"order"_s)));
    if (late > 0)
        doubts.append(u"%1 whose price was asked for and did not come in time"_s.arg(counted(late, u"order"_s)));
    if (assumed > 0)
        doubts.append(u"%1 without a price: each counts as %2 %3 at least"_s.arg(counted(assumed, u"parcel"_s), toDecimal({wave.assumedFreight, view.currency}), view.currency));
    return doubts;
}

} // namespace crossdock::waves
