#include "core/inventory/fulfilment/waves/told_price.h"

#include "core/inventory/fulfilment/node_lines.h"
#include "core/inventory/fulfilment/waves/place_zone.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {

bool isToldOf(const Wave &wave, int order, int node)
{
    const Order &to = wave.orders[static_cast<size_t>(order)];
    return wave.nodes[static_cast<size_t>(node)].tellsPrices && !to.freightUnknown && !to.to.country.isEmpty();
}

fulfilment::NodeQuestion nodeQuestion(const Wave &wave, int order, int node, const std::vector<int> &lines)
{
    const Order &from = wave.orders[static_cast<size_t>(order)];
    const auto &asked = wave.problem.orders[static_cast<size_t>(order)].lines;
    fulfilment::NodeOrder made;
    made.channel = from.channelKind;
    made.to.country = from.to.country;
    made.to.region = from.to.region;
    made.to.city = from.to.city;
    made.to.postcode = from.to.postcode;
    made.place = wave.nodes[static_cast<size_t>(node)].details.account.value(u"place"_s);
    made.handling = from.handling.value(node);
    made.handling.signature = made.handling.signature || from.wish.options.contains(rates::Option::Signature);
    for (const int line : lines)
        made.lines.append({fulfilment::nodeLineId(made.lines.size(), {}), *Sku::parse(asked[static_cast<size_t>(line)].sku), asked[static_cast<size_t>(line)].quantity, {}, {}});
    return fulfilment::questionOf(*NodeId::parse(wave.problem.nodes[static_cast<size_t>(node)].id), std::move(made));
}

/// Of several ways that it would go by the dearest counts: what is not known is never taken for cheaper than it is.
ToldPrice toldPrice(const Wave &wave, const fulfilment::NodeQuestion &question)
{
    ToldPrice told;
    told.likeness = question.likeness;
    told.refusal = wave.told.prices.refusal(question.likeness);
    if (!told.refusal.isEmpty())
        return told;
    const QString node = question.node.text();
    told.untold = wave.told.silent.value(question.likeness, u"%1 has not told its own price yet"_s.arg(node));
    for (const rates::Quote &quote : wave.told.prices.quotes(question.likeness)) {
        if (!wave.now || quote.askedAt + rates::LivePrices::freshFor < *wave.now)
            told.untold = u"what %1 told is more than a day old"_s.arg(node);
        else if (quote.total.currency != wave.problem.currency)
            told.untold = u"%1 tells its price in %2"_s.arg(node, quote.total.currency);
        else if (!told.quote || quote.total.amount > told.quote->total.amount)
            told.quote = quote;
    }
    if (!told.quote)
        return told;
    told.untold.clear();
    if (told.quote->transitDays)
        told.quote->deliveredBy = dayAt(*wave.now, question.order.to.country, question.order.to.region).addDays(*told.quote->transitDays);
    return told;
}

} // namespace crossdock::waves
