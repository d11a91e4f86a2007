#include "core/inventory/fulfilment/rates/own_price.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

int rankOf(const QString &priceType)
{
    constexpr std::array ranks{"contract"_L1, "negotiated"_L1, "account"_L1, "commercial"_L1, "list"_L1, "retail"_L1};
    return static_cast<int>(std::find(ranks.begin(), ranks.end(), priceType) - ranks.begin());
}

} // namespace

QList<Quote> ownPrices(const QList<Quote> &quotes)
{
    QList<Quote> own;
    for (const Quote &quote : quotes) {
        const auto same = std::find_if(own.begin(), own.end(), [&](const Quote &one) { return one.carrier == quote.carrier && one.service == quote.service; });
        if (same == own.end())
            own.append(quote);
        else if (rankOf(quote.priceType) < rankOf(same->priceType))
            *same = quote;
    }
    return own;
}

} // namespace crossdock::rates
