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

/// Where the price of a carton comes from.
QString priceText(const Sent &sent, const Wave &wave, Time now)
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

QStringList liveDoubts(const fulfilment::WaveView &view, const Wave &wave)
{
    qsizetype told = 0, assumed = 0;
    for (const fulfilment::WaveOrder &order : view.orders) {
        for (const fulfilment::PlannedParcel &parcel : order.plan.parcels) {
            told += hasPart(parcel, u"freight.live") ? 1 : 0;
            assumed += hasPart(parcel, u"freight.assumed") ? 1 : 0;
        }
    }
    QStringList doubts;
    if (told > 0)
        doubts.append(u"%1 priced by what live accounts told for such shipments"_s.arg(counted(told, u"parcel"_s)));
    if (assumed > 0)
        doubts.append(u"%1 without a price: each counts as %2 %3 at least"_s.arg(counted(assumed, u"parcel"_s), toDecimal({wave.assumedFreight, view.currency}), view.currency));
    return doubts;
}

} // namespace crossdock::waves
