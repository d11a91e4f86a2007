#include "core/inventory/fulfilment/rates/told_twice.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// The price and the account's own name of it aside.
bool isTheSame(const Quote &a, const Quote &b)
{
    return a.carrier == b.carrier && a.service == b.service && a.priceType == b.priceType && a.via == b.via && a.total.currency == b.total.currency
           && a.deliveredBy == b.deliveredBy && a.transitDays == b.transitDays && a.isGuaranteed == b.isGuaranteed;
}

} // namespace

QList<Quote> onceEach(const QList<Quote> &quotes)
{
    QList<Quote> once;
    for (Quote quote : quotes) {
        const auto same = std::find_if(once.begin(), once.end(), [&](const Quote &one) { return isTheSame(one, quote); });
        if (same == once.end()) {
            once.append(quote);
            continue;
        }
        QList<Money> beside = std::exchange(same->toldBeside, {});
        if (quote.total.amount < same->total.amount)
            std::swap(*same, quote);
        if (quote.total != same->total && !beside.contains(quote.total))
            beside.append(quote.total);
        std::sort(beside.begin(), beside.end(), [](const Money &a, const Money &b) { return a.amount < b.amount; });
        same->toldBeside = beside;
    }
    return once;
}

QString toldTwiceText(const Quote &quote)
{
    if (quote.toldBeside.isEmpty())
        return {};
    QStringList amounts{toDecimal(quote.total)};
    for (const Money &other : quote.toldBeside)
        amounts.append(toDecimal(other));
    const QString last = amounts.takeLast();
    return (amounts.size() == 1 ? u"told twice: %1 and %2"_s : u"told several times: %1 and %2"_s).arg(amounts.join(u", "_s), last);
}

} // namespace crossdock::rates
