#include "core/inventory/fulfilment/rates/live_prices.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

Quote quoteOf(const LastKnown &price, const QString &account)
{
    Quote quote;
    quote.carrier = price.carrier;
    quote.service = price.service;
    quote.priceType = price.priceType;
    quote.source = Quote::Source::Live;
    quote.zoneSource = Quote::ZoneSource::Carrier;
    quote.billedBy.reset();
    quote.charges = {{.kind = u"live"_s, .amount = price.total}};
    quote.total = price.total;
    quote.via = account;
    quote.transitDays = price.transitDays;
    quote.askedAt = price.askedAt;
    return quote;
}

} // namespace

LivePrices::LivePrices(const QList<LastAnswer> &answers, Time now)
{
    for (const LastAnswer &answer : answers) {
        for (const LastKnown &price : answer.prices) {
            if (price.askedAt + usedFor < now)
                continue;
            m_quotes[answer.likeness].append(quoteOf(price, answer.account));
            if (price.askedAt + freshFor >= now)
                m_fresh.insert(answer.likeness);
        }
    }
    for (QList<Quote> &quotes : m_quotes)
        std::stable_sort(quotes.begin(), quotes.end(), [](const Quote &a, const Quote &b) { return a.total.amount < b.total.amount; });
}

std::optional<qint64> LivePrices::dearest(const QString &currency) const
{
    std::optional<qint64> dearest;
    for (const QList<Quote> &quotes : m_quotes) {
        const auto cheapest = std::find_if(quotes.begin(), quotes.end(), [&](const Quote &quote) { return quote.total.currency == currency; });
        if (cheapest != quotes.end())
            dearest = std::max(dearest.value_or(0), cheapest->total.amount);
    }
    return dearest;
}

} // namespace crossdock::rates
